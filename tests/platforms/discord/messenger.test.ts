import { describe, expect, it } from 'vitest';
import type { MessageRef } from '../../../src/core/delivery.ts';
import { type Message, text } from '../../../src/core/message.ts';
import { directPlace, type Place } from '../../../src/core/place.ts';
import { plus, toInstant } from '../../../src/core/time.ts';
import { aDiscordMessenger, aPostTo, aSignal, beneath } from '../../support/a-discord-messenger.ts';
import { aMessage } from '../../support/delivery-builders.ts';
import type { DiscordDraft, DiscordServer } from '../../support/discord-server/discord-server.ts';
import type { GuildHandle } from '../../support/discord-server/guild-handle.ts';
import { Refusal } from '../../support/discord-server/refusal.ts';
import { aDiscord } from '../../support/discord-server/tiny-bot.ts';

const POST = 'POST /channels/:channel/messages';
const PAGE = 'GET /channels/:channel/messages';

async function aLab(draft: DiscordDraft = {}) {
  const discord = await aDiscord(draft);
  const ada = discord.addPerson('ada');
  const guild = discord.addGuild({ name: 'Lab', owner: ada });
  const channel = guild.addChannel('papers');
  return { discord, ada, guild, channel, place: placeIn(guild, channel), messenger: aDiscordMessenger(discord) };
}

function placeIn({ guild }: GuildHandle, { id }: { readonly id: string }): Place {
  return { platform: 'discord', workspace: guild.id, channel: id };
}

/** Some 9,000 characters: more than one message holds. */
function aLongMessage(): Message {
  const blocks = Array.from({ length: 3 }, (_, at) => ({
    kind: 'text' as const,
    spans: [text(`${at} ${'word '.repeat(600)}`)],
  }));
  return { ...aMessage('A long list'), blocks };
}

async function refOf(sent: Promise<{ readonly kind: string }>): Promise<MessageRef> {
  const outcome = await sent;
  if (!('ref' in outcome) || typeof outcome.ref !== 'string') throw new Error(`not there: ${JSON.stringify(outcome)}`);
  return outcome.ref as MessageRef;
}

/** What a test that is not about refusals ends with. */
function expectGoodManners(discord: DiscordServer): void {
  expect(discord.violations.byBot()).toEqual([]);
}

