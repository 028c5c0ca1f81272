/**
 * `chat.update`, `chat.delete` and `chat.getPermalink`.
 */
import { z } from 'zod';
import { flag, structure, timestamp, word } from '../argument-shapes.ts';
import { MAX_UPDATE_TEXT_LENGTH, readContent } from '../message-content.ts';
import { Refusal } from '../refusal.ts';
import type { BotToken } from '../state/grants.ts';
import type { Message } from '../state/messages.ts';
import { known } from '../state/workspace.ts';
import type { Twin } from '../twin.ts';
import { wireMessage } from '../wire-message.ts';
import { contentShape, readMetadata } from './chat-post.ts';
import { botOf, defineMethod } from './method.ts';
import { reachedChannel } from './reached-channel.ts';

/** A message that the bot itself posted for all to see. An ephemeral one is not to be found. */
function ownMessage(twin: Twin, token: BotToken, { channel, ts }: { readonly channel: string; readonly ts: string }): Message {
  const { id } = reachedChannel(twin, token, channel);
  const message = twin.messages.find(id, ts);
  if (message === undefined || message.audience.kind !== 'channel') {
    throw new Refusal('message_not_found', `there is no message ${ts} in ${channel}`);
  }
  return message;
}

const isOwn = ({ author }: Message, { installation }: BotToken): boolean =>
  author.kind === 'app' && author.botId === installation.botId;

const METHOD_UPDATE = 'chat.update';

export const update = defineMethod({
  name: METHOD_UPDATE,
  tier: 'tier-3',
  caller: 'bot',
  scopes: ['chat:write'],
  shape: z.strictObject({
    ...contentShape,
    channel: word,
    ts: timestamp,
    metadata: structure.optional(),
    reply_broadcast: flag.optional(),
  }),
  run: (twin, { caller, given }) => {
    const token = botOf(caller);
    const message = ownMessage(twin, token, given);
    if (!isOwn(message, token)) throw new Refusal('cant_update_message', 'an app changes its own messages only');
    const content = readContent(twin, given, { where: METHOD_UPDATE, maxTextLength: MAX_UPDATE_TEXT_LENGTH });
    const blocks = given.blocks === undefined ? {} : { blocks: content.blocks };
    const cleared = given.blocks === undefined && given.text !== undefined ? { blocks: [] } : {};
    const next = twin.messages.replace(message, {
      text: content.text,
      ...cleared,
      ...blocks,
      ...(given.metadata === undefined ? {} : { metadata: readMetadata(given.metadata) }),
    });
    return {
      channel: message.channelId,
      ts: message.ts,
      text: next.text,
      message: wireMessage(twin, next, { metadata: 'with-metadata' }),
    };
  },
});

export const remove = defineMethod({
  name: 'chat.delete',
  tier: 'tier-3',
  caller: 'bot',
  scopes: ['chat:write'],
  shape: z.strictObject({ channel: word, ts: timestamp }),
  run: (twin, { caller, given }) => {
    const token = botOf(caller);
    const message = ownMessage(twin, token, given);
    if (!isOwn(message, token)) throw new Refusal('cant_delete_message', 'an app deletes its own messages only');
    twin.messages.remove(message);
    return { channel: message.channelId, ts: message.ts };
  },
});

export const getPermalink = defineMethod({
  name: 'chat.getPermalink',
  tier: 'generous',
  caller: 'bot',
  scopes: [],
  shape: z.strictObject({ channel: word, message_ts: timestamp }),
  run: (twin, { caller, given }) => {
    const message = ownMessage(twin, botOf(caller), { channel: given.channel, ts: given.message_ts });
    return { channel: message.channelId, permalink: permalinkOf(twin, message) };
  },
});

function permalinkOf(twin: Twin, { workspaceId, channelId, ts, threadTs }: Message): string {
  const { domain } = known(twin.world.workspaces, workspaceId);
  const thread = threadTs === undefined ? '' : `?thread_ts=${threadTs}&cid=${channelId}`;
  return `https://${domain}.slack.com/archives/${channelId}/p${ts.replace('.', '')}${thread}`;
}
