/**
 * Why a digest has nothing new from its lists, told as it is: no list was due, none came, the source is out of reach, or
 * nothing matched. Each is one sentence for the channel, and the same one for the log.
 */
import { isWeekend, settledListDays } from '../../core/daily-lists.ts';
import { counted, formatDay, formatMoment } from '../../core/locale.ts';
import { type Instant, type LocalDate, localDateAt, type TimeZone, UTC } from '../../core/time.ts';
import type { DigestReading } from './read-digest.ts';

export interface SourceTrouble {
  /** When the source of the lists was last reached. */
  readonly since: Instant;
}

export interface Asked {
  readonly slot: Instant;
  readonly zone: TimeZone;
  readonly sourceTrouble: () => Promise<SourceTrouble | undefined>;
}

type Read = Pick<DigestReading, 'window' | 'listed'>;

/** The fresh lists that are stored, oldest first, and their papers. */
export interface FreshLists {
  readonly days: readonly LocalDate[];
  readonly papers: number;
}

export function freshLists({ window, listed }: Read): FreshLists {
  const fresh = listed.filter(({ from }) => from === 'fresh');
  const stored = new Set(fresh.map(({ list }) => list));
  return { days: window.fresh.filter((day) => stored.has(day)), papers: fresh.length };
}

export async function whyNothingFresh(reading: Read, asked: Asked): Promise<string> {
  const due = reading.window.fresh;
  if (due.length === 0) return noneDue(asked.slot);
  const lists = freshLists(reading);
  if (lists.days.length > 0) {
    return `Nothing new matched on ${listsNamed(lists.days)} (${counted(lists.papers, 'paper', undefined)}).`;
  }
  const trouble = await asked.sourceTrouble();
  return trouble === undefined ? noneCame(due) : outOfReach(trouble, asked.zone);
}

/** `the list of Mon, 5 Jan 2026`, or how many from which to which. @param days oldest first, at least one. */
export function listsNamed(days: readonly LocalDate[]): string {
  const [oldest, newest] = endsOf(days);
  if (days.length === 1) return `the list of ${oldest}`;
  return days.length === 2 ? `the lists of ${oldest} and ${newest}` : `the ${days.length} lists from ${oldest} to ${newest}`;
}

function noneDue(slot: Instant): string {
  const last = `No list has closed since that of ${formatDay(settledListDays(slot)[0], undefined)}`;
  return isWeekend(localDateAt(slot, UTC)) ? `${last}: Friday's stays open over the weekend.` : `${last}.`;
}

/** A source that is well may have had none; more than that nobody here can know. */
function noneCame(due: readonly LocalDate[]): string {
  const [oldest, newest] = endsOf(due);
  if (due.length === 1) return `No list of ${oldest} is here: it may have been a holiday.`;
  return due.length === 2
    ? `No list of ${oldest} or ${newest} is here.`
    : `None of the ${due.length} lists from ${oldest} to ${newest} is here.`;
}

function outOfReach({ since }: SourceTrouble, zone: TimeZone): string {
  const moment = formatMoment(since, zone, undefined);
  return `The source of the lists has not been reachable since ${moment}; what it lists meanwhile comes with the next digest.`;
}

function endsOf(days: readonly LocalDate[]): readonly [string, string] {
  const [oldest, newest] = [days[0], days.at(-1)];
  if (oldest === undefined || newest === undefined) throw new Error('no list to name');
  return [formatDay(oldest, undefined), formatDay(newest, undefined)];
}
