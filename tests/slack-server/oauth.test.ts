import { App, HTTPReceiver, type Installation } from '@slack/bolt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aRawSocket } from '../support/slack-server/raw-socket.ts';
import { codeOf, refusalOf } from '../support/slack-server/refused.ts';
import type { SlackDraft, SlackServer } from '../support/slack-server/slack-server.ts';
import { aReadingGroup, aWebClient, freePort, SILENT } from '../support/slack-server/tiny-bolt.ts';

/** Bolt with an installation store in memory, by team or enterprise. */
async function anInstallableApp(draft: SlackDraft['app'] = {}) {
  const port = await freePort();
  const redirectUri = `http://127.0.0.1:${port}/slack/oauth_redirect`;
  const group = await aReadingGroup({ app: { redirectUrls: [redirectUri], ...draft }, workspace: { app: 'absent' } });
  const { slack } = group;
  const stored = new Map<string, Installation>();
  const receiver = new HTTPReceiver({
    logger: SILENT,
    signingSecret: slack.app.signingSecret,
    clientId: slack.app.clientId,
    clientSecret: slack.app.clientSecret,
    stateSecret: 'state-secret',
    redirectUri,
    scopes: [...slack.app.scopes],
    installerOptions: {
      redirectUriPath: '/slack/oauth_redirect',
      directInstall: true,
      authorizationUrl: slack.authorizeUrl,
      clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    },
    installationStore: {
      storeInstallation: async (installation) => {
        stored.set(installation.team?.id ?? installation.enterprise?.id ?? '', installation);
      },
      fetchInstallation: async ({ teamId = '', enterpriseId = '' }) => {
        const found = stored.get(teamId) ?? stored.get(enterpriseId);
        if (found === undefined) throw new Error('no installation');
        return found;
      },
    },
  });
  const app = new App({ receiver, clientOptions: { slackApiUrl: slack.apiUrl }, logger: SILENT });
  onTestFinished(async () => {
    await app.stop();
  });
  await app.start({ port, host: '127.0.0.1' });
  slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  const from = { person: group.ada, installUrl: `http://127.0.0.1:${port}/slack/install` };
  return { ...group, app, stored, from, redirectUri };
}

async function access(slack: SlackServer, given: Readonly<Record<string, string>>): Promise<Readonly<Record<string, unknown>>> {
  const { clientId: client_id, clientSecret: client_secret } = slack.app;
  return { ...(await aWebClient(slack, undefined).apiCall('oauth.v2.access', { client_id, client_secret, ...given })) };
}

/** A code that nobody has taken in yet. */
async function aCode(slack: SlackServer, from: Parameters<SlackServer['browser']['installs']>[0]): Promise<string> {
  let code = '';
  await slack.browser.installs({
    ...from,
    altered: (back) => {
      code = back.searchParams.get('code') ?? '';
      back.searchParams.set('code', 'another');
    },
  });
  return code;
}

describe('an installation by the real Bolt', () => {
  it('goes from the app’s page over the consent of a person to a token that works', async () => {
    const { slack, ada, workspace, stored, from } = await anInstallableApp();
    expect((await slack.browser.installs(from)).status).toBe(200);
    const installed = stored.get(workspace.workspace.id);
    expect(installed).toMatchObject({ team: { name: 'Reading group' }, isEnterpriseInstall: false, user: { id: ada.user.id } });
    expect(installed?.bot?.token).toBe(workspace.token());
    expect(await aWebClient(slack, installed?.bot?.token).auth.test()).toMatchObject({ team: 'Reading group' });
    expect(slack.violations.all).toEqual([]);
  });

  it('fails with another state, in another browser, and where the person says no', async () => {
    const { slack, stored, from } = await anInstallableApp();
    const wrong = await slack.browser.installs({ ...from, altered: (back) => back.searchParams.set('state', 'forged') });
    const stolen = await slack.browser.installs({ ...from, cookies: 'lost' });
    const denied = await slack.browser.installs({ ...from, answer: 'deny' });
    expect([wrong, stolen, denied].map(({ status }) => status)).toEqual([400, 400, 500]);
    expect(stored.size).toBe(0);
  });

  it('for a whole organisation reaches the workspaces of it that the app was let into', async () => {
    const { slack, stored, from } = await anInstallableApp();
    const enterprise = slack.addEnterprise('University');
    const [one, two, apart] = ['one', 'two', 'apart'].map((name) => slack.addWorkspace({ name, enterprise, app: 'absent' }));
    if (one === undefined || two === undefined || apart === undefined) throw new Error('three workspaces');
    const workspaceIds = [one.workspace.id, two.workspace.id];
    await slack.browser.installs({ ...from, person: one.addPerson('eve'), forAll: { enterprise, workspaceIds } });
    const installed = stored.get(enterprise.id);
    expect(installed).toMatchObject({ isEnterpriseInstall: true, enterprise: { id: enterprise.id } });
    const client = aWebClient(slack, installed?.bot?.token);
    const post = (channel: string) => client.chat.postMessage({ channel, text: 'Hi', unfurl_links: false, unfurl_media: false });
    await post(two.addChannel('papers').id);
    expect(await codeOf(post(apart.addChannel('papers').id))).toBe('channel_not_found');
  });
});

