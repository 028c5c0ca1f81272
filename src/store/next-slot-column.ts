/**
 * The slot that each subscription waits for, as the step of `migrations.ts` that brings it: like every released step, it never
 * changes. Rows that are there keep an empty one, which says that it is not known, until their next slot is done with.
 */
import type { Writer } from './schema.ts';

export async function addNextSlot({ schema }: Writer): Promise<void> {
  await schema
    .alterTable('subscription')
    .addColumn('next_slot', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await schema.createIndex('subscription_next_slot').on('subscription').columns(['status', 'next_slot']).execute();
}
