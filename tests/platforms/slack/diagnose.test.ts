/**
 * What the doctor finds on Slack, by the real client over a real socket.
 */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/finding.ts';
import { type DiagnoseOptions, diagnoseSlack } from '../../../src/platforms/slack/diagnose.ts';
import { REQUIRED_SCOPES } from '../../../src/platforms/slack/scopes.ts';
import { makeSeal } from '../../../src/platforms/slack/seal.ts';
import { anInstant } from '../../support/builders.ts';
import { openTestStore } from '../../support/databases.ts';
import { aSubscription } from '../../support/delivery-builders.ts';
import { type MethodAnswer, slackAnswers } from '../../support/slack-answers.ts';

const WELL: Readonly<Record<string, MethodAnswer>> = {
  'auth.test': () => ({ team: 'Lab', user: 'paperboy', team_id: 'T1' }),
  'apps.connections.open': ({ token }) => (token === 'xapp-1' ? { url: 'ws://127.0.0.1' } : 'invalid_auth'),
  'conversations.info': () => ({ channel: { is_member: true } }),
};

async function findings(
  answers: Readonly<Record<string, MethodAnswer>>,
  options: Partial<DiagnoseOptions> = {},
): Promise<{ readonly said: readonly string[]; readonly asked: readonly string[]; readonly all: readonly Finding[] }> {
  const slack = await slackAnswers({ ...WELL, ...answers });
  const all = await diagnoseSlack({
    transport: { kind: 'socket', appToken: 'xapp-1' },
    installs: { kind: 'one', botToken: 'xoxb-1' },
    history: 'left-out',
    port: 3000,
    apiUrl: slack.apiUrl,
    records: await openTestStore({ url: ':memory:' }),
    subscriptions: [aSubscription({ id: 's1', place: { platform: 'slack', workspace: 'T1', channel: 'C1' } })],
    clock: { now: () => anInstant() },
    random: randomBytes,
    ...options,
  });
  return { said: all.map(({ kind, check }) => `${kind} ${check}`), asked: slack.asked.map(({ method }) => method), all };
}

const fixesOf = (all: readonly Finding[]) =>
  all.flatMap((finding) => (finding.kind === 'trouble' && finding.check !== 'clock' ? [`${finding.what} ${finding.fix}`] : []));

describe('the doctor on Slack', () => {
  it('names each thing that it looked at, and posts nothing', async () => {
    const { said, asked, all } = await findings({});
    expect(said.filter((line) => !line.endsWith('clock'))).toEqual([
      ...['well token', 'note scopes', 'well socket', 'well subscription s1', 'note history'],
    ]);
    expect(fixesOf(all)).toEqual([]);
    expect(asked.toSorted()).toEqual(['apps.connections.open', 'auth.test', 'conversations.info']);
  });

  it('says what it costs that history is not read, and how to change that', async () => {
    const { all } = await findings({});
    expect(all.find(({ check }) => check === 'history')?.what).toMatch(
      /may be there twice\. SLACK_HISTORY=on asks for channels:history/,
    );
    const read = await findings({}, { history: 'asked-for' });
    expect(read.said).toContain('well history');
  });

  it.each([
    [
      'a token that Slack refuses',
      { 'auth.test': () => 'invalid_auth' },
      /refuses the token in SLACK_BOT_TOKEN \(invalid_auth\)\. Copy it anew/,
    ],
    [
      'an app token that Slack refuses',
      { 'apps.connections.open': () => 'invalid_auth' },
      /refuses the token in SLACK_APP_TOKEN/,
    ],
    [
      'a channel that it does not see',
      { 'conversations.info': () => 'channel_not_found' },
      /does not see the channel\. Type \/invite/,
    ],
    ['a channel that is archived', { 'conversations.info': () => ({ channel: { is_archived: true } }) }, /archived/],
    ['a workspace that took it out', { 'conversations.info': () => 'account_inactive' }, /took the bot out/],
  ])('tells of %s with its fix', async (_, answers, fix) => {
    const { all } = await findings(answers);
    expect(fixesOf(all)).toEqual([expect.stringMatching(fix)]);
  });

  it('cannot tell of a channel where it may not ask, and says so', async () => {
    expect((await findings({ 'conversations.info': () => 'missing_scope' })).said).toContain('note subscription s1');
  });

  it('says where Slack has to reach it by requests', async () => {
    const { all } = await findings({}, { transport: { kind: 'http', signingSecret: 'x' }, publicUrl: 'https://bot.example' });
    expect(all.find(({ check }) => check === 'requests')?.what).toBe(
      'Slack must reach https://bot.example, and sends to /slack/events there.',
    );
  });

  const MANY = {
    kind: 'many',
    clientId: '1.2',
    clientSecret: 's',
    keys: { current: Buffer.alloc(32) },
    publicUrl: 'https://bot.example',
    scopes: [],
  } as const;

  it('says how to install where no workspace has', async () => {
    expect((await findings({}, { installs: MANY, subscriptions: [] })).said).toContain('note installations');
  });

  it('names the workspaces whose token is not taken, and those that granted too little', async () => {
    const records = await openTestStore({ url: ':memory:' });
    const seal = makeSeal(MANY.keys, randomBytes);
    for (const [workspace, token, scopes] of [
      ['T1', 'xoxb-well', REQUIRED_SCOPES.map(({ name }) => name)],
      ['T2', 'xoxb-little', ['commands', 'chat:write']],
      ['T3', 'xoxb-revoked', []],
    ] as const) {
      const bot = { token, scopes, id: 'B1', userId: 'U1' };
      const kept = JSON.stringify({ team: { id: workspace }, isEnterpriseInstall: false, bot });
      await records.keepInstallation({ platform: 'slack', workspace, sealed: seal.close(kept, workspace) });
    }
    const answers = {
      'auth.test': ({ token }: { readonly token: string | undefined }) => (token === 'xoxb-revoked' ? 'token_revoked' : {}),
    };
    const { all } = await findings(answers, { installs: MANY, subscriptions: [], records });
    expect(all[0]).toMatchObject({ kind: 'well', what: '2 of 3 can be used.' });
    expect(fixesOf(all)).toEqual([
      expect.stringMatching(/^It did not grant chat:write\.public .*users:read .* install the bot again\.$/),
      expect.stringMatching(/token is not taken: it refused with token_revoked/),
    ]);
  });
});
