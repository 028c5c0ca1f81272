import { describe, expect, it } from 'vitest';
import type { PermissionName } from '../support/discord-server/permission-bits.ts';
import { ask, saying } from '../support/discord-server/raw-api.ts';
import { aDiscord } from '../support/discord-server/tiny-bot.ts';

async function aGuild(draft: Parameters<typeof aDiscord>[0] = { bucket: { limit: 1000, perMs: 1000 } }) {
  const discord = await aDiscord(draft);
  const ada = discord.addPerson('ada');
  const guild = discord.addGuild({ name: 'Group', owner: ada });
  const channel = guild.addChannel('papers');
  const post = (id: string, content = 'x', more: object = {}) =>
    ask(discord, `POST /channels/${id}/messages`, { body: saying(content, more) });
  return { discord, ada, guild, channel, post };
}

describe('the REST API', () => {
  it('knows its caller: a token (401), a User-Agent (403), a route (404), a method (405), a query field (50035)', async () => {
    const { discord } = await aGuild();
    expect((await ask(discord, 'GET /users/@me', { headers: { authorization: 'Bot wrong' } })).status).toBe(401);
    expect((await ask(discord, 'GET /users/@me', { headers: { 'user-agent': 'curl/8' } })).status).toBe(403);
    expect((await ask(discord, 'GET /nowhere')).status).toBe(404);
    expect((await ask(discord, 'PATCH /users/@me', { body: {} })).status).toBe(405);
    expect((await ask(discord, 'GET /users/@me?x=1')).body.code).toBe(50035);
    expect((await ask(discord, 'GET /users/@me')).body).toMatchObject({ id: discord.applicationId, bot: true });
    expect(discord.violations.all).toHaveLength(5);
  });

  it('tells of a bucket in its headers, and refuses what is over', async () => {
    const { discord, channel, post } = await aGuild({});
    const answers = [];
    for (let n = 0; n < 6; n += 1) answers.push(await post(channel.id));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(answers[4]?.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(answers[5]?.headers.get('x-ratelimit-scope')).toBe('user');
    expect(answers[5]?.body).toMatchObject({ global: false, retry_after: expect.any(Number) });
    expect((await post(channel.id)).status).toBe(429);
    discord.clock.advance({ seconds: 5 });
    expect((await post(channel.id)).status).toBe(200);
  });

  it('takes 50 requests a second of the bot over all routes', async () => {
    const { discord } = await aGuild();
    const answers = await Promise.all(Array.from({ length: 51 }, () => ask(discord, 'GET /users/@me')));
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited.map(({ body, headers }) => [body.global, headers.get('x-ratelimit-scope')])).toEqual([[true, 'global']]);
  });

  it('bans an address after too many bad requests, of which shared limits are none', async () => {
    const { discord } = await aGuild({ invalidRequests: { limit: 2, perMs: 600_000 } });
    discord.orderFault({ route: 'GET /users/@me', fault: { kind: 'rate-limit', retryAfterSeconds: 1, scope: 'shared' } });
    expect((await ask(discord, 'GET /users/@me')).status).toBe(429);
    expect(discord.invalidRequests()).toBe(0);
    const wrong = { headers: { authorization: 'Bot wrong' } };
    await ask(discord, 'GET /users/@me', wrong);
    expect((await ask(discord, 'GET /users/@me')).status).toBe(200);
    await ask(discord, 'GET /users/@me', wrong);
    expect((await ask(discord, 'GET /users/@me')).status).toBe(429);
    discord.clock.advance({ minutes: 10 });
    expect((await ask(discord, 'GET /users/@me')).status).toBe(200);
  });

  it('fails as ordered: with a 500 after the post, or a connection that closes before it', async () => {
    const { discord, channel, post } = await aGuild();
    const route = 'POST /channels/:channel/messages';
    discord.orderFault({ route, fault: { kind: 'error', status: 500, request: 'done' } });
    expect((await post(channel.id)).status).toBe(500);
    expect(channel.messages()).toHaveLength(1);
    discord.orderFault({ route, fault: { kind: 'drop', end: 'closed', request: 'not-done' } });
    await expect(post(channel.id)).rejects.toThrow();
    expect(channel.messages()).toHaveLength(1);
    const held = discord.orderFault({ route, fault: { kind: 'hold', request: 'done' } });
    const answer = post(channel.id);
    await held.struck;
    expect(channel.messages()).toHaveLength(2);
    held.release();
    expect((await answer).status).toBe(200);
  });
});

