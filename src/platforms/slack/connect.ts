/**
 * The bot on Slack: over a socket or by requests, in one workspace or in all that install it.
 *
 * A process that only works, beside others that talk, has no connection: it posts and is asked nothing.
 */
import { App } from '@slack/bolt';
import type { OperatorError } from '../../core/errors.ts';
import type { InstallationStore } from '../../core/installations.ts';
import type { Clock } from '../../core/time.ts';
import type { Bot, Platform } from '../../features/bot.ts';
import { slackCheck } from './check-place.ts';
import { onEvents } from './events.ts';
import { type RunningServer, startServer } from './http-server.ts';
import { installPages } from './install.ts';
import { type Interactions, listen } from './interactions.ts';
import { type Lifecycle, type PlaceRecords, watchLifecycle } from './lifecycle.ts';
import { slackLinks } from './link-to.ts';
import { slackMessenger } from './messenger.ts';
import type { Tell } from './news.ts';
import { makePacing } from './pacing.ts';
import { makePatience, type Patience } from './patience.ts';
import { makeFindTarget } from './post-target.ts';
import { makeProfiles } from './profiles.ts';
import { type Line, requestLine, socketLine } from './receivers.ts';
import { slackLogger } from './slack-client.ts';
import { type Installs, makeTenancy, refusalOf, type Tenancy } from './tenancy.ts';

/** As many as a person can read out. */
const REFERENCE_BYTES = 3;

export type Transport =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string };

export interface SlackOptions {
  readonly transport: Transport;
  readonly installs: Installs;
  /** Of the server for requests and installations; 0 for any that is free. */
  readonly port: number;
  /** Absent: Slack's own. */
  readonly apiUrl?: string;
  /** Without a connection nobody is answered. */
  readonly connection: 'open' | 'none';
  /** Who may subscribe channels, beside those who are named in the settings. */
  readonly managedBy: 'everybody' | 'admins';
  readonly clock: Clock;
  /** Asked for once the bot starts. */
  readonly records: () => PlaceRecords & InstallationStore;
  readonly pause: (ms: number, stop: AbortSignal) => Promise<void>;
  /** So many bytes that nobody can foretell. */
  readonly random: (bytes: number) => Buffer;
  readonly tell: Tell;
}

export interface SlackPlatform extends Platform {
  /** Resolves when the bot has stopped. Rejects with an OperatorError where Slack takes it no more. */
  readonly left: Promise<void>;
  /** @returns undefined where there is no server. */
  readonly port: () => number | undefined;
}

interface Running {
  readonly interactions: Interactions;
  readonly line: Line;
  readonly server: RunningServer | undefined;
}

export function slackPlatform(options: SlackOptions): SlackPlatform {
  const { clock, pause, tell } = options;
  const tenancy = makeTenancy(options);
  const { workspaces } = tenancy;
  const findTarget = makeFindTarget(workspaces);
  const stopping = new AbortController();
  const patience = makePatience({ pause, tell }, stopping.signal);
  const { left, leave, fail } = makeLeaving(tell);
  let commandNames: readonly string[] = [];
  let running: Running | undefined;
  return {
    name: 'slack',
    check: slackCheck(workspaces),
    linkTo: slackLinks(findTarget),
    messenger: slackMessenger({
      findTarget,
      takeTurn: makePacing({ clock, pause }),
      commandNames: () => commandNames,
      tell,
    }),
    left,
    port: () => running?.server?.port,
    start: async (bot) => {
      commandNames = bot.commands.map(({ name }) => name);
      if (options.connection === 'none') return;
      try {
        running = await connect(options, { bot, tenancy, patience, fail });
      } catch (error) {
        if (stopping.signal.aborted) return;
        throw error;
      }
      tell({ level: 'info', what: 'serving Slack', facts: { by: options.transport.kind } });
    },
    stop: async () => {
      stopping.abort();
      await running?.line.close();
      await running?.server?.close();
      await running?.interactions.finish();
      leave();
    },
  };
}

