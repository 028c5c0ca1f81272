/**
 * The query language that people type everywhere: text to `SearchQuery` and back.
 *
 *     low-rank adaptation "exact phrase" -word author:"Tri Dao" since:2025 votes:>50 has:code sort:newest
 *
 * A known field with a bad value is an error that shows what is accepted; anything else that is no sign of the language is
 * text. `formatQuery` writes the one canonical spelling of a query: parsing it gives the same query, so it can be shown,
 * stored, hashed and typed again.
 */
import { UserError } from './errors.ts';
import type { Filters, SearchQuery } from './query.ts';
import { type Clause, combineClauses, readExcludedFilter, readFilter, refuseBoth, withoutRepeats } from './query-filters.ts';
import { formatRanges } from './query-ranges.ts';
import { type QueryToken, tokenizeQuery } from './query-tokens.ts';
import { cleanTypedText } from './typed-text.ts';

/** In characters of the cleaned text, and of the canonical one: room for a long title and filters, none for a pasted page. */
export const MAX_QUERY_LENGTH = 500;

const EXAMPLE = '`low-rank adaptation since:2024`';

/**
 * Words stay as typed, in NFC; repeats of anything else are merged.
 * @throws UserError for an empty or over-long query, one of exclusions only, bad values, and contradictions.
 */
export function parseQueryText(text: string): SearchQuery {
  const cleaned = cleanTypedText(text);
  refuseLong(cleaned);
  const tokens = tokenizeQuery(cleaned);
  const { filters, sort } = combineClauses(tokens.flatMap(clauseOf));
  const query: SearchQuery = {
    words: textsOf(tokens, 'word').join(' '),
    phrases: withoutRepeats(textsOf(tokens, 'phrase')),
    excluded: withoutRepeats(textsOf(tokens, 'exclusion')),
    filters,
    sort,
  };
  refuseBoth(query.phrases, query.excluded, (phrase) => `"${phrase}"`);
  refuseNothingToFind(query);
  refuseLong(formatQuery(query));
  return query;
}

/**
 * A query that is asked by itself again and again, with nobody who asks it anywhere.
 * @throws UserError as `parseQueryText` does, and for what depends on where it is asked.
 */
export function parseStandingQuery(text: string): SearchQuery {
  const query = parseQueryText(text);
  const { seenIn } = query.filters;
  if (seenIn === undefined) return query;
  throw new UserError(
    'standing-in',
    `\`in:${seenIn}\` is for \`search\` alone: what is posted by itself looks at new papers, which nobody has seen. Leave it out.`,
  );
}

/**
 * The canonical text: words, phrases, exclusions, filters, then the order.
 * @param query as `parseQueryText` gives it; words that hold signs of the language would be read as these.
 */
export function formatQuery(query: SearchQuery): string {
  const { words, phrases, excluded, filters, sort } = query;
  return [
    ...(words === '' ? [] : [words]),
    ...phrases.map((phrase) => `"${phrase}"`),
    ...excluded.map((word) => bareOrQuoted('-', word)),
    ...filters.authors.map((name) => bareOrQuoted('author:', name)),
    ...filters.excludedAuthors.map((name) => bareOrQuoted('-author:', name)),
    ...filters.organizations.map((name) => bareOrQuoted('org:', name)),
    ...filters.excludedOrganizations.map((name) => bareOrQuoted('-org:', name)),
    ...formatRanges(filters),
    ...filters.has.map((value) => `has:${value}`),
    ...(filters.seenIn === undefined ? [] : [`in:${filters.seenIn}`]),
    ...(sort === 'relevance' ? [] : [`sort:${sort}`]),
  ].join(' ');
}

function clauseOf(token: QueryToken): readonly Clause[] {
  if (token.kind !== 'filter') return [];
  return [token.negated ? readExcludedFilter(token.field, token.text) : readFilter(token.field, token.text)];
}

function textsOf(tokens: readonly QueryToken[], kind: 'word' | 'phrase' | 'exclusion'): readonly string[] {
  return tokens.filter((token) => token.kind === kind).map(({ text }) => text);
}

/**
 * Quotes are left out only where the language itself reads the same value without them, even where an apostrophe follows
 * later on, which might close one at the value's start.
 */
function bareOrQuoted(sign: string, value: string): string {
  const [first, ...others] = tokenizeQuery(`${sign}${value} '`);
  return first?.text === value && others.length === 1 ? `${sign}${value}` : `${sign}"${value}"`;
}

function refuseLong(text: string): void {
  if (text.length <= MAX_QUERY_LENGTH) return;
  throw new UserError(
    'long-query',
    `That is ${text.length} characters; a search takes at most ${MAX_QUERY_LENGTH}. Shorten it and try again.`,
  );
}

function refuseNothingToFind({ words, phrases, excluded, filters, sort }: SearchQuery): void {
  if (words !== '' || phrases.length > 0 || asksForSomething(filters) || sort !== 'relevance') return;
  if (excluded.length > 0 || filters.excludedAuthors.length > 0 || filters.excludedOrganizations.length > 0) {
    throw new UserError(
      'exclusions-only',
      `That only says what to leave out. Add a word or a filter to look for, for example ${EXAMPLE}.`,
    );
  }
  throw new UserError('empty-query', `There is nothing to search for. Type some words, for example ${EXAMPLE}.`);
}

function asksForSomething({ authors, organizations, has, ...ranges }: Filters): boolean {
  const { since, until, minVotes, maxVotes, seenIn } = ranges;
  const lists = [authors, organizations, has].some((values) => values.length > 0);
  return lists || [since, until, minVotes, maxVotes, seenIn].some((bound) => bound !== undefined);
}
