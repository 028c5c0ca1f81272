/**
 * What a beat of deliveries tells as it happens: to the log, and to whoever watches.
 */
import type { ClaimedDelivery, Delivery, DeliveryId, DeliveryState } from './delivery.ts';
import type { SubscriptionId } from './subscription.ts';
import type { Instant } from './time.ts';

export type SlotEvent =
  | { readonly kind: 'enqueued'; readonly delivery: Delivery }
  | { readonly kind: 'nothing-to-post'; readonly subscription: SubscriptionId; readonly slot: Instant; readonly why: string }
  /** Passed while nothing ran, and not to be posted any more. */
  | { readonly kind: 'skipped'; readonly subscription: SubscriptionId; readonly slots: readonly Instant[] }
  | { readonly kind: 'not-composed'; readonly subscription: SubscriptionId; readonly error: unknown }
  | { readonly kind: 'unreadable-subscription'; readonly subscription: SubscriptionId; readonly why: string };

export type DeliveryEvent =
  | { readonly kind: 'settled'; readonly delivery: ClaimedDelivery; readonly state: DeliveryState }
  /** Another worker has taken it over; its word counts. */
  | { readonly kind: 'lost-lease'; readonly delivery: ClaimedDelivery }
  /** The worker was held up, as by a sleeping machine, until too little of its lease was left; nothing was sent. */
  | { readonly kind: 'overslept'; readonly delivery: ClaimedDelivery }
  /** The platform does not say whether an earlier attempt arrived, and it is sent again: the one case that can post twice. */
  | { readonly kind: 'may-double'; readonly delivery: ClaimedDelivery }
  | { readonly kind: 'trouble'; readonly delivery: ClaimedDelivery; readonly error: unknown }
  | { readonly kind: 'unreadable-delivery'; readonly id: DeliveryId; readonly why: string };

export type BeatEvent = SlotEvent | DeliveryEvent;
