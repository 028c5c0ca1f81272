/**
 * The laws of slots, over real zones and ten years that hold Apia's missing day, its and Casablanca's changes of rule, and a
 * leap day. What the clock shows is read from `Intl` as text, in another way than the code does.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLocalTime } from '../../src/core/clock-time.ts';
import { DAYS_OF_WEEK, nextSlots, type Recurrence, slotBefore, slotsBetween } from '../../src/core/schedule.ts';
import { addDays, daysBetween, type Instant, type LocalDate, type TimeZone, toInstant } from '../../src/core/time.ts';
import { anyLocalTime, anyRecurrence, anySchedule, TELLING_ZONES } from '../support/a-schedule.ts';
import { aDay, anInstant } from '../support/builders.ts';
import { minutesLater, wallClockAt } from '../support/wall-clock.ts';

const FIRST_DAY = aDay('2010-01-01');
const LAST_DAY = aDay('2019-12-31');
const TEN_YEARS = Array.from({ length: daysBetween(FIRST_DAY, LAST_DAY) + 1 }, (_, at) => addDays(FIRST_DAY, at));
const NEVER_WAS: ReadonlyMap<string, readonly LocalDate[]> = new Map([['Pacific/Apia', [aDay('2011-12-30')]]]);

/** A day more on both sides than the ten years have in any zone. */
const START = anInstant('2009-12-30');
const END = anInstant('2020-01-03');

const anyInstant = fc
  .integer({ min: Date.parse(START) / 1000, max: Date.parse(END) / 1000 })
  .map((seconds) => toInstant(seconds * 1000));

const dateShownAt = (slot: Instant, zone: TimeZone) => wallClockAt(slot, zone).slice(0, 10) as LocalDate;
const isInTheTenYears = (date: LocalDate) => date >= FIRST_DAY && date <= LAST_DAY;

describe.each(TELLING_ZONES)('ten years of daily slots in %s', (zone) => {
  const days = TEN_YEARS.filter((date) => !NEVER_WAS.get(zone)?.includes(date));

  it('hold one for each day that the calendar there shows, and strictly ascend', () => {
    fc.assert(
      fc.property(anyLocalTime, (at) => {
        const slots = slotsBetween({ kind: 'daily', at, zone }, START, END);
        expect(slots.map((slot) => dateShownAt(slot, zone)).filter(isInTheTenYears)).toEqual(days);
        expect(slots.every((slot, index) => index === 0 || slot > (slots[index - 1] ?? ''))).toBe(true);
      }),
      { numRuns: 8 },
    );
  });

  it('are at the asked time, its first showing, or where a change skips it at the first instant after the gap', () => {
    fc.assert(
      fc.property(anyLocalTime, (at) => {
        const asked = formatLocalTime(at);
        for (const slot of slotsBetween({ kind: 'daily', at, zone }, START, END)) {
          const [date = '', time = ''] = wallClockAt(slot, zone).split(' ');
          if (time === asked) expect(showsAlreadyBefore(slot, zone)).toBe(false);
          else
            expect([`${date} ${asked}` < `${date} ${time}`, lastReadingBefore(slot, zone) < `${date} ${asked}`]).toEqual([
              true,
              true,
            ]);
        }
      }),
      { numRuns: 8 },
    );
  });
});

