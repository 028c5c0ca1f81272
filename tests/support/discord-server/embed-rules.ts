/**
 * What Discord takes for an embed. Source: Discord docs, "Message resource", embed limits.
 *
 * Texts are trimmed before they are measured, as the documentation says, and lengths are UTF-16 units: which unit Discord counts is
 * not documented, and this one is never the smaller.
 */
import { z } from 'zod';

/** Over title, description, field names and values, footer and author of all embeds of a message. */
export const EMBED_TEXT_LIMIT = 6000;
export const EMBEDS_LIMIT = 10;

const text = (most: number): z.ZodString => z.string().trim().min(1).max(most);
const webUrl = z
  .string()
  .max(2048)
  .regex(/^https?:\/\/\S+$/, 'Not a well formed URL.');
export const mediaUrl = z
  .string()
  .max(2048)
  .regex(/^(?:https?|attachment):\/\/\S+$/, 'Not a well formed URL.');

const Embed = z
  .strictObject({
    type: z.literal('rich').optional(),
    title: text(256).optional(),
    description: text(4096).optional(),
    url: webUrl.optional(),
    timestamp: z.iso.datetime({ offset: true }).optional(),
    color: z.int().min(0).max(0xffffff).optional(),
    footer: z.strictObject({ text: text(2048), icon_url: mediaUrl.optional() }).optional(),
    image: z.strictObject({ url: mediaUrl }).optional(),
    thumbnail: z.strictObject({ url: mediaUrl }).optional(),
    author: z.strictObject({ name: text(256), url: webUrl.optional(), icon_url: mediaUrl.optional() }).optional(),
    fields: z
      .array(z.strictObject({ name: text(256), value: text(1024), inline: z.boolean().optional() }))
      .max(25)
      .optional(),
  })
  .refine((embed) => shows(embed), 'An embed must show something.');

const shows = (embed: Readonly<Record<string, unknown>> & { readonly fields?: readonly unknown[] | undefined }): boolean =>
  [embed.title, embed.description, embed.image, embed.thumbnail, embed.author, embed.footer].some((part) => part !== undefined) ||
  (embed.fields ?? []).length > 0;

export const Embeds = z
  .array(Embed)
  .max(EMBEDS_LIMIT)
  .refine((embeds) => embedTextLength(embeds) <= EMBED_TEXT_LIMIT, `Embed size exceeds maximum size of ${EMBED_TEXT_LIMIT}`);

export type RecordedEmbed = z.infer<typeof Embed>;

export function embedTextLength(embeds: readonly RecordedEmbed[]): number {
  return embeds.flatMap(textsOf).reduce((sum, part) => sum + part.length, 0);
}

const textsOf = (embed: RecordedEmbed): readonly string[] => [
  embed.title ?? '',
  embed.description ?? '',
  embed.footer?.text ?? '',
  embed.author?.name ?? '',
  ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
];
