/**
 * Subscriptions as features and jobs are given them, and what became of their slots.
 */
import type { DeliveryState } from './delivery.ts';
import type { Place, UserRef } from './place.ts';
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

export interface SubscriptionStore {
  /** @returns `already-there` where the id is taken; nothing is changed then. */
  readonly addSubscription: (subscription: Subscription) => Promise<'added' | 'already-there'>;
  /** @returns undefined where there is none, or none that this version can read. */
  readonly subscription: (id: SubscriptionId) => Promise<Subscription | undefined>;
  /** Oldest first. */
  readonly subscriptionsIn: (place: Place) => Promise<readonly Subscription[]>;
  readonly subscriptionsOf: (owner: UserRef) => Promise<readonly Subscription[]>;
  /** Those that are not paused, in the order of their ids, from the one after `after`. */
  readonly activeSubscriptions: (after: SubscriptionId | undefined, limit: number) => Promise<readonly StoredSubscription[]>;
  /** Drops what is pending; what is being sent at this moment may still come. Pausing a paused one changes nothing. */
  readonly pauseSubscription: (id: SubscriptionId, why: PauseReason, now: Instant) => Promise<'paused' | 'not-active'>;
  /** The slots up to `now` are not owed any more. */
  readonly resumeSubscription: (id: SubscriptionId, now: Instant) => Promise<'resumed' | 'not-paused'>;
  /** With its deliveries; what its place has seen stays known. */
  readonly removeSubscription: (id: SubscriptionId) => Promise<'removed' | 'not-there'>;
  /** Newest first. */
  readonly slotResults: (id: SubscriptionId, limit: number) => Promise<readonly SlotResult[]>;
  /** Pauses that their owners have not been told of, oldest first. */
  readonly pauseNotices: (limit: number) => Promise<readonly PauseNotice[]>;
  readonly pauseNoticeTold: (notice: PauseNotice) => Promise<void>;
}
