import { describe, expect, it } from 'vitest';
import { parseJson } from '../support/slack-server/json.ts';
import { codeOf, refusalOf } from '../support/slack-server/refused.ts';
import type { SlackServer } from '../support/slack-server/slack-server.ts';
import { aReadingGroup, aWebClient } from '../support/slack-server/tiny-bolt.ts';

const QUIET = { unfurl_links: false, unfurl_media: false } as const;

async function ask(slack: SlackServer, method: string, init: RequestInit) {
  const answer = await fetch(`${slack.apiUrl}${method}`, { method: 'POST', ...init });
  return parseJson(await answer.text());
}

describe('a method', () => {
  it('is refused where the twin does not know it, and so is an argument', async () => {
    const { slack, workspace, channel } = await aReadingGroup();
    const client = aWebClient(slack, workspace.token());
    expect(await codeOf(client.apiCall('chat.shout', {}))).toBe('unknown_method');
    expect(await codeOf(client.apiCall('chat.postMessage', { channel: channel.id, text: 'Hi', loudness: 'high' }))).toBe(
      'invalid_arg_name',
    );
    expect(slack.violations.byBot().map(({ rule }) => rule)).toEqual(['unknown_method', 'invalid_arg_name']);
    expect(channel.messages()).toEqual([]);
  });

  it('says which argument is missing or of the wrong form', async () => {
    const { slack, workspace } = await aReadingGroup();
    const client = aWebClient(slack, workspace.token());
    expect(await refusalOf(client.apiCall('chat.update', { channel: 'C1', text: 'x', ts: 'yesterday' }))).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: [expect.stringContaining('/ts')] },
    });
  });

  it('takes a form with the token in it, JSON with the token in the header, and no token within JSON', async () => {
    const { slack, workspace, channel } = await aReadingGroup();
    const token = workspace.token();
    const post = { channel: channel.id, text: 'Hi', ...QUIET };
    const form = new URLSearchParams({ token, channel: channel.id, text: 'Hi', unfurl_links: 'false', unfurl_media: 'false' });
    expect(await ask(slack, 'chat.postMessage', { body: form })).toMatchObject({ ok: true });
    slack.clock.advance({ seconds: 1 });
    const json = { 'content-type': 'application/json' };
    const authorization = `Bearer ${token}`;
    expect(
      await ask(slack, 'chat.postMessage', { headers: { ...json, authorization }, body: JSON.stringify(post) }),
    ).toMatchObject({ ok: true });
    expect(await ask(slack, 'chat.postMessage', { headers: json, body: JSON.stringify({ ...post, token }) })).toMatchObject({
      error: 'not_authed',
    });
    expect(await ask(slack, 'chat.postMessage', { headers: { ...json, authorization }, body: '{' })).toMatchObject({
      error: 'invalid_json',
    });
    const text = { 'content-type': 'text/plain', authorization };
    expect(await ask(slack, 'chat.postMessage', { headers: text, body: 'x' })).toMatchObject({ error: 'invalid_post_type' });
  });
});

describe('a token', () => {
  it('is told apart: none, unknown, revoked, of an app that has left, of a workspace that has closed', async () => {
    const { slack, workspace } = await aReadingGroup();
    const token = workspace.token();
    const other = slack.addWorkspace({ name: 'Other' });
    const closed = slack.addWorkspace({ name: 'Closed' });
    const [otherToken, closedToken] = [other.token(), closed.token()];
    const test = (bearer: string | undefined) => codeOf(aWebClient(slack, bearer).auth.test());
    expect(await test(undefined)).toBe('not_authed');
    expect(await test('xoxb-made-up')).toBe('invalid_auth');
    workspace.revokeToken();
    expect(await test(token)).toBe('token_revoked');
    other.uninstall();
    expect(await test(otherToken)).toBe('account_inactive');
    closed.close();
    expect(await test(closedToken)).toBe('account_inactive');
  });

  it('belongs to one workspace, says so, and reaches nothing in another', async () => {
    const { slack, workspace, channel } = await aReadingGroup();
    const other = slack.addWorkspace({ name: 'Other' });
    const stranger = other.addPerson('eve');
    const client = aWebClient(slack, other.token());
    expect(await client.auth.test()).toMatchObject({ team: 'Other', team_id: other.workspace.id, is_enterprise_install: false });
    expect(await codeOf(client.chat.postMessage({ channel: channel.id, text: 'Hi', ...QUIET }))).toBe('channel_not_found');
    expect(await codeOf(aWebClient(slack, workspace.token()).users.info({ user: stranger.user.id }))).toBe('user_not_found');
    expect(await codeOf(aWebClient(slack, workspace.token(), { teamId: other.workspace.id }).auth.test())).toBe(
      'team_access_not_granted',
    );
    expect(slack.violations.byBot()).toMatchObject([{ rule: 'user_not_found' }, { rule: 'team_access_not_granted' }]);
  });

  it('of the app opens a socket where it is known, and not revoked', async () => {
    const { slack } = await aReadingGroup();
    const open = (token: string) => codeOf(aWebClient(slack, token).apps.connections.open());
    expect(await open('xapp-made-up')).toBe('invalid_auth');
    const own = slack.tokens.get(slack.app.appToken);
    if (own !== undefined) own.revoked = true;
    expect(await open(slack.app.appToken)).toBe('token_revoked');
  });

  it('of a bot opens no socket, and one of the app posts nothing', async () => {
    const { slack, workspace, channel } = await aReadingGroup();
    expect(await codeOf(aWebClient(slack, workspace.token()).apps.connections.open())).toBe('not_allowed_token_type');
    const post = aWebClient(slack, slack.app.appToken).chat.postMessage({ channel: channel.id, text: 'Hi', ...QUIET });
    expect(await codeOf(post)).toBe('not_allowed_token_type');
  });
});

