/**
 * Dates and numbers as a person reads them.
 *
 * The bot's words are English and stay so; a chosen language changes dates and numbers alone. Where none is chosen, dates
 * are written day first with the month in letters, which no reader can take for another day. The calendar is always the
 * Gregorian one: a paper's year is the year that arXiv prints.
 */
import type { Instant, LocalDate, TimeZone } from './time.ts';

const DEFAULT_LOCALE = 'en-GB';

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** By language, fields and zone: making one takes longer than a hundred dates. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

export function formatDate(date: LocalDate, locale: string | undefined): string {
  return dateFormat(locale, DAY).format(midnight(date));
}

/** For days that are known to the month only. */
export function formatMonth(date: LocalDate, locale: string | undefined): string {
  return dateFormat(locale, { month: 'short', year: 'numeric' }).format(midnight(date));
}

/** With the day of the week before it. */
export function formatDay(date: LocalDate, locale: string | undefined): string {
  return dateFormat(locale, { ...DAY, weekday: 'short' }).format(midnight(date));
}

/** A moment on the wall clock of `zone`, to the minute, its day of the week before it. */
export function formatMoment(instant: Instant, zone: TimeZone, locale: string | undefined): string {
  return dateFormat(locale, { ...DAY, weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone }).format(
    new Date(instant),
  );
}

export function formatCount(count: number, locale: string | undefined): string {
  return new Intl.NumberFormat(locale ?? DEFAULT_LOCALE).format(count);
}

/** `1 paper`, `1,204 papers`: a count with its noun, whose plural takes an `s`. */
export function counted(count: number, noun: string, locale: string | undefined): string {
  return `${formatCount(count, locale)} ${noun}${count === 1 ? '' : 's'}`;
}

function midnight(date: LocalDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

function dateFormat(locale: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = [locale, ...Object.entries(options)].join();
  const known = FORMATS.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(locale ?? DEFAULT_LOCALE, { calendar: 'gregory', timeZone: 'UTC', ...options });
  FORMATS.set(key, format);
  return format;
}
