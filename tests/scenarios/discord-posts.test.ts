/**
 * What is posted to Discord, and what becomes of it when the bot, a channel or a permission goes: the whole program on the twin.
 */
import { describe, expect, it } from 'vitest';
import { aDiscordLab, type DiscordBot, type DiscordLab, restart, startBot } from '../support/a-discord-bot.ts';

/** Monday 5 January 2026, 09:00 UTC, is when stories begin; lists of Thursday and Friday are there. */
async function aSubscribedLab(
  line = 'subscribe paper-of-the-day',
  options: Record<string, string | number> = { when: 'daily at 10' },
) {
  const lab = await aDiscordLab();
  const bot = await startBot(lab);
  const answer = await lab.ada.in(lab.channel).types(`/papers ${line}`, options).message();
  expect(answer.text).toMatch(/Subscribed/);
  return { ...lab, bot };
}

/** To the next morning's slot, and all that is due by then. */
async function nextDay({ discord }: DiscordLab, { paperboy }: DiscordBot, hours = 24): Promise<void> {
  discord.clock.advance({ hours });
  await paperboy.beat();
}

const statusOf = async ({ guild, channel }: DiscordLab, { paperboy }: DiscordBot) => {
  const place = { platform: 'discord', workspace: guild.guild.id, channel: channel.id } as const;
  return (await paperboy.records.subscriptionsIn(place)).map(({ status }) => status);
};

describe('a paper of the day on Discord', () => {
  it('comes once a day, without the intents of anything but guilds, and never as a ping', async () => {
    const { bot, ...lab } = await aSubscribedLab();
    await nextDay(lab, bot, 2);
    await bot.paperboy.beat();
    expect(lab.channel.messages()).toHaveLength(1);
    await nextDay(lab, bot);
    expect(lab.channel.messages()).toHaveLength(2);
    expect(lab.discord.violations.all).toEqual([]);
  });

  it('is liked by whoever presses, before and after a restart, and keeps the mark by which it is found', async () => {
    const { bot, ...lab } = await aSubscribedLab();
    await nextDay(lab, bot, 2);
    const [post] = lab.channel.messages();
    if (post === undefined) throw new Error('nothing was posted');
    const mark = post.recorded.body.embeds.at(-1)?.footer?.text;
    expect(mark).toMatch(/^[a-z0-9]{6} · 2026-01-05 10:00 UTC$/);
    expect(post.recorded.nonce ?? '').toMatch(/^[0-9a-f]{24}$/);
    const liked = await lab.bob.in(lab.channel).presses(post, '👍').message();
    expect(liked).toMatchObject({ id: post.id, visibility: 'public' });
    const again = await restart(lab, bot);
    const twice = await lab.ada.in(lab.channel).presses(liked, '👍 1').message();
    expect(twice.buttons.map(({ label }) => label)).toContain('👍 2');
    expect(twice.recorded.body.embeds.at(-1)?.footer?.text).toBe(mark);
    expect(lab.discord.violations.all).toEqual([]);
    await again.stop();
  });

  it('is there once where Discord took it and the answer was lost, also over a restart', async () => {
    const { bot, ...lab } = await aSubscribedLab();
    const fault = { kind: 'drop', end: 'closed', request: 'done' } as const;
    lab.discord.orderFault({ route: 'POST /channels/:channel/messages', fault });
    await nextDay(lab, bot, 2);
    expect(lab.channel.messages()).toHaveLength(1);
    const again = await restart(lab, bot);
    lab.discord.clock.advance({ minutes: 30 });
    await again.paperboy.beat();
    expect(lab.channel.messages()).toHaveLength(1);
    lab.discord.clock.advance({ hours: 2 });
    await again.paperboy.beat();
    expect(lab.channel.messages()).toHaveLength(1);
  });

  it('comes late where Discord asked to wait, and once', async () => {
    const { bot, ...lab } = await aSubscribedLab();
    const fault = { kind: 'rate-limit', retryAfterSeconds: 60, scope: 'user' } as const;
    lab.discord.orderFault({ route: 'POST /channels/:channel/messages', fault });
    await nextDay(lab, bot, 2);
    expect(lab.channel.messages()).toHaveLength(0);
    lab.discord.clock.advance({ minutes: 3 });
    await bot.paperboy.beat();
    expect(lab.channel.messages()).toHaveLength(1);
    expect(lab.discord.invalidRequests()).toBe(1);
  });
});

