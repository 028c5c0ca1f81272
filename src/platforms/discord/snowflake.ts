/**
 * Moments as Discord's ids hold them: an id rises with the time at which it was given. Source: Discord's documentation, "Reference",
 * snowflakes.
 */
import type { Instant } from '../../core/time.ts';

const DISCORD_EPOCH_MS = 1_420_070_400_000n;
const TIME_SHIFT = 22n;

/** The lowest id of the moment. */
export function snowflakeAt(instant: Instant): bigint {
  const ms = BigInt(Date.parse(instant)) - DISCORD_EPOCH_MS;
  return ms < 0n ? 0n : ms << TIME_SHIFT;
}

export function isSince(id: string, instant: Instant): boolean {
  return BigInt(id) >= snowflakeAt(instant);
}
