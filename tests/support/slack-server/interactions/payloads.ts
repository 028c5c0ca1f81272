/**
 * What Slack sends for a command, for something done to an element, a view or a message, and for an event.
 *
 * Sources: the payload reference, the typings of @slack/bolt 5.1. `token` is the old verification token, which nobody may trust.
 */
import type { JsonObject } from '../json.ts';
import { installationIn } from '../state/grants.ts';
import type { Message } from '../state/messages.ts';
import type { View } from '../state/views.ts';
import { type Channel, known, type Person } from '../state/workspace.ts';
import type { Twin } from '../twin.ts';
import { wireMessage, wireView } from '../wire-message.ts';

const VERIFICATION_TOKEN = 'verification-token-that-nobody-may-trust';

/** Who and where, as on every interaction. */
function interactionBase(twin: Twin, person: Person): JsonObject {
  const { id, domain, enterprise } = known(twin.world.workspaces, person.workspaceId);
  const where = installationIn(twin.grants, id)?.where;
  return {
    user: { id: person.id, username: person.name, name: person.name, team_id: id },
    team: { id, domain, ...(enterprise === undefined ? {} : { enterprise_id: enterprise.id, enterprise_name: enterprise.name }) },
    enterprise: enterprise === undefined ? null : { id: enterprise.id, name: enterprise.name },
    is_enterprise_install: where?.kind === 'enterprise',
    api_app_id: twin.app.appId,
    token: VERIFICATION_TOKEN,
  };
}

const shownName = ({ kind, name }: Channel): string =>
  kind === 'private' ? 'privategroup' : kind === 'direct' ? 'directmessage' : name;

export interface TypedCommand {
  readonly person: Person;
  readonly channel: Channel;
  readonly command: string;
  readonly text: string;
  readonly responseUrl: string;
  readonly triggerId: string;
}

export function commandBody(twin: Twin, typed: TypedCommand): Readonly<Record<string, string>> {
  const { person, channel } = typed;
  const { id, domain, enterprise } = known(twin.world.workspaces, person.workspaceId);
  const where = installationIn(twin.grants, id)?.where;
  return {
    token: VERIFICATION_TOKEN,
    team_id: id,
    team_domain: domain,
    ...(enterprise === undefined ? {} : { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
    channel_id: channel.id,
    channel_name: shownName(channel),
    user_id: person.id,
    user_name: person.name,
    command: typed.command,
    text: typed.text,
    api_app_id: twin.app.appId,
    is_enterprise_install: String(where?.kind === 'enterprise'),
    response_url: typed.responseUrl,
    trigger_id: typed.triggerId,
  };
}

/** What the thing that was done stands in. */
export type Held =
  | { readonly kind: 'message'; readonly message: Message; readonly channel: Channel }
  | { readonly kind: 'view'; readonly view: View };

/** An ephemeral message is not kept, and so does not come along. */
function containerOf(twin: Twin, held: Held): JsonObject {
  if (held.kind === 'view') {
    return { container: { type: 'view', view_id: held.view.id }, view: wireView(twin, held.view) };
  }
  const { message, channel } = held;
  const ephemeral = message.audience.kind === 'only';
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral,
      ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    },
    channel: { id: channel.id, name: shownName(channel) },
    ...(ephemeral ? {} : { message: wireMessage(twin, message, { metadata: 'with-metadata' }) }),
  };
}

export interface Doing {
  readonly person: Person;
  readonly held: Held;
  readonly triggerId: string;
  /** Where it was done in a message. */
  readonly responseUrl?: string;
}

export function blockActions(twin: Twin, { person, held, triggerId, responseUrl }: Doing, action: JsonObject): JsonObject {
  const seconds = Math.floor(twin.clock.now() / 1000);
  return {
    type: 'block_actions',
    ...interactionBase(twin, person),
    ...containerOf(twin, held),
    trigger_id: triggerId,
    ...(responseUrl === undefined ? {} : { response_url: responseUrl }),
    ...(held.kind === 'message' ? { state: { values: {} } } : {}),
    actions: [{ ...action, action_ts: `${seconds}.000000` }],
  };
}

export function blockSuggestion(twin: Twin, { person, held }: Pick<Doing, 'person' | 'held'>, asked: JsonObject): JsonObject {
  return { type: 'block_suggestion', ...interactionBase(twin, person), ...containerOf(twin, held), ...asked };
}

export function viewSubmission(twin: Twin, { person, held, triggerId }: Doing, responseUrls: readonly JsonObject[]): JsonObject {
  const view = held.kind === 'view' ? wireView(twin, held.view) : {};
  return { type: 'view_submission', ...interactionBase(twin, person), trigger_id: triggerId, view, response_urls: responseUrls };
}

export function viewClosed(twin: Twin, person: Person, view: View): JsonObject {
  return { type: 'view_closed', ...interactionBase(twin, person), view: wireView(twin, view), is_cleared: false };
}

export interface UsedShortcut {
  readonly person: Person;
  readonly callbackId: string;
  readonly triggerId: string;
}

export function globalShortcut(twin: Twin, { person, callbackId, triggerId }: UsedShortcut): JsonObject {
  const seconds = Math.floor(twin.clock.now() / 1000);
  const asked = { callback_id: callbackId, trigger_id: triggerId, action_ts: `${seconds}.000000` };
  return { type: 'shortcut', ...interactionBase(twin, person), ...asked };
}

export interface OnMessage {
  readonly message: Message;
  readonly channel: Channel;
  readonly responseUrl: string;
}

export function messageShortcut(twin: Twin, used: UsedShortcut, { message, channel, responseUrl }: OnMessage): JsonObject {
  return {
    ...globalShortcut(twin, used),
    type: 'message_action',
    channel: { id: channel.id, name: shownName(channel) },
    message_ts: message.ts,
    message: wireMessage(twin, message, { metadata: 'without-metadata' }),
    response_url: responseUrl,
  };
}

export function eventCallback(twin: Twin, workspaceId: string, event: JsonObject): JsonObject {
  const workspace = known(twin.world.workspaces, workspaceId);
  const installation = installationIn(twin.grants, workspaceId);
  const enterpriseId = workspace.enterprise?.id ?? null;
  const byOrganisation = installation?.where.kind === 'enterprise';
  const authorization = {
    enterprise_id: enterpriseId,
    team_id: byOrganisation ? null : workspaceId,
    user_id: installation?.botUserId ?? '',
    is_bot: true,
    is_enterprise_install: byOrganisation,
  };
  return {
    type: 'event_callback',
    token: VERIFICATION_TOKEN,
    team_id: workspaceId,
    ...(enterpriseId === null ? {} : { enterprise_id: enterpriseId }),
    api_app_id: twin.app.appId,
    event,
    event_id: twin.ids.make('Ev'),
    event_time: Math.floor(twin.clock.now() / 1000),
    authorizations: installation === undefined ? [] : [authorization],
    is_ext_shared_channel: false,
  };
}
