/**
 * A message as lines for a terminal, and what its numbers stand for.
 *
 * Everything that can be pressed carries a number in brackets, in reading order: the papers of a list open, the buttons
 * act. Total and pure: any message gives lines no wider than the screen, whatever other people have written into it.
 */
import type { Action } from '../core/action.ts';
import { assertNever } from '../core/errors.ts';
import type { Block, Button, Message, Reply, Span } from '../core/message.ts';
import { placeWords } from '../core/place.ts';
import { lay, lineWidth, type Page, paint, paintSpans, type Screen } from './terminal-look.ts';
import { paperLines } from './terminal-paper.ts';
import { cleanLine, clipToColumns, columnsOf } from './text.ts';
import { timeWords } from './time-words.ts';

export type { Screen } from './terminal-look.ts';

const LONGEST_TITLE = 200;
const LONGEST_LABEL = 60;
/** A glossary's left column grows no wider than this. */
const WIDEST_TERM = 28;
const DIVIDER_COLUMNS = 40;
/** A button is never silent. */
const NO_LABEL = 'Go';

type ActionButton = Extract<Button, { readonly kind: 'action' }>;
type Notice = Extract<Reply, { readonly kind: 'notice' }>;

/** What each number on the screen does: the first is number 1. */
export function numberedActions(message: Message): readonly Action[] {
  const papers = message.blocks.filter(opens).map((block): Action => ({ kind: 'paper.show', paper: block.paper.id }));
  return [...papers, ...message.buttons.filter(acts).map((button) => button.action)];
}

/** Lines parted by line breaks, without one at the end. @param before how many numbers stand on the screen above already. */
export function renderTerminal(message: Message, screen: Screen, before = 0): string {
  const title = message.title === undefined ? [] : [titlePart(message.title, screen)];
  const parts = [...title, ...blockParts(message, before, screen), ...buttonParts(message, before, screen)];
  return parts
    .filter((part) => part.lines.length > 0)
    .flatMap((part, at, shown) => (at > 0 && !joined(shown[at - 1], part) ? ['', ...part.lines] : part.lines))
    .join('\n');
}

/** One or two sentences; backticks in them mark what to type. */
export function renderTerminalNotice(notice: Pick<Notice, 'level' | 'text'>, screen: Screen): string {
  const pieces = notice.text.split('`');
  const spans = pieces.map(
    (piece, at): Span => ({ kind: at % 2 === 1 && at < pieces.length - 1 ? 'code' : 'text', text: piece }),
  );
  return lay(paintSpans(spans, { ...screen, locale: undefined }), screen).join('\n');
}

/** A sentence and what can be chosen after it, numbered from 1. */
export function renderTerminalChoices(sentence: string, labels: readonly string[], screen: Screen): string {
  const rows = buttonRows(
    labels.map((label) => ({ label })),
    1,
    screen,
  );
  return [renderTerminalNotice({ level: 'info', text: sentence }, screen), '', ...rows].join('\n');
}

interface Part {
  readonly kind: Exclude<Block['kind'], 'paper'> | 'title' | 'line' | 'card' | 'buttons';
  readonly lines: readonly string[];
}

/** Whether two parts stand together, with no blank line between them. */
function joined(before: Part | undefined, part: Part): boolean {
  if (part.kind === 'note') return before?.kind === 'title' || before?.kind === 'note';
  if (part.kind === 'list') return before?.kind === 'text';
  return part.kind === 'line' && before?.kind === 'line';
}

function titlePart(title: string, screen: Screen): Part {
  return { kind: 'title', lines: lay(paint(clipToColumns(cleanLine(title), LONGEST_TITLE), 'strong', screen), screen) };
}

function blockParts(message: Message, before: number, screen: Screen): readonly Part[] {
  const page: Page = { ...screen, locale: message.locale };
  const columns = `[${before + numberedActions(message).length}] `.length;
  let key = before;
  const terms = termColumns(termsIn(message.blocks), screen);
  return message.blocks.map((block) => {
    if (block.kind !== 'paper') return { kind: block.kind, lines: blockLines(block, terms, page) };
    if (opens(block)) key += 1;
    const lines = paperLines(block, { key: opens(block) ? key : undefined, columns }, page);
    return { kind: block.detail === 'line' ? 'line' : 'card', lines };
  });
}

