/**
 * Taking up a session with Discord's gateway, and what ends it for good.
 *
 * A start that would spend what is left of the day's sessions waits first. What only whoever runs the bot can mend, a token or intents
 * that Discord refuses, is an error with its fix, and no reason to try again.
 */
import { type Client, DiscordAPIError, Events, GatewayCloseCodes, Routes } from 'discord.js';
import { z } from 'zod';
import { OperatorError } from '../../core/errors.ts';
import { readFailure } from './failure.ts';
import { waitBeforeIdentify } from './identify-budget.ts';
import { failureFacts, failureWords, type Tell } from './news.ts';

export interface SessionParts {
  readonly client: Client;
  readonly token: string;
  readonly pause: (ms: number, stop: AbortSignal) => Promise<void>;
  readonly tell: Tell;
}

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 300_000;

const GatewayAnswer = z.object({
  shards: z.number(),
  session_start_limit: z.object({ total: z.number(), remaining: z.number(), reset_after: z.number() }),
});

/**
 * Resolves when the guilds are there.
 * @throws OperatorError where Discord refuses the bot; what `stop` aborts with.
 */
export async function takeUpSession(parts: SessionParts, stop: AbortSignal): Promise<void> {
  const { client, token, pause, tell } = parts;
  client.rest.setToken(token);
  const { shards, session_start_limit: limit } = await askGateway(parts, stop);
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

/**
 * Asks until there is an answer: a network that is not up yet is no reason to give up.
 * @throws OperatorError where Discord refuses.
 */
async function askGateway({ client, pause, tell }: SessionParts, stop: AbortSignal): Promise<z.infer<typeof GatewayAnswer>> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    try {
      return GatewayAnswer.parse(await client.rest.get(Routes.gatewayBot()));
    } catch (error) {
      if (readFailure(error).kind === 'refused') throw refusalOf(error);
      tell({ level: 'warn', what: 'Discord cannot be reached: trying again', facts: { ...failureFacts(error), waitMs: wait } });
      await pause(wait, stop);
      stop.throwIfAborted();
    }
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
  const message = `Discord gives no session: ${failureWords(error)}. Check DISCORD_API_URL, run \`npm run doctor\`, and start again.`;
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
