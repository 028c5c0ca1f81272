/**
 * What a person asks the index, after parsing. Text and its parser are in `query-language.ts`.
 */
import type { Organization, PaperId } from './paper.ts';
import type { Id, LocalDate } from './time.ts';

/** 16 hex digits: hash of the canonical query, so that saving twice is one row. */
export type SavedQueryId = Id<'SavedQuery'>;

export const SORT_ORDERS = ['relevance', 'newest', 'votes'] as const;
export type SortOrder = (typeof SORT_ORDERS)[number];

export const HAS_VALUES = ['code', 'model', 'dataset', 'space'] as const;
export type HasValue = (typeof HAS_VALUES)[number];

/** Which places' papers a search keeps to: the channel it is asked in, or all channels of its guild or workspace. */
export const SEEN_SCOPES = ['here', 'workspace'] as const;
export type SeenScope = (typeof SEEN_SCOPES)[number];

/** All must hold. Within `authors` and `organizations` too: two authors mean a paper of both. */
export interface Filters {
  readonly authors: readonly string[];
  readonly organizations: readonly string[];
  readonly excludedAuthors: readonly string[];
  readonly excludedOrganizations: readonly string[];
  /** First and last day, both included, of `paperDate`. A paper without a date is outside every range. */
  readonly since?: LocalDate;
  readonly until?: LocalDate;
  /** Bounds of the votes, both included. A paper without votes counts as having none. */
  readonly minVotes?: number;
  readonly maxVotes?: number;
  readonly has: readonly HasValue[];
  /** Only papers that were seen there; which those are depends on where the query is asked, not on the papers. */
  readonly seenIn?: SeenScope;
}

export interface SearchQuery {
  /** Plain words in the order typed, one space between; ranking only, a paper need not have all. */
  readonly words: string;
  /** Each must be in the paper, in this order of words. */
  readonly phrases: readonly string[];
  /** None may be in the paper; each a word or a phrase. */
  readonly excluded: readonly string[];
  readonly filters: Filters;
  readonly sort: SortOrder;
}

export const NO_FILTERS: Filters = {
  authors: [],
  organizations: [],
  excludedAuthors: [],
  excludedOrganizations: [],
  has: [],
};

/** A query of words alone: nothing in `words` is read as an operator. */
export function wordsQuery(words: string): SearchQuery {
  return {
    words,
    phrases: [],
    excluded: [],
    filters: NO_FILTERS,
    sort: 'relevance',
  };
}

export interface PageRequest {
  /** From 1. */
  readonly number: number;
  readonly size: number;
}

export interface SearchHit {
  readonly paper: PaperId;
  /** Comparable within one answer only; never shown. */
  readonly score: number;
}

/** A word that no paper has, and the known word that was searched in its place. */
export interface Correction {
  readonly typed: string;
  readonly used: string;
}

export interface SearchPage {
  readonly hits: readonly SearchHit[];
  /** Papers that match at all. */
  readonly total: number;
  /** Of these, the papers that have every word of the query. */
  readonly withAllWords: number;
  readonly corrections: readonly Correction[];
  /** Known words near the unknown ones, nearest first; only where nothing was found. */
  readonly nearestWords: readonly string[];
  readonly facets: Facets;
}

/** How the papers found spread, of those with every word of the query where there are any, else of all. */
export interface Facets {
  /** Newest first; papers without a date count nowhere. */
  readonly years: readonly { readonly year: number; readonly papers: number }[];
  /** Those with most papers first, at most ten. */
  readonly organizations: readonly { readonly organization: Organization; readonly papers: number }[];
}

export interface SimilarPaper {
  readonly paper: PaperId;
  /** The words both papers share that weigh most, in a spelling the papers use; heaviest first. */
  readonly sharedTerms: readonly string[];
}

export interface TitleSuggestion {
  readonly paper: PaperId;
  readonly title: string;
}
