import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, localDateAt, toInstant, UTC } from '../../../src/core/time.ts';
import { closesAt, isWeekend, settledListDays } from '../../../src/features/paper-of-the-day/settled-lists.ts';
import { aDay, anInstant } from '../../support/builders.ts';

const settledAt = (instant: string) => settledListDays(anInstant(instant));

describe('settled lists', () => {
  it('begin with the list of the day before: that of today is still filling', () => {
    expect(settledAt('2026-01-08T09:00Z')[0]).toBe('2026-01-07');
    expect(settledAt('2026-01-08T23:59:59.999Z')[0]).toBe('2026-01-07');
    expect(settledAt('2026-01-09T00:00Z')[0]).toBe('2026-01-08');
  });

  it('have no weekends, and Friday joins them when the weekend is over', () => {
    expect(settledAt('2026-01-10T12:00Z')[0]).toBe('2026-01-08');
    expect(settledAt('2026-01-11T23:59Z')[0]).toBe('2026-01-08');
    expect(settledAt('2026-01-12T00:00Z')[0]).toBe('2026-01-09');
  });

  it('reach back a week, newest first', () => {
    expect(settledAt('2026-01-12T09:00Z')).toEqual(['2026-01-09', '2026-01-08', '2026-01-07', '2026-01-06', '2026-01-05']);
  });

  it('are never open ones, at whatever instant, and there always are some', () => {
    const aMoment = fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2030-01-01') }).map(toInstant);
    fc.assert(
      fc.property(aMoment, (now) => {
        const today = localDateAt(now, UTC);
        const days = settledListDays(now);
        expect(days.length).toBeGreaterThanOrEqual(4);
        for (const day of days) {
          expect(isWeekend(day)).toBe(false);
          expect(closesAt(day) <= now).toBe(true);
          expect(daysBetween(day, today)).toBeGreaterThanOrEqual(1);
          expect(daysBetween(day, today)).toBeLessThanOrEqual(7);
        }
      }),
    );
  });

  it('close one after another, each no earlier than the end of its own day', () => {
    for (let day = aDay('2026-01-05'); day < '2026-03-01'; day = addDays(day, 1)) {
      expect(closesAt(day) >= anInstant(addDays(day, 1))).toBe(true);
    }
  });
});
