/**
 * `chat.postMessage` and `chat.postEphemeral`.
 */
import { z } from 'zod';
import { flag, structure, timestamp, word } from '../argument-shapes.ts';
import { isObject, type Json, type JsonObject, textIn } from '../json.ts';
import { MAX_POST_TEXT_LENGTH, readContent } from '../message-content.ts';
import { Refusal, refuseFor } from '../refusal.ts';
import type { BotToken } from '../state/grants.ts';
import type { Author, Message } from '../state/messages.ts';
import type { Channel } from '../state/workspace.ts';
import type { Twin } from '../twin.ts';
import { wireMessage } from '../wire-message.ts';
import { botOf, defineMethod } from './method.ts';
import { channelToPostIn, reachedPerson } from './reached-channel.ts';

export const contentShape = {
  text: z.string().optional(),
  blocks: structure.optional(),
  markdown_text: z.string().optional(),
  link_names: flag.optional(),
  parse: z.enum(['full', 'none']).optional(),
};

export const appAuthor = ({ installation }: Pick<BotToken, 'installation'>): Author => ({
  kind: 'app',
  botId: installation.botId,
  botUserId: installation.botUserId,
});

/** Bytes of an event payload as JSON; ids only are meant to stand there. */
const MAX_METADATA_BYTES = 16_000;

/** Source: "Message metadata": an event type and a flat payload. Work objects are not known to the twin. */
export function readMetadata(metadata: Json | undefined): JsonObject | undefined {
  if (metadata === undefined) return undefined;
  const payload = isObject(metadata) ? metadata.event_payload : undefined;
  const others = isObject(metadata) ? Object.keys(metadata).filter((key) => !['event_type', 'event_payload'].includes(key)) : [];
  if (!isObject(metadata) || textIn(metadata, 'event_type') === '' || !isObject(payload) || others.length > 0) {
    throw refuseFor('invalid_metadata_format', [
      { pointer: '/metadata', sentence: 'must have event_type and event_payload only' },
    ]);
  }
  if (Buffer.byteLength(JSON.stringify(payload)) > MAX_METADATA_BYTES) {
    throw new Refusal('metadata_too_large', `the metadata has more than ${MAX_METADATA_BYTES} bytes`);
  }
  return metadata;
}

/** The message at the head of a thread. A reply is no head, though Slack lets some pass. */
export function threadHead(twin: Twin, channel: Channel, ts: string | undefined): Message | undefined {
  if (ts === undefined) return undefined;
  const head = twin.messages.find(channel.id, ts);
  if (head === undefined || head.audience.kind !== 'channel')
    throw new Refusal('thread_not_found', `there is no message ${ts} to reply to`);
  if (head.threadTs !== undefined)
    throw new Refusal('invalid_thread_ts', `${ts} is a reply itself; the thread is ${head.threadTs}`);
  return head;
}

const METHOD_POST = 'chat.postMessage';

export const postMessage = defineMethod({
  name: METHOD_POST,
  tier: 'one-a-second-a-channel',
  caller: 'bot',
  scopes: ['chat:write'],
  shape: z.strictObject({
    ...contentShape,
    channel: word,
    thread_ts: timestamp.optional(),
    reply_broadcast: flag.optional(),
    unfurl_links: flag.optional(),
    unfurl_media: flag.optional(),
    mrkdwn: flag.optional(),
    metadata: structure.optional(),
  }),
  run: (twin, { caller, given }) => {
    const token = botOf(caller);
    const channel = channelToPostIn(twin, token, given.channel, given.thread_ts === undefined ? 'top' : 'thread');
    const head = threadHead(twin, channel, given.thread_ts);
    if (given.reply_broadcast === true && head === undefined) {
      throw new Refusal('invalid_arguments', 'reply_broadcast goes with thread_ts only');
    }
    const content = readContent(twin, given, { where: METHOD_POST, maxTextLength: MAX_POST_TEXT_LENGTH });
    if (given.unfurl_links !== false || given.unfurl_media !== false) {
      const sentence = 'a post says both unfurl_links: false and unfurl_media: false, or links grow previews';
      twin.ledger.violate({ rule: 'unfurls', where: METHOD_POST, sentence });
    }
    const message = twin.messages.post({
      ...content,
      workspaceId: channel.workspaceId,
      channelId: channel.id,
      threadTs: head?.ts,
      broadcast: given.reply_broadcast === true,
      author: appAuthor(token),
      audience: { kind: 'channel' },
      metadata: readMetadata(given.metadata),
      unfurl: { links: given.unfurl_links ?? false, media: given.unfurl_media ?? true },
      files: [],
    });
    return { channel: channel.id, ts: message.ts, message: wireMessage(twin, message, { metadata: 'with-metadata' }) };
  },
});

const METHOD_EPHEMERAL = 'chat.postEphemeral';

export const postEphemeral = defineMethod({
  name: METHOD_EPHEMERAL,
  tier: 'tier-4',
  caller: 'bot',
  scopes: ['chat:write'],
  shape: z.strictObject({ ...contentShape, channel: word, user: word, thread_ts: timestamp.optional() }),
  run: (twin, { caller, given }) => {
    const token = botOf(caller);
    const channel = channelToPostIn(twin, token, given.channel, given.thread_ts === undefined ? 'top' : 'thread');
    const person = reachedPerson(twin, token, given.user);
    if (!channel.members.has(person.id)) throw new Refusal('user_not_in_channel', `${person.name} is not in #${channel.name}`);
    const head = threadHead(twin, channel, given.thread_ts);
    const content = readContent(twin, given, { where: METHOD_EPHEMERAL, maxTextLength: MAX_POST_TEXT_LENGTH });
    const message = twin.messages.post({
      ...content,
      workspaceId: channel.workspaceId,
      channelId: channel.id,
      threadTs: head?.ts,
      broadcast: false,
      author: appAuthor(token),
      audience: { kind: 'only', personId: person.id },
      metadata: undefined,
      unfurl: { links: false, media: false },
      files: [],
    });
    return { message_ts: message.ts };
  },
});
