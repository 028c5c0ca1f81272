/**
 * When a beat next has something to do: for whoever moves the clock by hand, and must not step over a slot.
 */
import type { Outbox } from '../core/outbox.ts';
import type { PlatformName } from '../core/place.ts';
import { nextSlots } from '../core/schedule.ts';
import type { SubscriptionStore } from '../core/subscription-store.ts';
import type { Instant } from '../core/time.ts';

export interface MomentParts {
  readonly store: Pick<SubscriptionStore, 'activeSubscriptions'> & Pick<Outbox, 'nextDueAfter'>;
  readonly platforms: readonly PlatformName[];
}

/** More than anybody plays with; later ones are not looked at. */
const MOST_SUBSCRIPTIONS = 1000;

/** @returns undefined where nothing is to come. */
export async function nextMoment({ store, platforms }: MomentParts, after: Instant): Promise<Instant | undefined> {
  const [active, due] = await Promise.all([
    store.activeSubscriptions({ platforms, limit: MOST_SUBSCRIPTIONS }),
    store.nextDueAfter(after, platforms),
  ]);
  const slots = active.flatMap((stored) => {
    if (stored.kind === 'unreadable') return [];
    const { schedule, lastSlot } = stored.subscription;
    return nextSlots(schedule, lastSlot > after ? lastSlot : after, 1);
  });
  return [...slots, ...(due === undefined ? [] : [due])].sort()[0];
}
