/**
 * Installing the bot into workspaces, from the first page to the token in the database: the whole platform by requests, and Slack's
 * methods over a real socket.
 */
import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { slackPlatform } from '../../../src/platforms/slack/connect.ts';
import type { News } from '../../../src/platforms/slack/news.ts';
import { aBot } from '../../support/a-bot.ts';
import { anInstant } from '../../support/builders.ts';
import { openTestStore } from '../../support/databases.ts';
import { aSubscription } from '../../support/delivery-builders.ts';
import { type MethodAnswer, slackAnswers } from '../../support/slack-answers.ts';

const NOW = anInstant('2026-11-27T13:00:00Z');

/** What Slack gives for a code, once. */
function grants(grant: object): MethodAnswer {
  const used = new Set<string>();
  return ({ args: { code = '', client_secret: secret } }) => {
    if (secret !== 'secret' || code === 'wrong' || used.has(code)) return 'invalid_code';
    used.add(code);
    return {
      app_id: 'A1',
      authed_user: { id: 'U1' },
      scope: 'commands,chat:write',
      token_type: 'bot',
      bot_user_id: 'UB',
      ...grant,
    };
  };
}

async function anInstaller(grant: object = { access_token: 'xoxb-1', team: { id: 'T1', name: 'Lab' }, enterprise: null }) {
  const slack = await slackAnswers({
    'oauth.v2.access': grants(grant),
    'auth.test': () => ({ bot_id: 'B1', url: 'https://lab.example' }),
  });
  const store = await openTestStore({ url: ':memory:' });
  const { bot } = await aBot();
  const news: News[] = [];
  const platform = slackPlatform({
    transport: { kind: 'http', signingSecret: '0'.repeat(32) },
    installs: {
      kind: 'many',
      clientId: '1.2',
      clientSecret: 'secret',
      keys: { current: Buffer.alloc(32, 1) },
      publicUrl: 'https://bot.example',
      scopes: ['commands', 'chat:write'],
    },
    port: 0,
    apiUrl: slack.apiUrl,
    connection: 'open',
    managedBy: 'everybody',
    clock: { now: () => NOW },
    records: () => store,
    pause: async () => undefined,
    random: randomBytes,
    tell: (told) => void news.push(told),
  });
  onTestFinished(() => platform.stop());
  await platform.start(bot);
  const at = `http://127.0.0.1:${platform.port()}`;
  const get = async (path: string, cookie = '') => {
    const answer = await fetch(`${at}${path}`, { redirect: 'manual', headers: { cookie } });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
  /** As a browser begins it. */
  const begin = async () => {
    const { status, headers } = await get('/slack/install');
    const to = new URL(headers.get('location') ?? '');
    return {
      status,
      to,
      state: to.searchParams.get('state') ?? '',
      cookie: (headers.get('set-cookie') ?? '').split(';')[0] ?? '',
    };
  };
  return { store, news, slack, get, begin };
}

describe('an installation', () => {
  it('begins at Slack, for just the scopes, and comes back to the public address', async () => {
    const { begin } = await anInstaller();
    const { status, to, state, cookie } = await begin();
    expect(status).toBe(302);
    expect(to.pathname).toBe('/oauth/v2/authorize');
    expect(to.searchParams.get('scope')).toBe('commands,chat:write');
    expect(to.searchParams.get('client_id')).toBe('1.2');
    expect(to.searchParams.get('redirect_uri')).toBe('https://bot.example/slack/oauth_redirect');
    expect(state.length).toBeGreaterThan(20);
    expect(cookie).toContain(state);
  });

  it('ends with a token that is kept sealed, and with what is paused kept past its time', async () => {
    const { store, get, begin } = await anInstaller();
    await store.addSubscription(aSubscription({ place: { platform: 'slack', workspace: 'T1', channel: 'C1' } }));
    await store.noteDeparture({ platform: 'slack', workspace: 'T1' }, NOW);
    const { state, cookie } = await begin();
    const answer = await get(`/slack/oauth_redirect?code=c1&state=${encodeURIComponent(state)}`, cookie);
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('Paperboy is installed')]);
    const sealed = await store.installationOf({ platform: 'slack', workspace: 'T1' });
    expect(sealed).toMatch(/^v1\./);
    expect(sealed).not.toContain('xoxb');
    expect(await store.forgetDepartedBefore(anInstant('2030-01-01'))).toEqual([]);
  });

  it('may be of a whole organization', async () => {
    const { store, get, begin } = await anInstaller({
      access_token: 'xoxb-org',
      team: null,
      enterprise: { id: 'E1', name: 'Labs' },
      is_enterprise_install: true,
    });
    const { state, cookie } = await begin();
    await get(`/slack/oauth_redirect?code=c1&state=${encodeURIComponent(state)}`, cookie);
    expect(await store.installationOf({ platform: 'slack', workspace: 'E1' })).toMatch(/^v1\./);
  });

  it.each([
    ['a state that is not of this browser', ({ state }: { readonly state: string }) => `code=c1&state=${state}`, 'none'],
    ['another state', () => 'code=c1&state=made-up', 'own'],
    ['no state', () => 'code=c1', 'own'],
    ['no code', ({ state }: { readonly state: string }) => `state=${state}`, 'own'],
    ['a code that Slack does not know', ({ state }: { readonly state: string }) => `code=wrong&state=${state}`, 'own'],
    ['somebody who changed their mind', ({ state }: { readonly state: string }) => `error=access_denied&state=${state}`, 'own'],
  ])('comes to nothing with %s, and says how to begin again', async (_, query, whose) => {
    const { store, get, begin } = await anInstaller();
    const begun = await begin();
    const answer = await get(`/slack/oauth_redirect?${query(begun)}`, whose === 'own' ? begun.cookie : '');
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('<a href="/slack/install">Begin again</a>');
    expect(await store.installationsOn('slack')).toEqual([]);
  });

  it('takes a code once', async () => {
    const { get, begin } = await anInstaller();
    const { state, cookie } = await begin();
    const path = `/slack/oauth_redirect?code=c1&state=${encodeURIComponent(state)}`;
    expect((await get(path, cookie)).status).toBe(200);
    expect((await get(path, cookie)).status).toBe(400);
  });

  it('tells no secret and no token to whoever reads the log', async () => {
    const { news, get, begin } = await anInstaller();
    const { state, cookie } = await begin();
    await get(`/slack/oauth_redirect?code=c1&state=${encodeURIComponent(state)}`, cookie);
    await get('/slack/oauth_redirect?code=wrong&state=x', cookie);
    expect(JSON.stringify(news)).not.toMatch(/xoxb|secret|code=|c1/);
    expect(news.map(({ what }) => what)).toContain('a workspace installed the bot');
  });
});