describe('a scope', () => {
  it.each([
    ['chat:write', 'chat.postMessage', { channel: 'C1', text: 'Hi' }],
    ['im:write', 'conversations.open', { users: 'U1' }],
    ['users:read', 'users.info', { user: 'U1' }],
    ['team:read', 'team.info', {}],
    ['files:write', 'files.getUploadURLExternal', { filename: 'a.bib', length: 3 }],
  ])('%s is needed by %s, which names it and what there is', async (needed, method, given) => {
    const { slack, workspace } = await aReadingGroup({ workspace: { scopes: ['commands'], app: 'installed' } });
    const refused = await refusalOf(aWebClient(slack, workspace.token()).apiCall(method, given));
    expect(refused).toMatchObject({ error: 'missing_scope', needed, provided: 'commands' });
    expect(slack.violations.byBot()).toEqual([]);
  });

  it('adds to those that a token has, and takes none away', async () => {
    const { slack, workspace } = await aReadingGroup({ workspace: { scopes: ['commands'] } });
    const token = workspace.install(['chat:write']);
    const answer = await aWebClient(slack, token).auth.test();
    expect(answer.response_metadata?.scopes).toEqual(['commands', 'chat:write']);
  });
});

describe('what may be read', () => {
  it('of a person is their zone, rights and, where asked for, language', async () => {
    const { slack, workspace } = await aReadingGroup();
    const eve = workspace.addPerson('eve', { zone: 'Europe/Berlin', locale: 'de-DE', role: 'admin' });
    const client = aWebClient(slack, workspace.token());
    const { user } = await client.users.info({ user: eve.user.id });
    expect(user).toMatchObject({ name: 'eve', tz: 'Europe/Berlin', tz_offset: 3600, is_admin: true, is_owner: false });
    expect(user).not.toHaveProperty('locale');
    expect((await client.users.info({ user: eve.user.id, include_locale: true })).user).toMatchObject({ locale: 'de-DE' });
  });

  it('of channels depends on a scope for each kind, and private ones are read from within only', async () => {
    const scopes = ['channels:read', 'groups:read', 'team:read'];
    const { slack, workspace, channel } = await aReadingGroup({ workspace: { scopes }, app: { scopes } });
    const hidden = workspace.addChannel('hidden', { private: true });
    const client = aWebClient(slack, workspace.token());
    expect((await client.conversations.info({ channel: channel.id })).channel).toMatchObject({ name: 'papers', is_member: true });
    expect(await codeOf(client.conversations.info({ channel: hidden.id }))).toBe('channel_not_found');
    const listed = async () =>
      (await client.conversations.list({ types: 'public_channel,private_channel' })).channels?.map(({ name }) => name);
    expect(await listed()).toEqual(['papers']);
    hidden.inviteBot();
    expect(await listed()).toEqual(['papers', 'hidden']);
    expect(await codeOf(client.conversations.list({ types: 'im' }))).toBe('missing_scope');
    expect((await client.conversations.members({ channel: channel.id })).members).toHaveLength(3);
    expect((await client.team.info()).team).toMatchObject({ id: workspace.workspace.id, name: 'Reading group' });
  });

  it('comes in pages, and a cursor is none that an app makes up', async () => {
    const scopes = ['channels:read'];
    const { slack, workspace } = await aReadingGroup({ workspace: { scopes } });
    workspace.addChannel('second');
    const client = aWebClient(slack, workspace.token());
    const first = await client.conversations.list({ limit: 1 });
    expect(first.channels).toHaveLength(1);
    const cursor = first.response_metadata?.next_cursor ?? '';
    const second = await client.conversations.list({ limit: 1, cursor });
    expect(second.channels).toMatchObject([{ name: 'second' }]);
    expect(second.response_metadata?.next_cursor).toBe('');
    expect(await codeOf(client.conversations.list({ cursor: 'made-up' }))).toBe('invalid_cursor');
  });
});

describe('a rate limit', () => {
  it('is one post a second a channel, and says how long to wait', async () => {
    const { slack, workspace, channel } = await aReadingGroup();
    const other = workspace.addChannel('other', { botIn: true });
    const client = aWebClient(slack, workspace.token());
    const post = (to: { readonly id: string }) => client.chat.postMessage({ channel: to.id, text: 'Hi', ...QUIET });
    await post(channel);
    expect(await refusalOf(post(channel))).toEqual({ error: 'ratelimited', retryAfter: 1 });
    await post(other);
    slack.clock.advance({ seconds: 1 });
    await post(channel);
    expect(channel.messages()).toHaveLength(2);
    expect(slack.violations.all).toMatchObject([{ rule: 'ratelimited', blame: 'circumstances' }]);
  });

  it('is of one method and one workspace: a hundred a minute of users.info, and the hundred-and-first waits', async () => {
    const { slack, workspace, ada } = await aReadingGroup();
    const other = slack.addWorkspace({ name: 'Other' });
    const client = aWebClient(slack, workspace.token());
    const look = () => client.users.info({ user: ada.user.id });
    await Promise.all(Array.from({ length: 100 }, look));
    expect(await refusalOf(look())).toEqual({ error: 'ratelimited', retryAfter: expect.any(Number) });
    await client.auth.test();
    await aWebClient(slack, other.token()).users.info({ user: other.addPerson('eve').user.id });
    slack.clock.advance({ minutes: 1 });
    await look();
  });
});
