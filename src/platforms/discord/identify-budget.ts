/**
 * How long a start waits before it takes up a session: a bot that falls over and over again must not use up what Discord allows a
 * day, as it then takes its token away.
 *
 * While more than half is left nothing is waited for. From then on the starts that are left are spread evenly over what is left of
 * the day, so that even one that never stops falling cannot spend them all. Source: Discord's documentation, "Gateway",
 * session start limit.
 */
import type { Milliseconds } from '../../core/time.ts';

export interface SessionStartLimit {
  readonly total: number;
  readonly remaining: number;
  /** Until there are `total` again, in ms. */
  readonly reset_after: number;
}

/** @param shards sessions that this start takes up. */
export function waitBeforeIdentify({ total, remaining, reset_after }: SessionStartLimit, shards: number): Milliseconds {
  if (remaining >= total / 2 && remaining >= shards) return 0 as Milliseconds;
  const starts = Math.floor(remaining / Math.max(1, shards));
  return Math.ceil(reset_after / Math.max(1, starts)) as Milliseconds;
}
