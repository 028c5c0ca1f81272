/**
 * Schedules as people type them, and the canonical text that is stored and typed again.
 *
 *     weekdays at 9 · mon,thu 14:00 · every other friday at noon · monthly on the last day 9:30am zone Europe/Berlin
 *
 * What is left out is filled in: every day, at 09:00, in the asker's zone, and a week, fortnight or month without its day
 * has today's. The answer repeats the whole schedule, so a wrong guess shows at once. What contradicts itself is an error.
 */
import { formatLocalTime, type LocalTime, parseLocalTime } from './clock-time.ts';
import { UserError } from './errors.ts';
import { DAYS_OF_WEEK, LAST_DAY, type Recurrence, type Schedule, type Weekday, weekdayOf } from './schedule.ts';
import { type Repeat, readScheduleParts, type SchedulePart } from './schedule-words.ts';
import { addDays, type LocalDate, type TimeZone } from './time.ts';

/** What a schedule without a time has. */
export const DEFAULT_TIME: LocalTime = { hour: 9, minute: 0 };

export interface ScheduleDefaults {
  /** The zone of a schedule that names none. */
  readonly zone: TimeZone;
  /** The asker's day, from which fortnights count and which gives a left-out day. */
  readonly today: LocalDate;
}

/** @throws UserError where the text is no schedule, contradicts itself, or leaves open which of two things it means. */
export function parseSchedule(text: string, { zone, today }: ScheduleDefaults): Schedule {
  const parts = readScheduleParts(text);
  const { hours, monthDays } = readNumbers(parts);
  const times = [...partsOf(parts, 'time').map(({ at }) => at), ...hours];
  return {
    ...recurrenceOf(parts, monthDays, today),
    at: onlyOne('time', times, formatLocalTime) ?? DEFAULT_TIME,
    zone:
      onlyOne(
        'zone',
        partsOf(parts, 'zone').map((part) => part.zone),
      ) ?? zone,
  };
}

/** Parsing the text gives the same schedule, whatever zone and day are the defaults; that of one that comes once is for names alone. */
export function formatSchedule(schedule: Schedule): string {
  return `${formatRecurrence(schedule)} at ${formatLocalTime(schedule.at)} zone ${schedule.zone}`;
}

/** `1st`, `22nd`. */
export function ordinal(day: number): string {
  const ending = { one: 'st', two: 'nd', few: 'rd' } as const;
  const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(day);
  return `${day}${ending[rule as keyof typeof ending] ?? 'th'}`;
}

export function isMondayToFriday(days: readonly Weekday[]): boolean {
  return days.join() === DAYS_OF_WEEK.slice(0, 5).join();
}

function formatRecurrence(recurrence: Recurrence): string {
  switch (recurrence.kind) {
    case 'daily':
      return 'daily';
    case 'days':
      return isMondayToFriday(recurrence.days) ? 'weekdays' : recurrence.days.join(',');
    case 'weekly':
      return `weekly on ${recurrence.on}`;
    case 'fortnightly':
      return `fortnightly on ${weekdayOf(recurrence.anchor)} from ${recurrence.anchor}`;
    case 'monthly':
      return `monthly on the ${recurrence.day === LAST_DAY ? 'last day' : ordinal(recurrence.day)}`;
    case 'once':
      return `once on ${recurrence.on}`;
  }
}

/** Bare numbers are hours, but the first one of a month that has no day yet is its day. */
function readNumbers(parts: readonly SchedulePart[]): {
  readonly hours: readonly LocalTime[];
  readonly monthDays: readonly number[];
} {
  const numbers = partsOf(parts, 'number');
  const named = partsOf(parts, 'month-day').map(({ day }) => day);
  const needsDay = named.length === 0 && partsOf(parts, 'repeat').some(({ repeat }) => repeat === 'monthly');
  const day = needsDay ? (numbers.find(({ asDay }) => asDay) ?? numbers[0]) : undefined;
  if (day && !day.asDay && numbers.length === 1 && partsOf(parts, 'time').length === 0) refuseHourOrDay(day.word);
  return {
    hours: numbers.filter((number) => number !== day).flatMap(({ word }) => parseLocalTime(word) ?? []),
    monthDays: day ? [Number(day.word)] : named,
  };
}

