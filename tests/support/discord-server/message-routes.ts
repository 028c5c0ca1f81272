/**
 * Messages of channels: posting once, editing and deleting one's own, and reading pages as the real one cuts them.
 */
import { z } from 'zod';
import { type ApiAnswer, type ApiRequest, type ApiRoute, parameter } from './api-route.ts';
import { demandPermissions, reachChannel, reachMessage, shareGuild } from './channel-access.ts';
import { messagePayload, messagePayloadFor } from './message-payload.ts';
import { type MessageDraft, readMessage } from './message-rules.ts';
import { edit, newBody, post, remove } from './messages.ts';
import { channelPayload } from './payloads.ts';
import { channelPermissions, has, type PermissionName } from './permission-bits.ts';
import { readBody } from './read-body.ts';
import { invalidForm, refusals } from './refusal.ts';
import { byId, isSnowflake } from './snowflakes.ts';
import { wakeThread } from './thread-state.ts';
import type { Twin } from './twin.ts';
import { type Channel, type DirectChannel, isInGuild, messagesIn, type RecordedMessage } from './world.ts';

const MESSAGES = '/channels/:channel/messages';
const MESSAGE = '/channels/:channel/messages/:message';
const writing = { asks: 'bot', bucket: { limit: 5, perMs: 5000 } } as const;
const reading = { method: 'GET', asks: 'bot', bucket: { limit: 50, perMs: 1000 }, takesBody: 'none' } as const;

export const messageRoutes = (twin: Twin): readonly ApiRoute[] => [
  { ...writing, method: 'POST', path: MESSAGES, takesBody: 'json-or-files', run: (request) => postByBot(twin, request) },
  { ...writing, method: 'PATCH', path: MESSAGE, takesBody: 'json-or-files', run: (request) => editByBot(twin, request) },
  { ...writing, method: 'DELETE', path: MESSAGE, takesBody: 'none', run: (request) => deleteByBot(twin, request) },
  { ...reading, path: MESSAGES, query: ['limit', 'before', 'after', 'around'], run: (request) => page(twin, request) },
  { ...reading, path: MESSAGE, run: (request) => one(twin, request) },
  {
    ...writing,
    method: 'POST',
    path: '/users/@me/channels',
    takesBody: 'json',
    run: (request) => openDirectChannel(twin, request),
  },
  { ...writing, method: 'POST', path: '/channels/:channel/typing', takesBody: 'none', run: (request) => type(twin, request) },
];

function postByBot(twin: Twin, request: ApiRequest): ApiAnswer {
  const channel = reachChannel(twin, parameter(request, 'channel'));
  if (channel.kind === 'forum' || channel.kind === 'voice-only') throw refusals.notATextChannel();
  const draft = readMessage({ body: request.body, files: request.files, place: 'channel' });
  demandWriting(twin, channel, draft);
  const nonceKey = { authorId: twin.app.user.id, channelId: channel.id, nonce: draft.nonce ?? '' };
  const before = draft.enforceNonce ? twin.nonces.find(nonceKey) : undefined;
  if (before !== undefined) return { status: 200, body: messagePayload(before) };
  const repliesTo = replied(twin, channel, draft);
  const body = newBody(twin, draft);
  wakeThread(twin, channel);
  const message = post(twin, {
    channel,
    author: twin.app.user,
    body,
    ...(repliesTo === undefined ? {} : { repliesTo }),
    ...(draft.nonce === undefined ? {} : { nonce: draft.nonce }),
  });
  if (draft.enforceNonce) twin.nonces.remember(nonceKey, message);
  return { status: 200, body: messagePayload(message) };
}

/** What writing this message in this channel takes, and in a direct message a person who takes it. */
export function demandWriting(twin: Twin, channel: Channel, draft: Pick<MessageDraft, 'embeds' | 'files'>): void {
  if (channel.kind === 'dm') {
    demandReachable(twin, channel);
    return;
  }
  const toWrite: PermissionName = channel.kind === 'thread' ? 'SendMessagesInThreads' : 'SendMessages';
  demandPermissions(twin, channel, [
    toWrite,
    ...((draft.embeds ?? []).length > 0 ? (['EmbedLinks'] as const) : []),
    ...(draft.files.length > 0 ? (['AttachFiles'] as const) : []),
  ]);
}

function demandReachable(twin: Twin, { people }: DirectChannel): void {
  if (!people.some((person) => person.installed === 'yes' || shareGuild(twin, person))) throw refusals.noMutualGuild();
  if (people.some(({ directMessages }) => directMessages === 'closed')) throw refusals.dmRefused();
}

function replied(twin: Twin, channel: Channel, { repliesTo }: MessageDraft): string | undefined {
  if (repliesTo === undefined) return undefined;
  if (isInGuild(channel) && !has(channelPermissions(channel, twin.app.user), 'ReadMessageHistory'))
    throw refusals.noReadHistoryForReply();
  const there = messagesIn(twin.world, channel).some(
    ({ id, visibility }) => id === repliesTo.messageId && visibility.kind === 'public',
  );
  if (there) return repliesTo.messageId;
  if (repliesTo.required) throw invalidForm([{ path: ['message_reference'], message: 'Unknown message' }]);
  return undefined;
}

