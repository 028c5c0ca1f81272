/**
 * Wall time to instants and back, with `Intl` as the only source of zone rules.
 *
 * `Intl` answers "what does the clock show at this instant" and nothing else, so the way back looks at the zone's offset on
 * both sides of a wall time and, where they differ, finds the change between them. Wall times are numbers here: the
 * milliseconds that `Date.UTC` gives for what the clock shows, so that days and weeks are plain arithmetic.
 */
import type { Milliseconds, TimeZone } from './time.ts';

/** What a wall clock shows, as though it were UTC. */
export type WallTime = number;

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/**
 * More than any offset from UTC there ever was (Manila had 15:56), so that a wall time's instants lie within. No zone ever
 * changed twice in two days, so one change at most does.
 */
const LARGEST_OFFSET_MS = 16 * 3_600_000;

/** No zone changes within a second; old local mean times have offsets with seconds. */
const SECOND_MS = 1000;

/** A clock for each zone asked for: making one takes longer than a thousand readings. */
const CLOCKS = new Map<TimeZone, Intl.DateTimeFormat>();

/** What the clocks of `zone` show at an instant. Milliseconds are kept. */
export function wallTimeAt(epochMs: number, zone: TimeZone): WallTime {
  const [month = 0, day = 0, year = 0, ...time] = (clockOf(zone).format(epochMs).match(/\d+/g) ?? []).map(Number);
  const [hour = 0, minute = 0, second = 0] = time;
  return Date.UTC(year, month - 1, day, hour, minute, second) + mod(epochMs, SECOND_MS);
}

/**
 * The first instant at which clocks in `zone` show `wall`; where a change skips it, the first instant after the gap.
 * @returns undefined where the whole day of `wall` is skipped.
 */
export function instantOfWallTime(wall: WallTime, zone: TimeZone): number | undefined {
  const before = offsetAt(wall - LARGEST_OFFSET_MS, zone);
  const later = offsetAt(wall + LARGEST_OFFSET_MS, zone);
  if (before === later) return wall - before;
  const change = changeBetween(wall - LARGEST_OFFSET_MS, wall + LARGEST_OFFSET_MS, zone);
  if (wall < change + before) return wall - before;
  if (wall >= change + later) return wall - later;
  const midnight = wall - mod(wall, DAY_MS);
  const dayIsSkipped = change + before <= midnight && change + later >= midnight + DAY_MS;
  return dayIsSkipped ? undefined : change;
}

/** The first instant with the offset that holds at `to`. @param from an instant with another offset, whole seconds earlier. */
function changeBetween(from: number, to: number, zone: TimeZone): number {
  const offset = offsetAt(to, zone);
  let [earlier, later] = [from, to];
  while (later - earlier > SECOND_MS) {
    const middle = earlier + Math.ceil((later - earlier) / 2 / SECOND_MS) * SECOND_MS;
    if (offsetAt(middle, zone) === offset) later = middle;
    else earlier = middle;
  }
  return later;
}

function offsetAt(epochMs: number, zone: TimeZone): Milliseconds {
  return (wallTimeAt(epochMs, zone) - epochMs) as Milliseconds;
}

function clockOf(zone: TimeZone): Intl.DateTimeFormat {
  const known = CLOCKS.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  CLOCKS.set(zone, clock);
  return clock;
}

/** The remainder from 0 up, for instants before 1970 too. */
export function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}
