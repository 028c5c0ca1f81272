/**
 * The whole program on the twin of Discord, outside of any test: the real client, store, index and beats in a folder, by the
 * twin's clock. Whoever starts it stops it.
 */
import { join } from 'node:path';
import { parseConfig } from '../../src/config.ts';
import type { Paper } from '../../src/core/paper.ts';
import { type Clock, toInstant } from '../../src/core/time.ts';
import { makeLog } from '../../src/log.ts';
import { type DiscordOptions, discordPlatform } from '../../src/platforms/discord/connect.ts';
import type { News } from '../../src/platforms/discord/news.ts';
import { openStore } from '../../src/store/open-store.ts';
import { type Paperboy, startPaperboy } from '../../src/wiring.ts';
import { anInstant } from './builders.ts';
import type { DiscordServer } from './discord-server/discord-server.ts';
import type { ChannelHandle, GuildHandle } from './discord-server/guild-handle.ts';
import type { Person } from './discord-server/people.ts';

export interface DiscordBot {
  readonly paperboy: Paperboy;
  readonly platform: ReturnType<typeof discordPlatform>;
  readonly news: readonly News[];
  /** Idempotent. */
  readonly stop: () => Promise<void>;
}

export interface DiscordLab {
  readonly discord: DiscordServer;
  readonly guild: GuildHandle;
  readonly channel: ChannelHandle;
  /** Owns the guild. */
  readonly ada: Person;
  /** May talk there, and change nothing. */
  readonly bob: Person;
  readonly folder: string;
  readonly clock: Clock;
}

/** A guild with two people and a channel, and the papers in a database in the folder. */
export async function furnishLab(
  discord: DiscordServer,
  { folder, papers }: { readonly folder: string; readonly papers: readonly Paper[] },
): Promise<DiscordLab> {
  const ada = discord.addPerson('ada');
  const bob = discord.addPerson('bob');
  const guild = discord.addGuild({ name: 'Reading group', owner: ada });
  guild.addMember(bob);
  const store = await openStore({ url: join(folder, 'paperboy.sqlite') });
  await store.upsertPapers(papers, anInstant('2026-01-05T08:00:00Z'));
  await store.close();
  const clock = { now: () => toInstant(discord.clock.now()) };
  return { discord, guild, channel: guild.addChannel('papers'), ada, bob, folder, clock };
}

/** Not yet connected: `connect` takes up the session. */
export async function assembleBot(
  { discord, folder, clock }: Pick<DiscordLab, 'discord' | 'folder' | 'clock'>,
  options: Partial<DiscordOptions> = {},
): Promise<DiscordBot & { readonly connect: () => Promise<void> }> {
  const news: News[] = [];
  const platform = discordPlatform({
    token: discord.token(),
    apiUrl: discord.apiUrl,
    shards: { kind: 'auto' },
    gateway: 'connect',
    clock,
    records: () => paperboy.records,
    pause: async () => {},
    tell: (told) => news.push(told),
    ...options,
  });
  const service = {
    platforms: [platform],
    deliveries: 'when-asked',
    lists: 'as-they-are',
    watch: () => {},
    version: '0.1.0',
  } as const;
  const log = makeLog({ level: 'silent', form: 'json' });
  const paperboy = await startPaperboy(parseConfig({ DATA_DIR: folder, SYNC: 'off' }), service, { clock, log, tell: () => {} });
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    stopped ??= platform.stop().then(paperboy.stop);
    await stopped;
  };
  return { paperboy, platform, news, stop, connect: () => platform.start(paperboy.bot) };
}
