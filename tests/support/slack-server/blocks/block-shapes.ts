/**
 * One shape a block, with its own bounds; what a whole message or view may hold is in `surface-rules.ts`.
 *
 * Blocks newer than these (card, carousel, container, alert, data_table, plan, task_card) are refused: the twin does not know
 * how clients show them, and neither does whoever would send one.
 */
import { z } from 'zod';
import {
  accessory,
  actionElement,
  contextElement,
  inputElement,
  MAX_ALT_TEXT_LENGTH,
  oneSourceOnly,
  pictureSource,
} from './elements.ts';
import { richText } from './rich-text.ts';
import { blockId, listOf, MAX_TEXT_LENGTH, plainText, text, textObject, webAddress } from './text-objects.ts';

const MAX_HEADER_LENGTH = 150;
const MAX_FIELDS = 10;
const MAX_FIELD_LENGTH = 2000;
const MAX_ACTIONS = 25;
const MAX_CONTEXT_ELEMENTS = 10;
const MAX_TABLE_ROWS = 100;
const MAX_TABLE_COLUMNS = 20;
export const MAX_MARKDOWN_LENGTH = 12_000;

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: blockId,
    text: textObject(MAX_TEXT_LENGTH).optional(),
    fields: listOf(textObject(MAX_FIELD_LENGTH), { most: MAX_FIELDS }).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .superRefine((block, report) => {
    if (block.text === undefined && block.fields === undefined) {
      report.addIssue({ code: 'custom', message: 'must define either `text` or `fields`' });
    }
  });

const header = z.strictObject({ type: z.literal('header'), block_id: blockId, text: plainText(MAX_HEADER_LENGTH) });
const divider = z.strictObject({ type: z.literal('divider'), block_id: blockId });
const context = z.strictObject({
  type: z.literal('context'),
  block_id: blockId,
  elements: listOf(contextElement, { most: MAX_CONTEXT_ELEMENTS }),
});
const actions = z.strictObject({
  type: z.literal('actions'),
  block_id: blockId,
  elements: listOf(actionElement, { most: MAX_ACTIONS }),
});
const image = z
  .strictObject({
    type: z.literal('image'),
    block_id: blockId,
    alt_text: text(MAX_ALT_TEXT_LENGTH),
    title: plainText(MAX_ALT_TEXT_LENGTH).optional(),
    ...pictureSource,
  })
  .superRefine(oneSourceOnly);
const input = z.strictObject({
  type: z.literal('input'),
  block_id: blockId,
  label: plainText(MAX_FIELD_LENGTH),
  hint: plainText(MAX_FIELD_LENGTH).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: inputElement,
});
const markdown = z.strictObject({ type: z.literal('markdown'), block_id: blockId, text: text(MAX_MARKDOWN_LENGTH) });
const video = z.strictObject({
  type: z.literal('video'),
  block_id: blockId,
  video_url: webAddress,
  thumbnail_url: webAddress,
  alt_text: text(MAX_ALT_TEXT_LENGTH),
  title: plainText(199),
  title_url: webAddress.optional(),
  author_name: text(49).optional(),
  provider_name: text(255).optional(),
  provider_icon_url: webAddress.optional(),
  description: plainText(MAX_TEXT_LENGTH).optional(),
});

const cell = z.discriminatedUnion('type', [
  richText,
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1, 'must be more than 0 characters') }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) }),
]);
const column = z.strictObject({ align: z.enum(['left', 'center', 'right']).optional(), is_wrapped: z.boolean().optional() });
const table = z.strictObject({
  type: z.literal('table'),
  block_id: blockId,
  rows: listOf(listOf(cell, { most: MAX_TABLE_COLUMNS }), { most: MAX_TABLE_ROWS }),
  column_settings: z.array(column).max(MAX_TABLE_COLUMNS, `no more than ${MAX_TABLE_COLUMNS} items allowed`).optional(),
});

export const block = z.discriminatedUnion('type', [
  section,
  header,
  divider,
  context,
  actions,
  image,
  input,
  richText,
  markdown,
  table,
  video,
]);

export type Block = z.infer<typeof block>;
export type BlockKind = Block['type'];
