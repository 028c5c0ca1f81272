/**
 * What a wall clock shows, found another way than the code under test finds it: by looking at it minute by minute.
 */
import { type Instant, type TimeZone, toInstant } from '../../src/core/time.ts';

const MINUTE_MS = 60_000;

/** Further than any zone is from UTC, both ways. */
const SCAN_MINUTES = 28 * 60;

const CLOCKS = new Map<string, Intl.DateTimeFormat>();

/** As `2026-03-29 02:30`; `<` on two of them is the order of the clock's readings. */
export function wallClockAt(instant: Instant, zone: TimeZone): string {
  const clock = CLOCKS.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  CLOCKS.set(zone, clock);
  return clock.format(new Date(instant));
}

export function minutesLater(instant: Instant, minutes: number): Instant {
  return toInstant(Date.parse(instant) + minutes * MINUTE_MS);
}

/**
 * The first minute at which the clock shows `asked`, or the first after the gap that skips it; undefined where no minute of
 * that day is ever shown.
 */
export function firstMinuteShowing(asked: string, zone: TimeZone): Instant | undefined {
  const middle = toInstant(Date.parse(`${asked.replace(' ', 'T')}Z`));
  const minutes = Array.from({ length: 2 * SCAN_MINUTES }, (_, at) => minutesLater(middle, at - SCAN_MINUTES));
  const readings = minutes.map((instant) => ({ instant, shown: wallClockAt(instant, zone) }));
  if (!readings.some(({ shown }) => shown.startsWith(asked.slice(0, 10)))) return undefined;
  return (readings.find(({ shown }) => shown === asked) ?? readings.find(({ shown }) => shown > asked))?.instant;
}
