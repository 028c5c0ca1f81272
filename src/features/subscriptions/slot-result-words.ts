/**
 * What became of a slot, in words.
 */
import type { DeliveryState } from '../../core/delivery.ts';
import { FAILURE_WORDS } from '../../core/failure-words.ts';
import { type Span, text } from '../../core/message.ts';
import type { SlotResult } from '../../core/subscription-store.ts';
import type { TimeZone } from '../../core/time.ts';

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
      return FAILURE_WORDS[state.reason];
    case 'sending':
      return 'being posted';
    case 'waiting':
    case 'pending':
      return 'waits to be posted';
  }
}
