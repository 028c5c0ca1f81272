/**
 * What can be wrong between the bot and Slack, asked by its API alone: nothing is posted, and no socket stays open.
 */
import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { clockFinding } from '../../core/clock-drift.ts';
import type { Finding } from '../../core/finding.ts';
import type { InstallationStore } from '../../core/installations.ts';
import type { PlaceCheck } from '../../core/messenger.ts';
import { directOwner } from '../../core/place.ts';
import type { Subscription } from '../../core/subscription.ts';
import type { Clock } from '../../core/time.ts';
import { slackCheck } from './check-place.ts';
import type { Transport } from './connect.ts';
import { readFailure } from './failure.ts';
import { EVENTS_PATH } from './http-server.ts';
import { failureWords } from './news.ts';
import { HISTORY_SCOPES, type HistoryReading, optionalScopes, REQUIRED_SCOPES } from './scopes.ts';
import { clientOptions } from './slack-client.ts';
import { type Installs, makeTenancy, type Tenancy } from './tenancy.ts';

export interface DiagnoseOptions {
  readonly transport: Transport;
  readonly installs: Installs;
  readonly history: HistoryReading;
  readonly publicUrl?: string;
  readonly port: number;
  readonly apiUrl?: string;
  readonly records: InstallationStore;
  /** Those on Slack that are not paused. */
  readonly subscriptions: readonly Subscription[];
  readonly clock: Clock;
  readonly random: (bytes: number) => Buffer;
}

const Tested = z.object({ team: z.string().default(''), user: z.string().default(''), team_id: z.string().default('') });

export async function diagnoseSlack(options: DiagnoseOptions): Promise<readonly Finding[]> {
  const heard: Heard = { date: undefined, scopes: undefined };
  const tenancy = makeTenancy({ ...options, records: () => options.records, tell: () => undefined });
  const tenants =
    options.installs.kind === 'one'
      ? await diagnoseToken(options.installs.botToken, options, heard)
      : await diagnoseInstallations(options, tenancy);
  return [
    ...tenants,
    await transportFinding(options),
    ...(await placeFindings(options, tenancy)),
    historyFinding(options.history),
    clockFinding(heard.date, options.clock.now()),
  ];
}

interface Heard {
  date: string | undefined;
  scopes: string | undefined;
}

/** Slack tells in a header what a token may do. */
async function diagnoseToken(token: string, options: DiagnoseOptions, heard: Heard): Promise<readonly Finding[]> {
  const client = listening(token, options, heard);
  try {
    const { team, user } = Tested.parse(await client.auth.test());
    const well: Finding = { kind: 'well', check: 'token', what: `Slack knows the bot as ${user} in ${team}.` };
    return [well, ...scopeFindings(heard.scopes?.split(/,\s*/) ?? [], options.history)];
  } catch (error) {
    return [unreachable(error, 'SLACK_BOT_TOKEN')];
  }
}

function listening(token: string | undefined, { apiUrl }: DiagnoseOptions, heard: Heard): WebClient {
  return new WebClient(token, {
    ...clientOptions({ apiUrl, tell: () => undefined }),
    fetch: async (url, init) => {
      const answer = await fetch(url, init);
      heard.date = answer.headers.get('date') ?? heard.date;
      heard.scopes = answer.headers.get('x-oauth-scopes') ?? heard.scopes;
      return answer;
    },
  });
}

function scopeFindings(granted: readonly string[], history: HistoryReading): readonly Finding[] {
  if (granted.length === 0) return [{ kind: 'note', check: 'scopes', what: 'Slack does not say what the bot may do.' }];
  const lacking = REQUIRED_SCOPES.filter(({ name }) => !granted.includes(name));
  const missed = optionalScopes(history).filter(({ name }) => !granted.includes(name));
  const fix =
    'Paste what `npm run -s slack:manifest` prints into your app’s manifest at api.slack.com/apps, and install it again.';
  const required: Finding =
    lacking.length === 0
      ? { kind: 'well', check: 'scopes', what: 'All that are required are granted.' }
      : { kind: 'trouble', check: 'scopes', what: `Missing: ${lacking.map(named).join('; ')}.`, fix };
  return missed.length === 0
    ? [required]
    : [required, { kind: 'note', check: 'optional scopes', what: `Not granted: ${missed.map(named).join('; ')}.` }];
}

function named({ name, why }: { readonly name: string; readonly why: string }): string {
  return `${name} (${why})`;
}