describe('the slots of any schedule', () => {
  it('are those daily slots whose day the schedule names', () => {
    fc.assert(
      fc.property(anyRecurrence, anyLocalTime, fc.constantFrom(...TELLING_ZONES), (recurrence, at, zone) => {
        const daily = slotsBetween({ kind: 'daily', at, zone }, START, END);
        const expected = daily.filter((slot) => names(recurrence, dateShownAt(slot, zone)));
        expect(slotsBetween({ ...recurrence, at, zone }, START, END)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('are the same when the stretch of time is split at any instant, a slot itself included', () => {
    fc.assert(
      fc.property(
        anySchedule(TELLING_ZONES),
        fc.tuple(anyInstant, anyInstant, anyInstant),
        fc.nat(),
        (schedule, instants, pick) => {
          const [from, middle, to] = instants.toSorted() as [Instant, Instant, Instant];
          const whole = slotsBetween(schedule, from, to);
          for (const split of [middle, whole[pick % (whole.length || 1)] ?? middle]) {
            expect([...slotsBetween(schedule, from, split), ...slotsBetween(schedule, split, to)]).toEqual(whole);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('are found by their number as they are found by their end', () => {
    fc.assert(
      fc.property(anySchedule(TELLING_ZONES), anyInstant, fc.integer({ min: 1, max: 12 }), (schedule, after, count) => {
        const next = nextSlots(schedule, after, count);
        expect(next).toHaveLength(count);
        expect(slotsBetween(schedule, after, next.at(-1) ?? after)).toEqual(next);
        expect(nextSlots(schedule, next[0] ?? after, count - 1)).toEqual(next.slice(1));
      }),
    );
  });

  it('have each the one before it as their slot before, and so has every instant after that', () => {
    fc.assert(
      fc.property(anySchedule(TELLING_ZONES), anyInstant, fc.integer({ min: 0, max: 100 }), (schedule, from, percent) => {
        const [first = from, second = from] = nextSlots(schedule, from, 2);
        const between = toInstant(Date.parse(first) + 1 + ((Date.parse(second) - Date.parse(first) - 1) * percent) / 100);
        expect([slotBefore(schedule, second), slotBefore(schedule, between)]).toEqual([first, first]);
      }),
    );
  });

  it('go back without end: before the anchor of fortnights there are fortnights too', () => {
    fc.assert(
      fc.property(anySchedule(TELLING_ZONES), anyInstant, (schedule, instant) => {
        const before = slotBefore(schedule, instant);
        expect(before < instant).toBe(true);
        const always = schedule.kind === 'fortnightly' ? { ...schedule, anchor: sameFortnight(schedule.anchor) } : schedule;
        expect(slotsBetween(always, before, toInstant(Date.parse(instant) - 1))).toEqual([]);
        expect(slotsBetween(always, toInstant(Date.parse(before) - 1), before)).toEqual([before]);
      }),
    );
  });

  it('of each day are there in every zone that Intl knows, two hours more or less than a day apart at most', () => {
    for (const zone of Intl.supportedValuesOf('timeZone') as TimeZone[]) {
      const slots = slotsBetween(
        { kind: 'daily', at: { hour: 0, minute: 0 }, zone },
        anInstant('2024-01-01'),
        anInstant('2025-01-01'),
      );
      const gaps = slots.slice(1).map((slot, index) => (Date.parse(slot) - Date.parse(slots[index] ?? slot)) / 3_600_000);
      expect(slots.length, zone).toBe(366);
      expect(Math.min(...gaps), zone).toBeGreaterThanOrEqual(22);
      expect(Math.max(...gaps), zone).toBeLessThanOrEqual(26);
    }
  });
});

/** The day is named by the schedule: worked out on the calendar alone. */
function names(recurrence: Recurrence, date: LocalDate): boolean {
  if (recurrence.kind === 'once') return recurrence.on === date;
  const calendar = new Date(`${date}T00:00:00Z`);
  const weekday = DAYS_OF_WEEK[(calendar.getUTCDay() + 6) % 7] ?? 'mon';
  switch (recurrence.kind) {
    case 'daily':
      return true;
    case 'days':
      return recurrence.days.includes(weekday);
    case 'weekly':
      return recurrence.on === weekday;
    case 'fortnightly':
      return date >= recurrence.anchor && daysBetween(recurrence.anchor, date) % 14 === 0;
    case 'monthly': {
      const isLast = addDays(date, 1).endsWith('-01');
      return calendar.getUTCDate() === recurrence.day || (isLast && calendar.getUTCDate() < recurrence.day);
    }
  }
}

/** The day before 2009 that begins the same fortnights. */
function sameFortnight(anchor: LocalDate): LocalDate {
  const first = aDay('2009-01-01');
  return addDays(first, (((daysBetween(first, anchor) % 14) + 14) % 14) - 14);
}

function lastReadingBefore(slot: Instant, zone: TimeZone): string {
  return wallClockAt(minutesLater(slot, -1), zone);
}

/** The clock has shown the same, by a change of at most three hours. */
function showsAlreadyBefore(slot: Instant, zone: TimeZone): boolean {
  const shown = wallClockAt(slot, zone);
  return [30, 60, 120, 180].some((minutes) => wallClockAt(minutesLater(slot, -minutes), zone) === shown);
}
