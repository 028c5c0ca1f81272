/**
 * What spans say, without how they say it; a moment as its instant, a place as its channel.
 */

import type { Span } from '../../src/core/message.ts';
import { placeWords } from '../../src/core/place.ts';

export function saidBy(span: Span): string {
  switch (span.kind) {
    case 'time':
      return span.at;
    case 'place':
      return placeWords(span.place);
    default:
      return span.text;
  }
}

export function said(spans: readonly Span[]): string {
  return spans.map(saidBy).join('');
}
