/**
 * Slots that are done with, many in one transaction: put down as deliveries, or closed without.
 *
 * Ten thousand places may be owed a post in the same minute, and a transaction waits for the disk. So the statements here are
 * about all of a batch; what one of them cannot have (a paper that its place has seen) ends the transaction, which is done again
 * without it: nothing has to be taken back by hand.
 */
import type { Closing, EnqueueAnswer, Enqueueing } from '../core/outbox.ts';
import { placeKey } from '../core/place.ts';
import type { Instant } from '../core/time.ts';
import { deliveryRow } from './delivery-record.ts';
import type { SqlDialect } from './dialect.ts';
import { recordMentions } from './mentions.ts';
import { dropPending, lockRowsOf } from './pausing.ts';
import { recordPosted } from './posted-papers.ts';
import type { Database, Writer } from './schema.ts';
import { statementChunks } from './statement-size.ts';
import { nextSlotOf } from './subscription-record.ts';

type Locks = Pick<SqlDialect, 'lockRows'>;

interface Circumstances {
  readonly now: Instant;
  readonly locks: Locks;
}

/** Ends a transaction that has deliveries whose papers were posted meanwhile. */
class SeenMeanwhile extends Error {
  readonly deliveries: ReadonlySet<string>;

  constructor(deliveries: ReadonlySet<string>) {
    super('papers that were posted meanwhile');
    this.deliveries = deliveries;
  }
}

export async function enqueueAll(
  db: Database,
  batch: readonly Enqueueing[],
  circumstances: Circumstances,
): Promise<readonly EnqueueAnswer[]> {
  const seen = new Set<string>();
  for (;;) {
    const open = batch.filter(({ delivery }) => !seen.has(delivery.id));
    try {
      const answers = await db.transaction().execute((transaction) => putDown(transaction, open, circumstances));
      return batch.map(({ delivery }) => answers.get(delivery.id) ?? 'seen');
    } catch (error) {
      if (!(error instanceof SeenMeanwhile)) throw error;
      for (const id of error.deliveries) seen.add(id);
    }
  }
}

async function putDown(
  transaction: Writer,
  batch: readonly Enqueueing[],
  { now, locks }: Circumstances,
): Promise<ReadonlyMap<string, EnqueueAnswer>> {
  const rows = await lockAll(
    transaction,
    batch.map(({ delivery }) => delivery.subscription),
    locks,
  );
  const answers = new Map(batch.map(({ delivery }) => [delivery.id as string, answerTo(delivery, rows)]));
  const taken = batch.filter(({ delivery }) => answers.get(delivery.id) === 'enqueued');
  for (const chunk of statementChunks(taken)) {
    const ids = chunk.map(({ delivery }) => delivery.subscription);
    await dropPending(transaction, ids, { reason: 'too-late', now });
  }
  for (const chunk of statementChunks(taken.flatMap(({ delivery, alongside }) => [delivery, ...(alongside.beneath ?? [])]))) {
    await transaction.insertInto('delivery').values(chunk.map(deliveryRow)).execute();
  }
  await advance(
    transaction,
    taken.map(({ delivery }) => delivery),
    rows,
  );
  const seen = await recordPosted(transaction, taken.flatMap(postedRows));
  if (seen.size > 0) throw new SeenMeanwhile(seen);
  await recordMentions(transaction, taken);
  return answers;
}

type Locked = ReadonlyMap<string, { readonly status: string; readonly last_slot: string; readonly record: string }>;

function answerTo({ subscription, slot }: Enqueueing['delivery'], rows: Locked): EnqueueAnswer {
  const row = rows.get(subscription);
  if (row?.status !== 'active') return 'not-active';
  return row.last_slot >= slot ? 'already-there' : 'enqueued';
}

function postedRows({ delivery: { id, place, slot }, alongside }: Enqueueing) {
  const place_key = placeKey(place);
  return [...new Set(alongside.posted)].map((paper_id) => ({ place_key, paper_id, slot, delivery_id: id }));
}

export async function closeSlots(transaction: Writer, batch: readonly Closing[], locks: Locks): Promise<void> {
  const rows = await lockAll(
    transaction,
    batch.map(({ subscription }) => subscription),
    locks,
  );
  const closed = batch.flatMap(({ subscription, slots }) => {
    const row = rows.get(subscription);
    return slots.flatMap(({ slot, why }) => (row !== undefined && slot > row.last_slot ? [{ subscription, slot, why }] : []));
  });
  for (const chunk of statementChunks(closed)) {
    const values = chunk.map(({ subscription, slot, why }) => ({ subscription_id: subscription, slot, why }));
    await transaction.insertInto('closed_slot').values(values).execute();
  }
  await advance(transaction, closed, rows);
}

async function lockAll(transaction: Writer, subscriptions: readonly string[], locks: Locks): Promise<Locked> {
  const rows = new Map<string, { status: string; last_slot: string; record: string }>();
  for (const chunk of statementChunks([...new Set(subscriptions)].sort())) {
    for (const row of await lockRowsOf(transaction, chunk, locks).execute()) rows.set(row.id, row);
  }
  return rows;
}

/** One statement for all that come to the same slots. @param done of several of one subscription the newest counts. */
async function advance(
  transaction: Writer,
  done: readonly { readonly subscription: string; readonly slot: Instant }[],
  rows: Locked,
): Promise<void> {
  const newest = new Map<string, Instant>();
  for (const { subscription, slot } of done) {
    const known = newest.get(subscription);
    if (known === undefined || known < slot) newest.set(subscription, slot);
  }
  const groups = new Map<string, { last_slot: string; next_slot: string; ids: string[] }>();
  for (const [id, last_slot] of newest) {
    const next_slot = nextSlotOf(rows.get(id)?.record ?? '', last_slot);
    const key = `${last_slot} ${next_slot}`;
    const group = groups.get(key) ?? { last_slot, next_slot, ids: [] };
    group.ids.push(id);
    groups.set(key, group);
  }
  for (const { ids, ...slots } of groups.values()) {
    for (const chunk of statementChunks(ids)) {
      await transaction.updateTable('subscription').set(slots).where('id', 'in', chunk).execute();
    }
  }
}
