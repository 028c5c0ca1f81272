/**
 * In which posts places were told of papers, and how the platform names those posts: kept for as long as the place, where deliveries
 * are forgotten after a while. A row is written with its delivery, counts once the post is there, and goes where it surely never came.
 */
import type { DeliveryState } from '../core/delivery.ts';
import type { Enqueueing } from '../core/outbox.ts';
import { placeKey } from '../core/place.ts';
import { workspaceKey } from './place-keys.ts';
import type { Tables, Writer } from './schema.ts';
import { statementChunks } from './statement-size.ts';

/** As the step of `migrations.ts` that brings it: like every released step, it never changes. What was posted before is taken over. */
export async function makeMentions(transaction: Writer): Promise<void> {
  const { schema } = transaction;
  await schema
    .createTable('paper_mention')
    .addColumn('place_key', 'text', (column) => column.notNull())
    .addColumn('workspace_key', 'text', (column) => column.notNull())
    .addColumn('paper_id', 'text', (column) => column.notNull())
    .addColumn('delivery_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('slot', 'text', (column) => column.notNull())
    .addColumn('ref', 'text')
    .addPrimaryKeyConstraint('paper_mention_key', ['place_key', 'paper_id', 'delivery_id'])
    .execute();
  await schema.createIndex('paper_mention_workspace_key').on('paper_mention').column('workspace_key').execute();
  await schema.createIndex('paper_mention_delivery_id').on('paper_mention').column('delivery_id').execute();
  await transaction
    .insertInto('paper_mention')
    .columns(['place_key', 'workspace_key', 'paper_id', 'delivery_id', 'kind', 'slot', 'ref'])
    .expression((query) =>
      query
        .selectFrom('posted_paper as posted')
        .leftJoin('delivery', 'delivery.id', 'posted.delivery_id')
        .select((row) => [
          'posted.place_key',
          row.val('').as('workspace_key'),
          'posted.paper_id',
          'posted.delivery_id',
          row.val('post').as('kind'),
          'posted.slot',
          row
            .case()
            .when('delivery.id', 'is', null)
            .then('')
            .when('delivery.state', '=', 'sent')
            .then(row.ref('delivery.result'))
            .else(null)
            .end()
            .as('ref'),
        ]),
    )
    .execute();
  const places = await transaction.selectFrom('paper_mention').select('place_key').distinct().execute();
  for (const { place_key } of places) {
    const [platform, workspace] = JSON.parse(place_key) as unknown[];
    const workspace_key = JSON.stringify([platform, workspace]);
    await transaction.updateTable('paper_mention').set({ workspace_key }).where('place_key', '=', place_key).execute();
  }
}

export async function recordMentions(transaction: Writer, batch: readonly Enqueueing[]): Promise<void> {
  const told = batch.flatMap(mentionRows);
  for (const chunk of statementChunks(told)) await transaction.insertInto('paper_mention').values(chunk).execute();
  // What a meeting talked over counts as seen, and may have been seen before
  const read = told
    .filter(({ kind }) => kind === 'meeting')
    .map(({ place_key, paper_id, slot, delivery_id }) => ({ place_key, paper_id, slot, delivery_id }));
  for (const chunk of statementChunks(read)) {
    const seen = transaction.insertInto('posted_paper').values(chunk);
    await seen.onConflict((conflict) => conflict.doNothing()).execute();
  }
}

function mentionRows({ delivery: { id, place, slot }, alongside }: Enqueueing): readonly Tables['paper_mention'][] {
  const { posted, told = [], as: kind } = alongside;
  if (kind === undefined) return [];
  const at = { place_key: placeKey(place), workspace_key: workspaceKey(place) };
  return [...new Set([...posted, ...told])].map((paper_id) => ({ ...at, paper_id, delivery_id: id, kind, slot, ref: null }));
}

/** Once the post is there. */
export async function keepReference(
  transaction: Writer,
  delivery: string,
  { ref }: Extract<DeliveryState, { readonly kind: 'sent' }>,
): Promise<void> {
  await transaction.updateTable('paper_mention').set({ ref }).where('delivery_id', '=', delivery).execute();
}
