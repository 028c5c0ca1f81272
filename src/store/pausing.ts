/**
 * What pausing a subscription means to the tables, within the transaction of whoever pauses it. The row of the subscription is
 * locked before those of its deliveries, here and in the outbox, so that no two wait for each other in a circle.
 */
import type { FailureReason } from '../core/delivery.ts';
import { PAUSE_REASONS, type PauseReason, type SubscriptionId } from '../core/subscription.ts';
import type { Instant } from '../core/time.ts';
import { stateColumns } from './delivery-record.ts';
import type { SqlDialect } from './dialect.ts';
import { releasePosted } from './posted-papers.ts';
import type { Writer } from './schema.ts';

export interface Pause {
  readonly id: SubscriptionId;
  readonly why: PauseReason;
  readonly now: Instant;
}

/** The owner is told of a pause that was not asked for, once: by the notice that the pause itself leaves. */
export async function pauseWithin(
  transaction: Writer,
  { id, why, now }: Pause,
  dialect: Pick<SqlDialect, 'lockRows'>,
): Promise<'paused' | 'not-active'> {
  const row = await lockSubscription(transaction, id, dialect);
  if (row?.status !== 'active') return 'not-active';
  await transaction
    .updateTable('subscription')
    .set({ status: 'paused', paused_since: now, paused_why: why })
    .where('id', '=', id)
    .execute();
  await dropPending(transaction, [id], { reason: 'paused', now });
  if (why !== 'asked' && row.owner_key !== null) {
    const notice = { subscription_id: id, since: now, owner_key: row.owner_key, why };
    await transaction
      .insertInto('pause_notice')
      .values(notice)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  return 'paused';
}

type Locks = Pick<SqlDialect, 'lockRows'>;

export function lockSubscription(transaction: Writer, id: string, locks: Locks) {
  return lockRowsOf(transaction, [id], locks).executeTakeFirst();
}

/** In the order of their ids, so that no two that lock several wait for each other in a circle. @param ids at most a statement's worth. */
export function lockRowsOf(transaction: Writer, ids: readonly string[], { lockRows }: Locks) {
  const rows = transaction.selectFrom('subscription').select(['id', 'status', 'owner_key', 'last_slot', 'record']);
  return lockRows(rows.where('id', 'in', ids).orderBy('id'));
}

/** Ends what waits to be sent to the places; what owners are told of a pause goes on. One that an earlier attempt may have posted ends in doubt, and its papers count as seen. @param subscriptions at most a statement's worth. */
export async function dropPending(
  transaction: Writer,
  subscriptions: readonly string[],
  { reason, now }: { readonly reason: FailureReason; readonly now: Instant },
): Promise<void> {
  const pending = await transaction
    .selectFrom('delivery')
    .select(['id', 'interrupted'])
    .where('subscription_id', 'in', subscriptions)
    .where('state', 'in', NOT_BEGUN)
    .where('part', '>=', 0)
    .execute();
  for (const { id, interrupted } of pending) {
    const failed = stateColumns({ kind: 'failed', at: now, reason: interrupted === 1 ? 'in-doubt' : reason });
    const still = transaction.updateTable('delivery').set(failed).where('id', '=', id).where('state', 'in', NOT_BEGUN);
    const dropped = await still.returning('id').executeTakeFirst(); // a worker may have claimed it meanwhile
    if (dropped !== undefined && interrupted === 0) await releasePosted(transaction, [id]);
  }
}

const NOT_BEGUN = ['waiting', 'pending'] as const;

export function isPauseReason(reason: string): reason is PauseReason {
  return PAUSE_REASONS.some((known) => known === reason);
}
