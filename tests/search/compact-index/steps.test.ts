/**
 * Work in steps: all at once, or in turns that leave room for others.
 */
import { describe, expect, it } from 'vitest';
import { atOnce, inTurns, type Steps } from '../../../src/search/compact-index/steps.ts';

/** Notes each of its steps. */
function* work(steps: number, postings: number, note: (what: string) => void): Steps<string> {
  for (let step = 0; step < steps; step += 1) {
    note('step');
    yield postings;
  }
  return 'done';
}

/** What happens while the work is done, with somebody who wants a turn whenever there is one. */
async function seenDuring(steps: number, postings: number): Promise<readonly string[]> {
  const seen: string[] = [];
  let isOver = false;
  const other = (): void => {
    seen.push('other');
    if (!isOver) setImmediate(other);
  };
  setImmediate(other);
  expect(await inTurns(work(steps, postings, (what) => seen.push(what)))).toBe('done');
  isOver = true;
  return seen;
}

describe('work in steps', () => {
  it('is done all at once, where that is asked', () => {
    const seen: string[] = [];
    expect(atOnce(work(5, 1_000_000, (what) => seen.push(what)))).toBe('done');
    expect(seen).toHaveLength(5);
  });

  it('lets others have a turn after every long step, and does none twice', async () => {
    const seen = await seenDuring(6, 1_000_000);
    expect(seen.filter((what) => what === 'step')).toHaveLength(6);
    expect(seen.join(' ')).not.toContain('step step');
  });

  it('keeps nobody waiting for a turn where all of it is short', async () => {
    const seen = await seenDuring(6, 10);
    expect(seen).toEqual(Array.from({ length: 6 }, () => 'step'));
  });
});
