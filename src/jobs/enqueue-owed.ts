/**
 * From subscriptions to the outbox: for each slot that is owed, what it says is composed and put down for delivery, once.
 *
 * What is owed is computed from stored state at every beat. A subscription that cannot be read, or whose message cannot be
 * composed, is told and passed over: its slot stays owed, and is tried again at each beat until the catch-up window has passed.
 * Each process takes those that are due in an order of its own and reads them when it comes to them, so that several share the
 * work: what one has dealt with is not due any more when another comes there.
 */
import type { Compose } from '../core/compose.ts';
import { type PlatformName, placeKey } from '../core/place.ts';
import type { Subscription } from '../core/subscription.ts';
import type { SubscriptionStore } from '../core/subscription-store.ts';
import type { Instant } from '../core/time.ts';
import { type BatchParts, enqueueBatch } from './enqueue-batch.ts';

export interface EnqueueParts extends Omit<BatchParts, 'store' | 'compose' | 'now'> {
  readonly store: BatchParts['store'] & Pick<SubscriptionStore, 'dueSubscriptions' | 'readDue'>;
  /** Called once a beat: what it gives may remember what it has read, as most places are told of the same papers. */
  readonly newCompose: () => Compose;
  /** Those that this process can post to; subscriptions elsewhere are left to other processes. */
  readonly platforms: readonly PlatformName[];
  /** A number from 0 up to 1. */
  readonly random: () => number;
}

/** Read, composed and put down at once: but for their ids, memory does not grow with the number of those that are due. */
const BATCH = 200;

/**
 * @param stop once it is aborted no further batch is begun; the one in hand is finished.
 * @throws what the store throws while it reads subscriptions.
 */
export async function enqueueOwed(parts: EnqueueParts, now: Instant, stop?: AbortSignal): Promise<void> {
  const { store, platforms, newCompose, catchUpHours, tell } = parts;
  const due = inOwnOrder(await store.dueSubscriptions({ platforms, now }), parts.random);
  const beat: BatchParts = { store, compose: newCompose(), catchUpHours, tell, now };
  for (let start = 0; start < due.length; start += BATCH) {
    if (stop?.aborted) return;
    const subscriptions: Subscription[] = [];
    for (const stored of await store.readDue(due.slice(start, start + BATCH), now)) {
      if (stored.kind === 'subscription') subscriptions.push(stored.subscription);
      else tell({ kind: 'unreadable-subscription', subscription: stored.id, why: stored.why });
    }
    for (const some of oneOfEachPlace(subscriptions)) await enqueueBatch(some, beat);
  }
}

function inOwnOrder<T>(all: readonly T[], random: () => number): readonly T[] {
  return all
    .map((each) => ({ each, drawn: random() }))
    .sort((a, b) => a.drawn - b.drawn)
    .map(({ each }) => each);
}

/** Two of one place are composed one after the other: the second is not to say what the first has said. */
function oneOfEachPlace(subscriptions: readonly Subscription[]): readonly (readonly Subscription[])[] {
  const batches: Subscription[][] = [];
  const before = new Map<string, number>();
  for (const subscription of subscriptions) {
    const key = placeKey(subscription.place);
    const at = before.get(key) ?? 0;
    before.set(key, at + 1);
    batches[at] = [...(batches[at] ?? []), subscription];
  }
  return batches;
}
