/**
 * What was first seen of papers, written with the record that showed it.
 */
import type { PaperId } from '../core/paper.ts';
import type { Instant } from '../core/time.ts';
import { factsGained, type PaperEvent, WATCHED_FACTS } from '../core/watched.ts';
import type { KnownPapers, StoredPaper } from './paper-joining.ts';
import type { Database, Tables, Writer } from './schema.ts';
import { statementChunks } from './statement-size.ts';
import { readInstant } from './subscription-record.ts';

/** As the step of `migrations.ts` that brings it: like every released step, it never changes. */
export async function makePaperEvents({ schema }: Writer): Promise<void> {
  await schema
    .createTable('paper_event')
    .addColumn('paper_id', 'text', (column) => column.notNull())
    .addColumn('fact', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('paper_event_key', ['paper_id', 'fact'])
    .execute();
}

/** A fact that was seen before stays as old as it is. */
export async function recordPaperEvents(
  transaction: Writer,
  { known, written, now }: { readonly known: KnownPapers; readonly written: readonly StoredPaper[]; readonly now: Instant },
): Promise<void> {
  const rows = written.flatMap(({ paper }): readonly Tables['paper_event'][] =>
    factsGained(known.papers.get(paper.id)?.paper, paper).map((fact) => ({ paper_id: paper.id, fact, at: now })),
  );
  for (const chunk of statementChunks(rows)) {
    await transaction
      .insertInto('paper_event')
      .values(chunk)
      .onConflict((conflict) => conflict.columns(['paper_id', 'fact']).doNothing())
      .execute();
  }
}

/** After `after` and up to `upTo`, in the order of `WATCHED_FACTS`. Facts that another version knows are left out. */
export async function paperEvents(
  db: Database,
  paper: PaperId,
  { after, upTo }: { readonly after: Instant; readonly upTo: Instant },
): Promise<readonly PaperEvent[]> {
  const rows = await db
    .selectFrom('paper_event')
    .select(['fact', 'at'])
    .where('paper_id', '=', paper)
    .where('at', '>', after)
    .where('at', '<=', upTo)
    .execute();
  return WATCHED_FACTS.flatMap((fact) =>
    rows.filter((row) => row.fact === fact).map(({ at }): PaperEvent => ({ paper, fact, at: readInstant(at) })),
  );
}
