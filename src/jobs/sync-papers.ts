/**
 * Keeps the archive current from the daily lists: the last ones again and again, as lists fill up through their day and votes
 * move for days; days that were missed, newest first; and a range that a person asks for, oldest first.
 *
 * What was read is a stored fact of each day, and a range has its next day stored, so work that is stopped anywhere goes on
 * there. A source in trouble ends a run at once, one list that cannot be read does not. Empty weekends and feast days are no
 * trouble.
 */
import { isWeekend } from '../core/daily-lists.ts';
import { isOver, type ListDay } from '../core/list-day.ts';
import type { SyncRange } from '../core/source-store.ts';
import { addDays, daysBetween, type Instant, type LocalDate, localDateAt, plus, UTC } from '../core/time.ts';
import { type ListOutcome, type ListReading, readList } from './read-list.ts';
import { joinSyncReports, NOTHING_READ, type SyncReport, withOutcome } from './sync-report.ts';

/** Lists of so many days before today are read again at each sync. */
export const RECENT_DAYS = 7;
/** How far back days that were never read are made up for without being asked to. */
export const BACKFILL_DAYS = 60;
/** The first daily list that there is. */
export const FIRST_LIST = '2023-05-04' as LocalDate;
/** An empty list may have been a slip of the source, so weekdays that stayed empty are looked at again, at most so often. */
const DOUBT_EMPTY_MS = 86_400_000;
/** So many unreadable lists in a row are trouble of the source, not of a list. */
const FAILURES_IN_A_ROW = 3;

export interface SyncProgress {
  readonly outcome: ListOutcome;
  readonly soFar: SyncReport;
  /** Lists tried, and to be tried, in this run. */
  readonly done: number;
  readonly total: number;
}

export interface SyncDeps extends ListReading {
  /** After each list. */
  readonly onProgress?: ((progress: SyncProgress) => void) | undefined;
}

/**
 * What runs by the hour: the last lists, then what is missing before them. Never twice at a time.
 * @param onRecent called once the last lists are read, or could not be.
 */
export async function syncPapers(deps: SyncDeps, onRecent: () => void = () => {}): Promise<SyncReport> {
  const recent = await syncRecent(deps).finally(onRecent);
  return recent.end === 'complete' ? joinSyncReports(recent, await backfill(deps)) : recent;
}

/** Today's list first. Settles whether the source counts as answering: today's list is what it is asked for. */
export async function syncRecent(deps: SyncDeps): Promise<SyncReport> {
  const today = todayOf(deps);
  const days = Array.from({ length: RECENT_DAYS + 1 }, (_, back) => addDays(today, -back));
  const report = await readLists(days, deps);
  const isTodayRead = !report.failed.some(({ date }) => date === today);
  if (report.end === 'complete' && isTodayRead) await deps.store.sourceSucceeded(deps.source.name, deps.clock.now());
  else if (report.end !== 'interrupted') await noteTrouble(report, deps);
  await deps.store.thinSnapshots(deps.clock.now());
  return report;
}

/** Weekdays before the last lists of which it is not surely known how they ended, newest first. */
export async function backfill(deps: SyncDeps, days = BACKFILL_DAYS): Promise<SyncReport> {
  const newest = addDays(todayOf(deps), -RECENT_DAYS - 1);
  const oldest = addDays(todayOf(deps), -days);
  const known = await deps.store.listDays(oldest, newest);
  const now = deps.clock.now();
  const missing = weekdays(oldest, newest).filter((day) => isToRead(known.get(day), now));
  const report = await readLists(missing.reverse(), deps);
  if (report.end === 'broken-off') await noteTrouble(report, deps);
  return report;
}

function isToRead(day: ListDay | undefined, now: Instant): boolean {
  const isDoubtful = day?.state.kind === 'empty' && plus(day.readAt, DOUBT_EMPTY_MS) <= now;
  return !isOver(day) || isDoubtful;
}

/** Goes on where the same range was left; a list that could not be read is where it begins next time. */
export async function syncRange(range: SyncRange, deps: SyncDeps): Promise<SyncReport> {
  const { store, source, clock } = deps;
  const today = todayOf(deps);
  const until = range.until !== undefined && daysBetween(range.until, today) > 0 ? range.until : today;
  const days = weekdays((await store.syncCursor(range)) ?? range.since, until);
  let firstFailed: LocalDate | undefined;
  const report = await readLists(days, deps, async (outcome) => {
    if (outcome.kind === 'failed') firstFailed ??= outcome.date;
    const read = outcome.kind === 'read' ? outcome.day.date : outcome.date;
    await store.moveSyncCursor(range, firstFailed ?? addDays(read, 1));
  });
  if (report.end === 'broken-off') await noteTrouble(report, deps);
  if (report.end !== 'complete' || firstFailed !== undefined) return report;
  if (until === today) await store.sourceSucceeded(source.name, clock.now());
  await store.endSync(range);
  return report;
}

async function readLists(
  days: readonly LocalDate[],
  deps: SyncDeps,
  afterEach: (outcome: ListOutcome) => Promise<void> = async () => {},
): Promise<SyncReport> {
  const recentSince = addDays(todayOf(deps), -RECENT_DAYS);
  let report = NOTHING_READ;
  let failures = 0;
  for (const [at, day] of days.entries()) {
    const snapshots = daysBetween(recentSince, day) >= 0 ? 'kept' : 'not-kept';
    const outcome = deps.signal?.aborted ? undefined : await unlessStopped(readList(day, deps, snapshots), deps);
    if (outcome === undefined) return { ...report, end: 'interrupted' };
    report = withOutcome(report, outcome);
    await afterEach(outcome);
    deps.onProgress?.({ outcome, soFar: report, done: at + 1, total: days.length });
    failures = outcome.kind === 'failed' ? failures + 1 : 0;
    if (outcome.kind === 'failed' && (isTroubleOfAll(outcome) || failures >= FAILURES_IN_A_ROW)) {
      return { ...report, end: 'broken-off' };
    }
    await breathe();
  }
  return report;
}

/** @returns undefined where the signal came. */
async function unlessStopped<T>(work: Promise<T>, { signal }: SyncDeps): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (signal?.aborted && error === signal.reason) return undefined;
    throw error;
  }
}

/** A list may be unreadable or refused by itself; a source that does not answer, or asks for peace, answers for no list. */
function isTroubleOfAll({ error }: Extract<ListOutcome, { readonly kind: 'failed' }>): boolean {
  return error.kind !== 'unreadable' && error.kind !== 'refused';
}

async function noteTrouble({ failed }: SyncReport, { store, source, clock }: SyncDeps): Promise<void> {
  const why = failed.at(-1)?.error.message ?? '';
  await store.sourceFailed(source.name, why, clock.now());
}

function weekdays(since: LocalDate, until: LocalDate): LocalDate[] {
  const days = Array.from({ length: Math.max(0, daysBetween(since, until) + 1) }, (_, at) => addDays(since, at));
  return days.filter((day) => !isWeekend(day));
}

function todayOf({ clock }: Pick<SyncDeps, 'clock'>): LocalDate {
  return localDateAt(clock.now(), UTC);
}

/** Lets all else in the process have its turn. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
