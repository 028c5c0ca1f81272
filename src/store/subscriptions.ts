/**
 * Subscriptions: who gets what where and when, and what became of their slots.
 */

import { partKey } from '../core/delivery.ts';
import { type PlatformName, placeKey, userKey } from '../core/place.ts';
import { formatSchedule } from '../core/schedule-text.ts';
import { REFUSALS, type Refusal, type Subscription, type SubscriptionId } from '../core/subscription.ts';
import type { PauseNotice, SlotResult, StoredSubscription, SubscriptionStore } from '../core/subscription-store.ts';
import type { Instant } from '../core/time.ts';
import { readState, STATE_COLUMNS } from './delivery-record.ts';
import type { SqlDialect } from './dialect.ts';
import { lockSubscription, pauseWithin } from './pausing.ts';
import type { Database, Tables, Writer } from './schema.ts';
import { statementChunks } from './statement-size.ts';
import {
  NEVER,
  nextSlotOf,
  PlaceRecord,
  readInstant,
  readSubscription,
  readUserKey,
  subscriptionRow,
} from './subscription-record.ts';

export function subscriptionStore(db: Database, dialect: Pick<SqlDialect, 'lockRows'>): SubscriptionStore {
  return {
    ...subscriptionReader(db),
    addSubscription: (subscription) => db.transaction().execute((transaction) => add(transaction, subscription)),
    pauseSubscription: (id, why, now) =>
      db.transaction().execute((transaction) => pauseWithin(transaction, { id, why, now }, dialect)),
    resumeSubscription: (id, now) => db.transaction().execute((transaction) => resume(transaction, { id, now }, dialect)),
    removeSubscription: (id) =>
      db.transaction().execute(async (transaction) => {
        const removed = await transaction.deleteFrom('subscription').where('id', '=', id).returning('id').execute();
        return removed.length > 0 ? 'removed' : 'not-there';
      }),
    changeSubscription: (...given) => db.transaction().execute((transaction) => change(transaction, given, dialect)),
  };
}

type Reading =
  | 'subscription'
  | 'subscriptionsIn'
  | 'subscriptionsOf'
  | 'ownerlessSubscriptions'
  | 'activeSubscriptionsOn'
  | 'dueSubscriptions'
  | 'readDue'
  | 'nextSlotAfter'
  | 'slotResults'
  | 'pauseNotices';

function subscriptionReader(db: Database): Pick<SubscriptionStore, Reading> {
  const all = () => db.selectFrom('subscription').selectAll();
  const active = (platforms: readonly PlatformName[]) =>
    db
      .selectFrom('subscription')
      .where('status', '=', 'active')
      .where((row) => row.or(platforms.map((platform) => row('place_key', 'like', `["${platform}",%`))));
  const oldestFirst = () => all().orderBy('created_at').orderBy('id');
  return {
    subscription: async (id) => readable(await all().where('id', '=', id).execute())[0],
    subscriptionsIn: async (place) => readable(await oldestFirst().where('place_key', '=', placeKey(place)).execute()),
    subscriptionsOf: async (owner) => readable(await oldestFirst().where('owner_key', '=', userKey(owner)).execute()),
    ownerlessSubscriptions: async () => readable(await oldestFirst().where('owner_key', 'is', null).execute()),
    activeSubscriptionsOn: async (platform) => {
      return readable(await active([platform]).selectAll().orderBy('created_at').orderBy('id').execute());
    },
    dueSubscriptions: async ({ platforms, now }) => {
      const due = await active(platforms).select('id').where('next_slot', '<=', now).execute();
      return due.map(({ id }) => id as SubscriptionId);
    },
    nextSlotAfter: async (instant, platforms) => {
      const later = active(platforms).select('next_slot').where('next_slot', '>', instant).where('next_slot', '<', NEVER);
      const next = await later.orderBy('next_slot').limit(1).executeTakeFirst();
      return next && readInstant(next.next_slot);
    },
    readDue: async (ids, now) => {
      const read: StoredSubscription[] = [];
      for (const chunk of statementChunks(ids)) {
        const due = all().where('id', 'in', chunk).where('status', '=', 'active').where('next_slot', '<=', now);
        read.push(...(await due.execute()).map(readSubscription));
      }
      return read;
    },
    slotResults: (id, limit) => slotResults(db, id, limit),
    pauseNotices: async (limit) => {
      const rows = await db
        .selectFrom('pause_notice')
        .innerJoin('subscription', 'subscription.id', 'subscription_id')
        .select(['subscription_id', 'since', 'pause_notice.owner_key', 'why', 'place_key'])
        .orderBy('since')
        .orderBy('subscription_id')
        .limit(limit)
        .execute();
      return rows.map(readNotice);
    },
  };
}

