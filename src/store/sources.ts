/**
 * Facts about sources: whether they answer, which days' lists were read, how far a long reading has come.
 *
 * A fact that another version wrote in words of its own counts as not known, which costs a list one more reading.
 */
import type { ListDay, ListDayState } from '../core/list-day.ts';
import { SOURCE_NAMES, type SourceName } from '../core/source.ts';
import type { ReadList, SourceFreshness, SourceStore, SyncRange } from '../core/source-store.ts';
import type { Instant, LocalDate } from '../core/time.ts';
import type { Database, Tables, Writer } from './schema.ts';
import { recordSnapshots, thinSnapshots, votesGained } from './vote-snapshots.ts';

/** Longer reasons are cut: the log has them whole. */
const LONGEST_ERROR = 200;

export function sourceStore(db: Database): SourceStore {
  const write = <T>(work: (transaction: Writer) => Promise<T>): Promise<T> => db.transaction().execute(work);
  return {
    sourceSucceeded: (source, now) => write((transaction) => noteSuccess(transaction, source, now)),
    sourceFailed: (source, why, now) => write((transaction) => noteFailure(transaction, { source, why, now })),
    sourceFreshness: () => sourceFreshness(db),
    sourceTrouble: async (asked) => {
      const failure = (await sourceFreshness(db)).find(({ source }) => source === asked)?.failure;
      return failure && { since: failure.since };
    },
    recordList: (list) => write((transaction) => recordList(transaction, list)),
    listDays: (since, until) => listDays(db, since, until),
    syncCursor: async (range) => {
      const { since, until } = cursorKey(range);
      const cursor = db.selectFrom('sync_cursor').select('next').where('since', '=', since).where('until', '=', until);
      return (await cursor.executeTakeFirst())?.next as LocalDate | undefined;
    },
    moveSyncCursor: (range, next) =>
      write(async (transaction) => {
        const cursor = transaction.insertInto('sync_cursor').values({ ...cursorKey(range), next });
        await cursor.onConflict((conflict) => conflict.columns(['since', 'until']).doUpdateSet({ next })).execute();
      }),
    endSync: (range) =>
      write(async (transaction) => {
        const { since, until } = cursorKey(range);
        await transaction.deleteFrom('sync_cursor').where('since', '=', since).where('until', '=', until).execute();
      }),
    votesGained: (papers, since) => votesGained(db, papers, since),
    thinSnapshots: (now) => write((transaction) => thinSnapshots(transaction, now)),
  };
}

/** A range without an end has an empty one. */
function cursorKey({ since, until }: SyncRange): Pick<Tables['sync_cursor'], 'since' | 'until'> {
  return { since, until: until ?? '' };
}

async function noteSuccess(transaction: Writer, source: SourceName, now: Instant): Promise<void> {
  const state = { last_success: now, failing_since: null, last_error: null };
  await transaction
    .insertInto('source_state')
    .values({ source, ...state })
    .onConflict((conflict) => conflict.column('source').doUpdateSet(state))
    .execute();
}

async function noteFailure(
  transaction: Writer,
  { source, why, now }: { readonly source: SourceName; readonly why: string; readonly now: Instant },
): Promise<void> {
  const error = why.length > LONGEST_ERROR ? `${why.slice(0, LONGEST_ERROR - 1)}…` : why;
  await transaction
    .insertInto('source_state')
    .values({ source, last_success: null, failing_since: now, last_error: error })
    .onConflict((conflict) =>
      conflict.column('source').doUpdateSet((row) => ({
        failing_since: row.fn.coalesce('source_state.failing_since', 'excluded.failing_since'),
        last_error: error,
      })),
    )
    .execute();
}

async function sourceFreshness(db: Database): Promise<readonly SourceFreshness[]> {
  const rows = await db.selectFrom('source_state').selectAll().execute();
  return SOURCE_NAMES.flatMap((source) => rows.filter((row) => row.source === source).map((row) => freshnessOf(source, row)));
}

function freshnessOf(source: SourceName, row: Tables['source_state']): SourceFreshness {
  const { last_success: success, failing_since: since, last_error: error } = row;
  return {
    source,
    ...(success === null ? {} : { lastSuccess: success as Instant }),
    ...(since === null ? {} : { failure: { since: since as Instant, lastError: error ?? '' } }),
  };
}

async function recordList(transaction: Writer, { day, votes }: ReadList): Promise<void> {
  const { date, state, readAt } = day;
  const row = { date, state: state.kind, papers: 'papers' in state ? state.papers : 0, read_at: readAt };
  await transaction
    .insertInto('list_day')
    .values(row)
    .onConflict((conflict) => conflict.column('date').doUpdateSet(row).where('list_day.read_at', '<=', readAt))
    .execute();
  await recordSnapshots(transaction, votes, readAt);
}

async function listDays(db: Database, since: LocalDate, until: LocalDate): Promise<ReadonlyMap<LocalDate, ListDay>> {
  const rows = await db.selectFrom('list_day').selectAll().where('date', '>=', since).where('date', '<=', until).execute();
  return new Map(
    rows.flatMap((row) => {
      const state = stateOf(row);
      const date = row.date as LocalDate;
      return state === undefined ? [] : [[date, { date, state, readAt: row.read_at as Instant }] as const];
    }),
  );
}

function stateOf({ state, papers }: Tables['list_day']): ListDayState | undefined {
  switch (state) {
    case 'none-due':
    case 'empty':
      return { kind: state };
    case 'filling':
    case 'settled':
      return { kind: state, papers };
    default:
      return undefined;
  }
}
