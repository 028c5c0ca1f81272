import { once } from 'node:events';
import { Events } from 'discord.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { DiscordServer } from '../support/discord-server/discord-server.ts';
import { ask } from '../support/discord-server/raw-api.ts';
import { aDiscord, aTinyBot } from '../support/discord-server/tiny-bot.ts';

interface Heard {
  readonly op: number;
  readonly t: string | null;
  readonly s: number | null;
  readonly d: unknown;
}

/** A client that does nothing by itself. */
async function aSocket(discord: DiscordServer, query = 'v=10&encoding=json') {
  const { body } = await ask(discord, 'GET /gateway');
  const socket = new WebSocket(`${String(body.url)}?${query}`);
  onTestFinished(() => socket.terminate());
  const heard: Heard[] = [];
  socket.on('message', (frame) => heard.push(JSON.parse(String(frame))));
  const closed = once(socket, 'close').then(([code]) => Number(code));
  const hear = async (fits: (frame: Heard) => boolean): Promise<Heard> => {
    for (;;) {
      const found = heard.find(fits);
      if (found !== undefined) return found;
      await once(socket, 'message');
    }
  };
  await once(socket, 'open');
  return { socket, closed, hear, heard, say: (op: number, d: unknown) => socket.send(JSON.stringify({ op, d })) };
}

const identity = (discord: DiscordServer, more: object = {}) => ({
  token: discord.token(),
  intents: 1,
  properties: { os: 'linux', browser: 'test', device: 'test' },
  ...more,
});

