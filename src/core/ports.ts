/**
 * Roles that features and jobs are given, each small enough to fake in ten lines. The Kysely store fills all of its own.
 */
import type { Span } from './message.ts';
import type { Paper, PaperId } from './paper.ts';
import type { UserRef } from './place.ts';
import type { PageRequest, SavedQueryId, SearchPage, SearchQuery, SimilarPaper, TitleSuggestion } from './query.ts';
import type { Instant, LocalDate, TimeZone } from './time.ts';

export interface SearchIndex {
  readonly search: (query: SearchQuery, page: PageRequest) => Promise<SearchPage>;
  /** The closest other papers, closest first; records of the paper itself under another id are left out. */
  readonly similar: (paper: PaperId, count: number) => Promise<readonly SimilarPaper[]>;
  /** Papers that the whole text names by exact title or short name, surest first; empty where it names none. */
  readonly named: (text: string) => readonly PaperId[];
  /** Titles for a half-typed text, best first. Answers from memory, at once. */
  readonly suggest: (typed: string, limit: number) => readonly TitleSuggestion[];
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

export type SourceRecord =
  | { readonly kind: 'paper'; readonly paper: Paper }
  /** `where` names the file and line: `papers.jsonl:17`. */
  | { readonly kind: 'rejected'; readonly where: string; readonly why: string };

export interface UpsertCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** One change of the archive, in the order it was made. */
export type PaperChange =
  | { readonly kind: 'put'; readonly seq: number; readonly paper: Paper }
  /** The record under this id became part of another paper. */
  | { readonly kind: 'removed'; readonly seq: number; readonly id: PaperId };

export interface ArchiveFacts {
  readonly papers: number;
  readonly withAbstract: number;
  readonly newestListing?: LocalDate;
  readonly newestPaper?: LocalDate;
  /** When a record was last added or changed. */
  readonly lastChange?: Instant;
}

export interface PaperStore {
  /**
   * Adds or merges, all in one transaction. A record without an arXiv id joins the paper of the same title
   * (`titleKey`), and one with an id takes over a page record of its title; the old id stays an alias.
   */
  readonly upsertPapers: (papers: readonly Paper[], now: Instant) => Promise<UpsertCounts>;
  /** Keyed by the id asked for, aliases followed; an unknown id is absent. */
  readonly papersById: (ids: readonly PaperId[]) => Promise<ReadonlyMap<PaperId, Paper>>;
  /** That day's daily list: most votes first, then by id. */
  readonly papersListedOn: (date: LocalDate) => Promise<readonly Paper[]>;
  /** The newest day with a list, not after `date`. */
  readonly newestListingUpTo: (date: LocalDate) => Promise<LocalDate | undefined>;
  /** Papers whose list date, or date where they were on no list, lies in the range, both ends included. */
  readonly papersBetween: (since: LocalDate, until: LocalDate) => Promise<readonly Paper[]>;
  /** Changes after `seq`, oldest first, at most `limit`. */
  readonly changesAfter: (seq: number, limit: number) => Promise<readonly PaperChange[]>;
  /** `paperFingerprint` of every paper under its own id, and the number of the newest change when they were read. */
  readonly fingerprints: () => Promise<{
    readonly seq: number;
    readonly papers: ReadonlyMap<PaperId, string>;
  }>;
  readonly archiveFacts: () => Promise<ArchiveFacts>;
}

export interface QueryStore {
  /** The same query is the same id; saving again keeps it from ageing out. */
  readonly saveQuery: (query: SearchQuery, now: Instant) => Promise<SavedQueryId>;
  readonly loadQuery: (id: SavedQueryId) => Promise<SearchQuery | undefined>;
  /** Forgets the queries that were last saved before `instant`, and says how many. */
  readonly forgetQueriesBefore: (instant: Instant) => Promise<number>;
}

export interface SavedPaper {
  readonly paper: Paper;
  readonly savedAt: Instant;
}

export interface ReadingListStore {
  readonly savePaper: (user: UserRef, paper: PaperId, now: Instant) => Promise<'saved' | 'already-there'>;
  readonly unsavePaper: (user: UserRef, paper: PaperId) => Promise<'removed' | 'not-there'>;
  /** Newest first. */
  readonly readingList: (user: UserRef) => Promise<readonly SavedPaper[]>;
}

export interface PersonSettings {
  readonly zone?: TimeZone;
  /** BCP 47 tag for dates and numbers, as `de`. */
  readonly locale?: string;
}

export interface PersonStore {
  readonly settingsOf: (user: UserRef) => Promise<PersonSettings>;
  /** Changes the settings that are given and keeps the rest. */
  readonly changeSettings: (user: UserRef, settings: PersonSettings) => Promise<void>;
  /** Deletes all that is kept about the person, and says how much that was. */
  readonly forgetPerson: (user: UserRef) => Promise<{ readonly savedPapers: number; readonly settings: number }>;
}

export type Store = PaperStore & QueryStore & ReadingListStore & PersonStore;