/** How the platform ends: when it is told to, or when Slack takes it no more. */
function makeLeaving(tell: Tell) {
  let settle: { readonly leave: () => void; readonly fail: (error: unknown) => void };
  const left = new Promise<void>((leave, fail) => {
    settle = { leave, fail };
  });
  left.catch(() => undefined); // whoever waits for it hears of it
  return {
    left,
    leave: () => settle.leave(),
    fail: (error: OperatorError) => {
      tell({ level: 'fatal', what: 'Slack takes the bot no more', facts: { code: error.code } });
      settle.fail(error);
    },
  };
}

interface ConnectParts {
  readonly bot: Bot;
  readonly tenancy: Tenancy;
  readonly patience: Patience;
  readonly fail: (error: OperatorError) => void;
}

/** @throws OperatorError where Slack refuses the bot or the port is taken. */
async function connect(options: SlackOptions, { bot, tenancy, patience, fail }: ConnectParts): Promise<Running> {
  const { clock, tell, records } = options;
  const { workspaces } = tenancy;
  const present = await tenancy.prepare(patience);
  const line = lineOf(options, { patience, fail });
  const app = makeApp(line, tell);
  const lifecycle = watchLifecycle({ records, workspaces, clock, tell });
  const interactions = listen(app, {
    bot,
    isNew: lifecycle.isNew,
    workspaces,
    profiles: makeProfiles({ workspaces, managedBy: options.managedBy, clock, tell }),
    clock,
    newReference: () => options.random(REFERENCE_BYTES).toString('hex'),
    tell,
  });
  onEvents(app, { lifecycle, interactions, tell });
  await lifecycle.whenInstalled(present);
  const server = await serve(options, { line, tenancy, lifecycle });
  try {
    await line.open();
  } catch (error) {
    await line.close();
    await server?.close();
    throw refusalOf(error, 'SLACK_APP_TOKEN');
  }
  return { interactions, line, server };
}

function lineOf({ transport, apiUrl, tell }: SlackOptions, { patience, fail }: Pick<ConnectParts, 'patience' | 'fail'>): Line {
  switch (transport.kind) {
    case 'http':
      return requestLine({ signingSecret: transport.signingSecret, tell });
    case 'socket':
      return socketLine({
        appToken: transport.appToken,
        apiUrl,
        patience,
        onLost: (error) => fail(refusalOf(error, 'SLACK_APP_TOKEN')),
        tell,
      });
  }
}

/** Bolt leads what comes in to what takes it. It looks up no token before that, as nothing may come before the acknowledgement. */
function makeApp({ receiver }: Line, tell: Tell): App {
  const app = new App({
    receiver,
    authorize: async ({ teamId, enterpriseId }) => ({
      ...(teamId !== undefined && { teamId }),
      ...(enterpriseId !== undefined && { enterpriseId }),
    }),
    ignoreSelf: false,
    convoStore: false,
    logger: slackLogger(tell),
  });
  app.error(async (error) => tell({ level: 'error', what: 'Bolt could not lead on what came in', facts: { code: error.code } }));
  return app;
}

interface ServeParts {
  readonly line: Line;
  readonly tenancy: Tenancy;
  readonly lifecycle: Lifecycle;
}

/** @returns undefined where nothing comes by request. */
async function serve(
  { port, clock, tell, records }: SlackOptions,
  { line, tenancy: { installer }, lifecycle }: ServeParts,
): Promise<RunningServer | undefined> {
  const { events } = line;
  if (events === undefined && installer === undefined) return undefined;
  const whenInstalled = async (of: string): Promise<void> => {
    const members = await records().workspacesOfOrganization('slack', of);
    await lifecycle.whenInstalled([of, ...members]);
  };
  const install = installer && installPages(installer.provider, { ...installer, whenInstalled, tell });
  return startServer({ port, events, install, clock, tell });
}
