/**
 * Reading the archive. Each answer comes from one statement, and so from one moment, even while others write.
 * Lists are put in order here and not by the database: PostgreSQL sorts text by its locale.
 */
import { sql } from 'kysely';
import type { Paper, PaperId } from '../core/paper.ts';
import type { ArchiveFacts, PaperChange, PaperStore } from '../core/paper-store.ts';
import type { Instant, LocalDate } from '../core/time.ts';
import type { SqlDialect } from './dialect.ts';
import { paperEvents } from './paper-events.ts';
import { readPaper } from './paper-record.ts';
import type { Database } from './schema.ts';
import { statementChunks } from './statement-size.ts';
import { paperWriter } from './upsert-papers.ts';

export function paperStore(db: Database, dialect: SqlDialect): PaperStore {
  return {
    upsertPapers: paperWriter(db, dialect),
    papersById: (ids) => papersById(db, ids),
    papersListedOn: async (date) => {
      const rows = await db.selectFrom('paper').select('record').where('listed_on', '=', date).execute();
      return rows.map(({ record }) => readPaper(record)).sort((a, b) => (b.upvotes ?? 0) - (a.upvotes ?? 0) || byId(a, b));
    },
    newestListingUpTo: async (date) => {
      const newest = db.selectFrom('paper').select(({ fn }) => fn.max('listed_on').as('day'));
      return dayOrNone((await newest.where('listed_on', '<=', date).executeTakeFirst())?.day);
    },
    papersBetween: async (since, until) => {
      const between = db.selectFrom('paper').select('record').where('day', '>=', since).where('day', '<=', until);
      return (await between.execute()).map(({ record }) => readPaper(record)).sort(byId);
    },
    changesAfter: (seq, limit) => changesAfter(db, seq, limit),
    fingerprints: () => fingerprints(db),
    paperEvents: (paper, after, upTo) => paperEvents(db, paper, { after, upTo }),
    archiveFacts: () => archiveFacts(db),
  };
}

function byId(a: Paper, b: Paper): number {
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

function dayOrNone(day: string | null | undefined): LocalDate | undefined {
  return (day ?? undefined) as LocalDate | undefined;
}

async function papersById(db: Database, ids: readonly PaperId[]): Promise<ReadonlyMap<PaperId, Paper>> {
  const papers = new Map<string, Paper>();
  for (const chunk of statementChunks<string>(ids)) {
    const rows = await db
      .selectFrom('paper')
      .select(['paper.id as asked', 'record'])
      .where('paper.id', 'in', chunk)
      .unionAll(
        db
          .selectFrom('paper_alias')
          .innerJoin('paper', 'paper.id', 'new_id')
          .select(['old_id as asked', 'record'])
          .where('old_id', 'in', chunk),
      )
      .execute();
    for (const { asked, record } of rows) papers.set(asked, readPaper(record));
  }
  return new Map(
    ids.flatMap((id) => {
      const paper = papers.get(id);
      return paper === undefined ? [] : [[id, paper] as const];
    }),
  );
}

async function changesAfter(db: Database, seq: number, limit: number): Promise<readonly PaperChange[]> {
  const removed = db
    .selectFrom('paper_alias')
    .select(['old_id as id', sql<number>`change_seq`.as('seq'), sql<string | null>`cast(null as text)`.as('record')])
    .where('change_seq', '>', seq);
  const rows = await db
    .selectFrom('paper')
    .select(['id', 'change_seq as seq', sql<string | null>`record`.as('record')])
    .where('change_seq', '>', seq)
    .unionAll(removed)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(({ id, seq: at, record }) =>
    record === null ? { kind: 'removed', seq: at, id: id as PaperId } : { kind: 'put', seq: at, paper: readPaper(record) },
  );
}

async function fingerprints(db: Database): ReturnType<PaperStore['fingerprints']> {
  const rows = await db
    .selectFrom('archive')
    .leftJoin('paper', (join) => join.onTrue())
    .select(['archive.change_seq as seq', 'id', 'fingerprint'])
    .execute();
  const papers = rows.flatMap(({ id, fingerprint }) =>
    id === null || fingerprint === null ? [] : [[id as PaperId, fingerprint] as const],
  );
  return { seq: rows[0]?.seq ?? 0, papers: new Map(papers) };
}

async function archiveFacts(db: Database): Promise<ArchiveFacts> {
  const facts = await db
    .selectFrom('archive')
    .leftJoin('paper', (join) => join.onTrue())
    .select((row) => [
      sql<number>`cast(count(id) as integer)`.as('papers'),
      sql<number>`cast(coalesce(sum(has_abstract), 0) as integer)`.as('withAbstract'),
      row.fn.max('listed_on').as('newestListing'),
      row.fn.max('dated_on').as('newestPaper'),
      row.fn.max('last_change').as('lastChange'),
    ])
    .executeTakeFirstOrThrow();
  const newestListing = dayOrNone(facts.newestListing);
  const newestPaper = dayOrNone(facts.newestPaper);
  return {
    papers: facts.papers,
    withAbstract: facts.withAbstract,
    ...(newestListing === undefined ? {} : { newestListing }),
    ...(newestPaper === undefined ? {} : { newestPaper }),
    ...(facts.lastChange === null ? {} : { lastChange: facts.lastChange as Instant }),
  };
}