function readable(rows: readonly Tables['subscription'][]): readonly Subscription[] {
  return rows.map(readSubscription).flatMap((read) => (read.kind === 'subscription' ? [read.subscription] : []));
}

async function add(transaction: Writer, subscription: Subscription): Promise<'added' | 'already-there'> {
  const added = await transaction
    .insertInto('subscription')
    .values(subscriptionRow(subscription))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  return added.length > 0 ? 'added' : 'already-there';
}

async function change(
  transaction: Writer,
  [id, change, now]: Parameters<SubscriptionStore['changeSubscription']>,
  dialect: Pick<SqlDialect, 'lockRows'>,
): Promise<Subscription | undefined> {
  await lockSubscription(transaction, id, dialect);
  const rows = await transaction.selectFrom('subscription').selectAll().where('id', '=', id).execute();
  const [current] = readable(rows);
  if (current === undefined) return undefined;
  const { program, schedule } = change(current);
  const isSameTime = formatSchedule(schedule) === formatSchedule(current.schedule);
  const lastSlot = isSameTime || current.lastSlot > now ? current.lastSlot : now;
  const changed = { ...current, program, schedule, lastSlot };
  const { record, last_slot, next_slot } = subscriptionRow(changed);
  await transaction.updateTable('subscription').set({ record, last_slot, next_slot }).where('id', '=', id).execute();
  return changed;
}

async function resume(
  transaction: Writer,
  { id, now }: { readonly id: SubscriptionId; readonly now: Instant },
  dialect: Pick<SqlDialect, 'lockRows'>,
): Promise<'resumed' | 'not-paused'> {
  const row = await lockSubscription(transaction, id, dialect);
  if (row?.status !== 'paused') return 'not-paused';
  const lastSlot = readInstant(row.last_slot > now ? row.last_slot : now); // a clock that was set back brings no slot twice
  const slots = { last_slot: lastSlot, next_slot: nextSlotOf(row.record, lastSlot) };
  await transaction
    .updateTable('subscription')
    .set({ status: 'active', paused_since: null, paused_why: null, ...slots })
    .where('id', '=', id)
    .execute();
  await transaction.deleteFrom('pause_notice').where('subscription_id', '=', id).execute();
  return 'resumed';
}

async function slotResults(db: Database, id: SubscriptionId, limit: number): Promise<readonly SlotResult[]> {
  const deliveries = await db
    .selectFrom('delivery')
    .select(['slot', ...STATE_COLUMNS])
    .where('subscription_id', '=', id)
    .where('part', '=', partKey({ kind: 'post' }))
    .orderBy('slot', 'desc')
    .limit(limit)
    .execute();
  const closed = await db
    .selectFrom('closed_slot')
    .select(['slot', 'why'])
    .where('subscription_id', '=', id)
    .orderBy('slot', 'desc')
    .limit(limit)
    .execute();
  const results: readonly SlotResult[] = [
    ...deliveries.map((row) => ({ slot: readInstant(row.slot), result: readState(row) })),
    ...closed.map(({ slot, why }) => ({ slot: readInstant(slot), result: { kind: 'closed' as const, why } })),
  ];
  return results.toSorted((a, b) => (a.slot > b.slot ? -1 : 1)).slice(0, limit);
}

interface NoticeRow {
  readonly subscription_id: string;
  readonly since: string;
  readonly owner_key: string;
  readonly why: string;
  readonly place_key: string;
}

function readNotice({ subscription_id, since, owner_key, why, place_key }: NoticeRow): PauseNotice {
  const [platform, workspace, channel] = JSON.parse(place_key) as unknown[];
  return {
    subscription: subscription_id as SubscriptionId,
    owner: readUserKey(owner_key),
    place: PlaceRecord.parse({ platform, workspace, channel }),
    why: readRefusal(why),
    since: readInstant(since),
  };
}

function readRefusal(text: string): Refusal {
  const refusal = REFUSALS.find((known) => known === text);
  if (refusal === undefined) throw new Error(`no reason to pause: ${text}`);
  return refusal;
}
