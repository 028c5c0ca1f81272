/**
 * Ids as Discord makes them: 42 bits of milliseconds since 2015 over 22 bits of tie-break, so that an id tells its time and order.
 */
import type { VirtualClock } from './virtual-clock.ts';

/** The first millisecond of 2015 (UTC). Source: Discord docs, "Reference", snowflakes. */
const DISCORD_EPOCH = 1_420_070_400_000n;
const TIE_BITS = 22n;

export interface Snowflakes {
  readonly next: () => string;
  /** An id of some time ago; needed for guilds, which are dealt to shards by the time in their id. */
  readonly nextAged: (ageMs: number) => string;
}

export function makeSnowflakes(clock: VirtualClock): Snowflakes {
  let made = 0n;
  const at = (time: number): string => {
    made += 1n;
    return String(((BigInt(time) - DISCORD_EPOCH) << TIE_BITS) | made);
  };
  return { next: () => at(clock.now()), nextAged: (ageMs) => at(clock.now() - ageMs) };
}

/** Milliseconds since 1970. */
export const timeOfSnowflake = (id: string): number => Number((BigInt(id) >> TIE_BITS) + DISCORD_EPOCH);

export const isSnowflake = (text: string): boolean => /^\d{17,20}$/.test(text);

export const shardOf = (guildId: string, shards: number): number => Number((BigInt(guildId) >> TIE_BITS) % BigInt(shards));

/** Order of two ids, which is the order of their making. */
export const byId = (one: string, other: string): number =>
  BigInt(one) < BigInt(other) ? -1 : BigInt(one) > BigInt(other) ? 1 : 0;
