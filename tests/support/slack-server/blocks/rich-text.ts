/**
 * Rich text: formatting as structure. Nothing in it is parsed, so text needs no escaping; a mention in it pings all the same.
 */
import { z } from 'zod';
import { blockId, text } from './text-objects.ts';

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    code: z.boolean().optional(),
    underline: z.boolean().optional(),
    highlight: z.boolean().optional(),
    client_highlight: z.boolean().optional(),
    unlink: z.boolean().optional(),
  })
  .optional();

const someText = z.string().min(1, 'must be more than 0 characters');
const address = text(3000).regex(/^(?:https?:\/\/|mailto:|tel:)\S+$/u, 'must be a valid URL');

const span = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: someText, style }),
  z.strictObject({ type: z.literal('link'), url: address, text: someText.optional(), unsafe: z.boolean().optional(), style }),
  z.strictObject({ type: z.literal('emoji'), name: someText, unicode: z.string().optional(), url: z.string().optional(), style }),
  z.strictObject({ type: z.literal('user'), user_id: someText, style }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: someText, style }),
  z.strictObject({ type: z.literal('channel'), channel_id: someText, style }),
  z.strictObject({ type: z.literal('team'), team_id: someText, style }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), style }),
  z.strictObject({ type: z.literal('color'), value: z.string().regex(/^#[0-9a-f]{6}$/i), style }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int().positive(),
    format: someText,
    url: address.optional(),
    fallback: someText.optional(),
    style,
  }),
]);

const border = z.union([z.literal(0), z.literal(1)]).optional();
const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(span) });
const verbatimSpan = z.discriminatedUnion('type', [span.options[0], span.options[1]]);

export const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: blockId,
  elements: z
    .array(
      z.discriminatedUnion('type', [
        section,
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          elements: z.array(section).min(1),
          indent: z.int().min(0).max(8).optional(),
          offset: z.int().min(0).optional(),
          border,
        }),
        z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(span), border }),
        z.strictObject({
          type: z.literal('rich_text_preformatted'),
          elements: z.array(verbatimSpan),
          border,
          language: z.string().optional(),
        }),
      ]),
    )
    .min(1, 'no fewer than 1 items required'),
});
