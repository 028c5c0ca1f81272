/**
 * The outbox as jobs are given it, and what places have seen because of it.
 */
import type { ClaimedDelivery, Delivery, DeliveryId, DeliveryState } from './delivery.ts';
import type { PaperId } from './paper.ts';
import type { Place, PlatformName } from './place.ts';
import type { SubscriptionId } from './subscription.ts';
import type { PauseNotice, Unreadable } from './subscription-store.ts';
import type { Instant, Milliseconds } from './time.ts';

export interface PostedStore {
  /** Which of the papers the place has been sent, and for which slot; keyed by the id asked for, aliases followed. */
  readonly postedIn: (place: Place, papers: readonly PaperId[]) => Promise<ReadonlyMap<PaperId, Instant>>;
  /** What a delivery told its place of, under the ids that the papers have now; none where that is not known any more. */
  readonly postedBy: (delivery: DeliveryId) => Promise<readonly PaperId[]>;
}

/** What must become true together with a delivery, in its transaction. */
export interface Alongside {
  /** Papers that the place has seen from then on. */
  readonly posted: readonly PaperId[];
  /** What waits for the post to be there, and fails with it. */
  readonly beneath?: readonly Delivery[];
}

/** A slot that is done without a post. */
export interface ClosedSlot {
  readonly slot: Instant;
  /** A short sentence, for `subscriptions` and the log. */
  readonly why: string;
}

export type Claimed =
  | { readonly kind: 'delivery'; readonly delivery: ClaimedDelivery }
  | (Unreadable<DeliveryId> & { readonly attempts: number });

export interface ClaimRequest {
  /** Those that this process can post to. */
  readonly platforms: readonly PlatformName[];
  readonly now: Instant;
  readonly lease: Milliseconds;
  readonly limit: number;
}

export interface Outbox {
  /**
   * One transaction, all or nothing: adds the delivery, advances `lastSlot`, writes `alongside`, and drops an older delivery of
   * the subscription that is still pending, so that a place gets one late post and not two.
   * @returns `already-there` where the slot is done with; `not-active` where the subscription is paused or gone; `seen` where
   * the place was sent one of the papers since the message was composed.
   */
  readonly enqueue: (
    delivery: Delivery,
    alongside: Alongside,
    now: Instant,
  ) => Promise<'enqueued' | 'already-there' | 'not-active' | 'seen'>;
  /**
   * Puts down what tells an owner of a pause, and takes the notice off `pauseNotices`, in one transaction.
   * @returns `already-there` where another process did.
   */
  readonly enqueueNotice: (delivery: Delivery, notice: PauseNotice) => Promise<'enqueued' | 'already-there'>;
  /** Advances `lastSlot` past slots without a post; those that another process has dealt with meanwhile are left. */
  readonly closeSlots: (subscription: SubscriptionId, slots: readonly ClosedSlot[]) => Promise<void>;
  /** Takes up to `limit` due deliveries, longest due first, until the lease ends; each is in one worker's hands at a time. */
  readonly claim: (request: ClaimRequest) => Promise<readonly Claimed[]>;
  /**
   * Writes the outcome, unless another claim came since (`attempts` differs). In the same transaction a refusal pauses the
   * subscription and leaves a notice for its owner, a failure that surely posted nothing gives its papers back, and what waits
   * beneath a post becomes due or fails with it.
   */
  readonly settle: (
    claim: Pick<Delivery, 'id' | 'attempts'>,
    state: DeliveryState,
    now: Instant,
  ) => Promise<'settled' | 'lost-lease'>;
  /** When the next delivery falls due, or a lease ends, after `instant`. */
  readonly nextDueAfter: (instant: Instant, platforms: readonly PlatformName[]) => Promise<Instant | undefined>;
  readonly deliveryState: (id: DeliveryId) => Promise<DeliveryState | undefined>;
  /** Forgets what became of slots before `instant`, and says how many. What places have seen stays known. */
  readonly forgetSlotsBefore: (instant: Instant) => Promise<number>;
}
