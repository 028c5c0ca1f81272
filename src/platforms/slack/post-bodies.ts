/**
 * The messages that a delivery becomes, each with a mark by which it is known again.
 *
 * The mark is in the metadata of the message, which Slack keeps and shows to whoever may read history: ids only, as every member and
 * every app of the workspace may read it.
 */
import { z } from 'zod';
import type { Delivery, DeliveryId } from '../../core/delivery.ts';
import { renderSlack, type SlackPayload } from '../../render/slack.ts';

export interface PostBody {
  /** Place among the messages of the delivery, from 0. */
  readonly part: number;
  readonly delivery: DeliveryId;
  readonly payload: SlackPayload;
}

const MARK = 'paperboy_delivery';

const Marked = z.object({
  metadata: z.object({
    event_type: z.literal(MARK),
    event_payload: z.object({ delivery: z.string(), part: z.coerce.number() }),
  }),
});

/** The first is the post; the others are sent after it, in order. */
export function postBodies(
  { id, message }: Pick<Delivery, 'id' | 'message'>,
  commandNames: readonly string[],
): readonly PostBody[] {
  return renderSlack(message, commandNames).map((payload, part) => ({ part, delivery: id, payload }));
}

export function metadataOf({ delivery, part }: PostBody) {
  return { event_type: MARK, event_payload: { delivery, part } };
}

/** @returns undefined for a message that is none of ours. */
export function markIn(message: unknown): { readonly delivery: string; readonly part: number } | undefined {
  const read = Marked.safeParse(message);
  return read.success ? read.data.metadata.event_payload : undefined;
}
