/**
 * To when a meeting is moved, as people type it: `friday at 16:00`, `2026-12-03 15:00`, `tomorrow`, `17:00`, `back`.
 *
 * A day that is left out is that of the meeting, a time that of its slot; a day of the week is the first such day that lies in
 * between, from today on.
 */
import type { LocalTime } from '../clock-time.ts';
import { parseLocalTime } from '../clock-time.ts';
import { UserError } from '../errors.ts';
import { slotsBetween } from '../schedule.ts';
import { readScheduleParts } from '../schedule-words.ts';
import { addDays, type Instant, type LocalDate, localDateAt, parseLocalDate, type TimeZone, toInstant } from '../time.ts';
import { instantOfWallTime, MINUTE_MS } from '../zoned-time.ts';

export interface MoveBounds {
  readonly now: Instant;
  /** When the meeting takes place by its schedule. */
  readonly slot: Instant;
  /** The meeting after it, which it must come before. */
  readonly following: Instant;
  /** Of the group. */
  readonly zone: TimeZone;
  readonly at: LocalTime;
}

const BACK = /^(?:back|usual(?: time)?|undo)$/i;
const DAY_WORD = /\b(today|tomorrow|\d{4}-\d{1,2}-\d{1,2})\b/i;
const EXAMPLES = 'For example: `group move friday at 16:00`, `group move 2026-12-03 at 15:00` or `group move back`.';

/** @throws UserError where it says no one moment, or one that is over, or not before the meeting after. */
export function parseMove(typed: string, bounds: MoveBounds): Instant {
  const to = BACK.test(typed.trim()) ? bounds.slot : momentOf(typed, bounds);
  if (to <= bounds.now) throw new UserError('move-to-past', `That moment is over. ${EXAMPLES}`);
  if (to >= bounds.following) {
    throw new UserError(
      'move-too-far',
      `The meeting after it comes before that. \`group skip\` leaves this one out. ${EXAMPLES}`,
    );
  }
  return to;
}

function momentOf(typed: string, bounds: MoveBounds): Instant {
  const said = DAY_WORD.exec(typed)?.[1]?.toLowerCase();
  const rest = said === undefined ? typed : typed.replace(DAY_WORD, ' ').replace(/\b(?:on|at)\s*$/i, ' ');
  const { days, times, zones } = partsIn(rest, said !== undefined);
  if (days.length + (said === undefined ? 0 : 1) > 1 || times.length > 1 || zones.length > 1) {
    throw new UserError('bad-move', `A meeting is moved to one moment. ${EXAMPLES}`);
  }
  const zone = zones[0] ?? bounds.zone;
  const at = times[0] ?? bounds.at;
  const [weekday] = days;
  if (weekday !== undefined) {
    const [first] = slotsBetween({ kind: 'weekly', on: weekday, at, zone }, bounds.now, bounds.following);
    return first ?? bounds.following;
  }
  return instantAt(dayOf(said, bounds), at, zone);
}

function partsIn(text: string, mayBeEmpty: boolean) {
  if (text.trim() === '' && mayBeEmpty) return { days: [], times: [], zones: [] };
  const parts = readScheduleParts(text, { whole: 'The time of a meeting', accepted: EXAMPLES });
  if (parts.some(({ kind }) => kind === 'repeat' || kind === 'month-day' || kind === 'from')) {
    throw new UserError('bad-move', `A meeting is moved to one moment. ${EXAMPLES}`);
  }
  return {
    days: parts.flatMap((part) => (part.kind === 'weekdays' ? part.days : [])),
    times: parts.flatMap((part) => {
      if (part.kind === 'time') return [part.at];
      return part.kind === 'number' ? [hourOf(part.word)] : [];
    }),
    zones: parts.flatMap((part) => (part.kind === 'zone' ? [part.zone] : [])),
  };
}

function hourOf(word: string): LocalTime {
  const at = parseLocalTime(word);
  if (at === undefined) throw new UserError('bad-move', `There is no hour ${word}. ${EXAMPLES}`);
  return at;
}

function dayOf(said: string | undefined, { now, slot, zone }: MoveBounds): LocalDate {
  if (said === undefined) return localDateAt(slot, zone);
  const today = localDateAt(now, zone);
  if (said === 'today') return today;
  if (said === 'tomorrow') return addDays(today, 1);
  const date = parseLocalDate(said);
  if (date === undefined) throw new UserError('bad-date', `There is no day ${said}. ${EXAMPLES}`);
  return date;
}

/** A time that a clock change skips is the first moment after it. */
function instantAt(date: LocalDate, { hour, minute }: LocalTime, zone: TimeZone): Instant {
  const wall = Date.parse(`${date}T00:00:00Z`) + (hour * 60 + minute) * MINUTE_MS;
  return toInstant(instantOfWallTime(wall, zone) ?? wall);
}
