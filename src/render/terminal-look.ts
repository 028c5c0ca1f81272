/**
 * How a terminal shows emphasis, and how text is laid into its columns.
 *
 * Without colour nothing marks a matched word or a title: asterisks would be taken for the paper's own. Only code, which
 * the reader may have to type, keeps backticks.
 */
import wrapAnsi from 'wrap-ansi';
import { assertNever } from '../core/errors.ts';
import type { Span } from '../core/message.ts';
import { placeWords } from '../core/place.ts';
import { cleanLine, clipToColumns } from './text.ts';
import { timeWords } from './time-words.ts';

export interface Screen {
  /** Columns of the terminal. */
  readonly width: number;
  readonly color: boolean;
}

/** A screen and how dates and numbers are written on it. */
export interface Page extends Screen {
  readonly locale: string | undefined;
}

/** Longer lines are hard to read; wider terminals keep a margin. */
const WIDEST_LINE = 100;
/** Below this, words break rather than lines grow narrower. */
const NARROWEST_LINE = 20;
/** More of one span than any paper needs: two screens. */
const LONGEST_SPAN = 6000;

const SGR = {
  strong: [1, 22],
  quiet: [2, 22],
  match: [1, 22],
  code: [36, 39],
  key: [36, 39],
  danger: [31, 39],
} as const;
export type Style = keyof typeof SGR;

const ESCAPE = String.fromCharCode(27);
const TRAILING_SPACE = new RegExp(` +((?:${ESCAPE}\\[\\d+m)*)$`);

export function lineWidth(screen: Screen): number {
  return Math.max(NARROWEST_LINE, Math.min(WIDEST_LINE, Math.floor(screen.width)));
}

/** @param text is cleaned here; a style is dropped where the screen has no colour. */
export function paint(text: string, style: Style | undefined, screen: Screen): string {
  return paintClean(clipToColumns(cleanLine(text), LONGEST_SPAN), style, screen);
}

/** Words of our own that stay on one line. */
export function paintWhole(words: string, style: Style | undefined, screen: Screen): string {
  return paintClean(words.replaceAll(' ', HARD_SPACE), style, screen);
}

function paintClean(clean: string, style: Style | undefined, screen: Screen): string {
  if (!screen.color || style === undefined || clean === '') return clean;
  const [on, off] = SGR[style];
  return `${ESCAPE}[${on}m${clean}${ESCAPE}[${off}m`;
}

export function paintSpans(spans: readonly Span[], page: Page): string {
  return spans.map((span) => paintSpan(span, page)).join('');
}

function paintSpan(span: Span, page: Page): string {
  switch (span.kind) {
    case 'text':
      return paint(span.text, span.weight, page);
    case 'code':
      return page.color ? paint(span.text, 'code', page) : `\`${paint(span.text, undefined, page)}\``;
    case 'link':
      return span.text === span.url
        ? paint(span.url, undefined, page)
        : `${paint(span.text, undefined, page)} ${paint(span.url, 'quiet', page)}`;
    case 'time':
      return paint(timeWords(span, page.locale), undefined, page);
    case 'place':
      return paint(placeWords(span.place), undefined, page);
    default:
      return assertNever(span);
  }
}

/** Stands for a space that no line may break at; `cleanLine` leaves none in the text of others. */
export const HARD_SPACE = '\u00A0';

/** Wraps painted text into lines. @param lead stands before the first line; the others are indented by as much. */
export function lay(
  painted: string,
  screen: Screen,
  lead: { readonly text: string; readonly columns: number } = NO_LEAD,
): string[] {
  const wrapped = wrapAnsi(painted, lineWidth(screen) - lead.columns, { hard: true });
  const indent = ' '.repeat(lead.columns);
  const lines = wrapped.replaceAll(HARD_SPACE, ' ').split('\n');
  return lines.map((line, at) => `${at === 0 ? lead.text : indent}${line}`.replace(TRAILING_SPACE, '$1'));
}

const NO_LEAD = { text: '', columns: 0 };