function blockLines(block: Exclude<Block, { readonly kind: 'paper' }>, terms: number, page: Page): readonly string[] {
  switch (block.kind) {
    case 'text':
      return lay(paintSpans(block.spans, page), page);
    case 'note': {
      const small = block.spans.map((span) => quieter(span, page.locale));
      return lay(paintSpans(small, page), page);
    }
    case 'list':
      return isGlossary(block.items)
        ? block.items.flatMap(([term, ...meaning]) => glossaryLines(termOf(term), meaning, { columns: terms, page }))
        : block.items.flatMap((item) => lay(paintSpans(item, page), page, { text: '• ', columns: 2 }));
    case 'divider':
      return [paint('─'.repeat(Math.min(DIVIDER_COLUMNS, lineWidth(page))), 'quiet', page)];
    default:
      return assertNever(block);
  }
}

/** A list whose items all begin with code explains words: those get a column of their own, the same all down the message. */
function isGlossary(items: readonly (readonly Span[])[]): boolean {
  return items.every(([first, ...rest]) => first?.kind === 'code' && rest.length > 0);
}

function termsIn(blocks: readonly Block[]): readonly string[] {
  const glossaries = blocks.flatMap((block) => (block.kind === 'list' && isGlossary(block.items) ? [block.items] : []));
  return glossaries.flat().map(([term]) => termOf(term));
}

function termOf(span: Span | undefined): string {
  return span?.kind === 'code' ? span.text : '';
}

/** Columns of the widest term and the gap after it, within what leaves room for meanings. */
function termColumns(terms: readonly string[], screen: Screen): number {
  const widest = Math.max(0, ...terms.map((term) => columnsOf(cleanLine(term))));
  return Math.min(widest, WIDEST_TERM, Math.floor(lineWidth(screen) / 2)) + 2;
}

function glossaryLines(
  term: string,
  meaning: readonly Span[],
  { columns, page }: { readonly columns: number; readonly page: Page },
): readonly string[] {
  const explained = paintSpans(meaning, page).trimStart();
  const key = paint(term, 'code', page);
  const gap = columns - columnsOf(cleanLine(term));
  if (gap >= 2) return lay(explained, page, { text: key + ' '.repeat(gap), columns });
  return [...lay(key, page), ...lay(explained, page, { text: ' '.repeat(columns), columns })];
}

function buttonParts(message: Message, before: number, screen: Screen): readonly Part[] {
  const page: Page = { ...screen, locale: message.locale };
  const first = before + message.blocks.filter(opens).length + 1;
  const links = message.buttons.filter((button) => button.kind === 'link');
  const columns = termColumns(
    links.map(({ label }) => label),
    screen,
  );
  const linkLines = links.flatMap(({ label, url }) => glossaryLines(label, [{ kind: 'text', text: url }], { columns, page }));
  return [
    { kind: 'text', lines: linkLines },
    { kind: 'buttons', lines: buttonRows(message.buttons.filter(acts), first, screen) },
  ];
}

/** As many buttons to a row as fit. */
function buttonRows(buttons: readonly Pick<ActionButton, 'label' | 'tone'>[], first: number, screen: Screen): readonly string[] {
  const width = lineWidth(screen);
  const rows: { text: string; columns: number }[] = [];
  for (const [at, button] of buttons.entries()) {
    const key = `[${first + at}]`;
    const label = clipToColumns(cleanLine(button.label).trim() || NO_LABEL, Math.min(LONGEST_LABEL, width - key.length - 1));
    const columns = key.length + 1 + columnsOf(label);
    const text = `${paint(key, 'key', screen)} ${paint(label, button.tone === 'danger' ? 'danger' : undefined, screen)}`;
    const row = rows.at(-1);
    if (row !== undefined && row.columns + 2 + columns <= width) {
      row.text += `  ${text}`;
      row.columns += 2 + columns;
    } else rows.push({ text, columns });
  }
  return rows.map((row) => row.text);
}

function opens(block: Block): block is Extract<Block, { readonly kind: 'paper' }> {
  return block.kind === 'paper' && block.detail !== 'full';
}

function acts(button: Button): button is ActionButton {
  return button.kind === 'action';
}

function quieter(span: Span, locale: string | undefined): Span {
  if (span.kind === 'time') return { kind: 'text', text: timeWords(span, locale), weight: 'quiet' };
  if (span.kind === 'place') return { kind: 'text', text: placeWords(span.place), weight: 'quiet' };
  return span.kind === 'text' && span.weight === undefined ? { ...span, weight: 'quiet' } : span;
}
