/**
 * When a subscription is due, and every slot that it has in a stretch of time.
 *
 * Pure: a schedule on a wall clock and instants in, instants out. No cron strings: what a person may choose is what the
 * type holds. A channel gets its post on each scheduled day that its calendar shows: a wall time that a clock change skips
 * moves to the first instant after the gap, one that repeats fires the first time only, and a day that never was (Apia went
 * from 29 to 31 December 2011) has none.
 */
import type { LocalTime } from './clock-time.ts';
import { addDays, type Instant, type LocalDate, plus, type TimeZone, toInstant, UTC } from './time.ts';
import { DAY_MS, instantOfWallTime, MINUTE_MS, mod, wallTimeAt } from './zoned-time.ts';

export const DAYS_OF_WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof DAYS_OF_WEEK)[number];

/** As the day of a month: its last one, however long the month is. */
export const LAST_DAY = 31;

/** Which days, before a time and a zone make instants of them. */
export type Recurrence =
  | { readonly kind: 'daily' }
  /** Two to six days, each once, from Monday on: one day is `weekly`, all seven are `daily`. */
  | { readonly kind: 'days'; readonly days: readonly [Weekday, Weekday, ...Weekday[]] }
  | { readonly kind: 'weekly'; readonly on: Weekday }
  /** The anchor is the first day; the others follow it by whole fortnights, so it says the day of the week too. */
  | { readonly kind: 'fortnightly'; readonly anchor: LocalDate }
  /** 1 to 31. A month without that day has its last one instead, so `LAST_DAY` is always that one. */
  | { readonly kind: 'monthly'; readonly day: number }
  /** One slot and no other. Nobody types it: it is what becomes of a step that is moved. */
  | { readonly kind: 'once'; readonly on: LocalDate };

export type Schedule = Recurrence & { readonly at: LocalTime; readonly zone: TimeZone };

/** A day on the calendar as the number of days since 1970-01-01, so that weeks are arithmetic. */
type DayNumber = number;

/** 1970-01-01 was a Thursday, the fourth day of a week that begins on Monday. */
const FIRST_DAY_OF_WEEK = 3;

/** The slots in (after, upTo], ascending. */
export function slotsBetween(schedule: Schedule, after: Instant, upTo: Instant): readonly Instant[] {
  const slots: Instant[] = [];
  for (const slot of slotsAfter(schedule, after)) {
    if (slot > upTo) break;
    slots.push(slot);
  }
  return slots;
}

/** The next `count` slots after an instant, ascending. */
export function nextSlots(schedule: Schedule, after: Instant, count: number): readonly Instant[] {
  const slots: Instant[] = [];
  for (const slot of slotsAfter(schedule, after)) {
    if (slots.length >= count) break;
    slots.push(slot);
  }
  return slots;
}

/** In days: room for the slot before of a daily, a weekly and a monthly schedule, a day that a calendar left out included. */
const LOOK_BACKS = [3, 15, 63] as const;

/**
 * The last slot before an instant, as though the schedule had always held: fortnights are counted back over their anchor too.
 * A stretch of time that a post tells of begins there, also for the first post of all. Not for one that comes once.
 */
export function slotBefore(schedule: Schedule, instant: Instant): Instant {
  for (const days of LOOK_BACKS) {
    const from = plus(instant, -days * DAY_MS);
    const before = slotsBetween(heldAt(schedule, from), from, plus(instant, -1)).at(-1);
    if (before !== undefined) return before;
  }
  throw new Error(`a schedule without a slot in ${LOOK_BACKS.at(-1)} days: ${JSON.stringify(schedule)}`);
}

/** The same schedule with an anchor that lies before `from`. */
function heldAt(schedule: Schedule, from: Instant): Schedule {
  if (schedule.kind !== 'fortnightly') return schedule;
  const daysBack = dayNumberOf(schedule.anchor) - Math.floor(Date.parse(from) / DAY_MS);
  return { ...schedule, anchor: addDays(schedule.anchor, -14 * Math.max(0, Math.ceil(daysBack / 14) + 1)) };
}

/** The schedule of one slot at an instant; seconds are left out. */
export function onceAt(instant: Instant): Schedule {
  const on = instant.slice(0, 10) as LocalDate;
  return { kind: 'once', on, at: { hour: Number(instant.slice(11, 13)), minute: Number(instant.slice(14, 16)) }, zone: UTC };
}

export function weekdayOf(date: LocalDate): Weekday {
  return weekdayOfDay(dayNumberOf(date));
}

/** Mostly without end: the taker stops it. */
function* slotsAfter(schedule: Schedule, after: Instant): Generator<Instant> {
  const { at, zone } = schedule;
  const timeOfDay = (at.hour * 60 + at.minute) * MINUTE_MS;
  const today = Math.floor(wallTimeAt(Date.parse(after), zone) / DAY_MS);
  // not from yesterday on: once the clock shows a day, it has passed or skipped every time of the days before
  for (const day of scheduledDays(schedule, today)) {
    const epochMs = instantOfWallTime(day * DAY_MS + timeOfDay, zone);
    const slot = epochMs === undefined ? undefined : toInstant(epochMs);
    if (slot !== undefined && slot > after) yield slot;
  }
}

/** From `from` on, ascending, and without end but for one that comes once. */
function* scheduledDays(recurrence: Recurrence, from: DayNumber): Generator<DayNumber> {
  switch (recurrence.kind) {
    case 'daily':
      return yield* everyDay(from, 1);
    case 'days':
      for (const day of everyDay(from, 1)) if (recurrence.days.includes(weekdayOfDay(day))) yield day;
      return;
    case 'weekly':
      return yield* everyDay(from + mod(DAYS_OF_WEEK.indexOf(recurrence.on) - FIRST_DAY_OF_WEEK - from, 7), 7);
    case 'fortnightly': {
      const anchor = dayNumberOf(recurrence.anchor);
      return yield* everyDay(Math.max(anchor, from + mod(anchor - from, 14)), 14);
    }
    case 'monthly':
      return yield* monthDays(recurrence.day, from);
    case 'once':
      if (dayNumberOf(recurrence.on) >= from) yield dayNumberOf(recurrence.on);
      return;
  }
}

function* everyDay(first: DayNumber, step: number): Generator<DayNumber> {
  for (let day = first; ; day += step) yield day;
}

function* monthDays(wanted: number, from: DayNumber): Generator<DayNumber> {
  const start = new Date(from * DAY_MS);
  for (let month = start.getUTCMonth(); ; month += 1) {
    const monthStart = Date.UTC(start.getUTCFullYear(), month, 1) / DAY_MS;
    const nextStart = Date.UTC(start.getUTCFullYear(), month + 1, 1) / DAY_MS;
    const day = Math.min(monthStart + wanted, nextStart) - 1;
    if (day >= from) yield day;
  }
}

function weekdayOfDay(day: DayNumber): Weekday {
  return DAYS_OF_WEEK[mod(day + FIRST_DAY_OF_WEEK, 7)] as Weekday;
}

function dayNumberOf(date: LocalDate): DayNumber {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}
