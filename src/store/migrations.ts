/**
 * The tables' history: ordered steps, each run once in each database, all that are due in one transaction under a lock.
 *
 * Kysely's own `Migrator` is not used: it cannot run within a transaction of ours, on SQLite it takes no lock at all, and it
 * makes its own tables before it locks, so two processes that start at once could meet halfway. A released step never changes.
 */
import type { Kysely } from 'kysely';
import { OperatorError } from '../core/errors.ts';
import { makeDeliveries } from './delivery-tables.ts';
import { addDepartures } from './departures.ts';
import type { SqlDialect } from './dialect.ts';
import { makeGroups } from './groups.ts';
import { addInstallations } from './installations.ts';
import { makeMentions } from './mentions.ts';
import { addNextSlot } from './next-slot-column.ts';
import { makePaperEvents } from './paper-events.ts';
import { addParts } from './part-tables.ts';
import { addSavedPlace } from './reading-lists.ts';
import type { Tables, Writer } from './schema.ts';
import { makeSources } from './source-tables.ts';

interface Migration {
  readonly name: string;
  readonly run: (transaction: Writer) => Promise<void>;
}

const MIGRATIONS: readonly Migration[] = [
  { name: '0001-papers', run: makePapers },
  { name: '0002-people', run: makePeople },
  { name: '0003-deliveries', run: makeDeliveries },
  { name: '0004-parts', run: addParts },
  { name: '0005-sources', run: makeSources },
  { name: '0006-next-slot', run: addNextSlot },
  { name: '0007-departures', run: addDepartures },
  { name: '0008-watch', run: makePaperEvents },
  { name: '0009-slack', run: addInstallations },
  { name: '0010-groups', run: makeGroups },
  { name: '0011-mentions', run: makeMentions },
  { name: '0012-saved-place', run: addSavedPlace },
];

/**
 * Brings the tables up to date.
 * @throws OperatorError, with nothing changed, where a newer version has been at work here.
 */
export async function migrate(db: Kysely<Tables>, dialect: SqlDialect): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await dialect.lockMigrations(transaction);
    await transaction.schema
      .createTable('migration')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .execute();
    const done = (await transaction.selectFrom('migration').select('name').execute()).map(({ name }) => name);
    refuseUnknown(done, dialect);
    for (const { name, run } of MIGRATIONS) {
      if (done.includes(name)) continue;
      await run(transaction);
      await transaction.insertInto('migration').values({ name }).execute();
    }
  });
}

function refuseUnknown(done: readonly string[], dialect: SqlDialect): void {
  const unknown = done.find((name) => !MIGRATIONS.some((migration) => migration.name === name));
  if (unknown === undefined) return;
  throw new OperatorError(
    'database-newer',
    `The database ${dialect.name} was last used by a newer version of Paperboy (it has "${unknown}"). ` +
      'Install that version or a later one, or point DATABASE_URL to another database. Nothing was changed.',
  );
}

async function makePapers(transaction: Writer): Promise<void> {
  const { schema } = transaction;
  await schema
    .createTable('archive')
    .addColumn('change_seq', 'integer', (column) => column.notNull())
    .addColumn('last_change', 'text')
    .execute();
  await transaction.insertInto('archive').values({ change_seq: 0 }).execute();
  await schema
    .createTable('paper')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('title_id', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('listed_on', 'text')
    .addColumn('dated_on', 'text')
    .addColumn('day', 'text')
    .addColumn('has_abstract', 'integer', (column) => column.notNull())
    .addColumn('change_seq', 'integer', (column) => column.notNull().unique())
    .addColumn('record', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('paper_title_id').on('paper').column('title_id').execute();
  await schema.createIndex('paper_listed_on').on('paper').column('listed_on').execute();
  await schema.createIndex('paper_day').on('paper').column('day').execute();
  await schema
    .createTable('paper_alias')
    .addColumn('old_id', 'text', (column) => column.primaryKey())
    .addColumn('new_id', 'text', (column) => column.notNull().references('paper.id'))
    .addColumn('change_seq', 'integer', (column) => column.unique())
    .execute();
  await schema.createIndex('paper_alias_new_id').on('paper_alias').column('new_id').execute();
}

async function makePeople({ schema }: Writer): Promise<void> {
  await schema
    .createTable('saved_query')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('query', 'text', (column) => column.notNull())
    .addColumn('last_used_at', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('saved_query_last_used_at').on('saved_query').column('last_used_at').execute();
  await schema
    .createTable('saved_paper')
    .addColumn('user_key', 'text', (column) => column.notNull())
    .addColumn('paper_id', 'text', (column) => column.notNull())
    .addColumn('saved_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('saved_paper_key', ['user_key', 'paper_id'])
    .execute();
  await schema
    .createTable('person_settings')
    .addColumn('user_key', 'text', (column) => column.primaryKey())
    .addColumn('zone', 'text')
    .addColumn('locale', 'text')
    .execute();
}
