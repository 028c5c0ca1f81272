/**
 * Subscriptions as features and jobs are given them, and what became of their slots.
 */
import type { DeliveryState } from './delivery.ts';
import type { Place, PlatformName, UserRef } from './place.ts';
import type { PauseReason, Refusal, Subscription, SubscriptionId } from './subscription.ts';
import type { Instant } from './time.ts';

/** A stored row that another version wrote in a form of its own: named, so that it neither hides nor stops the others. */
export interface Unreadable<Key> {
  readonly kind: 'unreadable';
  readonly id: Key;
  readonly why: string;
}

/** What became of one slot. */
export interface SlotResult {
  readonly slot: Instant;
  readonly result: DeliveryState | { readonly kind: 'closed'; readonly why: string };
}

/** That a subscription was paused without its owner's doing; kept until the owner was told. */
export interface PauseNotice {
  readonly subscription: SubscriptionId;
  readonly owner: UserRef;
  readonly place: Place;
  readonly why: Refusal;
  readonly since: Instant;
}

export type StoredSubscription =
  | { readonly kind: 'subscription'; readonly subscription: Subscription }
  | Unreadable<SubscriptionId>;

export interface DueRequest {
  readonly platforms: readonly PlatformName[];
  readonly now: Instant;
}

export interface SubscriptionStore {
  /** @returns `already-there` where the id is taken; nothing is changed then. */
  readonly addSubscription: (subscription: Subscription) => Promise<'added' | 'already-there'>;
  /** @returns undefined where there is none, or none that this version can read. */
  readonly subscription: (id: SubscriptionId) => Promise<Subscription | undefined>;
  /** Oldest first. */
  readonly subscriptionsIn: (place: Place) => Promise<readonly Subscription[]>;
  readonly subscriptionsOf: (owner: UserRef) => Promise<readonly Subscription[]>;
  /** Those that nobody made by a command: the settings of the installation did. Paused ones too, oldest first. */
  readonly ownerlessSubscriptions: () => Promise<readonly Subscription[]>;
  /** Those that are not paused, oldest first. */
  readonly activeSubscriptionsOn: (platform: PlatformName) => Promise<readonly Subscription[]>;
  /** Those on the platforms that are not paused and may owe a slot by now: their ids, in no promised order. Cheap where none is due. */
  readonly dueSubscriptions: (request: DueRequest) => Promise<readonly SubscriptionId[]>;
  /** The first slot after `instant` of any on the platforms that is not paused. */
  readonly nextSlotAfter: (instant: Instant, platforms: readonly PlatformName[]) => Promise<Instant | undefined>;
  /** Reads those among them that still may owe one: another process may have dealt with the others meanwhile. */
  readonly readDue: (ids: readonly SubscriptionId[], now: Instant) => Promise<readonly StoredSubscription[]>;
  /**
   * Makes it say or do something else from its next slot on; where the schedule is another, no slot up to `now` is owed.
   * @param change is given the subscription as it is at that moment; it may be called again and must have no effects.
   * @returns undefined where there is none.
   */
  readonly changeSubscription: (
    id: SubscriptionId,
    change: (current: Subscription) => Pick<Subscription, 'program' | 'schedule'>,
    now: Instant,
  ) => Promise<Subscription | undefined>;
  /** Drops what is pending; what is being sent at this moment may still come. Pausing a paused one changes nothing. */
  readonly pauseSubscription: (id: SubscriptionId, why: PauseReason, now: Instant) => Promise<'paused' | 'not-active'>;
  /** The slots up to `now` are not owed any more. */
  readonly resumeSubscription: (id: SubscriptionId, now: Instant) => Promise<'resumed' | 'not-paused'>;
  /** With its deliveries; what its place has seen stays known. */
  readonly removeSubscription: (id: SubscriptionId) => Promise<'removed' | 'not-there'>;
  /** Newest first. */
  readonly slotResults: (id: SubscriptionId, limit: number) => Promise<readonly SlotResult[]>;
  /** Pauses of which nothing to tell their owners was put down yet, oldest first; the outbox takes them off. */
  readonly pauseNotices: (limit: number) => Promise<readonly PauseNotice[]>;
}
