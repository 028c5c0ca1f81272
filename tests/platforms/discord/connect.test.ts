import { describe, expect, it, onTestFinished } from 'vitest';
import { OperatorError } from '../../../src/core/errors.ts';
import type { AnswerMode, Reply } from '../../../src/core/message.ts';
import { text } from '../../../src/core/message.ts';
import { directPlace } from '../../../src/core/place.ts';
import { toInstant } from '../../../src/core/time.ts';
import type { AskContext, Bot } from '../../../src/features/bot.ts';
import { botIdOf, type DiscordOptions, discordPlatform } from '../../../src/platforms/discord/connect.ts';
import { waitBeforeIdentify } from '../../../src/platforms/discord/identify-budget.ts';
import type { News } from '../../../src/platforms/discord/news.ts';
import { aBot } from '../../support/a-bot.ts';
import { openTestStore } from '../../support/databases.ts';
import { aMessage } from '../../support/delivery-builders.ts';
import type { DiscordServer } from '../../support/discord-server/discord-server.ts';
import { invalidForm, refusals } from '../../support/discord-server/refusal.ts';
import { aDiscord } from '../../support/discord-server/tiny-bot.ts';

const CALLBACK = 'POST /interactions/:interaction/:token/callback';

async function aLab(draft: Parameters<typeof aDiscord>[0] = {}) {
  const discord = await aDiscord(draft);
  const ada = discord.addPerson('ada');
  const bob = discord.addPerson('bob');
  const guild = discord.addGuild({ name: 'Lab', owner: ada });
  guild.addMember(bob);
  return { discord, ada, bob, guild, channel: guild.addChannel('papers') };
}

async function aPlatform(discord: DiscordServer, options: Partial<DiscordOptions> = {}) {
  const news: News[] = [];
  const store = await openTestStore({ url: ':memory:' });
  const platform = discordPlatform({
    token: discord.token(),
    apiUrl: discord.apiUrl,
    shards: { kind: 'auto' },
    gateway: 'connect',
    clock: { now: () => toInstant(discord.clock.now()) },
    records: () => store,
    pause: async () => {},
    tell: (told) => news.push(told),
    ...options,
  });
  onTestFinished(platform.stop);
  return { platform, news };
}

async function connect(discord: DiscordServer, bot: Bot, options: Partial<DiscordOptions> = {}) {
  const made = await aPlatform(discord, options);
  await made.platform.start(bot);
  return made;
}

/** The real commands, and one answer to all of them. */
async function aBotThatAnswers(mode: AnswerMode, run: (context: AskContext) => Promise<Reply>): Promise<Bot> {
  const { bot } = await aBot();
  return { ...bot, plan: () => ({ answer: mode, run }) };
}

const message = (said: string): Reply => ({ kind: 'message', message: aMessage(said) });

