import { describe, expect, it } from 'vitest';
import { isOver, listDayAsRead, papersOn } from '../../src/core/list-day.ts';
import { aDay, anInstant } from '../support/builders.ts';

const read = (day: string, papers: number, at: string) => listDayAsRead(aDay(day), papers, anInstant(at));

describe('a day of a list', () => {
  it.each([
    ['a weekday in its course', '2026-06-12', 7, '2026-06-12T15:00:00Z', { kind: 'filling', papers: 7 }],
    ['a weekday just begun', '2026-06-12', 0, '2026-06-12T00:00:01Z', { kind: 'filling', papers: 0 }],
    ['a Friday on the Sunday after', '2026-06-12', 7, '2026-06-14T23:59:59Z', { kind: 'filling', papers: 7 }],
    ['a Friday once Monday has begun', '2026-06-12', 7, '2026-06-15T00:00:00Z', { kind: 'settled', papers: 7 }],
    ['a feast day that is over', '2026-06-11', 0, '2026-06-12T00:00:00Z', { kind: 'empty' }],
    ['a weekend', '2026-06-13', 0, '2026-06-20T00:00:00Z', { kind: 'none-due' }],
    ['a weekend with papers after all', '2026-06-13', 2, '2026-06-20T00:00:00Z', { kind: 'settled', papers: 2 }],
  ])('that is %s is told as such', (_, day, papers, at, state) => {
    expect(read(day, papers, at).state).toEqual(state);
  });

  it('is over where it was read after its list had closed, and not before', () => {
    expect(isOver(read('2026-06-11', 0, '2026-06-12T09:00:00Z'))).toBe(true);
    expect(isOver(read('2026-06-11', 9, '2026-06-12T09:00:00Z'))).toBe(true);
    expect(isOver(read('2026-06-11', 9, '2026-06-11T23:00:00Z'))).toBe(false);
    expect(isOver(read('2026-06-13', 0, '2026-06-13T09:00:00Z'))).toBe(false);
    expect(isOver(undefined)).toBe(false);
  });

  it('has no papers where it is empty or was never read', () => {
    expect([papersOn(read('2026-06-11', 9, '2026-06-12T09:00:00Z')), papersOn(undefined)]).toEqual([9, 0]);
  });
});
