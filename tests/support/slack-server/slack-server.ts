/**
 * A twin of Slack on 127.0.0.1, for the real Bolt and @slack/web-api: Web API, Socket Mode, signed requests and OAuth on one port.
 *
 * It refuses by default: a method, argument or block that it does not know is an error and stands in `violations`. It runs on a clock
 * that only the test moves, and tells what a person would have seen. Written from Slack's documentation, apart from our adapter.
 */
import { makeVirtualClock, type VirtualClock } from '../discord-server/virtual-clock.ts';
import { AN_APP, type AppRegistration } from './app-registration.ts';
import { type Courier, makeCourier } from './delivery/courier.ts';
import type { Carrier, Delivery } from './delivery/delivery.ts';
import { type Forge, makeForge } from './delivery/forged-requests.ts';
import { makeHttpCarrier, type SentRequest } from './delivery/http-carrier.ts';
import { makeSockets, type Sockets } from './delivery/socket-carrier.ts';
import { type FaultHandle, makeFaults, type OrderedFault } from './faults.ts';
import { openFront } from './http-front.ts';
import { makeIds } from './ids.ts';
import { makeEffects } from './interactions/effects.ts';
import { makeLedger, type Violations } from './ledger.ts';
import type { AllowedPings } from './mrkdwn/markup-faults.ts';
import { makeRateLimits } from './rate-limits.ts';
import { makeAuthorisationCodes } from './state/authorisation-codes.ts';
import { type Changes, makeChanges } from './state/changes.ts';
import { makeFileStore } from './state/files.ts';
import { makeGrants } from './state/grants.ts';
import { makeMessageStore } from './state/messages.ts';
import { makeOffers } from './state/offers.ts';
import { makeResponseUrls } from './state/response-urls.ts';
import { makeTriggers } from './state/triggers.ts';
import { makeViewStore } from './state/views.ts';
import { type Enterprise, makeWorld } from './state/workspace.ts';
import type { Sending } from './story/act.ts';
import { type ActBook, makeActBook, type Unanswered } from './story/acts.ts';
import { type Browser, makeBrowser } from './story/browser.ts';
import { type SeenMessage, seeMessage } from './story/seen-message.ts';
import { tellSeen, tellView } from './story/telling.ts';
import { addWorkspace, installIn, tellEvent, type WorkspaceDraft, type WorkspaceHandle } from './story/workspace-handle.ts';
import type { Departure, Twin } from './twin.ts';

export interface SlackDraft {
  readonly app?: Partial<AppRegistration>;
  /** Where the clock starts. */
  readonly start?: string;
  /** Milliseconds of real time that a story waits for the bot before it fails. */
  readonly patienceMs?: number;
  readonly allowedPings?: AllowedPings;
  /** By which time requests are signed: Bolt judges signatures by the real one. */
  readonly signedBy?: 'real-time' | 'virtual-clock';
}

export interface SlackServer {
  /** `http://127.0.0.1:port/api/`, for `clientOptions.slackApiUrl`. */
  readonly apiUrl: string;
  /** For `installerOptions.authorizationUrl`. */
  readonly authorizeUrl: string;
  /** What stands in the settings of the app: ids, secrets, app token, commands, scopes. */
  readonly app: AppRegistration;
  readonly clock: VirtualClock;
  readonly violations: Violations;
  readonly sockets: Pick<Sockets, 'count' | 'disconnect' | 'cut'>;
  readonly addEnterprise: (name: string) => Enterprise;
  readonly addWorkspace: (draft: WorkspaceDraft) => WorkspaceHandle;
  /** An org-wide installation, for some workspaces of the organisation. @returns the token. */
  readonly installForAll: (enterprise: Enterprise, workspaces: readonly WorkspaceHandle[]) => string;
  readonly browser: Browser;
  readonly orderFault: (order: Omit<OrderedFault, 'times'> & { readonly times?: number }) => FaultHandle;
  /** Sends everything to this address from now on, signed; until then, all goes through sockets. */
  readonly deliverTo: (requestUrl: string) => void;
  /** Requests that Slack would not send, or sends once more. */
  readonly forge: Forge;
  readonly deliveries: readonly Delivery[];
  readonly deliverAgain: Courier['deliverAgain'];
  /** Every message that there ever was, deleted ones too, oldest first. */
  readonly everyMessage: () => readonly SeenMessage[];
  readonly unanswered: () => readonly Unanswered[];
  /** Real milliseconds from dispatch to acknowledgement. */
  readonly firstAnswers: () => readonly number[];
  readonly acts: Pick<ActBook, 'all'>;
  /** Waits for something of the twin to come true. */
  readonly until: Changes['until'];
  readonly tokens: Twin['grants']['tokens'];
  /** Ends every socket and timer, and tells what was left unanswered. */
  readonly close: () => Promise<readonly Unanswered[]>;
}

const START = '2026-01-05T09:00:00Z';
const PATIENCE_MS = 5000;

/** Parts that can only be had once the others stand. */
interface Late {
  address: string;
  issueTicket: (token: string) => string;
  left: Twin['left'];
}

