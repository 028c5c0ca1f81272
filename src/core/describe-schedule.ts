/**
 * A schedule in the words that answer the person who typed it, so that a wrong day or zone shows at once.
 */
import { formatLocalTime } from './clock-time.ts';
import { formatDate } from './locale.ts';
import { LAST_DAY, type Recurrence, type Schedule, type Weekday, weekdayOf } from './schedule.ts';
import { isMondayToFriday, ordinal } from './schedule-text.ts';

const DAY_NAMES: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/** Goes on a sentence: `on weekdays at 09:00, Europe/Berlin`. */
export function describeSchedule(schedule: Schedule, locale: string | undefined): string {
  return `${describeRecurrence(schedule, locale)} at ${formatLocalTime(schedule.at)}, ${schedule.zone}`;
}

function describeRecurrence(recurrence: Recurrence, locale: string | undefined): string {
  switch (recurrence.kind) {
    case 'daily':
      return 'every day';
    case 'days':
      return isMondayToFriday(recurrence.days) ? 'on weekdays' : `on ${inWords(recurrence.days)}`;
    case 'weekly':
      return `every ${DAY_NAMES[recurrence.on]}`;
    case 'fortnightly':
      return `every second ${DAY_NAMES[weekdayOf(recurrence.anchor)]} from ${formatDate(recurrence.anchor, locale)}`;
    case 'monthly':
      return `on ${describeMonthDay(recurrence.day)}`;
    case 'once':
      return `once on ${formatDate(recurrence.on, locale)}`;
  }
}

function inWords(days: readonly Weekday[]): string {
  return new Intl.ListFormat('en-GB').format(days.map((day) => `${DAY_NAMES[day]}s`));
}

function describeMonthDay(day: number): string {
  if (day === LAST_DAY) return 'the last day of each month';
  return `the ${ordinal(day)} of each month${day > 28 ? ' (the last day of a shorter one)' : ''}`;
}
