/**
 * The chat platforms that the settings name, made but not yet started, and served side by side by one process.
 *
 * Their clients take long to load and much memory, so only those that are configured are loaded.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from './config.ts';
import type { InstallationStore } from './core/installations.ts';
import type { Clock } from './core/time.ts';
import type { Bot, Platform } from './features/bot.ts';
import type { Logger } from './log.ts';
import type { PlaceRecords as DiscordRecords } from './platforms/discord/lifecycle.ts';
import type { PlaceRecords as SlackRecords } from './platforms/slack/lifecycle.ts';
import { allScopes } from './platforms/slack/scopes.ts';

export interface ChatPlatform extends Platform {
  /** Resolves when the bot has stopped. Rejects with an OperatorError where the platform takes it no more. */
  readonly left: Promise<void>;
}

export interface ChatParts {
  readonly clock: Clock;
  readonly log: Logger;
  /** Asked for once a platform starts. */
  readonly records: () => PlatformRecords;
}

/** What platforms write down of places that go, and of workspaces that let the bot in. */
export type PlatformRecords = DiscordRecords & SlackRecords & InstallationStore;

/** Empty where none is configured. */
export async function chatPlatforms(config: Config, parts: ChatParts): Promise<readonly ChatPlatform[]> {
  return [...(await discordOf(config, parts)), ...(await slackOf(config, parts))];
}

async function discordOf({ discord, role }: Config, { clock, log, records }: ChatParts): Promise<readonly ChatPlatform[]> {
  if (discord.kind === 'off') return [];
  const { discordPlatform } = await import('./platforms/discord/connect.ts');
  const { kind: _on, applicationId: _known, ...options } = discord;
  return [
    discordPlatform({
      ...options,
      gateway: role === 'worker' ? 'none' : 'connect',
      clock,
      records,
      pause: (ms, signal) => pause(ms, undefined, { signal }),
      tell: ({ level, what, facts = {} }) => log[level](facts, what),
    }),
  ];
}

async function slackOf({ slack, role }: Config, { clock, log, records }: ChatParts): Promise<readonly ChatPlatform[]> {
  if (slack.kind === 'off') return [];
  const { slackPlatform } = await import('./platforms/slack/connect.ts');
  const { transport, port, apiUrl, admins, history, installs } = slack;
  return [
    slackPlatform({
      transport,
      installs: installs.kind === 'one' ? installs : { ...installs, scopes: allScopes(history) },
      port,
      ...(apiUrl !== undefined && { apiUrl }),
      connection: role === 'worker' ? 'none' : 'open',
      managedBy: admins.size > 0 ? 'admins' : 'everybody',
      clock,
      records,
      pause: (ms, signal) => pause(ms, undefined, { signal }),
      random: randomBytes,
      tell: ({ level, what, facts = {} }) => log[level](facts, what),
    }),
  ];
}

/** Until all have been left: one that takes the bot no more does not take it from the others. @throws what the first threw. */
export async function servePlatforms(platforms: readonly ChatPlatform[], bot: Bot): Promise<void> {
  await Promise.all(platforms.map((platform) => platform.start(bot)));
  const ends = await Promise.allSettled(platforms.map(({ left }) => left));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