describe('a digest on Discord', () => {
  it('tells more of its papers in a thread of its post, and opens the rest to the asker alone', async () => {
    const { bot, ...lab } = await aSubscribedLab('subscribe digest', { query: 'agents', max: 2, when: 'daily at 10' });
    await nextDay(lab, bot, 2);
    const [post] = lab.channel.messages();
    expect(post?.text).toMatch(/Agents that read/);
    const [thread] = lab.channel.threads();
    expect(thread?.id).toBe(post?.id);
    expect(thread?.messages().length).toBeGreaterThan(0);
    const rest = post?.buttons.find(({ kind, label }) => kind === 'action' && /more|rest|other/i.test(label));
    if (post === undefined || rest === undefined) throw new Error(`no button to the rest: ${post?.text}`);
    const shown = await lab.bob.in(lab.channel).presses(post, rest.label).message();
    expect(shown).toMatchObject({ visibility: 'private', text: expect.stringMatching(/Agents that read/) });
    expect(lab.discord.violations.all.filter(({ code }) => code !== 10_003)).toEqual([]);
  });
});

describe('a subscription whose place is taken away', () => {
  it('is paused with the reason when its channel is deleted', async () => {
    const { bot, ...lab } = await aSubscribedLab();
    const told = newsOf(bot, 'a channel was deleted');
    lab.channel.delete();
    await told;
    expect(await statusOf(lab, bot)).toMatchObject([{ kind: 'paused', why: 'channel-gone' }]);
    await bot.paperboy.beat();
    expect(
      lab.ada
        .inDirectMessage()
        .sees()
        .map(({ text }) => text)
        .join(),
    ).toMatch(/paused/i);
  });

  it('is paused when the bot is thrown out, and not when Discord has an outage', async () => {
    const { bot, ...lab } = await aSubscribedLab();
    lab.guild.goDown();
    lab.guild.comeBack();
    const told = newsOf(bot, 'a guild took the bot out');
    expect(await statusOf(lab, bot)).toMatchObject([{ kind: 'active' }]);
    lab.guild.kickBot();
    await told;
    expect(await statusOf(lab, bot)).toMatchObject([{ kind: 'paused', why: 'bot-removed' }]);
  });

  it('is paused at the next start where the bot was thrown out while nothing ran', async () => {
    const { bot, ...lab } = await aSubscribedLab();
    await bot.stop();
    lab.guild.kickBot();
    lab.discord.clock.advance({ seconds: 6 });
    const again = await startBot(lab);
    expect(await statusOf(lab, again)).toMatchObject([{ kind: 'paused', why: 'bot-removed' }]);
  });

  it('goes on at the next start where its guild is only unavailable', async () => {
    const { bot, ...lab } = await aSubscribedLab();
    lab.guild.goDown();
    await bot.stop();
    lab.discord.clock.advance({ seconds: 6 });
    const again = await startBot(lab, { guildsWithinMs: 20 });
    expect(await statusOf(lab, again)).toMatchObject([{ kind: 'active' }]);
  });

  it('is deleted 30 days after the bot was thrown out, and kept where the bot came back before', async () => {
    const { bot, ...lab } = await aSubscribedLab();
    const out = newsOf(bot, 'a guild took the bot out');
    lab.guild.kickBot();
    await out;
    await nextDay(lab, bot, 29 * 24);
    expect(await statusOf(lab, bot)).toHaveLength(1);
    const back = newsOf(bot, 'a guild let the bot in');
    lab.guild.inviteBot();
    await back;
    await nextDay(lab, bot, 10 * 24);
    expect(await statusOf(lab, bot)).toHaveLength(1);
    const outAgain = newsOf(bot, 'a guild took the bot out');
    lab.guild.kickBot();
    await outAgain;
    await nextDay(lab, bot, 31 * 24);
    expect(await statusOf(lab, bot)).toHaveLength(0);
  });

  it('is paused by the first post that a lost permission refuses, tells its owner once, and asks no more', async () => {
    const { bot, ...lab } = await aSubscribedLab();
    lab.channel.botMay(['ViewChannel', 'ReadMessageHistory']);
    await nextDay(lab, bot, 2);
    expect(await statusOf(lab, bot)).toMatchObject([{ kind: 'paused', why: 'not-permitted' }]);
    const refused = lab.discord.violations.all.length;
    expect(refused).toBe(1);
    for (let day = 0; day < 5; day += 1) await nextDay(lab, bot);
    expect(lab.discord.violations.all).toHaveLength(refused);
    expect(lab.ada.inDirectMessage().sees()).toHaveLength(1);
    expect(lab.discord.violations.byBot()).toEqual([]);
  });

  it('is paused quietly where its owner takes no direct messages', async () => {
    const { bot, ...lab } = await aSubscribedLab();
    lab.ada.closeDirectMessages();
    lab.channel.botMay(['ViewChannel']);
    await nextDay(lab, bot, 2);
    await nextDay(lab, bot);
    expect(await statusOf(lab, bot)).toMatchObject([{ kind: 'paused' }]);
    expect(lab.discord.violations.byBot()).toEqual([]);
  });
});

/** Resolves when the bot tells of it. */
async function newsOf(bot: DiscordBot, what: string): Promise<void> {
  const seen = bot.news.filter((news) => news.what === what).length;
  while (bot.news.filter((news) => news.what === what).length === seen) await new Promise((resolve) => setImmediate(resolve));
}