describe('the gateway', () => {
  it('greets, takes an identity, tells of guilds first by id and then whole, numbers its events and answers heartbeats', async () => {
    const discord = await aDiscord();
    const guild = discord.addGuild({ name: 'Group', owner: discord.addPerson('ada') });
    const client = await aSocket(discord);
    expect(await client.hear(({ op }) => op === 10)).toMatchObject({ d: { heartbeat_interval: 41_250 } });
    client.say(2, identity(discord));
    expect(await client.hear(({ t }) => t === 'READY')).toMatchObject({
      s: 1,
      d: { guilds: [{ id: guild.guild.id, unavailable: true }] },
    });
    expect(await client.hear(({ t }) => t === 'GUILD_CREATE')).toMatchObject({ s: 2, d: { id: guild.guild.id, name: 'Group' } });
    client.say(1, 2);
    await client.hear(({ op }) => op === 11);
    guild.goDown();
    expect(await client.hear(({ t }) => t === 'GUILD_DELETE')).toMatchObject({ s: 3, d: { unavailable: true } });
  });

  it('sends nothing that was not asked for, but interactions always', async () => {
    const discord = await aDiscord();
    const ada = discord.addPerson('ada');
    const channel = discord.addGuild({ name: 'Group', owner: ada }).addChannel('papers');
    await ask(discord, `PUT /applications/${discord.applicationId}/commands`, {
      body: [{ name: 'papers', description: 'Papers' }],
    });
    const client = await aSocket(discord);
    client.say(2, identity(discord, { intents: 0 }));
    await client.hear(({ t }) => t === 'READY');
    ada.in(channel).posts('Hello');
    ada.in(channel).types('/papers');
    await client.hear(({ t }) => t === 'INTERACTION_CREATE');
    expect(client.heard.flatMap(({ t }) => t ?? [])).toEqual(['READY', 'INTERACTION_CREATE']);
  });

  it.each<readonly [string, number, number, (discord: DiscordServer) => unknown]>([
    ['an unknown op code', 4001, 99, () => ({})],
    ['a payload over 4096 bytes', 4002, 2, (discord) => identity(discord, { presence: 'x'.repeat(4096) })],
    ['an identity that cannot be read', 4002, 2, () => ({ token: 1 })],
    ['a frame before its identity', 4003, 3, () => ({})],
    ['a wrong token', 4004, 2, (discord) => identity(discord, { token: 'wrong' })],
    ['a shard that cannot be', 4010, 2, (discord) => identity(discord, { shard: [1, 1] })],
    ['intents that there are not', 4013, 2, (discord) => identity(discord, { intents: 1 << 30 })],
    ['intents that it was not granted', 4014, 2, (discord) => identity(discord, { intents: 1 << 15 })],
  ])('hangs up on %s (%i)', async (_, code, op, content) => {
    const discord = await aDiscord();
    const client = await aSocket(discord);
    client.say(op, content(discord));
    expect(await client.closed).toBe(code);
  });

  it('hangs up on another version (4012), a second identity (4005), 121 frames a minute (4008) and silence (4009)', async () => {
    const discord = await aDiscord({ heartbeatMs: 100 });
    expect(await (await aSocket(discord, 'v=9&encoding=json')).closed).toBe(4012);
    const twice = await aSocket(discord);
    twice.say(2, identity(discord));
    await twice.hear(({ t }) => t === 'READY');
    twice.say(2, identity(discord));
    expect(await twice.closed).toBe(4005);
    const busy = await aSocket(discord);
    for (let n = 0; n < 121; n += 1) busy.say(1, null);
    expect(await busy.closed).toBe(4008);
    expect(await (await aSocket(discord)).closed).toBe(4009);
  });

  it('hangs up on one shard for more than 2500 guilds (4011)', async () => {
    const discord = await aDiscord();
    const ada = discord.addPerson('ada');
    for (let n = 0; n < 2501; n += 1) discord.addGuild({ name: `${n}`, owner: ada });
    const client = await aSocket(discord);
    client.say(2, identity(discord));
    expect(await client.closed).toBe(4011);
    const half = await aSocket(discord);
    half.say(2, identity(discord, { shard: [1, 2] }));
    await half.hear(({ t }) => t === 'READY');
  });

  it('replays what a session missed, refuses a number that never was (4007), and forgets a session that said goodbye', async () => {
    const discord = await aDiscord();
    const guild = discord.addGuild({ name: 'Group', owner: discord.addPerson('ada') });
    const first = await aSocket(discord);
    first.say(2, identity(discord));
    await first.hear(({ t }) => t === 'GUILD_CREATE');
    const [session] = discord.gateway.sessions();
    first.socket.terminate();
    guild.addChannel('missed');
    const resume = (seq: number) => ({ token: discord.token(), session_id: session?.id, seq });
    const wrong = await aSocket(discord);
    wrong.say(6, resume(9));
    expect(await wrong.closed).toBe(4007);
    const second = await aSocket(discord);
    second.say(6, resume(2));
    expect(await second.hear(({ t }) => t === 'CHANNEL_CREATE')).toMatchObject({ s: 3, d: { name: 'missed' } });
    await second.hear(({ t }) => t === 'RESUMED');
    second.socket.close(1000);
    await second.closed;
    const third = await aSocket(discord);
    third.say(6, resume(3));
    expect(await third.hear(({ op }) => op === 9)).toMatchObject({ d: false });
  });

  it("takes one identity in 5 s, and resets the token when the day's are spent", async () => {
    const discord = await aDiscord({ identify: { total: 2 } });
    const token = discord.token();
    const identify = async () => {
      const client = await aSocket(discord);
      client.say(2, identity(discord, { token }));
      return client;
    };
    await (await identify()).hear(({ t }) => t === 'READY');
    await (await identify()).hear(({ op }) => op === 9);
    discord.clock.advance({ seconds: 5 });
    await (await identify()).hear(({ t }) => t === 'READY');
    expect((await ask(discord, 'GET /gateway/bot')).body).toMatchObject({
      session_start_limit: { remaining: 0, max_concurrency: 1 },
    });
    discord.clock.advance({ seconds: 5 });
    expect(await (await identify()).closed).toBe(4004);
    expect(discord.token()).not.toBe(token);
  });
});

describe('the real discord.js on the gateway', () => {
  it('reconnects when asked to, and tells an outage from a farewell', async () => {
    const discord = await aDiscord();
    const ada = discord.addPerson('ada');
    const guild = discord.addGuild({ name: 'Group', owner: ada });
    const { client } = await aTinyBot(discord, async () => undefined);
    const resumed = once(client, Events.ShardResume);
    discord.gateway.askReconnect();
    await resumed;
    const down = once(client, Events.GuildUnavailable);
    guild.goDown();
    await down;
    const gone = once(client, Events.GuildDelete);
    guild.comeBack();
    guild.kickBot();
    expect((await gone)[0]).toMatchObject({ id: guild.guild.id });
    expect(discord.gateway.identifies).toMatchObject([{ intents: 1 }]);
  });

  it('sees the permissions that it has in a channel', async () => {
    const discord = await aDiscord();
    const guild = discord.addGuild({ name: 'Group', owner: discord.addPerson('ada') });
    const channel = guild.addChannel('papers', { botMay: ['ViewChannel', 'SendMessages'] });
    const { client } = await aTinyBot(discord, async () => undefined);
    const fetched = await client.guilds.cache.get(guild.guild.id)?.channels.fetch(channel.id);
    expect(fetched?.permissionsFor(client.user)?.toArray().sort()).toEqual(['SendMessages', 'ViewChannel']);
  });
});
