/**
 * The tables of subscriptions and their deliveries, as the step of `migrations.ts` that makes them: like every released step,
 * it never changes.
 */
import type { Writer } from './schema.ts';

export async function makeDeliveries(transaction: Writer): Promise<void> {
  await makeSubscription(transaction);
  await makeOutbox(transaction);
  await makePostedPaper(transaction);
}

async function makeSubscription({ schema }: Writer): Promise<void> {
  await schema
    .createTable('subscription')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('place_key', 'text', (column) => column.notNull())
    .addColumn('owner_key', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('paused_since', 'text')
    .addColumn('paused_why', 'text')
    .addColumn('last_slot', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('record', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('subscription_place_key').on('subscription').column('place_key').execute();
  await schema.createIndex('subscription_owner_key').on('subscription').column('owner_key').execute();
  await schema.createIndex('subscription_status').on('subscription').columns(['status', 'id']).execute();
  await schema
    .createTable('pause_notice')
    .addColumn('subscription_id', 'text', (column) => column.notNull().references('subscription.id').onDelete('cascade'))
    .addColumn('since', 'text', (column) => column.notNull())
    .addColumn('owner_key', 'text', (column) => column.notNull())
    .addColumn('why', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('pause_notice_key', ['subscription_id', 'since'])
    .execute();
}

async function makeOutbox({ schema }: Writer): Promise<void> {
  await schema
    .createTable('delivery')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('subscription_id', 'text', (column) => column.notNull().references('subscription.id').onDelete('cascade'))
    .addColumn('slot', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('due_at', 'text')
    .addColumn('ended_at', 'text')
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('interrupted', 'integer', (column) => column.notNull())
    .addColumn('result', 'text')
    .addColumn('record', 'text', (column) => column.notNull())
    .addUniqueConstraint('delivery_slot', ['subscription_id', 'slot'])
    .execute();
  await schema.createIndex('delivery_due').on('delivery').columns(['due_at', 'id']).execute();
  await schema
    .createTable('closed_slot')
    .addColumn('subscription_id', 'text', (column) => column.notNull().references('subscription.id').onDelete('cascade'))
    .addColumn('slot', 'text', (column) => column.notNull())
    .addColumn('why', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('closed_slot_key', ['subscription_id', 'slot'])
    .execute();
}

async function makePostedPaper({ schema }: Writer): Promise<void> {
  await schema
    .createTable('posted_paper')
    .addColumn('place_key', 'text', (column) => column.notNull())
    .addColumn('paper_id', 'text', (column) => column.notNull())
    .addColumn('slot', 'text', (column) => column.notNull())
    .addColumn('delivery_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('posted_paper_key', ['place_key', 'paper_id'])
    .execute();
  await schema.createIndex('posted_paper_delivery_id').on('posted_paper').column('delivery_id').execute();
}
