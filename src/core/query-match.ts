/**
 * Whether one paper is what a query asks for, as a filter: a digest posts what matches and nothing else.
 *
 * A search ranks, and a paper need not have every word; a filter lets through or does not, so here every telling word counts.
 * What is missing or excluded is named as the query language writes it, so that it can be shown and typed.
 */
import type { Paper } from './paper.ts';
import type { SearchQuery } from './query.ts';

export type QueryMatch =
  /** Every word and phrase stands in title, abstract, keywords or names, no excluded one does, and every filter holds. */
  | { readonly kind: 'match' }
  /** It would match, had it not what the query excludes: `-diffusion`, `-author:"Tri Dao"`. */
  | { readonly kind: 'excluded'; readonly by: readonly string[] }
  /** All but one of several words, phrases and filters hold, and nothing excluded does; `missing` is that one: `votes:>=50`. */
  | { readonly kind: 'near'; readonly missing: string }
  | { readonly kind: 'no' };

/**
 * From the paper's own text alone, so that it answers the same before the paper is indexed. Words so common that every text
 * has them ask for nothing beside others, and for themselves where there are no others. A query without any condition, as
 * `sort:votes`, is matched by every paper. Where a paper was seen (`in:here`) is no part of its text, and asks for nothing.
 */
export type MatchQuery = (query: SearchQuery, paper: Paper) => QueryMatch;
