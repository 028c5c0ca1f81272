/**
 * How answers about the reading list are worded: a sentence or two that name the paper.
 */
import type { Reply } from '../../core/message.ts';
import type { Paper } from '../../core/paper.ts';

/** Titles in a sentence are cut to this, between words. */
const LONGEST_TITLE = 120;

export function titleOf({ title }: Paper): string {
  if (title.length <= LONGEST_TITLE) return `“${title}”`;
  const head = title.slice(0, LONGEST_TITLE);
  return `“${head.slice(0, Math.max(head.lastIndexOf(' '), 1))}…”`;
}

export function notice(text: string): Reply {
  return { kind: 'notice', level: 'info', text };
}
