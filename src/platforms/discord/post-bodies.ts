/**
 * The messages that a delivery becomes, each with a mark by which it is known again.
 *
 * The mark stands in the footer of the last embed, in words that tell a reader something too: the subscription's short name and the
 * slot (`k7m2qx · 2026-01-05 09:00 UTC`). Discord's own memory for what it took, the nonce, is the delivery's id; it lasts for
 * minutes and history does not tell it, so what is looked for later is the mark.
 */
import type { Delivery, Part } from '../../core/delivery.ts';
import type { Instant } from '../../core/time.ts';
import { type DiscordPayload, renderDiscord } from '../../render/discord.ts';

export interface PostBody {
  readonly mark: string;
  /** At most 25 characters. */
  readonly nonce: string;
  readonly payload: DiscordPayload;
}

const MARK = /^(?:daily-)?[a-z0-9]{1,12} · \d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2}\.\d{3})? UTC(?: · [\w ]+)*$/;

/** The first is the post; the others are sent after it, in order. */
export function postBodies(
  delivery: Pick<Delivery, 'id' | 'subscription' | 'slot' | 'part' | 'message'>,
  commandNames: readonly string[],
): readonly PostBody[] {
  const { id, message } = delivery;
  return renderDiscord(message, commandNames).map((payload, at) => {
    const mark = markOf(delivery, at);
    return { mark, nonce: at === 0 ? id : `${id}${at}`, payload: withMark(payload, mark) };
  });
}

/** @param at place among the messages of the delivery, from 0 up to 9. */
function markOf({ subscription, slot, part }: Pick<Delivery, 'subscription' | 'slot' | 'part'>, at: number): string {
  return [subscription, `${momentOf(slot)} UTC`, partOf(part), at === 0 ? '' : `${at + 1}`]
    .filter((word) => word !== '')
    .join(' · ');
}

function partOf(part: Part): string {
  switch (part.kind) {
    case 'post':
      return '';
    case 'beneath':
      return `more ${part.number}`;
    case 'notice':
      return 'paused';
  }
}

/** Without seconds for a slot, as schedules know none. */
function momentOf(instant: Instant): string {
  return instant.replace('T', ' ').replace('Z', '').replace(':00.000', '');
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
