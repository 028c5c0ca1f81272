/**
 * Slack's text format as HTML. Everything is escaped here and nowhere else.
 */
import { type Reader, showDate } from '../mrkdwn/date-format.ts';
import { mentionWords } from '../mrkdwn/plain-words.ts';
import { readMrkdwn } from '../mrkdwn/read-mrkdwn.ts';
import type { Line, Span } from '../mrkdwn/spans.ts';

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Of an address that a person may follow; anything else is no link. */
export function linkHtml(url: string, label: string): string {
  const safe = /^(?:https?:|mailto:)/.test(url);
  return safe ? `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>` : escapeHtml(label);
}

export function mrkdwnHtml(text: string, reader: Reader): string {
  return readMrkdwn(text)
    .lines.map((line) => lineHtml(line, reader))
    .join('<br>');
}

function lineHtml(line: Line, reader: Reader): string {
  if (line.kind === 'preformatted') return `<pre>${escapeHtml(line.text)}</pre>`;
  const inside = line.spans.map((span) => spanHtml(span, reader)).join('');
  return line.kind === 'quote' ? `<blockquote>${inside}</blockquote>` : inside;
}

const TAG = { bold: 'b', italic: 'i', strike: 's' } as const;

function spanHtml(span: Span, reader: Reader): string {
  switch (span.kind) {
    case 'text':
      return escapeHtml(span.text);
    case 'code':
      return `<code>${escapeHtml(span.text)}</code>`;
    case 'styled': {
      const tag = TAG[span.style];
      return `<${tag}>${span.inside.map((inner) => spanHtml(inner, reader)).join('')}</${tag}>`;
    }
    case 'link':
      return linkHtml(span.url, span.label);
    case 'mention':
      return `<span class="mention">${escapeHtml(mentionWords(span, (id) => id))}</span>`;
    case 'date': {
      const shown = showDate(span.unix, span.format, reader);
      return span.url === undefined ? escapeHtml(shown) : linkHtml(span.url, shown);
    }
  }
}
