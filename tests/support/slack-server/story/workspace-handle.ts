/**
 * Workspaces and channels as a story sets them up and changes them; every change tells the app what Slack would, where the app is
 * subscribed to it.
 */

import { install, issueToken, uninstall } from '../installing.ts';
import { eventCallback } from '../interactions/payloads.ts';
import type { JsonObject } from '../json.ts';
import { botTokensOf, type InstalledIn, installationIn } from '../state/grants.ts';
import type { Message } from '../state/messages.ts';
import type { Person as Account, Channel, Enterprise, Workspace } from '../state/workspace.ts';
import type { Departure, Twin } from '../twin.ts';
import { installedIn, type Sending } from './act.ts';
import { makePerson, type Person, type Place } from './person.ts';
import { type SeenMessage, seeMessage } from './seen-message.ts';

export interface WorkspaceDraft {
  readonly name: string;
  /** The part before `.slack.com`; made of the name unless told. */
  readonly domain?: string;
  readonly enterprise?: Enterprise;
  /** Whether the app is installed without a browser. */
  readonly app?: 'installed' | 'absent';
  /** Instead of all that the app asks for. */
  readonly scopes?: readonly string[];
}

export interface PersonDraft {
  readonly zone?: string;
  readonly locale?: string;
  readonly role?: Account['role'];
}

export interface ChannelDraft {
  readonly private?: boolean;
  readonly botIn?: boolean;
  /** Everybody in the workspace unless told, those who come later too. */
  readonly people?: readonly Person[];
}

export interface WorkspaceHandle {
  readonly workspace: Workspace;
  readonly addPerson: (name: string, draft?: PersonDraft) => Person;
  readonly addChannel: (name: string, draft?: ChannelDraft) => ChannelHandle;
  /** The live token of the app here. */
  readonly token: () => string;
  readonly botUserId: () => string;
  /** Without a browser; scopes add up. @returns the token. */
  readonly install: (scopes?: readonly string[]) => string;
  /** An admin takes the app out; both events come, in either order. */
  readonly uninstall: (order?: Departure['order']) => void;
  /** An admin takes the token away, and nothing else. */
  readonly revokeToken: () => void;
  /** The workspace itself is gone: `account_inactive`. */
  readonly close: () => void;
  /** A person's account changes (`user_change`), or ends. */
  readonly change: (person: Person, change: Partial<Pick<Account, 'zone' | 'locale' | 'role' | 'deactivated'>>) => void;
  /** Tells the app of an event, if it is subscribed to it. */
  readonly tell: (event: JsonObject) => void;
}

export interface ChannelHandle extends Place {
  readonly id: string;
  readonly archive: () => void;
  readonly unarchive: () => void;
  readonly delete: () => void;
  readonly rename: (name: string) => void;
  readonly inviteBot: () => void;
  readonly kickBot: () => void;
  /** Who may post: anyone in it, nobody, or replies only. */
  readonly restrict: (posting: Channel['posting']) => void;
  /** Public messages, oldest first; replies among them. */
  readonly messages: () => readonly SeenMessage[];
  /** Replies to a message, oldest first. */
  readonly replies: (to: SeenMessage) => readonly SeenMessage[];
}

export function tellEvent({ twin, courier }: Sending, workspaceId: string, event: JsonObject): void {
  if (!twin.app.events.includes(String(event.type))) return;
  courier.deliver({ kind: 'event', body: eventCallback(twin, workspaceId, { ...event, event_ts: twin.ids.ts() }) });
}

export function addWorkspace(sending: Sending, draft: WorkspaceDraft): WorkspaceHandle {
  const { twin } = sending;
  const { name, domain = name.toLowerCase().replace(/[^a-z0-9]+/g, '-'), enterprise, app = 'installed' } = draft;
  const workspace: Workspace = { id: twin.ids.make('T'), name, domain, enterprise, closed: false };
  twin.world.workspaces.set(workspace.id, workspace);
  const handle = workspaceHandle(sending, workspace);
  if (app === 'installed') handle.install(draft.scopes);
  return handle;
}

