/**
 * Several parts to a slot, and likes, as the step of `migrations.ts` that brings them: like every released step, it never changes.
 *
 * SQLite cannot drop a constraint, so the outbox is made anew and its rows are taken over.
 */
import { sql } from 'kysely';
import type { Writer } from './schema.ts';

const KEPT = [
  ...['id', 'subscription_id', 'slot', 'attempts', 'state', 'platform', 'due_at', 'ended_at', 'failures', 'interrupted'],
  ...['result', 'record'],
];

export async function addParts(transaction: Writer): Promise<void> {
  await remakeOutbox(transaction);
  await makePaperLike(transaction);
}

async function remakeOutbox(transaction: Writer): Promise<void> {
  const { schema } = transaction;
  await schema.alterTable('delivery').renameTo('delivery_before_parts').execute();
  await schema.dropIndex('delivery_due').execute();
  await schema
    .createTable('delivery')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('subscription_id', 'text', (column) => column.notNull().references('subscription.id').onDelete('cascade'))
    .addColumn('slot', 'text', (column) => column.notNull())
    .addColumn('part', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('due_at', 'text')
    .addColumn('ended_at', 'text')
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('interrupted', 'integer', (column) => column.notNull())
    .addColumn('result', 'text')
    .addColumn('post_ref', 'text')
    .addColumn('record', 'text', (column) => column.notNull())
    .addUniqueConstraint('delivery_part', ['subscription_id', 'slot', 'part'])
    .execute();
  const columns = sql.join(KEPT.map((name) => sql.ref(name)));
  await sql`insert into delivery (${columns}) select ${columns} from delivery_before_parts`.execute(transaction);
  await schema.dropTable('delivery_before_parts').execute();
  await schema.createIndex('delivery_due').on('delivery').columns(['due_at', 'id']).execute();
}

async function makePaperLike({ schema }: Writer): Promise<void> {
  await schema
    .createTable('paper_like')
    .addColumn('place_key', 'text', (column) => column.notNull())
    .addColumn('paper_id', 'text', (column) => column.notNull())
    .addColumn('user_key', 'text', (column) => column.notNull())
    .addColumn('liked_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('paper_like_key', ['place_key', 'paper_id', 'user_key'])
    .execute();
  await schema.createIndex('paper_like_user_key').on('paper_like').column('user_key').execute();
}
