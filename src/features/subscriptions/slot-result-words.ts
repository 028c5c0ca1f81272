/**
 * What became of a slot, in words.
 */
import type { DeliveryState, FailureReason } from '../../core/delivery.ts';
import { type Span, text } from '../../core/message.ts';
import type { SlotResult } from '../../core/subscription-store.ts';
import type { TimeZone } from '../../core/time.ts';

const FAILURES: Readonly<Record<FailureReason, string>> = {
  'channel-gone': 'not posted: the channel is gone',
  'bot-removed': 'not posted: the bot was removed from there',
  'not-permitted': 'not posted: the bot may not post there',
  rejected: 'not posted: the platform did not take the message',
  'too-late': 'not posted: it was too late for it by then',
  'gave-up': 'not posted: it failed too often',
  'in-doubt': 'may have been posted: the platform would not say',
  paused: 'not posted: it was paused first',
  unreadable: 'not posted: another version of the bot had written it',
};

/** `posted Mon 5 Jan 2026, 09:00`, `Sat 3 Jan 2026, 09:00: nothing posted. …`, or that nothing has been due yet. */
export function resultSpans(last: SlotResult | undefined, zone: TimeZone): readonly Span[] {
  if (last === undefined) return [text('nothing was due yet')];
  const slot: Span = { kind: 'time', at: last.slot, style: 'moment', zone };
  const { result } = last;
  if (result.kind === 'sent') return [text('posted '), slot];
  return [slot, text(': '), text(result.kind === 'closed' ? `nothing posted. ${result.why}` : stateWords(result))];
}

function stateWords(state: Exclude<DeliveryState, { readonly kind: 'sent' }>): string {
  switch (state.kind) {
    case 'failed':
      return FAILURES[state.reason];
    case 'sending':
      return 'being posted';
    case 'waiting':
    case 'pending':
      return 'waits to be posted';
  }
}