function refuseHourOrDay(word: string): void {
  const number = Number(word);
  if (number < 1 || number > 23) return;
  throw new UserError(
    'bad-schedule',
    `\`${word}\` may be an hour or a day of the month. Write \`monthly at ${number}\` or \`monthly on the ${ordinal(number)}\`.`,
  );
}

function recurrenceOf(parts: readonly SchedulePart[], monthDays: readonly number[], today: LocalDate): Recurrence {
  const days = DAYS_OF_WEEK.filter((day) => partsOf(parts, 'weekdays').some((part) => part.days.includes(day)));
  const from = onlyOne(
    'first day',
    partsOf(parts, 'from').map(({ date }) => date),
  );
  const repeat = repeatOf(parts, monthDays);
  if (from !== undefined && repeat !== 'fortnightly') {
    throw new UserError(
      'bad-schedule',
      'Only a fortnightly schedule has a first day, as in `fortnightly from 2026-11-23 at 15:00`.',
    );
  }
  switch (repeat) {
    case 'daily':
      return onDays(days.length > 0 ? days : DAYS_OF_WEEK);
    case 'weekly':
      return onDays(days.length > 0 ? days : [weekdayOf(today)]);
    case 'fortnightly':
      return { kind: 'fortnightly', anchor: firstOn(onlyOne('day a fortnight', days), from ?? today) };
    case 'monthly':
      refuseDaysOfWeek(days);
      return { kind: 'monthly', day: monthDayOf(monthDays) ?? Number(today.slice(8)) };
  }
}

/** Days that are named stand for themselves, so `daily, mon-fri` is no contradiction. */
function repeatOf(parts: readonly SchedulePart[], monthDays: readonly number[]): Repeat {
  const said = partsOf(parts, 'repeat').map(({ repeat }) => repeat);
  return onlyOne('rhythm', monthDays.length > 0 ? [...said, 'monthly' as const] : said) ?? 'daily';
}

/** @param days in the order of the week, at least one. */
function onDays(days: readonly Weekday[]): Recurrence {
  const [first = 'mon', second, ...others] = days;
  if (second === undefined) return { kind: 'weekly', on: first };
  return days.length === DAYS_OF_WEEK.length ? { kind: 'daily' } : { kind: 'days', days: [first, second, ...others] };
}

/** The first such day from `from` on; `from` itself where no day is named. */
function firstOn(weekday: Weekday | undefined, from: LocalDate): LocalDate {
  if (weekday === undefined) return from;
  return addDays(from, (DAYS_OF_WEEK.indexOf(weekday) - DAYS_OF_WEEK.indexOf(weekdayOf(from)) + 7) % 7);
}

function monthDayOf(days: readonly number[]): number | undefined {
  const day = onlyOne('day a month', days, ordinal);
  if (day === undefined || (day >= 1 && day <= LAST_DAY)) return day;
  throw new UserError('bad-schedule', `No month has a day ${day}. Days go from 1 to 31, as in \`monthly on the 15th at 9\`.`);
}

function refuseDaysOfWeek(days: readonly Weekday[]): void {
  const [day] = days;
  if (day === undefined) return;
  throw new UserError(
    'bad-schedule',
    `A monthly schedule has a day of the month, not of the week. Write \`monthly on the 1st at 9\` or \`weekly on ${day} at 9\`.`,
  );
}

/** @throws UserError where there are two that differ. */
function onlyOne<T>(noun: string, values: readonly T[], format: (value: T) => string = String): T | undefined {
  const [first, second] = [...new Set(values.map(format))];
  if (second === undefined) return values[0];
  throw new UserError(
    'bad-schedule',
    `A schedule has one ${noun}, and that names \`${first}\` and \`${second}\`. Leave one out, or subscribe twice to have both.`,
  );
}

function partsOf<K extends SchedulePart['kind']>(
  parts: readonly SchedulePart[],
  kind: K,
): readonly Extract<SchedulePart, { readonly kind: K }>[] {
  return parts.filter((part): part is Extract<SchedulePart, { readonly kind: K }> => part.kind === kind);
}