describe('a nonce', () => {
  it('gives the first message back for some minutes, for one author and channel, where it is enforced', async () => {
    const { discord, guild, channel, post } = await aGuild();
    const other = guild.addChannel('other');
    const enforced = { nonce: 'd1', enforce_nonce: true };
    const first = await post(channel.id, 'a', enforced);
    expect((await post(channel.id, 'b', enforced)).body).toMatchObject({ id: first.body.id, content: 'a' });
    expect((await post(other.id, 'a', enforced)).body.id).not.toBe(first.body.id);
    expect((await post(channel.id, 'c', { nonce: 'd1', enforce_nonce: false })).body).toMatchObject({ content: 'c' });
    discord.clock.advance({ minutes: 5 });
    expect((await post(channel.id, 'd', enforced)).body).toMatchObject({ content: 'd' });
  });
});

describe('a channel', () => {
  const ALL: readonly PermissionName[] = [
    'ViewChannel',
    'SendMessages',
    'EmbedLinks',
    'ReadMessageHistory',
    'CreatePublicThreads',
  ];
  const without = (name: PermissionName) => ALL.filter((one) => one !== name);

  it('lets the bot do what its permissions there allow, and tells it those', async () => {
    const { discord, guild, channel, post } = await aGuild();
    const embed = { embeds: [{ title: 't' }] };
    channel.botMay(ALL);
    expect((await post(channel.id, 'x', embed)).status).toBe(200);
    channel.botMay(without('EmbedLinks'));
    expect(await post(channel.id, 'x', embed)).toMatchObject({ status: 403, body: { code: 50013 } });
    expect((await post(channel.id)).status).toBe(200);
    channel.botMay(without('SendMessages'));
    expect((await post(channel.id)).body.code).toBe(50013);
    channel.botMay(without('ReadMessageHistory'));
    expect((await ask(discord, `GET /channels/${channel.id}/messages`)).body).toEqual([]);
    channel.botMay(without('ViewChannel'));
    expect(await post(channel.id)).toMatchObject({ status: 403, body: { code: 50001 } });
    channel.delete();
    expect(await post(channel.id)).toMatchObject({ status: 404, body: { code: 10003 } });
    guild.kickBot();
    expect((await ask(discord, `GET /guilds/${guild.guild.id}`)).body.code).toBe(10004);
    expect(discord.violations.byBot()).toEqual([]);
  });

  it('pages its messages newest first: the latest, before, after and around one', async () => {
    const { discord, channel, post } = await aGuild();
    const ids: string[] = [];
    for (let n = 0; n < 6; n += 1) ids.push(String((await post(channel.id, `${n}`)).body.id));
    const page = async (query: string) => {
      const { body } = await ask(discord, `GET /channels/${channel.id}/messages?${query}`);
      return Array.isArray(body) ? body.map(({ content }) => content) : body;
    };
    expect(await page('limit=2')).toEqual(['5', '4']);
    expect(await page(`limit=2&before=${ids[3]}`)).toEqual(['2', '1']);
    expect(await page(`limit=2&after=${ids[1]}`)).toEqual(['3', '2']);
    expect(await page(`limit=3&around=${ids[2]}`)).toEqual(['3', '2', '1']);
    expect(await page('limit=101')).toMatchObject({ code: 50035 });
    expect(await page(`before=${ids[0]}&after=${ids[1]}`)).toMatchObject({ code: 50035 });
  });

  it('shows the bot no text of others', async () => {
    const { discord, ada, channel } = await aGuild();
    ada.in(channel).posts('Secret');
    expect((await ask(discord, `GET /channels/${channel.id}/messages`)).body).toMatchObject([
      { content: '', author: { username: 'ada' } },
    ]);
  });

  it('lets the bot edit and delete its own messages alone, and post nothing empty', async () => {
    const { discord, ada, channel, post } = await aGuild();
    const theirs = ada.in(channel).posts('Mine');
    const of = (id: unknown) => `/channels/${channel.id}/messages/${id}`;
    expect((await ask(discord, `PATCH ${of(theirs.id)}`, { body: saying('x') })).body.code).toBe(50005);
    expect((await ask(discord, `DELETE ${of(theirs.id)}`)).body.code).toBe(50013);
    const { id } = (await post(channel.id, 'a')).body;
    expect((await ask(discord, `PATCH ${of(id)}`, { body: saying('b') })).body).toMatchObject({ content: 'b' });
    expect((await ask(discord, `PATCH ${of(id)}`, { body: saying('') })).body.code).toBe(50006);
    expect(channel.messages().at(-1)).toMatchObject({ text: 'b', state: 'edited' });
    expect((await ask(discord, `DELETE ${of(id)}`)).status).toBe(204);
    expect((await ask(discord, `DELETE ${of(id)}`)).body.code).toBe(10008);
    expect((await post(channel.id, ' ')).body.code).toBe(50006);
  });
});