function unreachable(error: unknown, setting: string): Finding {
  const failure = readFailure(error);
  if (failure.kind === 'refused') {
    const fix = `Copy it anew from your app's page at api.slack.com/apps into ${setting}.`;
    return { kind: 'trouble', check: 'token', what: `Slack refuses the token in ${setting} (${failure.error}).`, fix };
  }
  const what = `Slack cannot be asked: ${failureWords(error)}.`;
  return { kind: 'trouble', check: 'connection', what, fix: 'Check the network and SLACK_API_URL, then run this again.' };
}

async function diagnoseInstallations({ records }: DiagnoseOptions, { workspaces }: Tenancy): Promise<readonly Finding[]> {
  const installed = await records.installationsOn('slack');
  if (installed.length === 0) {
    const what = 'No workspace has installed the bot yet. Open /slack/install at PUBLIC_URL.';
    return [{ kind: 'note', check: 'installations', what }];
  }
  let well = 0;
  const findings: Finding[] = [];
  for (const { workspace } of installed) {
    try {
      const client = await workspaces.clientOf(workspace);
      await client?.auth.test();
      well += 1;
      findings.push(...lackingIn(workspace, (await workspaces.scopesOf(workspace)) ?? []));
    } catch (error) {
      const what = `Its token is not taken: ${failureWords(error)}.`;
      const fix = 'Check TOKEN_KEY and TOKEN_KEY_PREVIOUS; else let the workspace install the bot again.';
      findings.push({ kind: 'trouble', check: `workspace ${workspace}`, what, fix });
    }
  }
  return [{ kind: 'well', check: 'installations', what: `${well} of ${installed.length} can be used.` }, ...findings];
}

/** Where an admin granted less than the bot cannot do without. */
function lackingIn(workspace: string, granted: readonly string[]): readonly Finding[] {
  const lacking = granted.length === 0 ? [] : REQUIRED_SCOPES.filter(({ name }) => !granted.includes(name));
  if (lacking.length === 0) return [];
  const what = `It did not grant ${lacking.map(named).join('; ')}.`;
  return [{ kind: 'trouble', check: `workspace ${workspace}`, what, fix: 'Let an admin there install the bot again.' }];
}

async function transportFinding(options: DiagnoseOptions): Promise<Finding> {
  const { transport, publicUrl, port } = options;
  if (transport.kind === 'http') {
    const at = publicUrl === undefined ? `PUBLIC_URL is not set: Slack must reach port ${port}` : `Slack must reach ${publicUrl}`;
    return { kind: 'note', check: 'requests', what: `${at}, and sends to ${EVENTS_PATH} there.` };
  }
  const client = listening(transport.appToken, options, { date: undefined, scopes: undefined });
  try {
    await client.apps.connections.open({});
    return { kind: 'well', check: 'socket', what: 'Slack gives the bot a socket.' };
  } catch (error) {
    return unreachable(error, 'SLACK_APP_TOKEN');
  }
}

async function placeFindings({ subscriptions }: DiagnoseOptions, { workspaces }: Tenancy): Promise<readonly Finding[]> {
  const check = slackCheck(workspaces);
  const findings: Finding[] = [];
  for (const { id, place } of subscriptions) {
    if (directOwner(place) === undefined) findings.push(placeFinding(`subscription ${id}`, await check(place)));
  }
  return findings.length > 0 ? findings : [{ kind: 'note', check: 'subscriptions', what: 'No channel is subscribed.' }];
}

function placeFinding(check: string, answer: PlaceCheck): Finding {
  if (answer.kind === 'may-post') return { kind: 'well', check, what: 'The bot may post there.' };
  if (answer.kind === 'cannot-tell') return { kind: 'note', check, what: 'Slack does not say whether the bot may post there.' };
  switch (answer.why) {
    case 'bot-removed':
      return { kind: 'trouble', check, what: 'That workspace took the bot out.', fix: 'Let it install the bot again.' };
    case 'channel-gone':
      return { kind: 'trouble', check, what: 'The channel is archived.', fix: 'Subscribe another channel.' };
    case 'not-permitted':
      return { kind: 'trouble', check, what: 'The bot does not see the channel.', fix: 'Type /invite @paperboy in it.' };
  }
}

function historyFinding(history: HistoryReading): Finding {
  const scopes = HISTORY_SCOPES.map(({ name }) => name).join(', ');
  return history === 'asked-for'
    ? {
        kind: 'well',
        check: 'history',
        what: `Read where the bot is a member (${scopes}): no post is doubled after a lost answer.`,
      }
    : {
        kind: 'note',
        check: 'history',
        what: `Not read: where Slack's answer to a post is lost, it is posted again and may be there twice. SLACK_HISTORY=on asks for ${scopes}.`,
      };
}
