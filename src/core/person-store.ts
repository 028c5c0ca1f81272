/**
 * What is kept for people: their queries behind buttons, reading lists and settings.
 */
import type { Paper, PaperId } from './paper.ts';
import type { Place, UserRef } from './place.ts';
import type { SavedQueryId, SearchQuery } from './query.ts';
import type { Instant, TimeZone } from './time.ts';

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
  /** @param place the channel that it was saved in, where it was in one. */
  readonly savePaper: (user: UserRef, paper: PaperId, now: Instant, place?: Place) => Promise<'saved' | 'already-there'>;
  readonly unsavePaper: (user: UserRef, paper: PaperId) => Promise<'removed' | 'not-there'>;
  /** Newest first. */
  readonly readingList: (user: UserRef) => Promise<readonly SavedPaper[]>;
}

export interface PersonSettings {
  readonly zone?: TimeZone;
  /** BCP 47 tag for dates and numbers, as `de`. */
  readonly locale?: string;
}

/** How much was kept about a person. */
export interface Forgotten {
  readonly savedPapers: number;
  readonly settings: number;
  /** What came by direct message. Channels keep what they get. */
  readonly subscriptions: number;
  readonly likes: number;
  /** Reading groups that they were in. What was decided there with their votes stays decided. */
  readonly groups: number;
}

export interface PersonStore {
  readonly settingsOf: (user: UserRef) => Promise<PersonSettings>;
  /** Changes the settings that are given and keeps the rest. */
  readonly changeSettings: (user: UserRef, settings: PersonSettings) => Promise<void>;
  /** Deletes all that is kept about the person, and says how much that was. */
  readonly forgetPerson: (user: UserRef) => Promise<Forgotten>;
}
