/**
 * One daily list from its source into the store. Papers are stored first and the day is marked after, so a crash between
 * the two costs another reading and nothing else: papers are merged by id.
 *
 * A list that had papers and shows none now, or shows only papers of other days, is trouble of the source and no quiet day:
 * what is known of the day stands.
 */
import { SourceError } from '../core/errors.ts';
import { type ListDay, listDayAsRead, papersOn } from '../core/list-day.ts';
import type { Paper } from '../core/paper.ts';
import type { PaperStore, UpsertCounts } from '../core/paper-store.ts';
import type { ListSource, RejectedRecord } from '../core/source.ts';
import type { SourceStore, VoteCount } from '../core/source-store.ts';
import type { Clock, LocalDate } from '../core/time.ts';

export interface ListReading {
  readonly source: ListSource;
  readonly store: Pick<PaperStore, 'upsertPapers'> & SourceStore;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

export type ListOutcome =
  | { readonly kind: 'read'; readonly day: ListDay; readonly counts: UpsertCounts; readonly rejected: readonly RejectedRecord[] }
  | { readonly kind: 'not-begun'; readonly date: LocalDate }
  | { readonly kind: 'failed'; readonly date: LocalDate; readonly error: SourceError };

/** @throws what the store throws; the reason of the signal. */
export async function readList(
  date: LocalDate,
  { source, store, clock, signal }: ListReading,
  snapshots: 'kept' | 'not-kept',
): Promise<ListOutcome> {
  const readAt = clock.now();
  const list = await source.dailyList(date, signal).catch((error: unknown) => {
    if (error instanceof SourceError) return error;
    throw error;
  });
  if (list instanceof SourceError) return { kind: 'failed', date, error: list };
  if (list.kind === 'not-begun') return list;
  const counts = await store.upsertPapers(list.papers, readAt);
  const onList = list.papers.filter(({ listedOn }) => listedOn === date);
  const before = papersOn((await store.listDays(date, date)).get(date));
  if (onList.length === 0 && (list.papers.length > 0 || before > 0)) {
    const what = list.papers.length > 0 ? `sent papers of other days for the list of ${date}` : lostList(date, before);
    return { kind: 'failed', date, error: new SourceError(source.name, { kind: 'unreadable', what }) };
  }
  const day = listDayAsRead(date, onList.length, readAt);
  await store.recordList({ day, votes: snapshots === 'kept' ? onList.flatMap(votesOf) : [] });
  return { kind: 'read', day, counts, rejected: list.rejected };
}

function lostList(date: LocalDate, papers: number): string {
  return `sent an empty list for ${date}, which had ${papers} ${papers === 1 ? 'paper' : 'papers'} before`;
}

function votesOf({ id, upvotes, comments = 0 }: Paper): readonly VoteCount[] {
  return upvotes === undefined ? [] : [{ paper: id, upvotes, comments }];
}
