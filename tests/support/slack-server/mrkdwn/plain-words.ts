/**
 * What a person reads of a text, without its marks.
 */
import { type Reader, showDate } from './date-format.ts';
import type { Line, Span } from './spans.ts';

/** The shown name of a person, group or channel; the id where nobody knows it. */
export type NameOf = (id: string) => string;

function wordsOfSpans(spans: readonly Span[], reader: Reader, nameOf: NameOf): string {
  return spans.map((span) => wordsOfSpan(span, reader, nameOf)).join('');
}

function wordsOfSpan(span: Span, reader: Reader, nameOf: NameOf): string {
  switch (span.kind) {
    case 'text':
    case 'code':
      return span.text;
    case 'styled':
      return wordsOfSpans(span.inside, reader, nameOf);
    case 'link':
      return span.label;
    case 'mention':
      return mentionWords(span, nameOf);
    case 'date':
      return showDate(span.unix, span.format, reader);
  }
}

export function mentionWords({ of, id, label }: Extract<Span, { readonly kind: 'mention' }>, nameOf: NameOf): string {
  if (of === 'everyone') return label;
  const name = label === '' ? nameOf(id) : label;
  return of === 'channel' ? `#${name}` : `@${name}`;
}

export function wordsOfLines(lines: readonly Line[], reader: Reader, nameOf: NameOf): string {
  return lines.map((line) => (line.kind === 'preformatted' ? line.text : wordsOfSpans(line.spans, reader, nameOf))).join('\n');
}
