/**
 * One message a second for each channel: Slack's limit, kept by waiting a moment, not by being refused.
 */
import type { Clock } from '../../core/time.ts';

export type TakeTurn = (channel: string, signal: AbortSignal) => Promise<void>;

export interface PacingParts {
  readonly clock: Clock;
  readonly pause: (ms: number, stop: AbortSignal) => Promise<void>;
}

/** A little over what Slack counts, as its clock is not ours. */
const BETWEEN_MS = 1_050;
const MOST_CHANNELS = 2_000;

export function makePacing({ clock, pause }: PacingParts): TakeTurn {
  const free = new Map<string, number>();
  return async (channel, signal) => {
    const now = Date.parse(clock.now());
    const turn = Math.max(now, free.get(channel) ?? 0);
    if (free.size >= MOST_CHANNELS) for (const [known, at] of free) if (at <= now) free.delete(known);
    free.set(channel, turn + BETWEEN_MS);
    if (turn > now) await pause(turn - now, signal);
  };
}