describe('a post to a channel', () => {
  it('is there once, named by the id that Discord gave it, and pings nobody', async () => {
    const { discord, channel, place, messenger } = await aLab();
    const delivery = aPostTo(place, discord, { message: aMessage('@everyone <@1> look') });
    const ref = await refOf(messenger.send(delivery, aSignal()));
    expect(channel.messages()).toMatchObject([{ id: ref, visibility: 'public' }]);
    expect(await messenger.find(delivery, aSignal())).toEqual({ kind: 'found', ref });
    expectGoodManners(discord);
  });

  it('is there once where it is sent again within minutes', async () => {
    const { discord, channel, place, messenger } = await aLab();
    const delivery = aPostTo(place, discord);
    const first = await messenger.send(delivery, aSignal());
    expect(await messenger.send(delivery, aSignal())).toEqual(first);
    expect(channel.messages()).toHaveLength(1);
  });

  it.each([
    [{ kind: 'drop', end: 'reset', request: 'done' } as const, 1],
    [{ kind: 'drop', end: 'closed', request: 'done' } as const, 1],
    [{ kind: 'error', status: 500, request: 'done' } as const, 1],
    [{ kind: 'drop', end: 'reset', request: 'not-done' } as const, 0],
    [{ kind: 'error', status: 503, request: 'not-done' } as const, 0],
  ])('is in doubt after %o, sent by one request, and what is there is told by a look-up', async (fault, there) => {
    const { discord, channel, place, messenger } = await aLab();
    discord.orderFault({ route: POST, fault });
    const delivery = aPostTo(place, discord);
    expect(await messenger.send(delivery, aSignal())).toEqual({ kind: 'unknown' });
    expect(channel.messages()).toHaveLength(there);
    expect(await messenger.find(delivery, aSignal())).toMatchObject({ kind: there === 1 ? 'found' : 'absent' });
  });

  it('is found after an hour, when Discord has long forgotten its nonce, among what people wrote since', async () => {
    const { discord, ada, channel, place, messenger } = await aLab();
    const delivery = aPostTo(place, discord);
    const ref = await refOf(messenger.send(delivery, aSignal()));
    for (let said = 0; said < 250; said += 1) ada.in(channel).posts(`chatter ${said}`);
    discord.clock.advance({ hours: 1 });
    expect(await messenger.find(delivery, aSignal())).toEqual({ kind: 'found', ref });
  });

  it('is told from the posts of other slots and subscriptions', async () => {
    const { discord, place, messenger } = await aLab();
    const slot = toInstant(discord.clock.now());
    await messenger.send(aPostTo(place, discord, { slot }), aSignal());
    expect(await messenger.find(aPostTo(place, discord, { slot: plus(slot, -86_400_000) }), aSignal())).toEqual({
      kind: 'absent',
    });
    expect(await messenger.find(aPostTo(place, discord, { slot, subscription: 's2' }), aSignal())).toEqual({ kind: 'absent' });
  });

  it('is surely not sent where Discord asks to wait, and says for how long', async () => {
    const { discord, channel, place, messenger } = await aLab();
    discord.orderFault({ route: POST, fault: { kind: 'rate-limit', retryAfterSeconds: 2, scope: 'shared' } });
    const outcome = await messenger.send(aPostTo(place, discord), aSignal());
    expect(outcome).toMatchObject({ kind: 'not-sent' });
    expect(outcome.kind === 'not-sent' && outcome.retryAfter).toBeGreaterThanOrEqual(2000);
    expect(outcome).not.toHaveProperty('everywhere');
    expect(channel.messages()).toEqual([]);
  });

  it('keeps within a channel’s own pace without being told off', async () => {
    const { discord, channel, place, messenger } = await aLab({ bucket: { limit: 2, perMs: 60_000 } });
    const outcomes = [];
    for (const subscription of ['s1', 's2', 's3'])
      outcomes.push(await messenger.send(aPostTo(place, discord, { subscription }), aSignal()));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['sent', 'sent', 'not-sent']);
    expect(channel.messages()).toHaveLength(2);
    expect(discord.invalidRequests()).toBe(0);
  });

  it('holds back all posts where the limit is that of the whole bot', async () => {
    const { discord, place, messenger } = await aLab();
    discord.orderFault({ route: POST, fault: { kind: 'rate-limit', retryAfterSeconds: 30, scope: 'global' } });
    expect(await messenger.send(aPostTo(place, discord), aSignal())).toMatchObject({ kind: 'not-sent', everywhere: true });
  });

  it.each([
    ['View Channel', []],
    ['Send Messages', ['ViewChannel', 'ReadMessageHistory', 'EmbedLinks'] as const],
    ['Embed Links', ['ViewChannel', 'ReadMessageHistory', 'SendMessages'] as const],
  ])('is refused as not permitted without %s', async (_, botMay) => {
    const { discord, guild, messenger } = await aLab();
    const closed = guild.addChannel('closed', { botMay });
    expect(await messenger.send(aPostTo(placeIn(guild, closed), discord), aSignal())).toEqual({
      kind: 'refused',
      reason: 'not-permitted',
    });
    expectGoodManners(discord);
  });

  it('is refused as gone where the channel was deleted, and its look-up finds nothing', async () => {
    const { discord, channel, place, messenger } = await aLab();
    channel.delete();
    expect(await messenger.send(aPostTo(place, discord), aSignal())).toEqual({ kind: 'refused', reason: 'channel-gone' });
    expect(await messenger.find(aPostTo(place, discord), aSignal())).toEqual({ kind: 'absent' });
  });

  it('is refused as the bot’s removal where the guild threw it out', async () => {
    const { discord, guild, place, messenger } = await aLab();
    await messenger.send(aPostTo(place, discord), aSignal());
    guild.kickBot();
    const next = aPostTo(place, discord, { subscription: 's2' });
    expect(await messenger.send(next, aSignal())).toEqual({ kind: 'refused', reason: 'bot-removed' });
  });

  it('cannot be looked for where the history may not be read', async () => {
    const { discord, guild, messenger } = await aLab();
    const blind = guild.addChannel('blind', { botMay: ['ViewChannel', 'SendMessages', 'EmbedLinks'] });
    const delivery = aPostTo(placeIn(guild, blind), discord);
    await messenger.send(delivery, aSignal());
    expect(await messenger.find(delivery, aSignal())).toEqual({ kind: 'cannot-tell' });
  });

  it('is looked for again where the look-up got no answer', async () => {
    const { discord, place, messenger } = await aLab();
    discord.orderFault({ route: PAGE, fault: { kind: 'error', status: 502, request: 'not-done' } });
    expect(await messenger.find(aPostTo(place, discord), aSignal())).toEqual({ kind: 'not-answered' });
  });

  it('is asked of Discord no more once the token is refused, which is told once', async () => {
    const { discord, place, messenger } = await aLab();
    const unauthorized = { status: 401, code: 0, sentence: '401: Unauthorized', blame: 'world' } as const;
    discord.orderFault({ route: POST, fault: { kind: 'refuse', refusal: new Refusal(unauthorized) } });
    for (const subscription of ['s1', 's2', 's3']) {
      expect(await messenger.send(aPostTo(place, discord, { subscription }), aSignal())).toMatchObject({
        kind: 'not-sent',
        everywhere: true,
      });
    }
    expect(messenger.unauthorized()).toBe(1);
    expect(discord.invalidRequests()).toBe(1);
  });
});