describe('a consent page', () => {
  it('is for the app that there is, scopes that it has in its settings, and pages that are its own', async () => {
    const { slack, ada, redirectUri } = await anInstallableApp();
    const ask = async (given: { readonly [key: string]: string }) => {
      const parameters = { client_id: slack.app.clientId, scope: 'commands', state: 's', redirect_uri: redirectUri, ...given };
      const page = await slack.browser.visits(`${slack.authorizeUrl}?${new URLSearchParams(parameters)}`);
      return page.status === 200 ? 'shown' : page.body;
    };
    expect(await ask({})).toBe('shown');
    expect(await ask({ client_id: '1.2' })).toContain('invalid_client_id');
    expect(await ask({ scope: '' })).toContain('invalid_scope_requested');
    expect(await ask({ scope: 'channels:history' })).toContain('invalid_scope');
    expect(await ask({ redirect_uri: 'http://elsewhere.example/' })).toContain('bad_redirect_uri');
    await ask({ state: '' });
    expect(slack.violations.byBot().at(-1)?.rule).toBe('no_state');
    expect(ada.user.name).toBe('ada');
  });
});

describe('a code', () => {
  it('is good once', async () => {
    const { slack, from, redirectUri } = await anInstallableApp();
    const code = await aCode(slack, from);
    expect(await access(slack, { code, redirect_uri: redirectUri })).toMatchObject({
      token_type: 'bot',
      app_id: slack.app.appId,
    });
    expect(await codeOf(access(slack, { code, redirect_uri: redirectUri }))).toBe('invalid_code');
  });

  it('is good for ten minutes, with the page and the secret that it was asked for with', async () => {
    const { slack, from, redirectUri } = await anInstallableApp();
    const code = await aCode(slack, from);
    expect(await codeOf(access(slack, { code }))).toBe('bad_redirect_uri');
    expect(await codeOf(access(slack, { code, redirect_uri: redirectUri, client_secret: 'guess' }))).toBe('bad_client_secret');
    slack.clock.advance({ minutes: 10 });
    await access(slack, { code, redirect_uri: redirectUri });
    const late = await aCode(slack, from);
    slack.clock.advance({ minutes: 10, ms: 1 });
    expect(await codeOf(access(slack, { code: late, redirect_uri: redirectUri }))).toBe('invalid_code');
    expect(await codeOf(access(slack, { code: 'made-up' }))).toBe('invalid_code');
  });
});

