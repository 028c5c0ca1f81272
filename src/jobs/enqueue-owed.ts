/**
 * From subscriptions to the outbox: for each slot that is owed, what it says is composed and put down for delivery, once.
 *
 * What is owed is computed from stored state at every beat. A subscription that cannot be read, or whose message cannot be
 * composed, is told and passed over: its slot stays owed, and is tried again at each beat until the catch-up window has passed.
 */

import type { SlotEvent } from '../core/beat-events.ts';
import type { Compose, Composed } from '../core/compose.ts';
import { type Delivery, type DeliveryState, deliveryId, type Part, UNTRIED } from '../core/delivery.ts';
import type { Message } from '../core/message.ts';
import type { Outbox } from '../core/outbox.ts';
import type { PlatformName } from '../core/place.ts';
import { owedSlots, type Subscription, type SubscriptionId } from '../core/subscription.ts';
import type { SubscriptionStore } from '../core/subscription-store.ts';
import type { Instant } from '../core/time.ts';
import { withDeadline } from './deadline.ts';

export interface EnqueueParts {
  readonly store: Pick<SubscriptionStore, 'activeSubscriptions'> & Pick<Outbox, 'enqueue' | 'closeSlots'>;
  readonly compose: Compose;
  /** Those that this process can post to; subscriptions elsewhere are left to other processes. */
  readonly platforms: readonly PlatformName[];
  readonly catchUpHours: number;
  /** Never throws. */
  readonly tell: (event: SlotEvent) => void;
}

/** Read at once; memory does not grow with their number. */
const PAGE = 200;

const COMPOSE_DEADLINE_MS = 30_000;

/** Another process may post a paper to the place between composing and enqueueing: then it is composed anew. */
const COMPOSITIONS = 3;

/**
 * @param stop once it is aborted no further subscription is begun; the one in hand is finished.
 * @throws what the store throws while it reads subscriptions.
 */
export async function enqueueOwed(parts: EnqueueParts, now: Instant, stop?: AbortSignal): Promise<void> {
  let after: SubscriptionId | undefined;
  for (;;) {
    const page = await parts.store.activeSubscriptions({
      platforms: parts.platforms,
      limit: PAGE,
      ...(after !== undefined && { after }),
    });
    for (const stored of page) {
      if (stop?.aborted) return;
      if (stored.kind === 'subscription') await enqueueSafely(stored.subscription, parts, now);
      else parts.tell({ kind: 'unreadable-subscription', subscription: stored.id, why: stored.why });
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.kind === 'subscription' ? last.subscription.id : last.id;
  }
}

async function enqueueSafely(subscription: Subscription, parts: EnqueueParts, now: Instant): Promise<void> {
  try {
    await enqueueOne(subscription, parts, now);
  } catch (error) {
    parts.tell({ kind: 'not-composed', subscription: subscription.id, error });
  }
}

async function enqueueOne(subscription: Subscription, parts: EnqueueParts, now: Instant): Promise<void> {
  const { store, tell, catchUpHours } = parts;
  const { owed, skipped } = owedSlots(subscription, now, catchUpHours);
  if (skipped.length > 0) {
    const why = 'The bot was not running at that time, or could not compose the post.';
    await store.closeSlots(
      subscription.id,
      skipped.map((slot) => ({ slot, why })),
    );
    tell({ kind: 'skipped', subscription: subscription.id, slots: skipped });
  }
  if (owed !== undefined) await postAt(subscription, owed, { ...parts, now });
}

async function postAt(
  subscription: Subscription,
  slot: Instant,
  { store, compose, tell, now }: EnqueueParts & { readonly now: Instant },
): Promise<void> {
  for (let composition = 1; composition <= COMPOSITIONS; composition += 1) {
    const composed = await withDeadline(COMPOSE_DEADLINE_MS, () => compose(subscription, slot));
    if (composed.kind === 'nothing') {
      await store.closeSlots(subscription.id, [{ slot, why: composed.why }]);
      tell({ kind: 'nothing-to-post', subscription: subscription.id, slot, why: composed.why });
      return;
    }
    const { delivery, beneath } = deliveriesOf(subscription, slot, { composed, now });
    const answer = await store.enqueue(delivery, { ...composed.alongside, beneath }, now);
    if (answer === 'enqueued') tell({ kind: 'enqueued', delivery });
    if (answer !== 'seen') return;
  }
}

function deliveriesOf(
  subscription: Subscription,
  slot: Instant,
  { composed, now }: { readonly composed: Extract<Composed, { readonly kind: 'post' }>; readonly now: Instant },
): { readonly delivery: Delivery; readonly beneath: readonly Delivery[] } {
  const deliveryOf = (part: Part, message: Message, state: DeliveryState): Delivery => ({
    id: deliveryId(subscription.id, slot, part),
    subscription: subscription.id,
    slot,
    part,
    place: subscription.place,
    message,
    attempts: 0,
    state,
  });
  const { thread = '', messages = [] } = composed.beneath ?? {};
  return {
    delivery: deliveryOf({ kind: 'post' }, composed.message, { kind: 'pending', notBefore: now, ...UNTRIED }),
    beneath: messages.map((message, at) => deliveryOf({ kind: 'beneath', number: at + 1, thread }, message, { kind: 'waiting' })),
  };
}
