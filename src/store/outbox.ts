/**
 * The outbox: the only way to a channel. Each delivery is written once, together with all that must become true with it, and
 * is in one worker's hands at a time.
 *
 * A worker holds a delivery by a lease. When the lease ends unsettled, the next claim takes it over and marks it interrupted:
 * the first worker may have posted before it died. Whoever was merely slow finds its number of attempts outdated when it
 * settles, and overwrites nothing. A lease that ends impossibly late was given while the clock was ahead, and counts as ended.
 */
import { type DeliveryState, type FailureReason, partKey, UNTRIED } from '../core/delivery.ts';
import type { Claimed, ClaimRequest, Outbox } from '../core/outbox.ts';
import type { SubscriptionId } from '../core/subscription.ts';
import { type Instant, plus } from '../core/time.ts';
import { deliveryRow, readClaimed, readState, STATE_COLUMNS, stateColumns } from './delivery-record.ts';
import type { SqlDialect } from './dialect.ts';
import { closeSlots, enqueueAll } from './enqueueing.ts';
import { keepReference } from './mentions.ts';
import { isPauseReason, lockSubscription, pauseWithin } from './pausing.ts';
import { releasePosted } from './posted-papers.ts';
import type { Database, Tables, Writer } from './schema.ts';
import { readInstant } from './subscription-record.ts';

type Locks = Pick<SqlDialect, 'lockRows' | 'skipLocked'>;

export function outbox(db: Database, locks: Locks): Outbox {
  return {
    enqueueAll: (batch, now) => enqueueAll(db, batch, { now, locks }),
    enqueueNotice: (...given) => db.transaction().execute((transaction) => enqueueNotice(transaction, given)),
    closeSlots: (batch) => db.transaction().execute((transaction) => closeSlots(transaction, batch, locks)),
    claim: (request) => db.transaction().execute((transaction) => claim(transaction, request, locks)),
    settle: (...given) => db.transaction().execute((transaction) => settle(transaction, given, locks)),
    nextDueAfter: async (instant, platforms) => {
      const due = db.selectFrom('delivery').select('due_at').where('due_at', '>', instant).where('platform', 'in', platforms);
      const next = await due.orderBy('due_at').limit(1).executeTakeFirst();
      return next?.due_at ? readInstant(next.due_at) : undefined;
    },
    deliveryState: async (id) => {
      const row = await db.selectFrom('delivery').select(STATE_COLUMNS).where('id', '=', id).executeTakeFirst();
      return row && readState(row);
    },
    forgetSlotsBefore: (instant) =>
      db.transaction().execute(async (transaction) => {
        const ended = transaction.deleteFrom('delivery').where('state', 'in', ['sent', 'failed']).where('slot', '<', instant);
        const deliveries = await ended.returning('id').execute();
        const closed = await transaction.deleteFrom('closed_slot').where('slot', '<', instant).returning('slot').execute();
        return deliveries.length + closed.length;
      }),
  };
}

type Answer<Name extends keyof Outbox> = ReturnType<Outbox[Name]>;

/** The notice is taken off first: of two processes, one finds it. */
async function enqueueNotice(
  transaction: Writer,
  [delivery, { subscription, since }]: Parameters<Outbox['enqueueNotice']>,
): Answer<'enqueueNotice'> {
  const notice = transaction.deleteFrom('pause_notice').where('subscription_id', '=', subscription).where('since', '=', since);
  if ((await notice.returning('since').executeTakeFirst()) === undefined) return 'already-there';
  await transaction.insertInto('delivery').values(deliveryRow(delivery)).execute();
  return 'enqueued';
}

