/**
 * The time words that every feature shares, and the few pure rules over them.
 *
 * An instant is an ISO-8601 UTC string with milliseconds: safe in JSON, the same in SQLite and PostgreSQL `text`, and `<`
 * on two of them is time order. A local date is the day on a wall calendar and has no zone. Nothing in core reads the
 * time or the machine's zone: both are given.
 */
declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

export type Instant = Brand<string, 'Instant'>;
/** `2026-11-23`; no zone. `<` on two of them is date order. */
export type LocalDate = Brand<string, 'LocalDate'>;
/** An IANA name that `Intl` accepts, as `Europe/Berlin`. */
export type TimeZone = Brand<string, 'TimeZone'>;
export type Milliseconds = Brand<number, 'Milliseconds'>;
export type Id<Of extends string> = Brand<string, Of>;

export interface Clock {
  readonly now: () => Instant;
}

export const UTC = 'UTC' as TimeZone;

const DAY_MS = 86_400_000;

export function toInstant(epochMs: number): Instant {
  return new Date(epochMs).toISOString() as Instant;
}

/** @param ms may be negative. */
export function plus(instant: Instant, ms: number): Instant {
  return toInstant(Date.parse(instant) + ms);
}

const ISO_INSTANT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/i;

/**
 * Reads ISO-8601. What has no zone is UTC, so that the machine's own zone changes nothing; a bare date is its midnight.
 * @returns undefined for any other form and for days that do not exist.
 */
export function parseInstant(text: string): Instant | undefined {
  const [, day = '', time = '00:00', zone = 'Z'] = ISO_INSTANT.exec(text) ?? [];
  if (parseLocalDate(day) === undefined) return undefined;
  const epochMs = Date.parse(`${day}T${time}${zone}`);
  return Number.isFinite(epochMs) ? toInstant(epochMs) : undefined;
}

/** Reads `2026-11-23`. @returns undefined for any other form and for days that do not exist (`2025-02-29`). */
export function parseLocalDate(text: string): LocalDate | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const epochMs = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(epochMs) && new Date(epochMs).toISOString().startsWith(text) ? (text as LocalDate) : undefined;
}

/** The zone under its canonical spelling, so that `europe/berlin` works. @returns undefined where `Intl` knows no such zone. */
export function parseTimeZone(text: string): TimeZone | undefined {
  if (!/^[A-Za-z]/.test(text)) return undefined; // Intl also takes `+02:00`, which would ignore clock changes
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: text,
    }).resolvedOptions().timeZone as TimeZone;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A calendar for each zone asked for: making one takes longer than a thousand readings. */
const CALENDARS = new Map<TimeZone, Intl.DateTimeFormat>();

/** The day that a wall calendar in `zone` shows at `instant`. */
export function localDateAt(instant: Instant, zone: TimeZone): LocalDate {
  const parts = new Map(
    calendarOf(zone)
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}` as LocalDate;
}

function calendarOf(zone: TimeZone): Intl.DateTimeFormat {
  const known = CALENDARS.get(zone);
  if (known) return known;
  const calendar = new Intl.DateTimeFormat('en-US', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  CALENDARS.set(zone, calendar);
  return calendar;
}

/** @param days may be negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) as LocalDate;
}

/** Whole days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** How far the clocks of a zone are from UTC at a moment: `UTC+2`, `UTC-3:30`, `UTC`. */
export function offsetWords(instant: Instant, zone: TimeZone): string {
  const clock = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'shortOffset' });
  const name = clock.formatToParts(new Date(instant)).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  return name.replace('GMT', 'UTC');
}
