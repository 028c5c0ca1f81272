/**
 * What Discord takes for a message, in each of the places where one is sent or edited. Source: Discord docs, "Message resource".
 *
 * Two rules are the project's, not Discord's: every body that bears a message says `allowed_mentions: { parse: [] }`, since the
 * default pings; and what discord.js always sends (`tts: false`, `enforce_nonce: false`) is all that is taken of those fields.
 */
import { MessageFlags } from 'discord-api-types/v10';
import { z } from 'zod';
import { readComponents } from './component-rules.ts';
import type { MessageComponent } from './component-shapes.ts';
import { Embeds } from './embed-rules.ts';
import { readBody } from './read-body.ts';
import { invalidForm, refusals } from './refusal.ts';

export const CONTENT_LIMIT = 2000;
export const FILES_LIMIT = 10;
export const NONCE_LIMIT = 25;

/** Where a body is sent: each place has its own flags and fields. */
export type MessagePlace = 'channel' | 'forum-post' | 'interaction' | 'edit';

const FLAGS_OF: Readonly<Record<MessagePlace, number>> = {
  channel: MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2,
  'forum-post': MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications,
  interaction:
    MessageFlags.SuppressEmbeds | MessageFlags.Ephemeral | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2,
  edit: MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2,
};

const snowflake = z.string().regex(/^\d{17,20}$/);
const AllowedMentions = z.strictObject(
  {
    parse: z.array(z.string()).max(0, 'This would ping: the project sends parse: [] only.'),
    replied_user: z.literal(false).optional(),
  },
  { error: 'Must be { parse: [] }, as everything else may ping.' },
);
const Attachment = z.strictObject({
  id: z.union([z.string(), z.int()]),
  filename: z.string().optional(),
  description: z.string().max(1024).optional(),
});
const bodyFields = {
  content: z.string().max(CONTENT_LIMIT).nullish(),
  embeds: Embeds.nullish(),
  components: z.array(z.unknown()).nullish(),
  allowed_mentions: AllowedMentions,
  flags: z.int().min(0).nullish(),
  attachments: z.array(Attachment).max(FILES_LIMIT).nullish(),
  tts: z.literal(false).optional(),
  enforce_nonce: z.literal(false).optional(),
};
const ofChannel = {
  ...bodyFields,
  nonce: z.union([z.string().max(NONCE_LIMIT), z.int().refine((nonce) => String(nonce).length <= NONCE_LIMIT)]).optional(),
  enforce_nonce: z.boolean().optional(),
  message_reference: z
    .strictObject({
      type: z.literal(0).optional(),
      message_id: snowflake,
      channel_id: snowflake.optional(),
      guild_id: snowflake.optional(),
      fail_if_not_exists: z.boolean().optional(),
    })
    .optional(),
};
const ChannelMessage = z
  .strictObject(ofChannel)
  .refine(({ nonce, enforce_nonce }) => enforce_nonce !== true || nonce !== undefined, 'enforce_nonce needs a nonce.');
const OtherMessage = z.strictObject(bodyFields);

/** A file that came along; `id` is the n of its form field `files[n]`. */
export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** Read and judged, with what was not said left undefined: an edit keeps it. */
export interface MessageDraft {
  readonly content?: string;
  readonly embeds?: z.infer<typeof Embeds>;
  readonly components?: readonly MessageComponent[];
  readonly flags: number;
  /** Descriptions of new files and ids of the ones that an edit keeps. */
  readonly attachments?: readonly { readonly id: string; readonly description?: string }[];
  readonly files: readonly UploadedFile[];
  readonly nonce?: string;
  readonly enforceNonce: boolean;
  readonly repliesTo?: { readonly messageId: string; readonly required: boolean };
}

export interface RawMessage {
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  readonly place: MessagePlace;
  /** Flags that an edited message has already. */
  readonly flagsBefore?: number;
}

