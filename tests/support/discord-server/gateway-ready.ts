/**
 * Whether an IDENTIFY is taken, and what READY then says.
 */
import { GatewayCloseCodes as Close } from 'discord-api-types/v10';
import { type Identify, KNOWN_INTENTS, MOST_GUILDS_OF_SHARD, PRIVILEGED_INTENTS } from './gateway-protocol.ts';
import { userPayload } from './payloads.ts';
import { shardOf } from './snowflakes.ts';
import type { Twin } from './twin.ts';
import type { Guild } from './world.ts';

/** A reason to hang up. */
export interface Complaint {
  readonly code: number;
  readonly sentence: string;
}

export type Shard = readonly [number, number];

export function faultOfIdentify(twin: Twin, { token, intents }: Identify, [id, count]: Shard): Complaint | undefined {
  if (token !== twin.app.token) return { code: Close.AuthenticationFailed, sentence: 'Authentication failed.' };
  if (id < 0 || count < 1 || id >= count) return { code: Close.InvalidShard, sentence: 'Invalid shard.' };
  if ((intents & ~KNOWN_INTENTS) !== 0) return { code: Close.InvalidIntents, sentence: 'Invalid intent(s).' };
  if ((intents & PRIVILEGED_INTENTS) !== 0) return { code: Close.DisallowedIntents, sentence: 'Disallowed intent(s).' };
  if (guildsOf(twin, [id, count]).length > MOST_GUILDS_OF_SHARD)
    return { code: Close.ShardingRequired, sentence: 'Sharding required.' };
  return undefined;
}

export const guildsOf = (twin: Twin, [id, count]: Shard): readonly Guild[] =>
  [...twin.world.guilds.values()].filter((guild) => guild.bot === 'member' && shardOf(guild.id, count) === id);

export interface ReadyParts {
  readonly sessionId: string;
  readonly shard: Shard;
  readonly resumeUrl: string;
}

/** Guilds are named as unavailable first; each comes with a GUILD_CREATE of its own. */
export const readyPayload = (twin: Twin, { sessionId, shard, resumeUrl }: ReadyParts) => ({
  v: 10,
  user: { ...userPayload(twin.app.user), verified: true, mfa_enabled: true, email: null, flags: 0 },
  guilds: guildsOf(twin, shard).map(({ id }) => ({ id, unavailable: true })),
  session_id: sessionId,
  resume_gateway_url: resumeUrl,
  shard,
  application: { id: twin.app.id, flags: 0 },
  private_channels: [],
  session_type: 'normal',
  user_settings: {},
});
