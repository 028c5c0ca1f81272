/**
 * A message as the JSON text of a delivery that waits for its turn. Buttons are kept as their short encoded form: what a
 * button does is checked where every pressed button is.
 */
import { z } from 'zod';
import { decodeAction, encodeAction } from '../core/action.ts';
import type { Block, Button, Message, PaperBlock, Span, TimeSpan } from '../core/message.ts';
import { PaperRecord } from './paper-record.ts';
import { InstantRecord, PlaceRecord, ZoneRecord } from './subscription-record.ts';

const timeSpan = {
  kind: z.literal('time'),
  at: InstantRecord,
  style: z.enum(['moment', 'day', 'relative']),
  zone: ZoneRecord.exactOptional(),
} satisfies Record<keyof TimeSpan, z.ZodType>;

const SpanRecord: z.ZodType<Span> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string(), weight: z.enum(['strong', 'quiet', 'match']).exactOptional() }),
  z.object({ kind: z.literal('link'), text: z.string(), url: z.string() }),
  z.object({ kind: z.literal('code'), text: z.string() }),
  z.object(timeSpan),
  z.object({ kind: z.literal('place'), place: PlaceRecord }),
]);

const spans = z.array(SpanRecord);

/** Every field has its line, so that a new one cannot be forgotten. */
const paperBlock = {
  kind: z.literal('paper'),
  paper: PaperRecord,
  detail: z.enum(['line', 'card', 'full']),
  rank: z.int().exactOptional(),
  excerpt: spans.exactOptional(),
  reason: spans.exactOptional(),
} satisfies Record<keyof PaperBlock, z.ZodType>;

const BlockRecord: z.ZodType<Block> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), spans }),
  z.object(paperBlock),
  z.object({ kind: z.literal('list'), items: z.array(spans) }),
  z.object({ kind: z.literal('note'), spans }),
  z.object({ kind: z.literal('divider') }),
]);

const EncodedAction = z.string().transform((encoded, context) => {
  const action = decodeAction(encoded);
  if (action !== undefined) return action;
  context.addIssue('a button of another version');
  return z.NEVER;
});

/** Shared answers come out of the same codec; anything else in their place is no message of ours. */
const EncodedShare = EncodedAction.transform((action, context) => {
  if (action.kind === 'share') return action.what;
  context.addIssue('not an answer that can be shared');
  return z.NEVER;
});

const ButtonRecord: z.ZodType<Button> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('action'),
    label: z.string(),
    action: EncodedAction,
    tone: z.enum(['primary', 'danger']).exactOptional(),
  }),
  z.object({ kind: z.literal('link'), label: z.string(), url: z.string() }),
]);

const message = {
  summary: z.string(),
  title: z.string().exactOptional(),
  blocks: z.array(BlockRecord),
  buttons: z.array(ButtonRecord),
  locale: z.string().exactOptional(),
  share: EncodedShare.exactOptional(),
} satisfies Record<keyof Message, z.ZodType>;

export const MessageRecord: z.ZodType<Message> = z.object(message);

/** What `MessageRecord` reads, before it becomes JSON. */
export function messageFields({ buttons, share, ...rest }: Message): Readonly<Record<string, unknown>> {
  return {
    ...rest,
    buttons: buttons.map((button) => (button.kind === 'action' ? { ...button, action: encodeAction(button.action) } : button)),
    ...(share === undefined ? {} : { share: encodeAction({ kind: 'share', what: share }) }),
  };
}
