/**
 * Writing papers: one transaction a call, with the row of `archive` locked from its start to its end.
 *
 * The lock makes writers of papers take turns, across processes too, so changes are numbered in the order in which they
 * become visible and a reader that has seen number n never finds a lower one later. It also keeps two writers from both
 * adding the page record and the arXiv record of one title. SQLite has one writer at a time anyway.
 */
import { localPaperId, type Paper, type PaperId, paperDate } from '../core/paper.ts';
import type { UpsertCounts } from '../core/paper-store.ts';
import type { Instant } from '../core/time.ts';
import type { SqlDialect } from './dialect.ts';
import { recordPaperEvents } from './paper-events.ts';
import { type BatchChanges, joinRecords, type KnownPapers, type StoredPaper } from './paper-joining.ts';
import { readPaper } from './paper-record.ts';
import type { Database, Tables, Writer } from './schema.ts';
import { statementChunks } from './statement-size.ts';

export function paperWriter(db: Database, dialect: Pick<SqlDialect, 'lockRows'>) {
  return (records: readonly Paper[], now: Instant): Promise<UpsertCounts> =>
    db.transaction().execute(async (transaction) => {
      const archive = await dialect.lockRows(transaction.selectFrom('archive').select('change_seq')).executeTakeFirstOrThrow();
      const known = await readKnownPapers(transaction, records);
      const changes = joinRecords(known, records);
      const newest = await writeChanges(transaction, changes, archive.change_seq);
      await recordPaperEvents(transaction, { known, written: changes.written, now });
      if (newest > archive.change_seq) {
        await transaction.updateTable('archive').set({ change_seq: newest, last_change: now }).execute();
      }
      return changes.counts;
    });
}

async function readKnownPapers(transaction: Writer, records: readonly Paper[]): Promise<KnownPapers> {
  const papers = new Map<PaperId, StoredPaper>();
  const aliases = new Map<PaperId, PaperId>();
  for (const chunk of statementChunks(records)) {
    const ids: string[] = chunk.map(({ id }) => id);
    const followed = await transaction
      .selectFrom('paper_alias')
      .select(['old_id', 'new_id'])
      .where('old_id', 'in', ids)
      .execute();
    for (const { old_id, new_id } of followed) aliases.set(old_id as PaperId, new_id as PaperId);
    const titleIds = chunk.map(({ title }) => localPaperId(title));
    const rows = await transaction
      .selectFrom('paper')
      .select(['record', 'fingerprint'])
      .where((paper) =>
        paper.or([paper('id', 'in', [...ids, ...followed.map(({ new_id }) => new_id)]), paper('title_id', 'in', titleIds)]),
      )
      .execute();
    for (const { record, fingerprint } of rows) {
      const paper = readPaper(record);
      papers.set(paper.id, { paper, record, fingerprint });
    }
  }
  return { papers, aliases };
}

/** @returns the number of the last change. */
async function writeChanges(transaction: Writer, changes: BatchChanges, newest: number): Promise<number> {
  const rows = changes.written.map((stored, at) => paperRow(stored, newest + 1 + at));
  for (const chunk of statementChunks(rows)) await writePaperRows(transaction, chunk);
  const firstRemoval = newest + rows.length + 1;
  const removals = new Map(changes.removed.map((id, at) => [id, firstRemoval + at]));
  for (const chunk of statementChunks([...changes.aliases])) {
    const aliases = chunk.map(([old_id, new_id]) => ({ old_id, new_id, change_seq: removals.get(old_id) ?? null }));
    await transaction.insertInto('paper_alias').values(aliases).execute();
  }
  for (const id of changes.removed) {
    const newId = changes.aliases.get(id);
    if (newId !== undefined)
      await transaction.updateTable('paper_alias').set({ new_id: newId }).where('new_id', '=', id).execute();
    await transaction.deleteFrom('paper').where('id', '=', id).execute();
  }
  return newest + rows.length + removals.size;
}

async function writePaperRows(transaction: Writer, rows: readonly Tables['paper'][]): Promise<void> {
  await transaction
    .insertInto('paper')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        title_id: row.ref('excluded.title_id'),
        fingerprint: row.ref('excluded.fingerprint'),
        listed_on: row.ref('excluded.listed_on'),
        dated_on: row.ref('excluded.dated_on'),
        day: row.ref('excluded.day'),
        has_abstract: row.ref('excluded.has_abstract'),
        change_seq: row.ref('excluded.change_seq'),
        record: row.ref('excluded.record'),
      })),
    )
    .execute();
}

function paperRow({ paper, record, fingerprint }: StoredPaper, changeSeq: number): Tables['paper'] {
  const datedOn = paperDate(paper) ?? null;
  return {
    id: paper.id,
    title_id: localPaperId(paper.title),
    fingerprint,
    listed_on: paper.listedOn ?? null,
    dated_on: datedOn,
    day: paper.listedOn ?? datedOn,
    has_abstract: paper.abstract === '' ? 0 : 1,
    change_seq: changeSeq,
    record,
  };
}
