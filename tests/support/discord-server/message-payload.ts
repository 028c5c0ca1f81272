/**
 * Messages in the shape that Discord sends, to those who may read them and to a bot that may not.
 */
import { MessageFlags, MessageType } from 'discord-api-types/v10';
import { isoTime, userPayload } from './payloads.ts';
import type { RecordedFile, RecordedMessage, User } from './world.ts';

export const filePayload = (file: RecordedFile, channelId: string) => ({
  id: file.id,
  filename: file.name,
  size: file.bytes.length,
  url: `https://cdn.example.invalid/attachments/${channelId}/${file.id}/${file.name}`,
  proxy_url: `https://media.example.invalid/attachments/${channelId}/${file.id}/${file.name}`,
  content_type: file.contentType,
  ...(file.description === undefined ? {} : { description: file.description }),
});

/** `nonce` is told only to whom it belongs, in the answer to the post itself. */
export function messagePayload(message: RecordedMessage) {
  const { body, answers } = message;
  return {
    id: message.id,
    channel_id: message.channel.id,
    type: typeOfMessage(message),
    author: userPayload(message.author),
    content: body.content,
    timestamp: isoTime(message.createdAt),
    edited_timestamp: message.editedAt === undefined ? null : isoTime(message.editedAt),
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: body.files.map((file) => filePayload(file, message.channel.id)),
    embeds: body.embeds.map((embed) => ({ type: 'rich', ...embed })),
    components: body.components,
    pinned: false,
    flags: body.flags | (message.thinking ? MessageFlags.Loading : 0),
    ...(message.author.kind === 'bot' ? { application_id: message.author.id } : {}),
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
    ...(message.repliesTo === undefined
      ? {}
      : { message_reference: { type: 0, message_id: message.repliesTo, channel_id: message.channel.id } }),
    ...(answers === undefined ? {} : { interaction_metadata: answersPayload(answers), webhook_id: message.author.id }),
  };
}

function typeOfMessage({ answers, repliesTo }: RecordedMessage): MessageType {
  if (answers?.name !== undefined) return MessageType.ChatInputCommand;
  return repliesTo === undefined ? MessageType.Default : MessageType.Reply;
}

const answersPayload = ({ interactionId, type, user, name }: NonNullable<RecordedMessage['answers']>) => ({
  id: interactionId,
  type,
  user: userPayload(user),
  authorizing_integration_owners: {},
  ...(name === undefined ? {} : { name }),
});

/** To a bot without the content intent, a message of another's is empty, unless it is in a direct message with it. */
export function messagePayloadFor(message: RecordedMessage, reader: User) {
  const payload = messagePayload(message);
  if (message.author.id === reader.id || message.channel.kind === 'dm') return payload;
  return { ...payload, content: '', embeds: [], attachments: [], components: [] };
}
