/**
 * The whole program on the twin of Slack, outside of any test: the real client, store, index and beats in a folder, by the twin's
 * clock. Whoever starts it stops it.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseConfig } from '../../src/config.ts';
import type { Paper } from '../../src/core/paper.ts';
import { type Clock, toInstant } from '../../src/core/time.ts';
import { makeLog } from '../../src/log.ts';
import { type SlackOptions, type SlackPlatform, slackPlatform } from '../../src/platforms/slack/connect.ts';
import { FIND_PAPERS } from '../../src/platforms/slack/manifest.ts';
import type { News } from '../../src/platforms/slack/news.ts';
import { allScopes } from '../../src/platforms/slack/scopes.ts';
import { openStore } from '../../src/store/open-store.ts';
import { type Paperboy, startPaperboy } from '../../src/wiring.ts';
import { anInstant } from './builders.ts';
import type { AppRegistration } from './slack-server/app-registration.ts';
import type { SlackServer } from './slack-server/slack-server.ts';
import type { Person } from './slack-server/story/person.ts';
import type { ChannelHandle, WorkspaceHandle } from './slack-server/story/workspace-handle.ts';

export interface SlackBot {
  readonly paperboy: Paperboy;
  readonly platform: SlackPlatform;
  readonly news: readonly News[];
  /** Idempotent. */
  readonly stop: () => Promise<void>;
}

export interface SlackLab {
  readonly slack: SlackServer;
  readonly workspace: WorkspaceHandle;
  /** The bot is in it. */
  readonly channel: ChannelHandle;
  readonly ada: Person;
  readonly bob: Person;
  readonly folder: string;
  readonly clock: Clock;
}

/** As our manifest registers the app. */
export const REGISTRATION: Partial<AppRegistration> = {
  scopes: allScopes('asked-for'),
  shortcuts: [{ callbackId: FIND_PAPERS, name: 'Find papers', on: 'message' }],
};

/** A workspace with two people and a channel, and the papers in a database in the folder. */
export async function furnishSlackLab(
  slack: SlackServer,
  { folder, papers }: { readonly folder: string; readonly papers: readonly Paper[] },
): Promise<SlackLab> {
  const workspace = slack.addWorkspace({ name: 'Reading group' });
  const ada = workspace.addPerson('ada');
  const bob = workspace.addPerson('bob');
  const store = await openStore({ url: join(folder, 'paperboy.sqlite') });
  await store.upsertPapers(papers, anInstant('2026-01-05T08:00:00Z'));
  await store.close();
  const clock = { now: () => toInstant(slack.clock.now()) };
  return { slack, workspace, ada, bob, channel: workspace.addChannel('papers', { botIn: true }), folder, clock };
}

/** Not yet connected: `connect` takes up the line. */
export async function assembleSlackBot(
  { slack, workspace, folder, clock }: Pick<SlackLab, 'slack' | 'workspace' | 'folder' | 'clock'>,
  options: Partial<SlackOptions> & { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<SlackBot & { readonly connect: () => Promise<void> }> {
  const news: News[] = [];
  const { env = {}, ...told } = options;
  const platform = slackPlatform({
    transport: { kind: 'socket', appToken: slack.app.appToken },
    installs: { kind: 'one', botToken: workspace.token() },
    port: 0,
    apiUrl: slack.apiUrl,
    connection: 'open',
    managedBy: 'everybody',
    clock,
    records: () => paperboy.records,
    pause: async (ms) => slack.clock.advance({ ms }),
    random: randomBytes,
    tell: (each) => news.push(each),
    ...told,
  });
  const service = {
    platforms: [platform],
    deliveries: 'when-asked',
    lists: 'as-they-are',
    watch: () => {},
    version: '0.1.0',
  } as const;
  const log = makeLog({ level: 'silent', form: 'json' });
  const paperboy = await startPaperboy(parseConfig({ DATA_DIR: folder, SYNC: 'off', ...env }), service, {
    clock,
    log,
    tell: () => {},
  });
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    stopped ??= platform.stop().then(paperboy.stop);
    await stopped;
  };
  const connect = async (): Promise<void> => {
    await platform.start(paperboy.bot);
    const port = platform.port();
    if (port !== undefined) slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  };
  return { paperboy, platform, news, stop, connect };
}
