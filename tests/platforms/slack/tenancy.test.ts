/**
 * Workspaces that let the bot in and take it out: their tokens in a real database, and Slack's methods over a real socket.
 */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../src/core/time.ts';
import { watchLifecycle } from '../../../src/platforms/slack/lifecycle.ts';
import type { News } from '../../../src/platforms/slack/news.ts';
import { EventBody } from '../../../src/platforms/slack/payloads.ts';
import { makeSeal, type TokenKeys } from '../../../src/platforms/slack/seal.ts';
import { makeTenancy } from '../../../src/platforms/slack/tenancy.ts';
import type { OpenStore } from '../../../src/store/open-store.ts';
import { anInstant } from '../../support/builders.ts';
import { openTestStore } from '../../support/databases.ts';
import { aSubscription, subscriptionId } from '../../support/delivery-builders.ts';
import { type MethodAnswer, slackAnswers } from '../../support/slack-answers.ts';

const KEY = Buffer.alloc(32, 1);
const OLD_KEY = Buffer.alloc(32, 2);
const NOW: Instant = anInstant('2026-11-27T13:00:00Z');

interface Draft {
  readonly token: string;
  readonly refresh?: string;
  readonly expiresIn?: number;
  readonly organization?: string;
  readonly key?: Buffer;
}

/** As Bolt's installer keeps one. */
async function install(store: OpenStore, workspace: string, draft: Draft): Promise<void> {
  const { token, refresh, expiresIn, organization, key = KEY } = draft;
  const installation = {
    team: organization === undefined ? { id: workspace } : undefined,
    enterprise: organization === undefined ? undefined : { id: organization },
    isEnterpriseInstall: organization !== undefined,
    authVersion: 'v2',
    user: { id: 'U1' },
    bot: {
      token,
      scopes: ['chat:write'],
      id: 'B1',
      userId: 'UB',
      ...(refresh !== undefined && { refreshToken: refresh, expiresAt: Math.floor(Date.now() / 1000) + (expiresIn ?? 0) }),
    },
  };
  const of = organization ?? workspace;
  const sealed = makeSeal({ current: key }, randomBytes).close(JSON.stringify(installation), of);
  await store.keepInstallation({ platform: 'slack', workspace: of, sealed });
}

async function aTenancy(answers: Readonly<Record<string, MethodAnswer>> = {}, keys: TokenKeys = { current: KEY }) {
  const store = await openTestStore({ url: ':memory:' });
  const news: News[] = [];
  const slack = await slackAnswers({
    'auth.test': ({ token = '' }) => (token.includes('revoked') ? 'token_revoked' : {}),
    ...answers,
  });
  const tell = (told: News) => void news.push(told);
  const tenancy = makeTenancy({
    installs: {
      kind: 'many',
      clientId: '1.2',
      clientSecret: 'secret',
      keys,
      publicUrl: 'https://bot.example',
      scopes: ['chat:write'],
    },
    apiUrl: slack.apiUrl,
    records: () => store,
    random: randomBytes,
    tell,
  });
  const lifecycle = watchLifecycle({ records: () => store, workspaces: tenancy.workspaces, clock: { now: () => NOW }, tell });
  const tokenOf = async (workspace: string) => (await tenancy.workspaces.clientOf(workspace))?.token;
  return { store, news, slack, tenancy, lifecycle, tokenOf };
}

