import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closesAt, isWeekend, listDaysClosing, settledListDays } from '../../src/core/daily-lists.ts';
import { addDays, daysBetween, localDateAt, toInstant, UTC } from '../../src/core/time.ts';
import { aDay, anInstant } from '../support/builders.ts';

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

describe('the lists that close in a stretch of time', () => {
  const closing = (after: string, upTo: string) => listDaysClosing(anInstant(after), anInstant(upTo));

  it('hold one that closes at its very end, and none that closes at its beginning', () => {
    expect(closing('2026-01-07T00:00Z', '2026-01-08T00:00Z')).toEqual(['2026-01-07']);
    expect(closing('2026-01-06T23:59Z', '2026-01-07T23:59Z')).toEqual(['2026-01-06']);
  });

  it('are none over a weekend, and that of Friday when it is over', () => {
    expect(closing('2026-01-09T09:00Z', '2026-01-11T23:59Z')).toEqual([]);
    expect(closing('2026-01-11T09:00Z', '2026-01-12T09:00Z')).toEqual(['2026-01-09']);
  });

  it('are the same where the stretch is split at any instant, and are all list days', () => {
    const moments = fc.array(fc.integer({ min: Date.parse('2025-12-01'), max: Date.parse('2026-03-01') }), {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(moments, (given) => {
        const [from = anInstant(), middle = from, to = from] = given.toSorted((a, b) => a - b).map(toInstant);
        const whole = listDaysClosing(from, to);
        expect([...listDaysClosing(from, middle), ...listDaysClosing(middle, to)]).toEqual(whole);
        for (let day = aDay('2025-11-20'); day < '2026-03-10'; day = addDays(day, 1)) {
          expect(whole.includes(day)).toBe(!isWeekend(day) && closesAt(day) > from && closesAt(day) <= to);
        }
      }),
      { numRuns: 50 },
    );
  });
});
