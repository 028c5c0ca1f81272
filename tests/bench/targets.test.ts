/**
 * What is printed of figures: cells that say whether a target is met, and rows that Markdown reads as such.
 */
import { describe, expect, it } from 'vitest';
import { figure, heading, row, seconds } from './tables.ts';
import { atLeast, atMost, targetCells, verdictOf } from './targets.ts';

describe('a target', () => {
  it('is met on its bound and on the right side of it', () => {
    const load = (measured: number | undefined) => verdictOf({ what: 'load', bound: atMost(200, 'ms'), measured });
    const found = (measured: number | undefined) => verdictOf({ what: 'found', bound: atLeast(0.9), measured });
    expect([load(199), load(200), load(200.1)]).toEqual(['met', 'met', 'not met']);
    expect([found(0.89), found(0.9), found(1)]).toEqual(['not met', 'met', 'met']);
  });

  it('is neither met nor missed where nothing was measured', () => {
    expect(verdictOf({ what: 'load', bound: atMost(200), measured: undefined })).toBe('not measured');
    expect(verdictOf({ what: 'ratio', bound: atMost(2), measured: Number.NaN })).toBe('not measured');
  });

  it('stands beside what is asked, with its unit and what there is to say', () => {
    expect(targetCells({ what: 'load', bound: atMost(200, 'ms'), measured: 431.26 })).toEqual([
      'load',
      '≤ 200 ms',
      '431.3 ms',
      'not met',
    ]);
    expect(targetCells({ what: 'found', bound: atLeast(0.9), measured: 0.912345, remark: '200 queries' })).toEqual([
      'found',
      '≥ 0.9',
      '0.9123, 200 queries',
      'met',
    ]);
    expect(targetCells({ what: 'load', bound: atMost(200, 'ms'), measured: undefined })).toEqual([
      'load',
      '≤ 200 ms',
      '–',
      'not measured',
    ]);
  });
});

describe('a row of a table', () => {
  it('keeps its cells apart whatever is in them', () => {
    expect(row(['a|b', 2])).toBe('| a\\|b | 2 |');
    expect(heading(['papers', 'engine'])).toBe('| papers | engine |\n| --- | --- |');
  });

  it('shows a dash for what was not measured', () => {
    expect([figure(1.005, 1), figure(undefined, 1), figure(Number.NaN, 0), seconds(1530), seconds(undefined)]).toEqual([
      '1.0',
      '–',
      '–',
      '1.53',
      '–',
    ]);
  });
});
