/**
 * A time of day as people type it, and its one canonical form, `09:30`.
 *
 * Hours without am or pm are those of a 24-hour clock. What looks like a time and is none is an error that says why, as a
 * guess would be off by hours and be seen only on the next day.
 */
import { UserError } from './errors.ts';

/** On a wall clock. */
export interface LocalTime {
  /** 0 to 23. */
  readonly hour: number;
  /** 0 to 59. */
  readonly minute: number;
}

const NAMED_TIMES: ReadonlyMap<string, LocalTime> = new Map([
  ['noon', { hour: 12, minute: 0 }],
  ['midday', { hour: 12, minute: 0 }],
  ['midnight', { hour: 0, minute: 0 }],
]);

const CLOCK_TIME = /^(?:(\d{1,2})(?:[:.h](\d\d)|h)?(am|pm)?|(\d\d)(\d\d))$/;

const ACCEPTED = 'Write a time as `09:00`, `9:30am`, `9 pm` or `noon`.';

/**
 * @param word one word in lower case, as `9`, `09:30`, `9.30`, `0930`, `9h30`, `9pm`, `noon`.
 * @returns undefined for words that neither name a time nor begin with a digit.
 * @throws UserError for those that begin with a digit and are no time.
 */
export function parseLocalTime(word: string): LocalTime | undefined {
  const named = NAMED_TIMES.get(word);
  if (named || !/^\d/.test(word)) return named;
  const parts = CLOCK_TIME.exec(word);
  if (!parts) throw noTime(word, 'it is hours, and minutes of two digits');
  const [, hourOnly, minuteAfter, half, hourOfFour, minuteOfFour] = parts;
  const hour = Number(hourOnly ?? hourOfFour);
  const minute = Number(minuteAfter ?? minuteOfFour ?? 0);
  if (minute > 59) throw noTime(word, 'minutes go from 00 to 59');
  if (half === undefined) return onDayClock(word, hour, minute);
  if (hour < 1 || hour > 12) throw noTime(word, 'with am or pm, hours go from 1 to 12');
  return { hour: (hour % 12) + (half === 'pm' ? 12 : 0), minute };
}

export function formatLocalTime({ hour, minute }: LocalTime): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function onDayClock(word: string, hour: number, minute: number): LocalTime {
  if (hour === 24) throw noTime(word, 'midnight is `00:00`, the first minute of its day');
  if (hour > 24) throw noTime(word, 'hours go from 0 to 23');
  return { hour, minute };
}

function noTime(word: string, why: string): UserError {
  return new UserError('bad-time', `\`${word}\` is no time of day: ${why}. ${ACCEPTED}`);
}
