/**
 * A platform's way to post, as the outbox uses it.
 */
import type { ClaimedDelivery, LookUpOutcome, SendOutcome } from './delivery.ts';

export interface Messenger {
  /**
   * Posts with a mark that `find` knows again, and without retries of its own. What it throws counts as `unknown`.
   * @param signal aborts when the time for the attempt is up.
   */
  readonly send: (delivery: ClaimedDelivery, signal: AbortSignal) => Promise<SendOutcome>;
  readonly find: (delivery: ClaimedDelivery, signal: AbortSignal) => Promise<LookUpOutcome>;
}