describe('a post that takes several messages', () => {
  it('is one delivery, named by its first message, in order', async () => {
    const { discord, channel, place, messenger } = await aLab();
    const delivery = aPostTo(place, discord, { message: aLongMessage() });
    const ref = await refOf(messenger.send(delivery, aSignal()));
    const there = channel.messages();
    expect(there.length).toBeGreaterThan(1);
    expect(there[0]?.id).toBe(ref);
    expect(await messenger.find(delivery, aSignal())).toEqual({ kind: 'found', ref });
    expectGoodManners(discord);
  });

  it('is completed by the look-up where it was interrupted after the first', async () => {
    const { discord, channel, place, messenger } = await aLab();
    const whole = await aLab();
    await whole.messenger.send(aPostTo(whole.place, whole.discord, { message: aLongMessage() }), aSignal());
    const delivery = aPostTo(place, discord, { message: aLongMessage() });
    const held = discord.orderFault({ route: POST, fault: { kind: 'hold', request: 'done' } });
    const sending = messenger.send(delivery, aSignal());
    await held.struck;
    discord.orderFault({ route: POST, fault: { kind: 'error', status: 500, request: 'not-done' } });
    held.release();
    expect(await sending).toEqual({ kind: 'unknown' });
    expect(channel.messages()).toHaveLength(1);
    expect(await messenger.find(delivery, aSignal())).toEqual({ kind: 'found', ref: channel.messages()[0]?.id });
    expect(channel.messages().map(({ text: said }) => said)).toEqual(whole.channel.messages().map(({ text: said }) => said));
  });
});

describe('what stands beneath a post', () => {
  it('is in a thread of the post, which is opened once', async () => {
    const { discord, channel, place, messenger } = await aLab();
    const post = await refOf(messenger.send(aPostTo(place, discord), aSignal()));
    for (const number of [1, 2]) {
      const message = aMessage(`Detail ${number}`);
      await refOf(messenger.send(aPostTo(place, discord, { message, part: beneath(post, number) }), aSignal()));
    }
    expect(channel.messages()).toHaveLength(1);
    const [thread] = channel.threads();
    expect(thread).toMatchObject({ id: post, thread: { name: 'Details of the day' } });
    expect(thread?.messages().map(({ text: said }) => said.split('\n')[0])).toEqual(['Detail 1', 'Detail 2']);
    expectGoodManners(discord);
  });

  it('goes into a thread that people opened there before', async () => {
    const { discord, channel, place, messenger } = await aLab();
    const post = await refOf(messenger.send(aPostTo(place, discord), aSignal()));
    await refOf(messenger.send(aPostTo(place, discord, { part: beneath(post, 1) }), aSignal()));
    channel.threads()[0]?.set('archived');
    await refOf(messenger.send(aPostTo(place, discord, { part: beneath(post, 2) }), aSignal()));
    expect(channel.threads()[0]?.messages()).toHaveLength(2);
  });

  it('is found in the thread, and is absent where there is none yet', async () => {
    const { discord, place, messenger } = await aLab();
    const post = await refOf(messenger.send(aPostTo(place, discord), aSignal()));
    const detail = aPostTo(place, discord, { part: beneath(post) });
    expect(await messenger.find(detail, aSignal())).toEqual({ kind: 'absent' });
    const ref = await refOf(messenger.send(detail, aSignal()));
    expect(await messenger.find(detail, aSignal())).toEqual({ kind: 'found', ref });
  });

  it('is refused where the bot may not open threads, and where the thread is locked', async () => {
    const { discord, guild, messenger } = await aLab();
    const flat = guild.addChannel('flat', { botMay: ['ViewChannel', 'SendMessages', 'EmbedLinks', 'ReadMessageHistory'] });
    const place = placeIn(guild, flat);
    const post = await refOf(messenger.send(aPostTo(place, discord), aSignal()));
    expect(await messenger.send(aPostTo(place, discord, { part: beneath(post) }), aSignal())).toMatchObject({ kind: 'refused' });
  });

  it('answers the post where the place is a thread itself', async () => {
    const { discord, channel, guild, place, messenger } = await aLab();
    const post = await refOf(messenger.send(aPostTo(place, discord), aSignal()));
    await messenger.send(aPostTo(place, discord, { part: beneath(post) }), aSignal());
    const [thread] = channel.threads();
    if (thread === undefined) throw new Error('no thread');
    const inThread = placeIn(guild, thread);
    const there = await refOf(messenger.send(aPostTo(inThread, discord, { subscription: 's2' }), aSignal()));
    const detail = aPostTo(inThread, discord, { subscription: 's2', part: beneath(there) });
    const ref = await refOf(messenger.send(detail, aSignal()));
    expect(thread.messages().find(({ id }) => id === ref)?.recorded.repliesTo).toBe(there);
    expectGoodManners(discord);
  });
});

