/**
 * A twin of Discord on 127.0.0.1, for the real discord.js: REST v10 and the gateway on one port, over a world that a test sets up.
 *
 * It refuses by default, keeps every refusal, runs on a clock that only the test moves, and tells what a person would have seen.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GatewayIntentBits } from 'discord-api-types/v10';
import { makeCommandBook } from './command-book.ts';
import { commandRoutes } from './command-routes.ts';
import { type FaultHandle, makeFaults, type OrderedFault } from './faults.ts';
import { type Gateway, makeGateway } from './gateway.ts';
import { gatewayRoutes } from './gateway-routes.ts';
import { addGuild, type GuildDraft, type GuildHandle } from './guild-handle.ts';
import { type IdentifyRules, makeIdentifyBudget } from './identify-budget.ts';
import { identityRoutes } from './identity-routes.ts';
import { makeInteractionBook, type Unanswered } from './interaction-book.ts';
import { interactionRoutes } from './interaction-routes.ts';
import { messageRoutes } from './message-routes.ts';
import { makeNonceBook } from './nonce-book.ts';
import { makePerson, type Person } from './people.ts';
import { type BucketRule, INVALID_RULE } from './rate-limits.ts';
import { makeRestServer } from './rest-server.ts';
import { type SeenMessage, seeMessage } from './seen-message.ts';
import { makeSnowflakes } from './snowflakes.ts';
import { threadRoutes } from './thread-routes.ts';
import type { GatewayEvent, Twin } from './twin.ts';
import { makeViolations, type Violations } from './violations.ts';
import { makeVirtualClock, type VirtualClock } from './virtual-clock.ts';
import { makeWorld, type User } from './world.ts';

export interface DiscordDraft {
  /** Where the clock starts. */
  readonly start?: string;
  /** Milliseconds of real time that a story waits for the bot before it fails. */
  readonly patienceMs?: number;
  readonly heartbeatMs?: number;
  /** In place of every route's own bucket. */
  readonly bucket?: BucketRule;
  readonly invalidRequests?: BucketRule;
  readonly identify?: IdentifyRules;
  readonly allowedIntents?: number;
}

export interface DiscordServer {
  /** For `new Client({ rest: { api } })`. */
  readonly apiUrl: string;
  readonly token: () => string;
  readonly applicationId: string;
  readonly botUser: User;
  readonly clock: VirtualClock;
  readonly gateway: Gateway;
  readonly violations: Violations;
  readonly commands: Twin['commands'];
  readonly addPerson: (name: string, draft?: PersonDraft) => Person;
  readonly addGuild: (draft: GuildDraft) => GuildHandle;
  readonly orderFault: (order: Omit<OrderedFault, 'times'> & { readonly times?: number }) => FaultHandle;
  /** Every message that there ever was, deleted ones too, oldest first. */
  readonly everyMessage: () => readonly SeenMessage[];
  readonly unanswered: () => readonly Unanswered[];
  /** Real milliseconds from dispatch to first callback. */
  readonly firstAnswers: () => readonly number[];
  readonly invalidRequests: () => number;
  /** Ends every socket and timer, and tells what was left unanswered. */
  readonly close: () => Promise<readonly Unanswered[]>;
}

export interface PersonDraft {
  readonly locale?: string;
  readonly directMessages?: User['directMessages'];
  /** Whether the app is installed on their own account. */
  readonly installed?: User['installed'];
}

const START = '2026-01-05T09:00:00Z';
const PATIENCE_MS = 5000;
/** As the real one asks. */
const HEARTBEAT_MS = 41_250;

export async function startDiscord(draft: DiscordDraft = {}): Promise<DiscordServer> {
  const subscribers: ((event: GatewayEvent) => void)[] = [];
  const twin = makeTwin(draft.start ?? START, (event) => {
    for (const subscriber of subscribers) subscriber(event);
  });
  const budget = makeIdentifyBudget(twin.clock.limitsNow, draft.identify ?? {});
  const http = createServer();
  const address = (): string => `127.0.0.1:${portOf(http.address())}`;
  const gateway = makeGateway({
    twin,
    budget,
    rules: { heartbeatMs: draft.heartbeatMs ?? HEARTBEAT_MS, allowedIntents: draft.allowedIntents ?? GatewayIntentBits.Guilds },
    resumeUrl: () => `ws://${address()}/resume`,
  });
  subscribers.push(gateway.emit);
  const routes = [
    ...gatewayRoutes({ url: () => `ws://${address()}`, budget, world: twin.world }),
    ...identityRoutes(twin),
    ...commandRoutes(twin),
    ...messageRoutes(twin),
    ...threadRoutes(twin),
    ...interactionRoutes(twin),
  ];
  const rest = makeRestServer(twin, routes, {
    ...(draft.bucket === undefined ? {} : { bucket: draft.bucket }),
    invalidRequests: draft.invalidRequests ?? INVALID_RULE,
  });
  http.on('request', rest.handle);
  http.on('upgrade', gateway.upgrade);
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  return {
    ...storyOf(twin, draft.patienceMs ?? PATIENCE_MS),
    apiUrl: `http://${address()}/api`,
    gateway,
    invalidRequests: rest.invalidRequests,
    close: async () => {
      twin.faults.releaseAll();
      gateway.stop();
      const closed = new Promise<void>((done) => http.close(() => done()));
      http.closeAllConnections();
      await closed;
      return twin.interactions.unanswered();
    },
  };
}

const storyOf = (twin: Twin, patienceMs: number): Omit<DiscordServer, 'apiUrl' | 'gateway' | 'invalidRequests' | 'close'> => ({
  token: () => twin.app.token,
  applicationId: twin.app.id,
  botUser: twin.app.user,
  clock: twin.clock,
  violations: twin.violations,
  commands: twin.commands,
  addPerson: (username, { locale = 'en-US', directMessages = 'open', installed = 'no' } = {}) => {
    const user: User = { id: twin.snowflakes.next(), username, kind: 'person', locale, directMessages, installed };
    twin.world.users.set(user.id, user);
    return makePerson(twin, user, patienceMs);
  },
  addGuild: (guild) => addGuild(twin, guild),
  orderFault: ({ times = 1, ...order }) => twin.faults.order({ ...order, times }),
  everyMessage: () => [...twin.world.messages.values()].map(seeMessage),
  unanswered: twin.interactions.unanswered,
  firstAnswers: twin.interactions.firstAnswers,
});

function makeTwin(start: string, emit: Twin['emit']): Twin {
  const clock = makeVirtualClock(start);
  const snowflakes = makeSnowflakes(clock);
  const id = snowflakes.next();
  const user: User = { id, username: 'Paperboy', kind: 'bot', locale: 'en-US', directMessages: 'open', installed: 'no' };
  const world = makeWorld();
  world.users.set(id, user);
  return {
    app: { id, token: `${Buffer.from(id).toString('base64url')}.twin.${snowflakes.next()}`, user },
    clock,
    snowflakes,
    world,
    violations: makeViolations(),
    faults: makeFaults(),
    nonces: makeNonceBook(clock),
    commands: makeCommandBook(snowflakes, clock),
    interactions: makeInteractionBook(clock),
    emit,
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}
