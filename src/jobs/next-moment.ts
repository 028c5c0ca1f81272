/**
 * When a beat next has something to do: for whoever moves the clock by hand, and must not step over a slot.
 */
import type { Outbox } from '../core/outbox.ts';
import type { PlatformName } from '../core/place.ts';
import type { SubscriptionStore } from '../core/subscription-store.ts';
import type { Instant } from '../core/time.ts';

export interface MomentParts {
  readonly store: Pick<SubscriptionStore, 'nextSlotAfter'> & Pick<Outbox, 'nextDueAfter'>;
  readonly platforms: readonly PlatformName[];
}

/** @returns undefined where nothing is to come. */
export async function nextMoment({ store, platforms }: MomentParts, after: Instant): Promise<Instant | undefined> {
  const moments = await Promise.all([store.nextSlotAfter(after, platforms), store.nextDueAfter(after, platforms)]);
  return moments.filter((moment) => moment !== undefined).sort()[0];
}
