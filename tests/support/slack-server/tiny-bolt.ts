/**
 * The real Bolt against the twin, with what every test of the twin would otherwise repeat.
 */
import { createServer } from 'node:net';
import { App, type Authorize, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { onTestFinished } from 'vitest';
import { type SlackDraft, type SlackServer, startSlack } from './slack-server.ts';
import type { WorkspaceDraft, WorkspaceHandle } from './story/workspace-handle.ts';

/** Closed when the test ends. */
export async function aSlack(draft: SlackDraft = {}): Promise<SlackServer> {
  const slack = await startSlack(draft);
  onTestFinished(async () => {
    await slack.close();
  });
  return slack;
}

/** A workspace with two people in one channel, the bot among them. */
export async function aReadingGroup(draft: SlackDraft & { readonly workspace?: Partial<WorkspaceDraft> } = {}) {
  const { workspace: workspaceDraft, ...slackDraft } = draft;
  const slack = await aSlack(slackDraft);
  const workspace = slack.addWorkspace({ name: 'Reading group', ...workspaceDraft });
  const ada = workspace.addPerson('ada');
  const bob = workspace.addPerson('bob');
  const botIn = workspaceDraft?.app !== 'absent';
  return { slack, workspace, ada, bob, channel: workspace.addChannel('papers', { botIn }) };
}

/** Says a thing once, and at once: no retries, no waiting out of rate limits. */
export function aWebClient(slack: SlackServer, token: string | undefined, options: WebClientOptions = {}): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: SILENT,
    ...options,
  });
}

/** Says nothing, as what goes wrong is seen from outside. */
export const SILENT: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

/** The real client waits this long before it opens a socket in place of one that has ended; 5 s unless told. */
const RECONNECT_MS = 300;

const clientOptions = (slack: SlackServer): WebClientOptions => ({ slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });

/** Any workspace's own token, as an installation store would give it. */
const authorizeWith =
  (workspaces: readonly WorkspaceHandle[]): Authorize<boolean> =>
  async ({ teamId }) => {
    const found = workspaces.find(({ workspace }) => workspace.id === teamId);
    if (found === undefined) throw new Error(`There is no installation for ${teamId}.`);
    return { botToken: found.token(), botUserId: found.botUserId() };
  };

/** What a handler throws fails nothing: it is in `log`, as in a bot that lives on. */
export interface TinyBolt {
  readonly app: App;
  readonly log: readonly string[];
}

export async function aSocketApp(
  slack: SlackServer,
  workspaces: readonly WorkspaceHandle[],
  listen: (app: App) => void,
): Promise<TinyBolt> {
  const receiver = new SocketModeReceiver({
    appToken: slack.app.appToken,
    clientPingTimeout: RECONNECT_MS,
    installerOptions: { clientOptions: clientOptions(slack) },
    logger: SILENT,
  });
  const app = new App({ receiver, authorize: authorizeWith(workspaces), clientOptions: clientOptions(slack), logger: SILENT });
  return started(app, listen, () => app.start());
}

export async function anHttpApp(
  slack: SlackServer,
  workspaces: readonly WorkspaceHandle[],
  listen: (app: App) => void,
): Promise<TinyBolt> {
  const receiver = new HTTPReceiver({ signingSecret: slack.app.signingSecret, logger: SILENT });
  const app = new App({ receiver, authorize: authorizeWith(workspaces), clientOptions: clientOptions(slack), logger: SILENT });
  const port = await freePort();
  slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  return started(app, listen, () => app.start({ port, host: '127.0.0.1' }));
}

async function started(app: App, listen: (app: App) => void, start: () => Promise<unknown>): Promise<TinyBolt> {
  const log: string[] = [];
  app.error(async (error) => {
    log.push(String(error));
  });
  listen(app);
  onTestFinished(async () => {
    await app.stop();
  });
  await start();
  return { app, log };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('No port.')),
      );
    });
  });
}