function makeTwin(draft: SlackDraft, late: Late): Twin {
  const clock = makeVirtualClock(draft.start ?? START);
  const ids = makeIds(clock.now);
  const changes = makeChanges(draft.patienceMs ?? PATIENCE_MS);
  const acts = makeActBook(changes.changed);
  const world = makeWorld();
  const newName = (): string => ids.secret('made-');
  return {
    app: { ...AN_APP, ...draft.app },
    ...{ clock, ids, changes, acts, world },
    grants: makeGrants(),
    codes: makeAuthorisationCodes(clock.now, ids.secret),
    messages: makeMessageStore({ now: clock.now, newTs: ids.ts, newName, changed: tellSeen({ acts, world, changes }) }),
    views: makeViewStore({
      ...{ now: clock.now, newName, newId: () => ids.make('V'), newHash: () => ids.secret('1700000000.') },
      changed: tellView(acts),
    }),
    files: makeFileStore(),
    triggers: makeTriggers(clock.now, ids.secret),
    responseUrls: makeResponseUrls(clock.now, ids.secret),
    offers: makeOffers(),
    limits: makeRateLimits(clock.limitsNow),
    faults: makeFaults(),
    ledger: makeLedger(clock.now, changes.changed),
    allowedPings: draft.allowedPings ?? 'nobody',
    address: () => late.address,
    left: (departure) => late.left(departure),
    openSocket: (token) => `${late.address.replace('http', 'ws')}/link/?${late.issueTicket(token)}`,
  };
}

export async function startSlack(draft: SlackDraft = {}): Promise<SlackServer> {
  const late: Late = { address: '', issueTicket: () => '', left: () => {} };
  const twin = makeTwin(draft, late);
  const sockets = makeSockets(twin);
  late.issueTicket = sockets.issueTicket;
  const stopping = new AbortController();
  const sent: SentRequest[] = [];
  let requestUrl: string | undefined;
  const signing = {
    url: () => requestUrl ?? '',
    signingSecret: twin.app.signingSecret,
    signingTime: draft.signedBy === 'virtual-clock' ? twin.clock.now : Date.now,
    signal: stopping.signal,
  };
  const byHttp = makeHttpCarrier({ ...signing, sent: (request) => void sent.push(request) });
  const carrier: Carrier = (parcel) => (requestUrl === undefined ? sockets.carrier : byHttp)(parcel);
  const courier = makeCourier({ twin, carrier, ...makeEffects(twin) });
  const sending: Sending = { twin, courier };
  late.left = (departure) => tellDeparture(sending, departure);
  const { appToken } = twin.app;
  twin.grants.tokens.set(appToken, { kind: 'app', token: appToken, scopes: new Set(['connections:write']), revoked: false });
  const front = await openFront(twin, sockets);
  late.address = front.address;
  return {
    ...storyOf(sending),
    apiUrl: `${front.address}/api/`,
    authorizeUrl: `${front.address}/oauth/v2/authorize`,
    sockets,
    deliverTo: (url) => {
      requestUrl = url;
    },
    forge: makeForge(twin.app, { ...signing, sent }),
    close: async () => {
      stopping.abort();
      twin.faults.releaseAll();
      twin.changes.stop();
      await front.stop();
      return twin.acts.unanswered();
    },
  };
}

type Story = Omit<SlackServer, 'apiUrl' | 'authorizeUrl' | 'sockets' | 'deliverTo' | 'forge' | 'close'>;

function storyOf(sending: Sending): Story {
  const { twin, courier } = sending;
  const { app, clock, ledger, acts, world, grants, changes } = twin;
  return {
    ...{ app, clock, acts, violations: ledger, tokens: grants.tokens, until: changes.until },
    addEnterprise: (name) => {
      const enterprise: Enterprise = { id: twin.ids.make('E'), name };
      world.enterprises.set(enterprise.id, enterprise);
      return enterprise;
    },
    addWorkspace: (workspace) => addWorkspace(sending, workspace),
    installForAll: ({ id }, workspaces) => {
      const workspaceIds = new Set(workspaces.map(({ workspace }) => workspace.id));
      return installIn(twin, { kind: 'enterprise', enterpriseId: id, workspaceIds }, app.scopes);
    },
    browser: makeBrowser(twin),
    orderFault: ({ times = 1, ...order }) => twin.faults.order({ ...order, times }),
    deliveries: courier.deliveries,
    deliverAgain: courier.deliverAgain,
    everyMessage: () => twin.messages.ever().map((message) => seeMessage(twin, message)),
    unanswered: acts.unanswered,
    firstAnswers: () => courier.deliveries.flatMap(({ acknowledgedAfterMs: ms }) => (ms === undefined ? [] : [ms])),
  };
}

/** Slack does not wait with the second for the first. */
function tellDeparture(sending: Sending, { workspaceId, botUserId, order }: Departure): void {
  const gone = { type: 'app_uninstalled' };
  const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: [botUserId] } };
  const events = order === 'uninstalled-first' ? [gone, revoked] : [revoked, gone];
  for (const event of events) tellEvent(sending, workspaceId, event);
}
