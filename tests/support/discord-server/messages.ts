/**
 * Posting, editing and deleting, the same whether it came through a channel, an interaction or a person at a keyboard.
 */
import { MessageFlags } from 'discord-api-types/v10';
import { messagePayload } from './message-payload.ts';
import { type MessageDraft, refuseEmpty } from './message-rules.ts';
import { invalidForm } from './refusal.ts';
import type { Twin } from './twin.ts';
import {
  type Channel,
  isInGuild,
  type MessageBody,
  type RecordedFile,
  type RecordedMessage,
  type User,
  type Visibility,
} from './world.ts';

export interface PostedMessage {
  readonly channel: Channel;
  readonly author: User;
  readonly body: MessageBody;
  readonly visibility?: Visibility;
  readonly nonce?: string;
  readonly repliesTo?: string;
  readonly answers?: RecordedMessage['answers'];
  readonly id?: string;
  readonly thinking?: boolean;
}

/** The body of a new message; refused where it would be empty. */
export function newBody(twin: Twin, draft: MessageDraft): MessageBody {
  const body = {
    content: draft.content ?? '',
    embeds: draft.embeds ?? [],
    components: draft.components ?? [],
    files: recordFiles(twin, draft),
    flags: draft.flags,
  };
  refuseEmpty(body);
  return body;
}

export const EMPTY_BODY: MessageBody = { content: '', embeds: [], components: [], files: [], flags: 0 };

export function post(
  twin: Twin,
  { id, visibility = { kind: 'public' }, thinking = false, answers, ...posted }: PostedMessage,
): RecordedMessage {
  const message: RecordedMessage = {
    ...posted,
    ...(answers === undefined ? {} : { answers }),
    id: id ?? twin.snowflakes.next(),
    visibility,
    thinking,
    createdAt: twin.clock.now(),
    earlier: [],
  };
  twin.world.messages.set(message.id, message);
  if (visibility.kind === 'public') emitMessage(twin, 'MESSAGE_CREATE', message);
  return message;
}

/** What an edit leaves unsaid stays as it was; Components V2, once there, stays too. */
export function edit(twin: Twin, message: RecordedMessage, draft: MessageDraft): void {
  const before = message.body;
  const kept =
    draft.attachments === undefined
      ? before.files
      : before.files.filter(({ id }) => draft.attachments?.some((file) => file.id === id));
  const body = {
    content: draft.content ?? before.content,
    embeds: draft.embeds ?? before.embeds,
    components: draft.components ?? before.components,
    files: [...kept, ...recordFiles(twin, draft)],
    flags: draft.flags | (before.flags & ~MessageFlags.SuppressEmbeds),
  };
  refuseEmpty(body);
  refuseMixture(body);
  if (!message.thinking) {
    message.earlier.push(before);
    message.editedAt = twin.clock.now();
  }
  message.thinking = false;
  message.body = body;
  if (message.visibility.kind === 'public') emitMessage(twin, 'MESSAGE_UPDATE', message);
}

export function remove(twin: Twin, message: RecordedMessage): void {
  message.deletedAt = twin.clock.now();
  if (message.visibility.kind !== 'public') return;
  const guildId = isInGuild(message.channel) ? message.channel.guild.id : undefined;
  const payload = { id: message.id, channel_id: message.channel.id, ...(guildId === undefined ? {} : { guild_id: guildId }) };
  twin.emit({ name: 'MESSAGE_DELETE', payload, guildId });
}

const recordFiles = (twin: Twin, { files, attachments }: MessageDraft): readonly RecordedFile[] =>
  files.map((file) => {
    const description = attachments?.find(({ id }) => id === file.id)?.description;
    return { ...file, id: twin.snowflakes.next(), ...(description === undefined ? {} : { description }) };
  });

/** An edit to Components V2 must take the old content and embeds away, and cannot go without its flag. */
function refuseMixture({ content, embeds, components, flags }: MessageBody): void {
  const v2 = (flags & MessageFlags.IsComponentsV2) !== 0;
  if (v2 && (content !== '' || embeds.length > 0)) {
    throw invalidForm([{ path: ['flags'], message: 'content and embeds must be emptied with IS_COMPONENTS_V2.' }]);
  }
  if (!v2 && components.some(({ type }) => type !== 1)) {
    throw invalidForm([{ path: ['components'], message: 'These components need IS_COMPONENTS_V2.' }]);
  }
}

function emitMessage(twin: Twin, name: string, message: RecordedMessage): void {
  const guildId = isInGuild(message.channel) ? message.channel.guild.id : undefined;
  twin.emit({ name, payload: { ...messagePayload(message), ...(guildId === undefined ? {} : { guild_id: guildId }) }, guildId });
}
