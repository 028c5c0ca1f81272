/**
 * Many reading groups that meet in the same minute, on Discord: each gets its own meeting, with its own paper and its own thread.
 */
import { describe, expect, it } from 'vitest';
import { aDiscordLab, startBot } from '../support/a-discord-bot.ts';
import { aPaper } from '../support/builders.ts';

const GROUPS = 30;
const PAPERS = Array.from({ length: GROUPS }, (_, at) =>
  aPaper({
    id: `arxiv:2601.001${String(at).padStart(2, '0')}`,
    title: `Agents that read, part ${at + 1}`,
    abstract: `We propose Reader${at + 1}, a method for reading. Reader${at + 1} outperforms Skimmer by ${at + 1}.5% on GLUE.`,
    listedOn: '2026-01-02',
  }),
);

describe('thirty reading groups that meet in the same minute', () => {
  it('each have their own paper posted once, with questions about it in a thread of their own', { timeout: 60_000 }, async () => {
    const lab = await aDiscordLab({}, PAPERS);
    const bot = await startBot(lab);
    const channels = PAPERS.map((_, at) => lab.guild.addChannel(`readers-${at + 1}`));
    for (const [at, channel] of channels.entries()) {
      const ada = lab.ada.in(channel);
      await ada.types('/papers group create', { when: 'weekly on thursday at 15:00 zone UTC' }).message();
      await ada.types('/papers group nominate', { paper: `2601.001${String(at).padStart(2, '0')}` }).message();
    }
    lab.discord.clock.advance({ hours: 3 * 24 + 5 });
    await bot.paperboy.beat();
    lab.discord.clock.advance({ hours: 1 });
    for (let minute = 0; minute < 5; minute += 1) {
      await bot.paperboy.beat(); // what stands beneath a post follows it, and what Discord asked to wait for comes then
      lab.discord.clock.advance({ minutes: 1 });
    }
    for (const [at, channel] of channels.entries()) {
      const meetings = channel.messages().filter(({ text }) => /meets now/.test(text));
      expect(meetings.map(({ text }) => /part \d+/.exec(text)?.[0])).toEqual([`part ${at + 1}`]);
      const threads = channel.threads().map((thread) => thread.messages().map(({ text }) => text));
      expect(threads).toEqual([
        [expect.stringMatching(new RegExp(`propose Reader${at + 1},[^]*“${at + 1}\\.5%”[^]*To talk over`))],
      ]);
    }
    expect(lab.discord.violations.byBot()).toEqual([]);
  });
});
