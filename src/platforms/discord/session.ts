/**
 * Taking up a session with Discord's gateway, and what ends it for good.
 *
 * A start that would spend what is left of the day's sessions waits first. What only whoever runs the bot can mend, a token or intents
 * that Discord refuses, is an error with its fix, and no reason to try again.
 */
import { type Client, DiscordAPIError, Events, GatewayCloseCodes, Routes } from 'discord.js';
import { z } from 'zod';
import { OperatorError } from '../../core/errors.ts';
import { waitBeforeIdentify } from './identify-budget.ts';
import { failureFacts, type Tell } from './news.ts';

export interface SessionParts {
  readonly client: Client;
  readonly token: string;
  readonly pause: (ms: number, stop: AbortSignal) => Promise<void>;
  readonly tell: Tell;
}

const GatewayAnswer = z.object({
  shards: z.number(),
  session_start_limit: z.object({ total: z.number(), remaining: z.number(), reset_after: z.number() }),
});

/**
 * Resolves when the guilds are there.
 * @throws OperatorError where Discord refuses the bot or cannot be reached; what `stop` aborts with.
 */
export async function takeUpSession(parts: SessionParts, stop: AbortSignal): Promise<void> {
  const { client, token, pause, tell } = parts;
  client.rest.setToken(token);
  const { shards, session_start_limit: limit } = await askGateway(client);
  const wait = waitBeforeIdentify(limit, ownShards(client) ?? shards);
  if (wait > 0) {
    tell({ level: 'warn', what: 'few sessions are left today: waiting before the next', facts: { ...limit, waitMs: wait } });
    await pause(wait, stop);
  }
  stop.throwIfAborted();
  const ready = new Promise<void>((resolve) => void client.once(Events.ClientReady, () => resolve()));
  const stopped = new Promise<never>((_, reject) => stop.addEventListener('abort', () => reject(stop.reason), { once: true }));
  const refused = endOfSession(client).then((error) => Promise.reject(error));
  await Promise.race([Promise.all([login(client, token), ready]), refused, stopped]);
}

async function askGateway(client: Client): Promise<z.infer<typeof GatewayAnswer>> {
  try {
    return GatewayAnswer.parse(await client.rest.get(Routes.gatewayBot()));
  } catch (error) {
    throw refusalOf(error);
  }
}

async function login(client: Client, token: string): Promise<void> {
  try {
    await client.login(token);
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): OperatorError {
  if (error instanceof DiscordAPIError && error.status === 401) return unknownToken(error);
  const message = `Discord cannot be reached: ${JSON.stringify(failureFacts(error))}. Check the network and DISCORD_API_URL, and start again.`;
  return new OperatorError('discord-unreachable', message, { cause: error });
}

export function unknownToken(cause: unknown): OperatorError {
  const message =
    'Discord does not know the token. Copy it anew from the Bot page of your application at discord.com/developers into DISCORD_TOKEN, and start again.';
  return new OperatorError('discord-token', message, { cause });
}

/** Resolves once Discord hangs up for good. */
export function endOfSession(client: Client): Promise<OperatorError> {
  return new Promise((resolve) => {
    client.on(Events.ShardDisconnect, ({ code }) => resolve(endFor(code)));
    client.on(Events.Invalidated, () => resolve(endFor(GatewayCloseCodes.AuthenticationFailed)));
  });
}

function endFor(code: number): OperatorError {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return unknownToken(code);
    case GatewayCloseCodes.ShardingRequired:
    case GatewayCloseCodes.InvalidShard:
      return new OperatorError('discord-shards', 'Discord refuses these shards. Set DISCORD_SHARDS to auto, and start again.');
    default:
      return new OperatorError(
        'discord-session',
        `Discord ended the session for good (code ${code}). Start again with the newest version.`,
      );
  }
}

/** @returns undefined where Discord is to say how many. */
function ownShards({ options: { shards } }: Client): number | undefined {
  return Array.isArray(shards) ? shards.length : undefined;
}