describe('a token that rotates', () => {
  it('lives twelve hours, and is made anew by a refresh token that works once', async () => {
    const { slack, from, redirectUri } = await anInstallableApp({ tokenRotation: 'on' });
    const first = await access(slack, { code: await aCode(slack, from), redirect_uri: redirectUri });
    expect(first).toMatchObject({ expires_in: 43_200, refresh_token: expect.stringMatching(/^xoxe-/) });
    slack.clock.advance({ hours: 12 });
    expect(await codeOf(aWebClient(slack, String(first.access_token)).auth.test())).toBe('token_expired');
    const refresh = { grant_type: 'refresh_token', refresh_token: String(first.refresh_token) };
    const second = await access(slack, refresh);
    await aWebClient(slack, String(second.access_token)).auth.test();
    expect(await codeOf(access(slack, refresh))).toBe('invalid_refresh_token');
  });

  it('is made anew by the real Bolt before it is used, where its time is up', async () => {
    const { slack, ada, workspace, app, stored, from, channel } = await anInstallableApp({ tokenRotation: 'on' });
    app.command('/papers', async ({ ack, client, command }) => {
      await ack();
      await client.chat.postMessage({ channel: command.channel_id, text: 'Hi', unfurl_links: false, unfurl_media: false });
    });
    await slack.browser.installs(from);
    const first = stored.get(workspace.workspace.id);
    if (first?.bot === undefined) throw new Error('nothing was stored');
    const old = first.bot.token;
    first.bot.expiresAt = 1;
    slack.clock.advance({ hours: 12 });
    expect(await ada.in(channel).types('/papers').message()).toMatchObject({ text: 'Hi' });
    expect(stored.get(workspace.workspace.id)?.bot?.token).not.toBe(old);
    expect(slack.violations.all).toEqual([]);
  });

  it('lives beside one other at most: the oldest of three is revoked', async () => {
    const { slack, from, redirectUri } = await anInstallableApp({ tokenRotation: 'on' });
    let answer = await access(slack, { code: await aCode(slack, from), redirect_uri: redirectUri });
    const tokens = [String(answer.access_token)];
    for (let count = 0; count < 2; count += 1) {
      answer = await access(slack, { grant_type: 'refresh_token', refresh_token: String(answer.refresh_token) });
      tokens.push(String(answer.access_token));
    }
    const state = (token: string | undefined) => codeOf(aWebClient(slack, token).auth.test());
    expect(await Promise.all(tokens.map(state))).toEqual(['token_revoked', 'none: it was taken', 'none: it was taken']);
  });

  it('that is revoked leaves the app where it is, which one that does not rotate does not', async () => {
    const rotating = await anInstallableApp({ tokenRotation: 'on' });
    await rotating.slack.browser.installs(rotating.from);
    await aWebClient(rotating.slack, rotating.workspace.token()).auth.revoke();
    expect(rotating.slack.deliveries).toEqual([]);
    const { slack, workspace } = await aReadingGroup();
    const token = workspace.token();
    expect(await aWebClient(slack, token).auth.revoke({ test: true })).toMatchObject({ revoked: false });
    expect(await aWebClient(slack, token).auth.revoke()).toMatchObject({ revoked: true });
    expect(slack.deliveries.map(({ what }) => what)).toEqual(['tokens_revoked', 'app_uninstalled']);
  });
});

describe('an app that leaves', () => {
  it.each([
    ['uninstalled-first', ['app_uninstalled', 'tokens_revoked']],
    ['revoked-first', ['tokens_revoked', 'app_uninstalled']],
  ] as const)('is told of it twice, in either order: %s', async (order, events) => {
    const { slack, workspace } = await aReadingGroup();
    const socket = await aRawSocket(slack);
    const bot = workspace.botUserId();
    workspace.uninstall(order);
    const told = [await socket.next(), await socket.next()].map(({ payload }) => payload);
    expect(told.map(({ event }) => event)).toMatchObject(events.map((type) => ({ type })));
    expect(JSON.stringify(told)).toContain(bot);
  });

  it('leaves by its own wish with the secret of the app, and comes back with the same bot and no old scope', async () => {
    const { slack, workspace, channel } = await aReadingGroup();
    const client = aWebClient(slack, workspace.token());
    const bot = workspace.botUserId();
    const { clientId: client_id, clientSecret: client_secret } = slack.app;
    expect(await codeOf(client.apps.uninstall({ client_id, client_secret: 'guess' }))).toBe('bad_client_secret');
    slack.clock.advance({ minutes: 1 });
    await client.apps.uninstall({ client_id, client_secret });
    expect(await codeOf(client.auth.test())).toBe('account_inactive');
    const token = workspace.install(['commands']);
    expect(workspace.botUserId()).toBe(bot);
    const post = aWebClient(slack, token).chat.postMessage({
      channel: channel.id,
      text: 'Hi',
      unfurl_links: false,
      unfurl_media: false,
    });
    expect(await refusalOf(post)).toMatchObject({ error: 'missing_scope', needed: 'chat:write' });
  });
});
