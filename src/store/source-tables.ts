/**
 * The tables of what is known of sources, as the step of `migrations.ts` that makes them: like every released step, it never
 * changes.
 */
import type { Writer } from './schema.ts';

export async function makeSources({ schema }: Writer): Promise<void> {
  await schema
    .createTable('source_state')
    .addColumn('source', 'text', (column) => column.primaryKey())
    .addColumn('last_success', 'text')
    .addColumn('failing_since', 'text')
    .addColumn('last_error', 'text')
    .execute();
  await schema
    .createTable('list_day')
    .addColumn('date', 'text', (column) => column.primaryKey())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('papers', 'integer', (column) => column.notNull())
    .addColumn('read_at', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('sync_cursor')
    .addColumn('since', 'text', (column) => column.notNull())
    .addColumn('until', 'text', (column) => column.notNull())
    .addColumn('next', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('sync_cursor_key', ['since', 'until'])
    .execute();
  await schema
    .createTable('vote_snapshot')
    .addColumn('paper_id', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('upvotes', 'integer', (column) => column.notNull())
    .addColumn('comments', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('vote_snapshot_key', ['paper_id', 'at'])
    .execute();
  await schema.createIndex('vote_snapshot_at').on('vote_snapshot').column('at').execute();
}