describe('a thread', () => {
  it('has the id of its message, which has one alone (160004), and a name of 1 to 100', async () => {
    const { discord, channel, post } = await aGuild();
    const { id } = (await post(channel.id)).body;
    const open = (body: object) => ask(discord, `POST /channels/${channel.id}/messages/${id}/threads`, { body });
    expect((await open({ name: 'x'.repeat(101) })).body.code).toBe(50035);
    expect((await open({ name: 'x', auto_archive_duration: 61 })).body.code).toBe(50035);
    channel.botMay(['ViewChannel', 'SendMessages']);
    expect((await open({ name: 'x' })).body.code).toBe(50013);
    channel.botMay(['ViewChannel', 'SendMessages', 'CreatePublicThreads']);
    expect(await open({ name: 'x'.repeat(100), auto_archive_duration: 1440 })).toMatchObject({ status: 201, body: { id } });
    expect((await open({ name: 'x' })).body.code).toBe(160004);
    expect((await post(String(id))).body.code).toBe(50013);
  });

  it('is woken by writing, unless it is locked (160005), and is capped in number (160006)', async () => {
    const { discord, guild, channel, post } = await aGuild();
    const { id } = (await post(channel.id)).body;
    await ask(discord, `POST /channels/${channel.id}/messages/${id}/threads`, { body: { name: 'x' } });
    const [thread] = channel.threads();
    thread?.set('archived');
    expect((await ask(discord, `PATCH /channels/${id}`, { body: { name: 'y' } })).body.code).toBe(50083);
    expect((await post(String(id))).status).toBe(200);
    expect(thread?.thread.state).toBe('open');
    thread?.set('locked');
    expect((await post(String(id))).body.code).toBe(160005);
    thread?.set('open');
    guild.allowThreads(1);
    expect((await ask(discord, `POST /channels/${channel.id}/threads`, { body: { name: 'x', type: 11 } })).body.code).toBe(
      160006,
    );
  });

  it('opens a forum post, with a tag where one is required (40067)', async () => {
    const { discord, guild } = await aGuild();
    const forum = guild.addForum('reviews', { tags: ['cs.CL'], tagRequired: 'yes' });
    const open = (more: object) =>
      ask(discord, `POST /channels/${forum.id}/threads`, { body: { name: 'x', message: saying('First'), ...more } });
    expect((await open({})).body.code).toBe(40067);
    expect((await open({ applied_tags: ['123456789012345678'] })).body.code).toBe(50035);
    const tag = forum.channel.kind === 'forum' ? forum.channel.tags[0]?.id : undefined;
    const opened = await open({ applied_tags: [tag] });
    expect(opened).toMatchObject({ status: 201, body: { parent_id: forum.id, message: { content: 'First' } } });
    expect(forum.threads()[0]?.messages()).toMatchObject([{ id: opened.body.id, text: 'First' }]);
    expect((await ask(discord, `POST /channels/${forum.id}/messages`, { body: saying('x') })).body.code).toBe(50008);
  });
});

describe('a direct message', () => {
  it('reaches who shares a guild and takes it (else 50278, 50007)', async () => {
    const { discord, ada, post } = await aGuild();
    const open = async (id: string) =>
      String((await ask(discord, 'POST /users/@me/channels', { body: { recipient_id: id } })).body.id);
    const stranger = discord.addPerson('dan');
    expect((await post(await open(ada.user.id), 'Hello')).status).toBe(200);
    expect(ada.inDirectMessage().sees()).toMatchObject([{ text: 'Hello' }]);
    expect((await post(await open(stranger.user.id))).body.code).toBe(50278);
    ada.closeDirectMessages();
    expect((await post(await open(ada.user.id))).body.code).toBe(50007);
  });
});
