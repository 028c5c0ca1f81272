/**
 * What happened in the channels, as lines for the person who directs the play: posts as their channel shows them, and a quiet
 * line for what was not posted.
 */
import type { BeatEvent } from '../../core/beat-events.ts';
import type { ClaimedDelivery, DeliveryState } from '../../core/delivery.ts';
import { FAILURE_WORDS } from '../../core/failure-words.ts';
import { formatMoment } from '../../core/locale.ts';
import { placeWords } from '../../core/place.ts';
import { type Instant, UTC } from '../../core/time.ts';
import { renderTerminal, renderTerminalNotice, type Screen } from '../../render/terminal.ts';

/** `#general · 5 Jan 2026, 09:00 UTC`, and whether it stands in a thread. */
export function postHeading({ place, part }: Pick<ClaimedDelivery, 'place' | 'part'>, at: Instant): string {
  const thread = part.kind === 'beneath' ? ` · in the thread “${part.thread}”` : '';
  return `── ${placeWords(place)} · ${momentWords(at)}${thread}`;
}

/** @param before how many numbers were given away above. */
export function renderPost(
  delivery: ClaimedDelivery,
  at: Instant,
  { screen, before = 0 }: { readonly screen: Screen; readonly before?: number },
): string {
  return `${postHeading(delivery, at)}\n\n${renderTerminal(delivery.message, screen, before)}`;
}

/** @returns undefined for what a post itself tells. */
export function renderEvent(event: BeatEvent, screen: Screen): string | undefined {
  const sentence = eventSentence(event);
  return sentence === undefined ? undefined : renderTerminalNotice({ level: 'info', text: `── ${sentence}` }, screen);
}

function eventSentence(event: BeatEvent): string | undefined {
  switch (event.kind) {
    case 'nothing-to-post':
      return `\`${event.subscription}\` · ${momentWords(event.slot)} · nothing posted. ${event.why}`;
    case 'skipped':
      return `\`${event.subscription}\` · ${event.slots.length === 1 ? '1 post' : `${event.slots.length} posts`} skipped: the time for them had passed.`;
    case 'not-composed':
      return `\`${event.subscription}\` · could not be composed, and is tried again.`;
    case 'settled':
      return settledSentence(event.delivery, event.state);
    case 'may-double':
      return `\`${event.delivery.subscription}\` · may be posted twice.`;
    case 'trouble':
      return `\`${event.delivery.subscription}\` · the attempt went wrong, and is looked into again.`;
    default:
      return undefined;
  }
}

function settledSentence({ subscription, slot, place, state: tried }: ClaimedDelivery, state: DeliveryState): string | undefined {
  const where = `\`${subscription}\` · ${momentWords(slot)} · ${placeWords(place)}`;
  if (state.kind === 'failed') return `${where} · ${FAILURE_WORDS[state.reason]}.`;
  if (state.kind === 'sent' && tried.interrupted) return `${where} · found in the channel: it had been posted before the crash.`;
  return state.kind === 'pending' ? `${where} · not posted yet; tried again at ${momentWords(state.notBefore)}.` : undefined;
}

function momentWords(at: Instant): string {
  return `${formatMoment(at, UTC, undefined)} UTC`;
}
