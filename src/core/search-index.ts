/**
 * What the search is asked by features, whichever index answers.
 */
import type { OptionChoice } from './completion.ts';
import type { Span } from './message.ts';
import type { Paper, PaperId } from './paper.ts';
import type { PageRequest, SearchPage, SearchQuery, SimilarPaper, TitleSuggestion } from './query.ts';

/** Organizations are given by the name in their address on Hugging Face. */
export type NameKind = 'author' | 'organization';

/** The words of the archive, and what they tell. */
export interface Vocabulary {
  /** The words of a text in their order, each as all of its forms are; stop words too. */
  readonly termsOf: (text: string) => readonly string[];
  /**
   * How much a word tells: the more, the fewer papers have it. 0 for stop words, numbers and single letters, and for what fewer than two
   * papers have, as it leads from no paper to another.
   * @param term as `termsOf` gives it.
   */
  readonly rarityOf: (term: string) => number;
}

export interface SearchIndex {
  readonly vocabulary: Vocabulary;
  /** @param among the only papers that can be found; all unless given. */
  readonly search: (query: SearchQuery, page: PageRequest, among?: ReadonlySet<PaperId>) => Promise<SearchPage>;
  /** The closest other papers, closest first; records of the paper itself under another id are left out. */
  readonly similar: (paper: PaperId, count: number) => Promise<readonly SimilarPaper[]>;
  /** Papers that the whole text names by exact title or short name, surest first; empty where it names none. */
  readonly named: (text: string) => readonly PaperId[];
  /** Titles for a half-typed text, best first. Answers from memory, at once. */
  readonly suggest: (typed: string, limit: number) => readonly TitleSuggestion[];
  /** Names for a half-typed one, of whoever has most papers first. Answers from memory, at once. */
  readonly suggestNames: (of: NameKind, typed: string, limit: number) => readonly OptionChoice[];
  /** Idempotent by id. */
  readonly put: (papers: readonly Paper[]) => Promise<void>;
  readonly remove: (ids: readonly PaperId[]) => Promise<void>;
}

/**
 * The passage of an abstract that answers a query best, its matched words marked: whole words, at most 240 characters.
 * @returns no spans where the abstract is empty.
 */
export type MakeExcerpt = (abstract: string, query: SearchQuery) => readonly Span[];

/** The authors of a paper that a query's author filters mean, in author order; none where it has no such filter. */
export type MatchAuthors = (paper: Pick<Paper, 'authors'>, query: SearchQuery) => readonly string[];
