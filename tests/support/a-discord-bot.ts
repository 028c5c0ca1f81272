/**
 * The whole program on the twin of Discord: the real client, store, index and beats in a folder of their own, by the twin's clock.
 */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import type { Paper } from '../../src/core/paper.ts';
import { type Clock, toInstant } from '../../src/core/time.ts';
import { makeLog } from '../../src/log.ts';
import { type DiscordOptions, discordPlatform } from '../../src/platforms/discord/connect.ts';
import type { News } from '../../src/platforms/discord/news.ts';
import { openStore } from '../../src/store/open-store.ts';
import { type Paperboy, startPaperboy } from '../../src/wiring.ts';
import { anInstant, aPaper } from './builders.ts';
import { aFolder } from './databases.ts';
import type { DiscordDraft, DiscordServer } from './discord-server/discord-server.ts';
import type { ChannelHandle, GuildHandle } from './discord-server/guild-handle.ts';
import type { Person } from './discord-server/people.ts';
import { aDiscord } from './discord-server/tiny-bot.ts';

export interface DiscordBot {
  readonly paperboy: Paperboy;
  readonly platform: ReturnType<typeof discordPlatform>;
  readonly news: readonly News[];
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

export async function aDiscordLab(draft: DiscordDraft = {}, papers: readonly Paper[] = SOME_PAPERS): Promise<DiscordLab> {
  const discord = await aDiscord(draft);
  const ada = discord.addPerson('ada');
  const bob = discord.addPerson('bob');
  const guild = discord.addGuild({ name: 'Reading group', owner: ada });
  guild.addMember(bob);
  const folder = aFolder();
  const store = await openStore({ url: join(folder, 'paperboy.sqlite') });
  await store.upsertPapers(papers, anInstant('2026-01-05T08:00:00Z'));
  await store.close();
  const clock = { now: () => toInstant(discord.clock.now()) };
  return { discord, guild, channel: guild.addChannel('papers'), ada, bob, folder, clock };
}

/** A dozen on one topic, on the lists of the two days before the story begins. */
const SOME_PAPERS: readonly Paper[] = Array.from({ length: 12 }, (_, at) =>
  aPaper({
    id: `arxiv:2601.000${String(at + 10)}`,
    title: `Agents that read, part ${at + 1}`,
    listedOn: at < 6 ? '2026-01-01' : '2026-01-02',
    upvotes: 40 - at,
  }),
);

export async function startBot(
  { discord, folder, clock }: Pick<DiscordLab, 'discord' | 'folder' | 'clock'>,
  options: Partial<DiscordOptions> = {},
): Promise<DiscordBot> {
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
  const service = { platforms: [platform], deliveries: 'when-asked', watch: () => {}, version: '0.1.0' } as const;
  const log = makeLog({ level: 'silent', form: 'json' });
  const paperboy = await startPaperboy(parseConfig({ DATA_DIR: folder }), service, { clock, log, tell: () => {} });
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    stopped ??= platform.stop().then(paperboy.stop);
    await stopped;
  };
  onTestFinished(stop);
  await platform.start(paperboy.bot);
  return { paperboy, platform, news, stop };
}

/** Discord takes one identification in five seconds. */
export async function restart(lab: DiscordLab, bot: DiscordBot): Promise<DiscordBot> {
  await bot.stop();
  lab.discord.clock.advance({ seconds: 6 });
  return startBot(lab);
}
