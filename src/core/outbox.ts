/**
 * The outbox as jobs are given it, and what places have seen because of it.
 */
import type { ClaimedDelivery, Delivery, DeliveryId, DeliveryState } from './delivery.ts';
import type { PaperId } from './paper.ts';
import type { Place, PlatformName } from './place.ts';
import type { MentionKind } from './place-memory.ts';
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
  /** Papers that it speaks of whether or not the place has seen them, as a ballot does. */
  readonly told?: readonly PaperId[];
  /** As what all of these are remembered; nothing of them is unless given. */
  readonly as?: MentionKind;
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

/** A delivery with all that must become true with it. */
export interface Enqueueing {
  readonly delivery: Delivery;
  readonly alongside: Alongside;
}

/**
 * `already-there` where the slot is done with; `not-active` where the subscription is paused or gone; `seen` where the place was
 * sent one of the papers since the message was composed.
 */
export type EnqueueAnswer = 'enqueued' | 'already-there' | 'not-active' | 'seen';

/** Slots of one subscription that are done without a post. */
export interface Closing {
  readonly subscription: SubscriptionId;
  readonly slots: readonly ClosedSlot[];
}

export interface Outbox {
  /**
   * One transaction: adds each delivery, advances `lastSlot`, writes `alongside`, and drops an older delivery of the subscription
   * that is still pending, so that a place gets one late post and not two. What is not enqueued leaves nothing behind and does
   * not hold back the others.
   * @param batch at most one of each subscription.
   * @returns an answer for each, in their order.
   * @throws what the database throws, with nothing written: one that it refuses spoils the batch, so they are tried one by one then.
   */
  readonly enqueueAll: (batch: readonly Enqueueing[], now: Instant) => Promise<readonly EnqueueAnswer[]>;
  /**
   * Puts down what tells an owner of a pause, and takes the notice off `pauseNotices`, in one transaction.
   * @returns `already-there` where another process did.
   */
  readonly enqueueNotice: (delivery: Delivery, notice: PauseNotice) => Promise<'enqueued' | 'already-there'>;
  /** In one transaction, advances `lastSlot` past slots without a post; those that another process has dealt with meanwhile are left. */
  readonly closeSlots: (batch: readonly Closing[]) => Promise<void>;
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
