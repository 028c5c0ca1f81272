/**
 * Tells owners of pauses that they did not ask for, each once: what is told goes through the outbox as a delivery of its own, and
 * the notice is taken off in the same transaction that puts it there.
 */
import { deliveryId, UNTRIED } from '../core/delivery.ts';
import type { Message } from '../core/message.ts';
import type { Outbox } from '../core/outbox.ts';
import { directPlace } from '../core/place.ts';
import type { PauseNotice, SubscriptionStore } from '../core/subscription-store.ts';
import type { Instant } from '../core/time.ts';

export interface TellParts {
  readonly store: Pick<SubscriptionStore, 'pauseNotices'> & Pick<Outbox, 'enqueueNotice'>;
  readonly say: (notice: PauseNotice) => Message;
}

/** Read at once. */
const PAGE = 100;

/** @throws what the store throws; what was not put down yet is told at the next beat. */
export async function tellOwners({ store, say }: TellParts, now: Instant, stop?: AbortSignal): Promise<void> {
  for (;;) {
    const notices = await store.pauseNotices(PAGE);
    for (const notice of notices) {
      if (stop?.aborted) return;
      const part = { kind: 'notice' } as const;
      const delivery = {
        id: deliveryId(notice.subscription, notice.since, part),
        subscription: notice.subscription,
        slot: notice.since,
        part,
        place: directPlace(notice.owner),
        message: say(notice),
        attempts: 0,
        state: { kind: 'pending', notBefore: now, ...UNTRIED } as const,
      };
      await store.enqueueNotice(delivery, notice);
    }
    if (notices.length < PAGE) return;
  }
}
