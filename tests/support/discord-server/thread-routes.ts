/**
 * Threads: from a message, alone, and as posts of a forum; and changing them. Source: Discord docs, "Channel resource" and "Threads".
 */
import { z } from 'zod';
import { type ApiAnswer, type ApiRequest, type ApiRoute, parameter } from './api-route.ts';
import { demandPermissions, reachChannel, reachMessage } from './channel-access.ts';
import { messagePayload } from './message-payload.ts';
import { demandWriting } from './message-routes.ts';
import { readMessage } from './message-rules.ts';
import { newBody, post } from './messages.ts';
import { channelPayload } from './payloads.ts';
import { readBody } from './read-body.ts';
import { invalidForm, refusals } from './refusal.ts';
import { demandRoomForThread, emitThread } from './thread-state.ts';
import type { Twin } from './twin.ts';
import type { Channel, ForumChannel, TextChannel, Thread } from './world.ts';

/** Minutes. */
const ARCHIVE_AFTER = [60, 1440, 4320, 10080] as const;
const PUBLIC_THREAD = 11;
const TAGS_LIMIT = 5;

const threadFields = {
  name: z.string().trim().min(1).max(100),
  auto_archive_duration: z.union(ARCHIVE_AFTER.map((minutes) => z.literal(minutes))).optional(),
  rate_limit_per_user: z.int().min(0).max(21_600).nullish(),
};
const FromMessage = z.strictObject(threadFields);
const Alone = z.strictObject({
  ...threadFields,
  type: z.literal(PUBLIC_THREAD, 'The twin opens public threads only.'),
  invitable: z.boolean().optional(),
});
const ForumPost = z.strictObject({
  ...threadFields,
  message: z.record(z.string(), z.unknown()),
  applied_tags: z.array(z.string()).max(TAGS_LIMIT).optional(),
});
const Changes = z.strictObject({
  name: threadFields.name.optional(),
  auto_archive_duration: threadFields.auto_archive_duration,
  archived: z.boolean().optional(),
  locked: z.boolean().optional(),
});

const writing = { asks: 'bot', bucket: { limit: 10, perMs: 5000 } } as const;

export const threadRoutes = (twin: Twin): readonly ApiRoute[] => [
  {
    ...writing,
    method: 'POST',
    path: '/channels/:channel/messages/:message/threads',
    takesBody: 'json',
    run: (request) => openFromMessage(twin, request),
  },
  {
    ...writing,
    method: 'POST',
    path: '/channels/:channel/threads',
    takesBody: 'json-or-files',
    run: (request) => {
      const channel = reachChannel(twin, parameter(request, 'channel'));
      return channel.kind === 'forum' ? postInForum(twin, channel, request) : openAlone(twin, threadable(channel), request);
    },
  },
  { ...writing, method: 'PATCH', path: '/channels/:channel', takesBody: 'json', run: (request) => change(twin, request) },
  {
    ...writing,
    method: 'PUT',
    path: '/channels/:channel/thread-members/@me',
    takesBody: 'none',
    run: (request) => join(twin, request),
  },
];

const threadable = (channel: Channel): TextChannel => {
  if (channel.kind === 'text' || channel.kind === 'announcement') return channel;
  throw refusals.wrongChannelType();
};

interface Opening {
  readonly id: string;
  readonly parent: TextChannel | ForumChannel;
  readonly body: z.infer<typeof FromMessage>;
  readonly appliedTags?: readonly string[];
}

function open(twin: Twin, { id, parent, body, appliedTags = [] }: Opening): Thread {
  demandRoomForThread(twin, parent.guild);
  const thread: Thread = {
    kind: 'thread',
    id,
    guild: parent.guild,
    parent,
    ownerId: twin.app.user.id,
    name: body.name,
    autoArchiveMinutes: body.auto_archive_duration ?? 4320,
    state: 'open',
    createdAt: twin.clock.now(),
    appliedTags,
  };
  twin.world.channels.set(thread.id, thread);
  emitThread(twin, 'THREAD_CREATE', thread);
  return thread;
}

/** The id of the message becomes the thread's, so a message has one thread at most (160004), even after that is archived. */
function openFromMessage(twin: Twin, request: ApiRequest): ApiAnswer {
  const parent = threadable(reachChannel(twin, parameter(request, 'channel')));
  const { id } = reachMessage(twin, parent, parameter(request, 'message'));
  const body = readBody(FromMessage, request.body);
  demandPermissions(twin, parent, ['CreatePublicThreads']);
  if (twin.world.channels.has(id)) throw refusals.threadExists();
  return { status: 201, body: channelPayload(open(twin, { id, parent, body })) };
}

function openAlone(twin: Twin, parent: TextChannel, request: ApiRequest): ApiAnswer {
  const body = readBody(Alone, request.body);
  demandPermissions(twin, parent, ['CreatePublicThreads']);
  return { status: 201, body: channelPayload(open(twin, { id: twin.snowflakes.next(), parent, body })) };
}

/** Takes SEND_MESSAGES, and not the right to open threads. */
function postInForum(twin: Twin, forum: ForumChannel, request: ApiRequest): ApiAnswer {
  const body = readBody(ForumPost, request.body);
  const draft = readMessage({ body: body.message, files: request.files, place: 'forum-post' });
  demandWriting(twin, forum, draft);
  const appliedTags = body.applied_tags ?? [];
  if (appliedTags.some((id) => !forum.tags.some((tag) => tag.id === id)))
    throw invalidForm([{ path: ['applied_tags'], message: 'Unknown tag' }]);
  if (forum.tagRequired === 'yes' && appliedTags.length === 0) throw refusals.tagRequired();
  const first = newBody(twin, draft);
  const thread = open(twin, { id: twin.snowflakes.next(), parent: forum, body, appliedTags });
  const message = post(twin, { channel: thread, author: twin.app.user, body: first, id: thread.id });
  return { status: 201, body: { ...channelPayload(thread), message: messagePayload(message) } };
}

/** The bot may change threads of its own, and only wake those that are archived; the rest takes MANAGE_THREADS. */
function change(twin: Twin, request: ApiRequest): ApiAnswer {
  const thread = reachChannel(twin, parameter(request, 'channel'));
  if (thread.kind !== 'thread') throw refusals.wrongChannelType();
  const changes = readBody(Changes, request.body);
  if (thread.ownerId !== twin.app.user.id || changes.locked !== undefined || thread.state === 'locked')
    demandPermissions(twin, thread, ['ManageThreads']);
  if (thread.state !== 'open' && changes.archived !== false) throw refusals.threadArchived();
  if (changes.archived !== undefined) thread.state = changes.archived ? 'archived' : 'open';
  if (changes.locked !== undefined) thread.state = changes.locked ? 'locked' : 'open';
  thread.name = changes.name ?? thread.name;
  thread.autoArchiveMinutes = changes.auto_archive_duration ?? thread.autoArchiveMinutes;
  emitThread(twin, 'THREAD_UPDATE', thread);
  return { status: 200, body: channelPayload(thread) };
}

function join(twin: Twin, request: ApiRequest): ApiAnswer {
  const thread = reachChannel(twin, parameter(request, 'channel'));
  if (thread.kind !== 'thread') throw refusals.wrongChannelType();
  if (thread.state !== 'open') throw refusals.threadArchived();
  return { status: 204 };
}
