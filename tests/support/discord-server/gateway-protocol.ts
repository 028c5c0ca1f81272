/**
 * The gateway's words: op codes, close codes, limits, and which intent each event belongs to. Source: Discord docs, "Gateway".
 */
import { GatewayIntentBits as Intent } from 'discord-api-types/v10';
import { z } from 'zod';

export const MOST_PAYLOAD_BYTES = 4096;
export const SENDS: { readonly limit: number; readonly perMs: number } = { limit: 120, perMs: 60_000 };
export const IDENTIFIES_PER_DAY = 1000;
export const DAY_MS = 24 * 3_600_000;
/** One identify in this time for each key of max_concurrency. */
export const IDENTIFY_WINDOW_MS = 5000;
export const MOST_GUILDS_OF_SHARD = 2500;

export const KNOWN_INTENTS = Object.values(Intent).reduce<number>(
  (bits, bit) => (typeof bit === 'number' ? bits | bit : bits),
  0,
);
export const PRIVILEGED_INTENTS = Intent.GuildMembers | Intent.GuildPresences | Intent.MessageContent;

const INTENT_OF_PREFIX = [
  ['MESSAGE_', Intent.GuildMessages],
  ['GUILD_', Intent.Guilds],
  ['CHANNEL_', Intent.Guilds],
  ['THREAD_', Intent.Guilds],
] as const;

/** The intent without which an event is not sent; zero where it is always sent, as interactions are. */
export function intentOf(event: string, guildId: string | undefined): number {
  if (event.startsWith('MESSAGE_') && guildId === undefined) return Intent.DirectMessages;
  return INTENT_OF_PREFIX.find(([prefix]) => event.startsWith(prefix))?.[1] ?? 0;
}

export const Frame = z.looseObject({ op: z.int(), d: z.unknown().optional() });
export type Frame = z.infer<typeof Frame>;

export const Identify = z.strictObject({
  token: z.string(),
  properties: z.looseObject({ os: z.string(), browser: z.string(), device: z.string() }),
  intents: z.int().min(0),
  compress: z.boolean().optional(),
  large_threshold: z.int().min(50).max(250).optional(),
  shard: z.tuple([z.int(), z.int()]).optional(),
  presence: z.unknown().optional(),
});
export type Identify = z.infer<typeof Identify>;

export const Resume = z.strictObject({ token: z.string(), session_id: z.string(), seq: z.int() });