describe('the workspaces that installed the bot', () => {
  it('each have their own token, and one that did not has none', async () => {
    const { store, tokenOf, tenancy } = await aTenancy();
    await install(store, 'T1', { token: 'xoxb-one' });
    await install(store, 'T2', { token: 'xoxb-two' });
    expect([await tokenOf('T1'), await tokenOf('T2'), await tokenOf('T3')]).toEqual(['xoxb-one', 'xoxb-two', undefined]);
    expect(await tenancy.workspaces.scopesOf('T1')).toEqual(['chat:write']);
  });

  it('use that of their organization where they have none, once they were seen', async () => {
    const { store, tokenOf, tenancy } = await aTenancy();
    await install(store, 'T1', { token: 'xoxb-org', organization: 'E1' });
    expect(await tokenOf('T1')).toBeUndefined();
    await tenancy.workspaces.noteOrganization('T1', 'E1');
    await tenancy.workspaces.noteOrganization('T2', 'E1');
    expect([await tokenOf('T1'), await tokenOf('T2')]).toEqual(['xoxb-org', 'xoxb-org']);
  });

  it('keep no token that can be read where it lies', async () => {
    const { store } = await aTenancy();
    await install(store, 'T1', { token: 'xoxb-secret' });
    expect(JSON.stringify(await store.installationsOn('slack'))).not.toContain('xoxb');
  });
});

describe('a change of the key', () => {
  it('opens what the former key sealed, seals it anew at the start, and then does without that key', async () => {
    const { store, tokenOf, tenancy, news } = await aTenancy({}, { current: KEY, previous: OLD_KEY });
    await install(store, 'T1', { token: 'xoxb-one', key: OLD_KEY });
    await install(store, 'T2', { token: 'xoxb-two' });
    expect(await tokenOf('T1')).toBe('xoxb-one');
    await tenancy.prepare((work) => work());
    expect(news.map(({ what, facts }) => [what, facts])).toEqual([['tokens are sealed with the new key', { tokens: 1 }]]);
    const sealed = (await store.installationOf({ platform: 'slack', workspace: 'T1' })) ?? '';
    expect(makeSeal({ current: KEY }, randomBytes).open(sealed, 'T1')).toMatchObject({ kind: 'opened', by: 'current' });
    await tenancy.prepare((work) => work());
    expect(news).toHaveLength(1);
  });

  it('tells of a token that no key opens, and does not touch it', async () => {
    const { store, tokenOf, tenancy, news } = await aTenancy();
    await install(store, 'T1', { token: 'xoxb-one', key: OLD_KEY });
    const before = await store.installationOf({ platform: 'slack', workspace: 'T1' });
    await tenancy.prepare((work) => work());
    await expect(tokenOf('T1')).rejects.toThrow();
    expect(await store.installationOf({ platform: 'slack', workspace: 'T1' })).toBe(before);
    expect(news[0]).toMatchObject({ level: 'error', what: 'a token does not open with TOKEN_KEY', facts: { workspace: 'T1' } });
  });
});

describe('a token that rotates', () => {
  it('is refreshed before it ends, once for all who need it at the same time, and kept', async () => {
    let refreshed = 0;
    const { store, tokenOf, slack } = await aTenancy({
      'oauth.v2.access': ({ args }) => {
        if (args.refresh_token !== `xoxe-${refreshed}`) return 'invalid_refresh_token';
        refreshed += 1;
        return {
          access_token: `xoxe.xoxb-${refreshed}`,
          refresh_token: `xoxe-${refreshed}`,
          expires_in: 43_200,
          token_type: 'bot',
        };
      },
    });
    await install(store, 'T1', { token: 'xoxb-old', refresh: 'xoxe-0', expiresIn: 60 });
    const tokens = await Promise.all(Array.from({ length: 5 }, () => tokenOf('T1')));
    expect(new Set(tokens)).toEqual(new Set(['xoxe.xoxb-1']));
    expect(await tokenOf('T1')).toBe('xoxe.xoxb-1');
    expect(slack.asked.map(({ method }) => method)).toEqual(['oauth.v2.access']);
    expect(slack.asked[0]?.args).toMatchObject({ grant_type: 'refresh_token', refresh_token: 'xoxe-0' });
  });
});

const event = (type: string, rest: object = {}, id = `Ev-${type}`) =>
  EventBody.parse({ event_id: id, team_id: 'T1', event: { type, ...rest } });
const UNINSTALLED = event('app_uninstalled');
const REVOKED = event('tokens_revoked', { tokens: { bot: ['UB'], oauth: [] } });