function workspaceHandle(sending: Sending, workspace: Workspace): WorkspaceHandle {
  const { twin } = sending;
  const { id } = workspace;
  const tell = (event: JsonObject): void => tellEvent(sending, id, event);
  return {
    workspace,
    tell,
    addPerson: (name, draft = {}) => makePerson(sending, addPerson(twin, id, { name, ...draft })),
    addChannel: (name, draft = {}) => channelHandle(sending, addChannel(twin, id, { name, ...draft })),
    token: () => botTokensOf(twin.grants, installedIn(twin, id)).at(-1)?.token ?? '',
    botUserId: () => installedIn(twin, id).botUserId,
    install: (scopes = twin.app.scopes) => installIn(twin, { kind: 'workspace', workspaceId: id }, scopes),
    uninstall: (order = 'uninstalled-first') => uninstall(twin, installedIn(twin, id), order),
    revokeToken: () => {
      for (const token of botTokensOf(twin.grants, installedIn(twin, id))) token.revoked = true;
    },
    close: () => {
      workspace.closed = true;
    },
    change: ({ user }, change) => {
      Object.assign(user, change);
      tell({ type: 'user_change', user: { id: user.id, team_id: id, deleted: user.deactivated, tz: user.zone } });
    },
  };
}

export function installIn(twin: Twin, where: InstalledIn, scopes: readonly string[]): string {
  return issueToken(twin, install(twin, { where, installerId: twin.ids.make('U'), scopes })).access.token;
}

function addPerson(twin: Twin, workspaceId: string, draft: PersonDraft & { readonly name: string }): Account {
  const { name, zone = 'UTC', locale = 'en-US', role = 'member' } = draft;
  const person: Account = { id: twin.ids.make('U'), name, workspaceId, zone, locale, role, bot: false, deactivated: false };
  twin.world.people.set(person.id, person);
  for (const channel of twin.world.channels.values()) {
    if (channel.workspaceId === workspaceId && channel.open === 'to-newcomers') channel.members.add(person.id);
  }
  return person;
}

function addChannel(twin: Twin, workspaceId: string, draft: ChannelDraft & { readonly name: string }): Channel {
  const everybody = [...twin.world.people.values()].filter((person) => person.workspaceId === workspaceId && !person.bot);
  const people = draft.people?.map(({ user }) => user) ?? everybody;
  const channel: Channel = {
    id: twin.ids.make(draft.private === true ? 'G' : 'C'),
    workspaceId,
    name: draft.name,
    kind: draft.private === true ? 'private' : 'public',
    members: new Set(people.map(({ id }) => id)),
    open: draft.people === undefined ? 'to-newcomers' : 'by-invitation',
    archived: false,
    posting: 'anyone',
  };
  if (draft.botIn === true) channel.members.add(installedIn(twin, workspaceId).botUserId);
  twin.world.channels.set(channel.id, channel);
  return channel;
}

function channelHandle(sending: Sending, channel: Channel): ChannelHandle {
  const { twin } = sending;
  const tell = (event: JsonObject): void => tellEvent(sending, channel.workspaceId, event);
  const family = channel.kind === 'private' ? 'group' : 'channel';
  const shown = (isWanted: (message: Message) => boolean): readonly SeenMessage[] =>
    twin.messages
      .in(channel.id)
      .filter((message) => message.audience.kind === 'channel' && isWanted(message))
      .map((message) => seeMessage(twin, message));
  const bot = (): string => installationIn(twin.grants, channel.workspaceId)?.botUserId ?? '';
  return {
    id: channel.id,
    channel,
    archive: () => {
      channel.archived = true;
      tell({ type: `${family}_archive`, channel: channel.id });
    },
    unarchive: () => {
      channel.archived = false;
      tell({ type: `${family}_unarchive`, channel: channel.id });
    },
    delete: () => {
      twin.world.channels.delete(channel.id);
      tell({ type: `${family}_deleted`, channel: channel.id });
    },
    rename: (name) => {
      channel.name = name;
      tell({ type: `${family}_rename`, channel: { id: channel.id, name, created: 0 } });
    },
    inviteBot: () => {
      channel.members.add(installedIn(twin, channel.workspaceId).botUserId);
      tell({ type: 'member_joined_channel', user: bot(), channel: channel.id, team: channel.workspaceId });
    },
    kickBot: () => {
      channel.members.delete(bot());
      tell({ type: `${family}_left`, channel: channel.id });
    },
    restrict: (posting) => {
      channel.posting = posting;
    },
    messages: () => shown(() => true),
    replies: (to) => shown(({ threadTs }) => threadTs === to.id),
  };
}
