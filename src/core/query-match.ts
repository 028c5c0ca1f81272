/**
 * Whether one paper is what a query asks for, as a filter: a digest posts what matches and nothing else.
 *
 * A search ranks, and a paper need not have every word; a filter lets through or does not, so here every word counts.
 */
import type { Paper } from './paper.ts';
import type { SearchQuery } from './query.ts';

export type QueryMatch =
  /** Every word and phrase stands in title, abstract, keywords or names, no excluded one does, and every filter holds. */
  | { readonly kind: 'match' }
  /** It would match, had it not what the query excludes; as typed. */
  | { readonly kind: 'excluded'; readonly by: readonly string[] }
  /** All but one of several words, phrases and filters hold; `missing` is that one, as the query language writes it. */
  | { readonly kind: 'near'; readonly missing: string }
  | { readonly kind: 'no' };

/** From the paper's own text alone, so that it answers the same before the paper is indexed. */
export type MatchQuery = (query: SearchQuery, paper: Paper) => QueryMatch;