describe('a post to a forum', () => {
  it('is a thread of its own, with what stands beneath it in there', async () => {
    const { discord, guild, messenger } = await aLab();
    const forum = guild.addForum('reading');
    const place = placeIn(guild, forum);
    const delivery = aPostTo(place, discord, { message: { ...aMessage('Said'), title: `Paper of the day ${'x'.repeat(120)}` } });
    const post = await refOf(messenger.send(delivery, aSignal()));
    await refOf(messenger.send(aPostTo(place, discord, { part: beneath(post) }), aSignal()));
    const [thread, ...others] = forum.threads();
    expect(others).toEqual([]);
    expect(thread?.id).toBe(post);
    expect(thread?.thread.name).toMatch(/^Paper of the day x+…$/);
    expect(thread?.messages()).toHaveLength(2);
    expect(await messenger.find(delivery, aSignal())).toEqual({ kind: 'found', ref: post });
    expectGoodManners(discord);
  });

  it('is found by its mark where the answer was lost, among other threads', async () => {
    const { discord, guild, messenger } = await aLab();
    const forum = guild.addForum('reading');
    const place = placeIn(guild, forum);
    for (const subscription of ['s2', 's3']) await refOf(messenger.send(aPostTo(place, discord, { subscription }), aSignal()));
    discord.orderFault({ route: 'POST /channels/:channel/threads', fault: { kind: 'drop', end: 'closed', request: 'done' } });
    const delivery = aPostTo(place, discord);
    expect(await messenger.find(delivery, aSignal())).toEqual({ kind: 'absent' });
    expect(await messenger.send(delivery, aSignal())).toEqual({ kind: 'unknown' });
    expect(await messenger.find(delivery, aSignal())).toEqual({ kind: 'found', ref: forum.threads().at(-1)?.id });
  });

  it('gets the forum’s first tag where the forum asks for one', async () => {
    const { discord, guild, messenger } = await aLab();
    const forum = guild.addForum('reading', { tags: ['papers', 'talk'], tagRequired: 'yes' });
    await refOf(messenger.send(aPostTo(placeIn(guild, forum), discord), aSignal()));
    expect(forum.threads()[0]?.thread.appliedTags).toHaveLength(1);
  });

  it('waits where the guild has as many threads as it may', async () => {
    const { discord, guild, messenger } = await aLab();
    const forum = guild.addForum('reading');
    guild.allowThreads(0);
    expect(await messenger.send(aPostTo(placeIn(guild, forum), discord), aSignal())).toMatchObject({ kind: 'not-sent' });
  });
});

describe('a direct message', () => {
  const toAda = (ada: Awaited<ReturnType<typeof aLab>>['ada']) => directPlace({ platform: 'discord', id: ada.user.id });

  it('is there once, is found, and what stands beneath it answers it', async () => {
    const { discord, ada, messenger } = await aLab();
    const delivery = aPostTo(toAda(ada), discord);
    const post = await refOf(messenger.send(delivery, aSignal()));
    const detail = await refOf(messenger.send(aPostTo(toAda(ada), discord, { part: beneath(post) }), aSignal()));
    const seen = ada.inDirectMessage().sees();
    expect(seen.map(({ id }) => id)).toEqual([post, detail]);
    expect(seen[1]?.recorded.repliesTo).toBe(post);
    expect(await messenger.find(delivery, aSignal())).toEqual({ kind: 'found', ref: post });
    expectGoodManners(discord);
  });

  it('is absent where nothing was ever said there', async () => {
    const { discord, ada, messenger } = await aLab();
    expect(await messenger.find(aPostTo(toAda(ada), discord), aSignal())).toEqual({ kind: 'absent' });
  });

  it('is refused quietly by who takes none, and by who shares no guild with the bot', async () => {
    const { discord, ada, messenger } = await aLab();
    ada.closeDirectMessages();
    const stranger = discord.addPerson('stranger');
    for (const person of [ada, stranger]) {
      expect(await messenger.send(aPostTo(toAda(person), discord), aSignal())).toEqual({
        kind: 'refused',
        reason: 'not-permitted',
      });
    }
    expectGoodManners(discord);
  });
});