/** The rows are chosen in a `with`: as a sub-select with `limit` PostgreSQL may evaluate it again and take more than `limit`. */
async function claim(transaction: Writer, request: ClaimRequest, { skipLocked }: Locks): Promise<readonly Claimed[]> {
  const { now, lease, limit, platforms } = request;
  if (platforms.length === 0) return [];
  await endImpossibleLeases(transaction, request);
  const rows = await transaction
    .with('due', (query) => {
      const due = query.selectFrom('delivery').select('id').where('due_at', '<=', now).where('platform', 'in', platforms);
      return skipLocked(due.orderBy('due_at').orderBy('id').limit(limit));
    })
    .updateTable('delivery')
    .set((row) => ({
      state: 'sending',
      due_at: plus(now, lease),
      attempts: row('attempts', '+', 1),
      failures: row
        .case()
        .when('state', '=', 'sending')
        .then(row('failures', '+', 1))
        .else(row.ref('failures'))
        .end(),
      interrupted: row.case().when('state', '=', 'sending').then<0 | 1>(1).else(row.ref('interrupted')).end(),
    }))
    .where('id', 'in', (row) => row.selectFrom('due').select('due.id'))
    .returningAll()
    .execute();
  return rows.toSorted((a, b) => (a.slot < b.slot ? -1 : 1)).map(readClaimed);
}

/** Clocks of workers may differ by as much as a lease; what ends later than that was given by a clock that was wrong. */
async function endImpossibleLeases(transaction: Writer, { now, lease }: ClaimRequest): Promise<void> {
  await transaction
    .updateTable('delivery')
    .set({ due_at: now })
    .where('due_at', '>', plus(now, 2 * lease))
    .where('state', '=', 'sending')
    .execute();
}

async function settle(
  transaction: Writer,
  [{ id, attempts }, state, now]: Parameters<Outbox['settle']>,
  locks: Locks,
): Answer<'settle'> {
  const columns = ['subscription_id', 'slot', 'part', 'post_ref'] as const;
  const row = await transaction.selectFrom('delivery').select(columns).where('id', '=', id).executeTakeFirst();
  if (row === undefined) return 'lost-lease';
  const subscription = row.subscription_id as SubscriptionId;
  const pauses = row.part === POST && state.kind === 'failed' && isPauseReason(state.reason) ? state.reason : undefined;
  if (pauses !== undefined) await lockSubscription(transaction, subscription, locks);
  const settled = await transaction
    .updateTable('delivery')
    .set(stateColumns(state))
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('state', '=', 'sending')
    .returning('id')
    .execute();
  if (settled.length === 0) return 'lost-lease';
  await goOnBeneath(transaction, row, { state, now });
  if (state.kind === 'sent') await keepReference(transaction, id, state);
  if (state.kind === 'failed' && !MAY_BE_THERE.includes(state.reason)) await releasePosted(transaction, [id]);
  if (pauses !== undefined) await pauseWithin(transaction, { id: subscription, why: pauses, now }, locks);
  return 'settled';
}

type Above = Pick<Tables['delivery'], 'subscription_id' | 'slot' | 'part' | 'post_ref'>;

/** One after the other, so that they stand in their order; one that fails does not keep the next, but all fail with the post. */
async function goOnBeneath(
  transaction: Writer,
  { subscription_id, slot, part, post_ref }: Above,
  { state, now }: { readonly state: DeliveryState; readonly now: Instant },
): Promise<void> {
  const waiting = (set: Partial<Tables['delivery']>) =>
    transaction
      .updateTable('delivery')
      .set(set)
      .where('subscription_id', '=', subscription_id)
      .where('slot', '=', slot)
      .where('state', '=', 'waiting');
  if (part < POST || (state.kind !== 'sent' && state.kind !== 'failed')) return;
  if (part === POST && state.kind === 'failed') {
    await waiting(stateColumns(state)).execute();
    return;
  }
  const ref = part === POST && state.kind === 'sent' ? state.ref : post_ref;
  const due = stateColumns({ kind: 'pending', notBefore: now, ...UNTRIED });
  await waiting({ ...due, post_ref: ref })
    .where('part', '=', part + 1)
    .execute();
}

const POST = partKey({ kind: 'post' });

/** Failures after which the place may have seen the papers all the same. */
const MAY_BE_THERE: readonly FailureReason[] = ['in-doubt', 'unreadable'];