describe('an answer on Discord', () => {
  it.each(['private', 'public'] as const)('is acknowledged as %s before any work begins', async (mode) => {
    const { discord, ada, channel } = await aLab();
    const at = ada.in(channel);
    let standing: unknown;
    const bot = await aBotThatAnswers(mode, async () => {
      standing = at.sees().map(({ state, visibility }) => ({ state, visibility }));
      return message('Done');
    });
    await connect(discord, bot);
    expect(await at.types('/papers list').message()).toMatchObject({ text: 'Done', visibility: mode });
    expect(standing).toEqual([{ state: 'thinking', visibility: mode }]);
  });

  it('knows who asks where, what they may do, and when', async () => {
    const { discord, ada, bob, guild, channel } = await aLab();
    const asked: AskContext[] = [];
    await connect(
      discord,
      await aBotThatAnswers('private', async (context) => {
        asked.push(context);
        return message('Done');
      }),
    );
    await ada.in(channel).types('/papers list').message();
    await bob.in(channel).types('/papers list').message();
    await bob.inDirectMessage().types('/papers list').message();
    const place = { platform: 'discord', workspace: guild.guild.id, channel: channel.id };
    const bobRef = { platform: 'discord', id: bob.user.id } as const;
    const now = toInstant(discord.clock.now());
    expect(asked).toEqual([
      {
        asker: { platform: 'discord', id: ada.user.id },
        askerName: 'ada',
        place,
        standing: { managesChannel: true, isMember: true },
        now,
      },
      { asker: bobRef, askerName: 'bob', place, standing: { managesChannel: false, isMember: true }, now },
      { asker: bobRef, askerName: 'bob', place: directPlace(bobRef), standing: { managesChannel: false, isMember: true }, now },
    ]);
  });

  it('follows in further messages where one does not hold it, seen by the same people', async () => {
    const { discord, ada, bob, channel } = await aLab();
    const blocks = [1, 2, 3].map((at) => ({ kind: 'text' as const, spans: [text(`${at} ${'word '.repeat(700)}`)] }));
    await connect(
      discord,
      await aBotThatAnswers('private', async () => ({ kind: 'message', message: { ...aMessage(), blocks } })),
    );
    const asked = ada.in(channel).types('/papers list');
    expect((await asked.message()).text).toMatch(/^1 word/);
    expect(await asked.message()).toMatchObject({ visibility: 'private', text: expect.stringMatching(/^[23] word/) });
    expect(bob.in(channel).sees()).toEqual([]);
    expect(discord.violations.all).toEqual([]);
  });

  it('leaves nothing behind where there is nothing to say', async () => {
    const { discord, ada, channel } = await aLab();
    await connect(discord, await aBotThatAnswers('public', async () => ({ kind: 'nothing' })));
    ada.in(channel).types('/papers list');
    while (
      ada
        .in(channel)
        .sees()
        .every(({ state }) => state !== 'deleted') &&
      discord.everyMessage().every(({ state }) => state !== 'deleted')
    ) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(channel.messages().filter(({ state }) => state !== 'deleted')).toEqual([]);
  });

  it('is not worked on where Discord did not take the acknowledgement, and goes to the log', async () => {
    const { discord, ada, channel } = await aLab();
    let runs = 0;
    const bot = await aBotThatAnswers('private', async () => {
      runs += 1;
      return message('Done');
    });
    const { news } = await connect(discord, bot);
    discord.orderFault({ route: CALLBACK, fault: { kind: 'refuse', refusal: refusals.unknownInteraction() } });
    ada.in(channel).types('/papers list');
    while (news.every(({ level }) => level !== 'warn')) await new Promise((resolve) => setImmediate(resolve));
    expect(runs).toBe(0);
    expect(news.at(-1)).toMatchObject({ what: 'an interaction could not be acknowledged', facts: { code: 10_062 } });
    expect((await ada.in(channel).types('/papers list').message()).text).toBe('Done');
  });

  it.each([
    { kind: 'error', status: 502, request: 'done' },
    { kind: 'drop', end: 'reset', request: 'done' },
  ] as const)('comes once where the answer to its acknowledgement was lost, and the client tried again: $kind', async (fault) => {
    const { discord, ada, channel } = await aLab();
    const { news } = await connect(discord, await aBotThatAnswers('private', async () => message('Done')));
    discord.orderFault({ route: 'POST /interactions/:interaction/:token/callback', fault });
    expect(await ada.in(channel).types('/papers list').message()).toMatchObject({ text: 'Done', visibility: 'private' });
    expect(discord.violations.all).toMatchObject([{ code: 40_060 }]);
    expect(news.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([]);
  });

  it('that Discord refuses is replaced by a sentence with a reference', async () => {
    const { discord, ada, channel } = await aLab();
    const { news } = await connect(discord, await aBotThatAnswers('private', async () => message('Done')));
    const refusal = invalidForm([{ path: ['embeds'], message: 'too long' }]);
    discord.orderFault({ route: 'PATCH /webhooks/:application/:token/messages/:message', fault: { kind: 'refuse', refusal } });
    expect((await ada.in(channel).types('/papers list').message()).text).toMatch(/could not be shown \(ref \d+\)/);
    expect(news.filter(({ level }) => level === 'error')).toMatchObject([{ what: 'an answer could not be shown' }]);
  });

  it('is finished before the bot leaves', async () => {
    const { discord, ada, channel } = await aLab();
    let goOn = (): void => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let begun = (): void => {};
    const running = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const bot = await aBotThatAnswers('private', async () => {
      begun();
      await held;
      return message('Done');
    });
    const { platform } = await connect(discord, bot);
    const asked = ada.in(channel).types('/papers list');
    await running;
    const stopped = platform.stop();
    goOn();
    await stopped;
    expect((await asked.message()).text).toBe('Done');
    await platform.left;
  });
});

describe('the commands of a start', () => {
  it('are registered by the first, and left alone by the next', async () => {
    const { discord } = await aLab();
    const { bot } = await aBot();
    const first = await connect(discord, bot);
    await first.platform.stop();
    discord.clock.advance({ seconds: 6 });
    const second = await connect(discord, bot);
    const results = [first, second].map(({ news }) => news.find(({ what }) => what === 'commands are registered')?.facts);
    expect(results).toEqual([{ result: 'written' }, { result: 'as-it-was' }]);
    expect(discord.violations.all).toEqual([]);
  });

  it('are registered anew where they are others', async () => {
    const { discord } = await aLab();
    const { bot } = await aBot();
    await (await connect(discord, { ...bot, commands: bot.commands.slice(1) })).platform.stop();
    discord.clock.advance({ seconds: 6 });
    const { news } = await connect(discord, bot);
    expect(news.find(({ what }) => what === 'commands are registered')?.facts).toEqual({ result: 'written' });
  });
});

describe('a session with Discord', () => {
  it('is taken up again after a drop, and answers what was asked meanwhile', async () => {
    const { discord, ada, channel } = await aLab();
    await connect(discord, await aBotThatAnswers('private', async () => message('Done')));
    discord.gateway.dropSockets();
    expect((await ada.in(channel).types('/papers list').message()).text).toBe('Done');
    expect(discord.gateway.identifies).toHaveLength(1);
  });

  it('is not begun with a token that Discord does not know, which is told with its fix', async () => {
    const { discord } = await aLab();
    const { bot } = await aBot();
    const start = connect(discord, bot, { token: 'MTIz.not.known' });
    await expect(start).rejects.toThrow(OperatorError);
    await expect(start).rejects.toThrow(/DISCORD_TOKEN/);
    expect(discord.gateway.identifies).toEqual([]);
  });

  it('is not begun where something else answers', async () => {
    const { discord } = await aLab();
    const { bot } = await aBot();
    await expect(connect(discord, bot, { apiUrl: `${discord.apiUrl}/elsewhere` })).rejects.toThrow(/DISCORD_API_URL/);
  });

  it('that Discord ends for good ends the bot', async () => {
    const { discord } = await aLab();
    const { bot } = await aBot();
    const { platform, news } = await connect(discord, bot);
    discord.gateway.closeWith(4004);
    await expect(platform.left).rejects.toThrow(/DISCORD_TOKEN/);
    expect(news.at(-1)).toMatchObject({ level: 'fatal' });
  });

  it('is asked for until Discord can be reached, with longer and longer waits', async () => {
    const { discord } = await aLab({ bucket: { limit: 1000, perMs: 1000 } });
    const { bot } = await aBot();
    const down = { kind: 'error', status: 503, request: 'not-done' } as const;
    discord.orderFault({ route: 'GET /gateway/bot', fault: down, times: 8 }); // four tries of the client each
    const waits: number[] = [];
    const { news } = await connect(discord, bot, { pause: async (ms) => void waits.push(ms) });
    expect(waits).toEqual([5_000, 10_000]);
    expect(news.filter(({ level }) => level === 'warn')).toHaveLength(2);
  });

  it('is given up while Discord cannot be reached where the bot is told to stop', async () => {
    const { discord } = await aLab({ bucket: { limit: 1000, perMs: 1000 } });
    const { bot } = await aBot();
    discord.orderFault({
      route: 'GET /gateway/bot',
      fault: { kind: 'error', status: 503, request: 'not-done' },
      times: 1000,
    });
    const { platform } = await aPlatform(discord, {
      pause: async (_ms, signal) => {
        void platform.stop();
        signal.throwIfAborted();
      },
    });
    await platform.start(bot);
    await platform.left;
    expect(discord.gateway.identifies).toEqual([]);
  });

  it('is waited for where few are left today', async () => {
    const { discord } = await aLab({ identify: { total: 4 } });
    const { bot } = await aBot();
    const waits: number[] = [];
    const { platform } = await connect(discord, bot, { pause: async (ms) => void waits.push(ms) });
    expect(waits).toHaveLength(1);
    await platform.stop();
  });

  it('keeps the shards that it is told to, and serves their guilds alone', async () => {
    const { discord, ada, channel, guild } = await aLab();
    const mine = Number((BigInt(guild.guild.id) >> 22n) % 2n);
    const bot = await aBotThatAnswers('private', async () => message('Done'));
    await connect(discord, bot, { shards: { kind: 'one', id: mine, count: 2 } });
    expect(discord.gateway.sessions().map(({ shard }) => shard)).toEqual([[mine, 2]]);
    expect((await ada.in(channel).types('/papers list').message()).text).toBe('Done');
  });

  it('is not taken up by a process that only works', async () => {
    const { discord, guild, channel } = await aLab();
    const { bot } = await aBot();
    const { platform } = await connect(discord, bot, { gateway: 'none' });
    expect(discord.gateway.identifies).toEqual([]);
    const place = { platform: 'discord', workspace: guild.guild.id, channel: channel.id } as const;
    expect(await platform.check(place)).toEqual({ kind: 'may-post' });
  });
});

describe('whether the bot may post', () => {
  const every = [
    'ViewChannel',
    'SendMessages',
    'EmbedLinks',
    'ReadMessageHistory',
    'CreatePublicThreads',
    'SendMessagesInThreads',
  ] as const;

  it.each([
    ['ViewChannel', 'View Channel'],
    ['SendMessages', 'Send Messages'],
    ['EmbedLinks', 'Embed Links'],
    ['ReadMessageHistory', 'Read Message History'],
    ['CreatePublicThreads', 'Create Public Threads'],
    ['SendMessagesInThreads', 'Send Messages in Threads'],
  ] as const)('is told by the name of %s in Discord’s settings', async (lacking, name) => {
    const { discord, guild } = await aLab();
    const { bot } = await aBot();
    const { platform } = await connect(discord, bot);
    const channel = guild.addChannel('closed', { botMay: every.filter((each) => each !== lacking) });
    const place = { platform: 'discord', workspace: guild.guild.id, channel: channel.id } as const;
    const check = await platform.check(place);
    expect(check).toMatchObject({ kind: 'may-not-post', why: 'not-permitted', missing: expect.arrayContaining([name]) });
    channel.botMay(every);
    while ((await platform.check(place)).kind !== 'may-post') await new Promise((resolve) => setImmediate(resolve));
  });

  it('is no in a guild where the bot is not, and in a channel that is gone', async () => {
    const { discord, ada, guild, channel } = await aLab();
    const { bot } = await aBot();
    const { platform } = await connect(discord, bot);
    const other = discord.addGuild({ name: 'Other', owner: ada, bot: 'absent' });
    const elsewhere = other.addChannel('general');
    const at = (workspace: string, id: string) => platform.check({ platform: 'discord', workspace, channel: id });
    expect(await at(other.guild.id, elsewhere.id)).toMatchObject({ kind: 'may-not-post', why: 'bot-removed' });
    channel.delete();
    while ((await at(guild.guild.id, channel.id)).kind === 'may-post') await new Promise((resolve) => setImmediate(resolve));
    expect(await at(guild.guild.id, channel.id)).toMatchObject({ kind: 'may-not-post', why: 'channel-gone' });
  });

  it('cannot be told of direct messages, nor while a guild has an outage', async () => {
    const { discord, ada, guild, channel } = await aLab();
    const { bot } = await aBot();
    const { platform } = await connect(discord, bot);
    expect(await platform.check(directPlace({ platform: 'discord', id: ada.user.id }))).toEqual({ kind: 'cannot-tell' });
    guild.goDown();
    const place = { platform: 'discord', workspace: guild.guild.id, channel: channel.id } as const;
    while ((await platform.check(place)).kind !== 'cannot-tell') await new Promise((resolve) => setImmediate(resolve));
  });
});

describe('the budget of sessions', () => {
  const day = { total: 1000, reset_after: 72_000_000 };

  it.each([
    [1000, 1, 0],
    [500, 1, 0],
    [499, 1, Math.ceil(72_000_000 / 499)],
    [100, 10, 7_200_000],
    [5, 10, 72_000_000],
    [0, 1, 72_000_000],
  ])('with %i left and %i shards to begin, waits %i ms', (remaining, shards, wait) => {
    expect(waitBeforeIdentify({ ...day, remaining }, shards)).toBe(wait);
  });

  it('is never used up by a bot that begins again and again', () => {
    let remaining = day.total;
    let now = 0;
    for (;;) {
      now += waitBeforeIdentify({ ...day, remaining, reset_after: day.reset_after - now }, 1);
      if (now >= day.reset_after) break;
      remaining -= 1;
      now += 1_000; // it fell a second later
    }
    expect(remaining).toBeGreaterThan(0);
  });
});

describe('a token', () => {
  it('begins with the id of its bot', () => {
    const token = `${Buffer.from('123456789012345678').toString('base64')}.a.b`;
    expect(botIdOf(token)).toBe('123456789012345678');
    expect(botIdOf('nothing')).toBeUndefined();
  });
});
