/**
 * A day's list: the top paper as a card on the first page, the others a line each.
 */
import { counted, formatDate, formatDay } from '../../core/locale.ts';
import { type Button, type Message, type PaperBlock, type Span, text } from '../../core/message.ts';
import type { Paper } from '../../core/paper.ts';
import type { LocalDate } from '../../core/time.ts';
import { openingOf } from './opening.ts';

const PAGE_SIZE = 10;

export interface DayList {
  readonly date: LocalDate;
  /** From 1, and not past the end. */
  readonly page: number;
  /** The whole list, in order. */
  readonly listed: readonly Paper[];
  /** The newest earlier day with a list. */
  readonly before: LocalDate | undefined;
}

export interface ListLanguage {
  readonly locale: string | undefined;
}

export function pagesOfDay(papers: number): number {
  return Math.ceil(papers / PAGE_SIZE);
}

export function dayListMessage({ date, page, listed, before }: DayList, { locale }: ListLanguage): Message {
  const pages = pagesOfDay(listed.length);
  const start = (page - 1) * PAGE_SIZE;
  const blocks = listed.slice(start, start + PAGE_SIZE).map((paper, at) => dayBlock(paper, start + at + 1));
  const place = pages > 1 ? ` · page ${page} of ${pages}` : '';
  const title = `Daily papers of ${formatDay(date, locale)}`;
  return {
    summary: `${title}: ${counted(listed.length, 'paper', locale)}`,
    title,
    blocks: [{ kind: 'note', spans: [text(`${counted(listed.length, 'paper', locale)}, most votes first${place}`)] }, ...blocks],
    buttons: [
      ...(page > 1 ? [turnTo('Previous', date, page - 1)] : []),
      ...(page < pages ? [turnTo('Next', date, page + 1)] : []),
      ...(before === undefined ? [] : [turnTo(`List of ${formatDate(before, locale)}`, before, 1)]),
    ],
  };
}

export function turnTo(label: string, date: LocalDate, page: number): Button {
  return { kind: 'action', label, action: { kind: 'today.show', date, page } };
}

function dayBlock(paper: Paper, rank: number): PaperBlock {
  if (rank > 1) return { kind: 'paper', detail: 'line', paper, rank };
  const about = paper.summary ?? openingOf(paper.abstract);
  const excerpt: readonly Span[] = about === '' ? [] : [text(about)];
  return { kind: 'paper', detail: 'card', paper, rank, ...(excerpt.length > 0 && { excerpt }) };
}
