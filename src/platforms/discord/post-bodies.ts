/**
 * The messages that a delivery becomes, each with a mark by which it is known again.
 *
 * The mark is the delivery's id, small in the footer of the last embed, and with a digit after it on what follows the first message.
 * It is the nonce too, by which Discord itself gives back what it took in the past minutes; history does not tell nonces, so
 * what is looked for later is the mark.
 */
import type { Delivery, DeliveryId } from '../../core/delivery.ts';
import { type DiscordPayload, renderDiscord } from '../../render/discord.ts';

export interface PostBody {
  readonly mark: string;
  readonly payload: DiscordPayload;
}

const MARK = /^[0-9a-f]{24}[1-9]?$/;

/** The first is the post; the others are sent after it, in order. */
export function postBodies(
  { id, message }: Pick<Delivery, 'id' | 'message'>,
  commandNames: readonly string[],
): readonly PostBody[] {
  return renderDiscord(message, commandNames).map((payload, at) => {
    const mark = markOf(id, at);
    return { mark, payload: withMark(payload, mark) };
  });
}

/** @param at place among the messages of the delivery, from 0 up to 9. */
function markOf(id: DeliveryId, at: number): string {
  return at === 0 ? id : `${id}${at}`;
}

export function withMark(payload: DiscordPayload, mark: string): DiscordPayload {
  const last = payload.embeds.at(-1) ?? {};
  return { ...payload, embeds: [...payload.embeds.slice(0, -1), { ...last, footer: { text: mark } }] };
}

interface WithEmbeds {
  readonly embeds: readonly { readonly footer?: { readonly text: string } | null | undefined }[];
}

/** @returns undefined for a message that no delivery of ours was. */
export function markIn({ embeds }: WithEmbeds): string | undefined {
  const said = embeds.at(-1)?.footer?.text;
  return said !== undefined && MARK.test(said) ? said : undefined;
}
