/**
 * What spans say, without how they say it; a moment as its instant.
 */
import type { Span } from '../../src/core/message.ts';

export function saidBy(span: Span): string {
  return span.kind === 'time' ? span.at : span.text;
}

export function said(spans: readonly Span[]): string {
  return spans.map(saidBy).join('');
}
