/**
 * How a query that finds nothing can ask for less.
 *
 * Each condition is taken away alone, so that the asker sees which one was in the way; a phrase is not dropped but read as
 * plain words. Only where that cannot help is everything but the words given up.
 */

import { type Filters, NO_FILTERS, type SearchQuery, wordsQuery } from '../../core/query.ts';
import { formatQuery } from '../../core/query-language.ts';

export interface Widening {
  /** As on a button: `Without since:2025-01-01`. */
  readonly label: string;
  readonly query: SearchQuery;
}

export interface Widenings {
  readonly each: readonly Widening[];
  /** Present where there is more than one condition to take away and words are left. */
  readonly all: Widening | undefined;
}

export function wideningsOf(query: SearchQuery): Widenings {
  const plain = wordsQuery([query.words, ...query.phrases].filter((part) => part !== '').join(' '));
  const each = [...phraseWidenings(query), ...exclusionWidenings(query), ...filterWidenings(query)].filter(({ query: wider }) =>
    asksForSomething(wider),
  );
  const conditions = query.phrases.length + query.excluded.length + filterParts(query.filters).length;
  const all = conditions > 1 && asksForSomething(plain) ? { label: `Only ${formatQuery(plain)}`, query: plain } : undefined;
  return { each, all };
}

function phraseWidenings(query: SearchQuery): readonly Widening[] {
  return query.phrases.map((phrase) => ({
    label: `Without the quotes around ${phrase}`,
    query: {
      ...query,
      words: [query.words, phrase].filter((part) => part !== '').join(' '),
      phrases: query.phrases.filter((other) => other !== phrase),
    },
  }));
}

function exclusionWidenings(query: SearchQuery): readonly Widening[] {
  return query.excluded.map((excluded) => ({
    label: `Without ${formatQuery({ ...wordsQuery(''), excluded: [excluded] })}`,
    query: { ...query, excluded: query.excluded.filter((other) => other !== excluded) },
  }));
}

function filterWidenings(query: SearchQuery): readonly Widening[] {
  return filterParts(query.filters).map((part) => ({
    label: `Without ${formatQuery({ ...wordsQuery(''), filters: { ...NO_FILTERS, ...part.only } })}`,
    query: { ...query, filters: part.without },
  }));
}

interface FilterPart {
  readonly only: Partial<Filters>;
  readonly without: Filters;
}

/** Bounds of one thing go together: `year:2024` is one condition to the person who typed it. */
function filterParts(filters: Filters): readonly FilterPart[] {
  const { since, until, minVotes, maxVotes, seenIn, ...lists } = filters;
  const days = { ...(since && { since }), ...(until && { until }) };
  const seen = { ...(seenIn && { seenIn }) };
  const votes = { ...(minVotes !== undefined && { minVotes }), ...(maxVotes !== undefined && { maxVotes }) };
  const names = Object.keys(lists) as readonly (keyof typeof lists)[];
  return [
    ...names
      .filter((name) => lists[name].length > 0)
      .map((name) => ({ only: { [name]: lists[name] }, without: { ...filters, [name]: [] } })),
    ...(Object.keys(days).length > 0 ? [{ only: days, without: { ...lists, ...votes, ...seen } }] : []),
    ...(Object.keys(votes).length > 0 ? [{ only: votes, without: { ...lists, ...days, ...seen } }] : []),
    ...(seenIn === undefined ? [] : [{ only: seen, without: { ...lists, ...days, ...votes } }]),
  ];
}

function asksForSomething({ words, phrases, filters }: SearchQuery): boolean {
  return words !== '' || phrases.length > 0 || filterParts(filters).length > 0;
}
