/**
 * The whole program on the twin of Discord, for one test: everything ends with it.
 */
import { onTestFinished } from 'vitest';
import type { Paper } from '../../src/core/paper.ts';
import type { DiscordOptions } from '../../src/platforms/discord/connect.ts';
import { aPaper } from './builders.ts';
import { aFolder } from './databases.ts';
import { assembleBot, type DiscordBot, type DiscordLab, furnishLab } from './discord-lab.ts';
import type { DiscordDraft } from './discord-server/discord-server.ts';
import { aDiscord } from './discord-server/tiny-bot.ts';

export type { DiscordBot, DiscordLab } from './discord-lab.ts';

export async function aDiscordLab(draft: DiscordDraft = {}, papers: readonly Paper[] = SOME_PAPERS): Promise<DiscordLab> {
  return furnishLab(await aDiscord(draft), { folder: aFolder(), papers });
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
  lab: Pick<DiscordLab, 'discord' | 'folder' | 'clock'>,
  options: Partial<DiscordOptions> = {},
): Promise<DiscordBot> {
  const { connect, ...bot } = await assembleBot(lab, options);
  onTestFinished(bot.stop);
  await connect();
  return bot;
}

/** Discord takes one identification in five seconds. */
export async function restart(lab: DiscordLab, bot: DiscordBot): Promise<DiscordBot> {
  await bot.stop();
  lab.discord.clock.advance({ seconds: 6 });
  return startBot(lab);
}
