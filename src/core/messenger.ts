/**
 * A platform's way to post, as the outbox uses it.
 */
import type { ClaimedDelivery, LookUpOutcome, MessageRef, SendOutcome } from './delivery.ts';
import type { Place } from './place.ts';
import type { Refusal } from './subscription.ts';

/** Whether the bot may post to a place, as far as the platform tells without posting. */
export type PlaceCheck =
  | { readonly kind: 'may-post' }
  /** `missing` names permissions as the platform's own settings call them; it may be empty. */
  | { readonly kind: 'may-not-post'; readonly why: Refusal; readonly missing: readonly string[] }
  | { readonly kind: 'cannot-tell' };

/** Never throws: where the platform does not answer, it cannot tell. */
export type CheckPlace = (place: Place) => Promise<PlaceCheck>;

/**
 * An address that leads to a message which the bot posted. Never throws.
 * @returns undefined where the platform has none, or does not say.
 */
export type LinkTo = (place: Place, ref: MessageRef) => Promise<string | undefined>;

export interface Messenger {
  /**
   * Posts with a mark that `find` knows again, and without retries of its own. What it throws counts as `unknown`.
   * @param signal aborts when the time for the attempt is up.
   */
  readonly send: (delivery: ClaimedDelivery, signal: AbortSignal) => Promise<SendOutcome>;
  readonly find: (delivery: ClaimedDelivery, signal: AbortSignal) => Promise<LookUpOutcome>;
}