/** Throws a refusal where the real one would. Whether a body that says nothing is empty is for who knows what was there before. */
export function readMessage({ body: raw, files, place, flagsBefore = 0 }: RawMessage): MessageDraft {
  const body: z.infer<typeof ChannelMessage> = readBody<z.infer<typeof ChannelMessage>>(
    place === 'channel' ? ChannelMessage : OtherMessage,
    raw ?? {},
  );
  const flags = body.flags ?? 0;
  const unknown = flags & ~FLAGS_OF[place] & ~flagsBefore;
  if (unknown !== 0) throw invalidForm([{ path: ['flags'], message: `Flags ${unknown} cannot be set here.` }]);
  const v2 = ((flags | flagsBefore) & MessageFlags.IsComponentsV2) !== 0;
  if (v2) refuseOldParts(body);
  const reply = body.message_reference;
  const draft: MessageDraft = {
    ...(body.content === undefined ? {} : { content: (body.content ?? '').trim() }),
    ...(body.embeds === undefined ? {} : { embeds: body.embeds ?? [] }),
    ...(body.components === undefined
      ? {}
      : { components: readComponents(body.components ?? [], v2 ? 'components-v2' : 'rows') }),
    ...(body.attachments === undefined ? {} : { attachments: attachmentsOf(body.attachments ?? []) }),
    ...(body.nonce === undefined ? {} : { nonce: String(body.nonce) }),
    ...(reply === undefined ? {} : { repliesTo: { messageId: reply.message_id, required: reply.fail_if_not_exists !== false } }),
    flags,
    files,
    enforceNonce: body.enforce_nonce === true,
  };
  refuseUnmatchedFiles(draft, place);
  return draft;
}

function refuseOldParts({
  content,
  embeds,
}: {
  readonly content?: string | null | undefined;
  readonly embeds?: readonly unknown[] | null | undefined;
}): void {
  const faults = [
    ...((content ?? '') === '' ? [] : [{ path: ['content'], message: 'Cannot be used with IS_COMPONENTS_V2.' }]),
    ...((embeds ?? []).length === 0 ? [] : [{ path: ['embeds'], message: 'Cannot be used with IS_COMPONENTS_V2.' }]),
  ];
  if (faults.length > 0) throw invalidForm(faults);
}

const attachmentsOf = (attachments: readonly z.infer<typeof Attachment>[]): NonNullable<MessageDraft['attachments']> =>
  attachments.map(({ id, description }) => ({ id: String(id), ...(description === undefined ? {} : { description }) }));

/** Every uploaded file is described, every description of a new message has its file, and what is shown by name is there. */
function refuseUnmatchedFiles({ files, attachments, ...draft }: MessageDraft, place: MessagePlace): void {
  if (files.length > FILES_LIMIT)
    throw invalidForm([{ path: ['attachments'], message: `Must be ${FILES_LIMIT} or fewer in length.` }]);
  const missing = place === 'edit' ? [] : (attachments ?? []).filter(({ id }) => !files.some((file) => file.id === id));
  if (missing.length > 0) throw invalidForm([{ path: ['attachments'], message: `No file was uploaded for ${missing[0]?.id}.` }]);
  const shown = JSON.stringify([draft.embeds, draft.components]).matchAll(/"attachment:\/\/([^"]+)"/g);
  const absent =
    place === 'edit' ? [] : [...shown].map(([, name]) => name).filter((name) => !files.some((file) => file.name === name));
  if (absent.length > 0)
    throw invalidForm([{ path: ['attachments'], message: `Shows attachment://${absent[0]}, which is not there.` }]);
}

/** Code 50006, where nothing of a message would show. */
export function refuseEmpty(body: {
  readonly content: string;
  readonly embeds: readonly unknown[];
  readonly components: readonly unknown[];
  readonly files: readonly unknown[];
}): void {
  if (body.content === '' && [body.embeds, body.components, body.files].every((parts) => parts.length === 0))
    throw refusals.emptyMessage();
}
