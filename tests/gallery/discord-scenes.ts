/**
 * One story that brings out every kind of message on Discord, over the page that the program ships with and a few made-up papers
 * that have what those lack: authors, an organization, votes, links, mathematics.
 */
import { assembleBot, type DiscordLab, furnishLab } from '../support/discord-lab.ts';
import { startDiscord } from '../support/discord-server/discord-server.ts';
import type { SeenMessage } from '../support/discord-server/seen-message.ts';
import { withFolder } from '../support/folders.ts';
import { seedPapers } from '../support/seed-papers.ts';
import { LISTED_PAPERS } from './listed-papers.ts';

export interface Scene {
  /** Lower case and hyphens, for a file. */
  readonly name: string;
  readonly messages: readonly SeenMessage[];
}

export function discordScenes(): Promise<readonly Scene[]> {
  return withFolder(async (folder) => {
    const discord = await startDiscord();
    const lab = await furnishLab(discord, { folder, papers: [...(await seedPapers()), ...LISTED_PAPERS] });
    const bot = await assembleBot(lab);
    try {
      await bot.connect();
      const answers = await askedScenes(lab);
      return [...answers, ...(await postedScenes(lab, bot.paperboy.beat))];
    } finally {
      await bot.stop();
      await discord.close();
    }
  });
}

async function askedScenes({ ada, channel }: DiscordLab): Promise<readonly Scene[]> {
  const at = ada.in(channel);
  const scenes: Scene[] = [];
  const show = async (name: string, message: Promise<SeenMessage>): Promise<SeenMessage> => {
    const seen = await message;
    scenes.push({ name, messages: [seen] });
    return seen;
  };
  const type = (command: string, options: Record<string, string | number> = {}) =>
    at.types(`/papers ${command}`, options).message();

  const found = await show('search', type('search', { query: 'low-rank adaptation' }));
  await show('search-agents', type('search', { query: 'agents reproduce research' }));
  await show('search-misspelt', type('search', { query: 'quantizaton "low-rank" year:2023' }));
  await show('search-nothing', type('search', { query: 'sparse author:nobody votes:>5000' }));
  await show('search-next-page', at.presses(found, 'Next').message());
  const paper = await show('show', type('show', { paper: '2601.00010' }));
  await show('show-from-page', type('show', { paper: 'PiSSA' }));
  await show('shared', at.presses(paper, 'Share to channel').message());
  await show('similar', type('similar', { paper: 'PiSSA' }));
  await show('find', type('find', { text: 'see https://arxiv.org/abs/2601.00010, 2601.00011 and 2401.99999' }));
  await show('today', type('today', { date: '2026-01-01' }));
  await show('today-empty', type('today', { date: '2026-01-03' }));
  await show('trending', type('trending', { window: 'week' }));
  await show('saved', at.presses(paper, 'Save').message());
  await show('list', type('list'));
  await show('export', type('export', { format: 'bibtex' }));
  await show('settings', type('settings show'));
  await show('help', type('help'));
  await show('help-search', type('help', { command: 'search' }));
  await show('about', type('about'));
  await show('forget-me', type('forget-me'));
  await show('notice', type('settings zone', { zone: 'Mars/North' }));
  await show('subscribe', type('subscribe digest', { query: 'agents | models', when: 'daily at 10', max: 3 }));
  await show('subscribe-paper', type('subscribe paper-of-the-day', { when: 'daily at 10 zone Europe/Berlin' }));
  await show('follow', type('follow author', { name: 'Ada Lovelace' }));
  const subscriptions = await show('subscriptions', type('subscriptions'));
  const first = /`([a-z0-9]{6})`/.exec(subscriptions.text)?.[1];
  if (first !== undefined) await show('preview', type('preview', { subscription: first }));
  return scenes;
}

async function postedScenes({ discord, channel, ada }: DiscordLab, beat: () => Promise<void>): Promise<readonly Scene[]> {
  const asked = new Set(channel.messages().map(({ id }) => id));
  discord.clock.advance({ hours: 2 });
  await beat();
  await beat();
  const posts = channel.messages().filter(({ id }) => !asked.has(id));
  const threads = channel.threads().flatMap((thread) => thread.messages());
  const direct = ada.inDirectMessage().sees();
  return [
    ...posts.map((post, at) => ({ name: `post-${at + 1}`, messages: [post] })),
    { name: 'post-threads', messages: threads },
    { name: 'direct-messages', messages: direct },
  ].filter(({ messages }) => messages.length > 0);
}