function editByBot(twin: Twin, request: ApiRequest): ApiAnswer {
  const channel = reachChannel(twin, parameter(request, 'channel'));
  const message = reachMessage(twin, channel, parameter(request, 'message'));
  if (message.author.id !== twin.app.user.id) throw refusals.notYourMessage();
  wakeThread(twin, channel);
  edit(twin, message, readMessage({ body: request.body, files: request.files, place: 'edit', flagsBefore: message.body.flags }));
  return { status: 200, body: messagePayload(message) };
}

function deleteByBot(twin: Twin, request: ApiRequest): ApiAnswer {
  const channel = reachChannel(twin, parameter(request, 'channel'));
  const message = reachMessage(twin, channel, parameter(request, 'message'));
  if (message.author.id !== twin.app.user.id) demandPermissions(twin, channel, ['ManageMessages']);
  wakeThread(twin, channel);
  remove(twin, message);
  return { status: 204 };
}

function one(twin: Twin, request: ApiRequest): ApiAnswer {
  const channel = reachChannel(twin, parameter(request, 'channel'));
  demandPermissions(twin, channel, ['ReadMessageHistory']);
  return { status: 200, body: messagePayloadFor(reachMessage(twin, channel, parameter(request, 'message')), twin.app.user) };
}

/** Newest first, whatever was asked. Who may not read the history is answered with none. */
function page(twin: Twin, request: ApiRequest): ApiAnswer {
  const channel = reachChannel(twin, parameter(request, 'channel'));
  if (channel.kind === 'forum') throw refusals.notATextChannel();
  const window = readWindow(request.query);
  if (isInGuild(channel) && !has(channelPermissions(channel, twin.app.user), 'ReadMessageHistory'))
    return { status: 200, body: [] };
  const all = messagesIn(twin.world, channel).filter(({ visibility }) => visibility.kind === 'public');
  return { status: 200, body: [...cut(all, window)].reverse().map((message) => messagePayloadFor(message, twin.app.user)) };
}

type Window =
  | { readonly limit: number; readonly of: 'latest' }
  | { readonly limit: number; readonly of: 'before' | 'after' | 'around'; readonly id: string };

function readWindow(query: URLSearchParams): Window {
  const limit = Number(query.get('limit') ?? '50');
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw invalidForm([{ path: ['limit'], message: 'Must be between 1 and 100.' }]);
  const asked = (['before', 'after', 'around'] as const).flatMap((of) => {
    const id = query.get(of);
    return id === null ? [] : [{ of, id }];
  });
  if (asked.length > 1) throw invalidForm([{ path: [], message: 'before, after and around exclude each other.' }]);
  const [only] = asked;
  if (only === undefined) return { limit, of: 'latest' };
  if (!isSnowflake(only.id)) throw invalidForm([{ path: [only.of], message: `Value "${only.id}" is not snowflake.` }]);
  return { limit, ...only };
}

/** Oldest first, of messages oldest first. */
function cut(messages: readonly RecordedMessage[], window: Window): readonly RecordedMessage[] {
  if (window.of === 'latest') return messages.slice(-window.limit);
  const older = messages.filter(({ id }) => byId(id, window.id) < 0);
  const newer = messages.filter(({ id }) => byId(id, window.id) > 0);
  if (window.of === 'before') return older.slice(-window.limit);
  if (window.of === 'after') return newer.slice(0, window.limit);
  const half = Math.floor(window.limit / 2);
  return [
    ...(half === 0 ? [] : older.slice(-half)),
    ...messages.filter(({ id }) => id === window.id),
    ...newer.slice(0, window.limit - half - 1),
  ];
}

const Recipient = z.strictObject({ recipient_id: z.string() });

function openDirectChannel(twin: Twin, request: ApiRequest): ApiAnswer {
  const person = twin.world.users.get(readBody(Recipient, request.body).recipient_id);
  if (person === undefined) throw refusals.unknownUser();
  if (person.kind === 'bot') throw refusals.dmRefused();
  return { status: 200, body: channelPayload(directChannel(twin, person)) };
}

export function directChannel(twin: Twin, person: DirectChannel['people'][number]): DirectChannel {
  for (const channel of twin.world.channels.values())
    if (channel.kind === 'dm' && channel.people[0]?.id === person.id) return channel;
  const opened: DirectChannel = { kind: 'dm', id: twin.snowflakes.next(), people: [person] };
  twin.world.channels.set(opened.id, opened);
  return opened;
}

function type(twin: Twin, request: ApiRequest): ApiAnswer {
  demandWriting(twin, reachChannel(twin, parameter(request, 'channel')), { files: [] });
  return { status: 204 };
}
