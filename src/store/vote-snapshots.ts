/**
 * How votes and comments stood when a list was read. A count that did not move makes no row, so the newest row at or before
 * a moment is what held then, and a paper whose list is old costs nothing more.
 */
import { sql } from 'kysely';
import type { PaperId } from '../core/paper.ts';
import type { VoteCount } from '../core/source-store.ts';
import { type Instant, plus } from '../core/time.ts';
import { DAY_MS } from '../core/zoned-time.ts';
import type { Database, Writer } from './schema.ts';
import { statementChunks } from './statement-size.ts';

/** Before this, one snapshot a day is enough. */
const EVERY_SNAPSHOT_DAYS = 7;

interface Snapshot {
  readonly id: string;
  readonly upvotes: number;
  readonly comments: number;
}

/** @param edge which of the snapshots in the bounds is wanted of each paper. */
async function snapshotsAt(
  db: Pick<Database, 'selectFrom'>,
  papers: readonly string[],
  edge: { readonly kind: 'newest'; readonly upTo?: Instant } | { readonly kind: 'oldest'; readonly after: Instant },
): Promise<ReadonlyMap<string, Snapshot>> {
  const times = db.selectFrom('vote_snapshot').select('paper_id').where('paper_id', 'in', papers).groupBy('paper_id');
  const wanted =
    edge.kind === 'oldest'
      ? times.select(({ fn }) => fn.min('at').as('edge')).where('at', '>', edge.after)
      : times
          .select(({ fn }) => fn.max('at').as('edge'))
          .$if(edge.upTo !== undefined, (query) => query.where('at', '<=', edge.upTo ?? ''));
  const rows = await db
    .selectFrom(wanted.as('wanted'))
    .innerJoin('vote_snapshot as snapshot', (join) =>
      join.onRef('snapshot.paper_id', '=', 'wanted.paper_id').onRef('snapshot.at', '=', 'wanted.edge'),
    )
    .select(['snapshot.paper_id as id', 'snapshot.upvotes', 'snapshot.comments'])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export async function recordSnapshots(transaction: Writer, votes: readonly VoteCount[], at: Instant): Promise<void> {
  for (const chunk of statementChunks(votes)) {
    const known = await snapshotsAt(
      transaction,
      chunk.map(({ paper }) => paper),
      { kind: 'newest' },
    );
    const moved = chunk.filter(({ paper, upvotes, comments }) => {
      const last = known.get(paper);
      return last === undefined || last.upvotes !== upvotes || last.comments !== comments;
    });
    if (moved.length === 0) continue;
    await transaction
      .insertInto('vote_snapshot')
      .values(moved.map(({ paper, upvotes, comments }) => ({ paper_id: paper, at, upvotes, comments })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

export async function votesGained(
  db: Database,
  papers: readonly PaperId[],
  since: Instant,
): Promise<ReadonlyMap<PaperId, number>> {
  const gained = new Map<PaperId, number>();
  for (const chunk of statementChunks(papers)) {
    const before = await snapshotsAt(db, chunk, { kind: 'newest', upTo: since });
    const first = await snapshotsAt(db, chunk, { kind: 'oldest', after: since });
    const newest = await snapshotsAt(db, chunk, { kind: 'newest' });
    for (const id of chunk) {
      const [from, to] = [before.get(id) ?? first.get(id), newest.get(id)];
      if (from !== undefined && to !== undefined) gained.set(id, to.upvotes - from.upvotes);
    }
  }
  return gained;
}

/** @returns how many were dropped. */
export async function thinSnapshots(transaction: Writer, now: Instant): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from vote_snapshot where at < ${plus(now, -EVERY_SNAPSHOT_DAYS * DAY_MS)} and exists (
      select 1 from vote_snapshot as later
      where later.paper_id = vote_snapshot.paper_id and later.at > vote_snapshot.at
        and substr(later.at, 1, 10) = substr(vote_snapshot.at, 1, 10))`.execute(transaction);
  return Number(numAffectedRows ?? 0);
}
