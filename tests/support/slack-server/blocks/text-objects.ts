/**
 * Text objects, and the strings and addresses that other blocks are made of, with the bounds Slack puts on them.
 *
 * Lengths are counted in UTF-16 units, which is never less than what Slack may count. Sources: the typings of @slack/types 3.2
 * and the Block Kit reference.
 */
import { z } from 'zod';

const MAX_ID_LENGTH = 255;
export const MAX_TEXT_LENGTH = 3000;
const MAX_URL_LENGTH = 3000;
const MAX_PLACEHOLDER_LENGTH = 150;

export function text(max: number): z.ZodString {
  return z
    .string()
    .min(1, 'must be more than 0 characters')
    .max(max, `must be less than ${max + 1} characters`);
}

export function listOf<Element extends z.ZodType>(
  element: Element,
  { least = 1, most }: { readonly least?: number; readonly most: number },
) {
  return z.array(element).min(least, `no fewer than ${least} items required`).max(most, `no more than ${most} items allowed`);
}

export function plainText(max: number) {
  return z.strictObject({ type: z.literal('plain_text'), text: text(max), emoji: z.boolean().optional() });
}

export function mrkdwn(max: number) {
  return z.strictObject({ type: z.literal('mrkdwn'), text: text(max), verbatim: z.boolean().optional() });
}

export function textObject(max: number) {
  return z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);
}

export const anId = text(MAX_ID_LENGTH);

export const webAddress = text(MAX_URL_LENGTH).regex(/^https?:\/\/[^\s<>]+$/u, 'must be a valid URL');

/** Source: "Confirmation dialog object": title 100, text 300, buttons 30. */
export const confirmation = z.strictObject({
  title: plainText(100),
  text: textObject(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
});

export const blockId = anId.optional();
export const actionId = anId.optional();
export const placeholder = plainText(MAX_PLACEHOLDER_LENGTH).optional();
