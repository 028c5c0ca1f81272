/**
 * Schedules for tests: written as people type them, or any at all for laws.
 */
import fc from 'fast-check';
import type { LocalTime } from '../../src/core/clock-time.ts';
import { DAYS_OF_WEEK, type Recurrence, type Schedule, type Weekday } from '../../src/core/schedule.ts';
import { parseSchedule } from '../../src/core/schedule-text.ts';
import { parseTimeZone, type TimeZone, UTC } from '../../src/core/time.ts';
import { aDay } from './builders.ts';

/** @param text may name its zone; UTC where it does not, on Monday 5 January 2026 where it counts from a day. */
export function aSchedule(text = 'weekdays at 09:00'): Schedule {
  return parseSchedule(text, { zone: UTC, today: aDay('2026-01-05') });
}

export function aZone(name: string): TimeZone {
  const zone = parseTimeZone(name);
  if (zone === undefined) throw new Error(`not a zone: ${name}`);
  return zone;
}

/** Whole and half hours of change, changes twice a year and around Ramadan, none at all, and the far ends of the day. */
export const TELLING_ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Pacific/Kiritimati',
].map(aZone);

/** Half of them in the hours in which clocks are changed. */
export const anyLocalTime: fc.Arbitrary<LocalTime> = fc.record({
  hour: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 23 })),
  minute: fc.integer({ min: 0, max: 59 }),
});

const severalDays = fc
  .subarray([...DAYS_OF_WEEK], { minLength: 2, maxLength: 6 })
  .map(([first = 'mon', second = 'tue', ...others]): readonly [Weekday, Weekday, ...Weekday[]] => [first, second, ...others]);

const anyAnchor = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => aDay(date.toISOString().slice(0, 10)));

export const anyRecurrence: fc.Arbitrary<Recurrence> = fc.oneof(
  fc.constant({ kind: 'daily' as const }),
  fc.record({ kind: fc.constant('days' as const), days: severalDays }),
  fc.record({ kind: fc.constant('weekly' as const), on: fc.constantFrom(...DAYS_OF_WEEK) }),
  fc.record({ kind: fc.constant('fortnightly' as const), anchor: anyAnchor }),
  fc.record({ kind: fc.constant('monthly' as const), day: fc.integer({ min: 1, max: 31 }) }),
);

/** @param zones it has one of. */
export function anySchedule(zones: readonly TimeZone[]): fc.Arbitrary<Schedule> {
  return fc
    .tuple(anyRecurrence, anyLocalTime, fc.constantFrom(...zones))
    .map(([recurrence, at, zone]) => ({ ...recurrence, at, zone }));
}