describe('a workspace that takes the bot out', () => {
  const aDeparted = async (token = 'xoxb-revoked') => {
    const parts = await aTenancy();
    await install(parts.store, 'T1', { token });
    await install(parts.store, 'T2', { token: 'xoxb-two' });
    await parts.store.addSubscription(aSubscription({ id: 's1', place: { platform: 'slack', workspace: 'T1', channel: 'C1' } }));
    await parts.store.addSubscription(aSubscription({ id: 's2', place: { platform: 'slack', workspace: 'T2', channel: 'C2' } }));
    const statuses = () =>
      Promise.all(['s1', 's2'].map(async (id) => (await parts.store.subscription(subscriptionId(id)))?.status));
    return { ...parts, statuses };
  };

  it.each([
    ['uninstalled, then revoked', [UNINSTALLED, REVOKED]],
    ['revoked, then uninstalled', [REVOKED, UNINSTALLED]],
  ])('loses its token at once and has its subscriptions paused, told in any order: %s', async (_, told) => {
    const { store, lifecycle, statuses, tokenOf } = await aDeparted();
    for (const body of told) {
      if (body === UNINSTALLED) await lifecycle.whenUninstalled(body);
      else await lifecycle.whenRevoked(body);
    }
    expect(await store.installationOf({ platform: 'slack', workspace: 'T1' })).toBeUndefined();
    expect(await statuses()).toMatchObject([{ kind: 'paused', why: 'bot-removed' }, { kind: 'active' }]);
    expect(await tokenOf('T2')).toBe('xoxb-two');
  });

  it('keeps a token that Slack still takes: it was let in again before the news came', async () => {
    const { lifecycle, statuses, tokenOf, news } = await aDeparted('xoxb-new');
    await lifecycle.whenRevoked(REVOKED);
    await lifecycle.whenUninstalled(UNINSTALLED);
    expect(await tokenOf('T1')).toBe('xoxb-new');
    expect(await statuses()).toMatchObject([{ kind: 'active' }, { kind: 'active' }]);
    expect(news[0]?.what).toBe('a workspace is told to have taken the bot out, and has it');
  });

  it('loses nothing where only a person’s own token was revoked', async () => {
    const { lifecycle, statuses } = await aDeparted();
    await lifecycle.whenRevoked(event('tokens_revoked', { tokens: { oauth: ['U1'] } }));
    expect(await statuses()).toMatchObject([{ kind: 'active' }, { kind: 'active' }]);
  });

  it('is kept for its time where it lets the bot in again', async () => {
    const { store, lifecycle } = await aDeparted();
    await lifecycle.whenUninstalled(UNINSTALLED);
    await lifecycle.whenInstalled(['T1']);
    expect(await store.forgetDepartedBefore(anInstant('2030-01-01'))).toEqual([]);
  });

  it('may be a whole organization with all its workspaces', async () => {
    const { store, tenancy, lifecycle, tokenOf } = await aTenancy();
    await install(store, 'T1', { token: 'xoxb-revoked', organization: 'E1' });
    for (const workspace of ['T1', 'T2']) {
      await tenancy.workspaces.noteOrganization(workspace, 'E1');
      const place = { platform: 'slack', workspace, channel: 'C1' } as const;
      await store.addSubscription(aSubscription({ id: workspace, place }));
    }
    await lifecycle.whenUninstalled(EventBody.parse({ ...UNINSTALLED, enterprise_id: 'E1', is_enterprise_install: true }));
    expect(await tokenOf('T1')).toBeUndefined();
    const paused = await Promise.all(['T1', 'T2'].map((id) => store.subscription(subscriptionId(id))));
    expect(paused.map((each) => each?.status.kind)).toEqual(['paused', 'paused']);
  });
});

describe('an event', () => {
  it('has one effect, however often it comes', async () => {
    const { lifecycle } = await aTenancy();
    expect(await lifecycle.isNew(UNINSTALLED.event_id)).toBe(true);
    expect(await lifecycle.isNew(UNINSTALLED.event_id)).toBe(false);
    expect(await lifecycle.isNew(REVOKED.event_id)).toBe(true);
  });
});
