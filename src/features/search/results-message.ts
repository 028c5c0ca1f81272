/**
 * A page of results: what was searched, how many papers fit, the papers, and the way on.
 */

import type { CommandContext } from '../../core/command.ts';
import { counted, formatCount } from '../../core/locale.ts';
import { type Block, type Button, type Message, type PaperBlock, quiet, type Span, strong, text } from '../../core/message.ts';
import type { Paper } from '../../core/paper.ts';
import { directOwner } from '../../core/place.ts';
import type { Correction, SavedQueryId, SearchPage, SearchQuery } from '../../core/query.ts';
import { formatQuery } from '../../core/query-language.ts';
import type { MakeExcerpt, MatchAuthors } from '../../core/search-index.ts';

import { facetsLine } from './facets-line.ts';
import { liveButtons, type SearchLiveDeps } from './search-live.ts';

export const PAGE_SIZE = 5;
/** Nobody turns more pages than this; a larger number says nothing. */
const MOST_PAGES_COUNTED = 50;

export interface Results {
  readonly query: SearchQuery;
  readonly saved: SavedQueryId;
  /** From 1. */
  readonly page: number;
  readonly found: SearchPage;
  /** Those of the page's hits that the store has, in the order of the hits. */
  readonly papers: readonly Paper[];
}

export interface ResultsDeps {
  readonly live: SearchLiveDeps['live'];
  readonly makeExcerpt: MakeExcerpt;
  readonly matchAuthors: MatchAuthors;
}

export function pagesOf(total: number): number {
  return Math.ceil(total / PAGE_SIZE);
}

export function resultsMessage(
  results: Results,
  { makeExcerpt, matchAuthors, live, context }: ResultsDeps & { readonly context: CommandContext },
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
      ...hiddenAuthors(paper, matchAuthors(paper, query)),
    };
  });
  return {
    summary: `${counted(found.total, 'paper', locale)} for ${formatQuery(query)}`,
    title: `Results for ${formatQuery(query)}`,
    blocks: [
      note([quiet(counts(results, locale))]),
      ...spread(results, locale),
      ...found.corrections.map(correctionNote),
      ...hits,
    ],
    buttons: [...buttonsOf(results), ...liveButtons({ query, saved, total: found.total }, live)],
    ...(mayBeShared(query, context) && { share: { kind: 'search.page', query: saved, page } }),
  };
}

/** What one person has seen is nobody else's to see. */
function mayBeShared({ filters }: SearchQuery, { place }: CommandContext): boolean {
  return filters.seenIn === undefined || directOwner(place) === undefined;
}

/** The authors asked for, where a byline of the first and the last one leaves them out. */
function hiddenAuthors({ authors }: Paper, matched: readonly string[]): Pick<PaperBlock, 'reason'> {
  const hidden = matched.filter((name) => name !== authors[0] && name !== authors.at(-1));
  return hidden.length === 0 ? {} : { reason: [quiet('with '), text(hidden.join(', '))] };
}

/** `87 papers with every word, 1,204 with some · page 2 of 241` */
function counts({ query, page, found }: Results, locale: string | undefined): string {
  const pages = pagesOf(found.total);
  const countable = pages <= MOST_PAGES_COUNTED ? ` of ${formatCount(pages, locale)}` : '';
  const place = pages > 1 ? ` · page ${formatCount(page, locale)}${countable}` : '';
  return `${papersFound(query, found, locale)}${place}`;
}

/** On the first page: whoever turns pages has seen it. */
function spread({ query, page, found }: Results, locale: string | undefined): readonly Block[] {
  const line = page === 1 ? facetsLine(query, found, locale) : undefined;
  return line === undefined ? [] : [note([quiet(line)])];
}

function papersFound(query: SearchQuery, { total, withAllWords }: SearchPage, locale: string | undefined): string {
  const severalWords = query.words.includes(' ') || (query.words !== '' && query.phrases.length > 0);
  if (!severalWords || withAllWords === total || query.sort !== 'relevance') return counted(total, 'paper', locale);
  const every = withAllWords === 0 ? 'no paper' : counted(withAllWords, 'paper', locale);
  return `${every} with every word, ${formatCount(total, locale)} with some`;
}

function correctionNote({ typed, used }: Correction): Block {
  return note([text('Searched for '), strong(used), text('; no paper has '), strong(typed), text('.')]);
}

function note(spans: readonly Span[]): Block {
  return { kind: 'note', spans };
}

function buttonsOf({ query, saved, page, found }: Results): readonly Button[] {
  const to = (label: string, number: number): Button => ({
    kind: 'action',
    label,
    action: { kind: 'search.page', query: saved, page: number },
  });
  return [
    ...(page > 1 ? [to('Previous', page - 1)] : []),
    ...(page < pagesOf(found.total) ? [to('Next', page + 1)] : []),
    // New papers were seen nowhere yet
    ...(query.filters.seenIn === undefined ? [subscribeButton(saved)] : []),
  ];
}

function subscribeButton(query: SavedQueryId): Button {
  return { kind: 'action', label: 'Subscribe', action: { kind: 'search.subscribe', query } };
}
