/**
 * A page of results: what was searched, how many papers fit, the papers, and the way on.
 */

import type { CommandContext } from '../../core/command.ts';
import { counted, formatCount } from '../../core/locale.ts';
import { type Block, type Button, type Message, type PaperBlock, quiet, type Span, strong, text } from '../../core/message.ts';
import type { Paper } from '../../core/paper.ts';
import type { MakeExcerpt } from '../../core/ports.ts';
import type { Correction, SavedQueryId, SearchPage, SearchQuery } from '../../core/query.ts';
import { formatQuery } from '../../core/query-language.ts';

export const PAGE_SIZE = 5;

export interface Results {
  readonly query: SearchQuery;
  readonly saved: SavedQueryId;
  /** From 1. */
  readonly page: number;
  readonly found: SearchPage;
  /** Those of the page's hits that the store has, in the order of the hits. */
  readonly papers: readonly Paper[];
}

export function pagesOf(total: number): number {
  return Math.ceil(total / PAGE_SIZE);
}

export function resultsMessage(
  results: Results,
  { makeExcerpt, context }: { readonly makeExcerpt: MakeExcerpt; readonly context: CommandContext },
): Message {
  const { query, saved, page, found, papers } = results;
  const { locale } = context.settings;
  const hits = papers.map((paper, at): PaperBlock => {
    const excerpt = makeExcerpt(paper.abstract, query);
    return {
      kind: 'paper',
      detail: 'card',
      paper,
      rank: (page - 1) * PAGE_SIZE + at + 1,
      ...(excerpt.length > 0 && { excerpt }),
    };
  });
  return {
    summary: `${counted(found.total, 'paper', locale)} for ${formatQuery(query)}`,
    title: `Results for ${formatQuery(query)}`,
    blocks: [note([quiet(counts(results, locale))]), ...found.corrections.map(correctionNote), ...hits],
    buttons: turning(results),
    share: { kind: 'search.page', query: saved, page },
  };
}

/** `1,204 papers, 87 with every word · page 2 of 241` */
function counts({ query, page, found }: Results, locale: string | undefined): string {
  const pages = pagesOf(found.total);
  const every = severalWords(query) && found.withAllWords < found.total ? `, ${allWords(found.withAllWords, locale)}` : '';
  const place = pages > 1 ? ` · page ${formatCount(page, locale)} of ${formatCount(pages, locale)}` : '';
  return `${counted(found.total, 'paper', locale)}${every}${place}`;
}

function severalWords({ words, phrases }: SearchQuery): boolean {
  return words.includes(' ') || (words !== '' && phrases.length > 0);
}

function allWords(count: number, locale: string | undefined): string {
  return count === 0 ? 'none with every word' : `${formatCount(count, locale)} with every word`;
}

function correctionNote({ typed, used }: Correction): Block {
  return note([text('Searched for '), strong(used), text('; no paper has '), strong(typed), text('.')]);
}

function note(spans: readonly Span[]): Block {
  return { kind: 'note', spans };
}

function turning({ saved, page, found }: Results): readonly Button[] {
  const to = (label: string, number: number): Button => ({
    kind: 'action',
    label,
    action: { kind: 'search.page', query: saved, page: number },
  });
  return [...(page > 1 ? [to('Previous', page - 1)] : []), ...(page < pagesOf(found.total) ? [to('Next', page + 1)] : [])];
}
