/**
 * What the bot knows of its sources over time, as stored facts: whether each answers, which days' lists were read and how far
 * they were, how votes moved, and how far a long reading of the past has come.
 */
import type { ListDay } from './list-day.ts';
import type { PaperId } from './paper.ts';
import type { SourceName } from './source.ts';
import type { Instant, LocalDate } from './time.ts';

export interface SourceFreshness {
  readonly source: SourceName;
  readonly lastSuccess?: Instant;
  /** Absent where it answered last time. */
  readonly failure?: {
    /** The first failure since the last success. */
    readonly since: Instant;
    /** One sentence, without secrets. */
    readonly lastError: string;
  };
}

export interface VoteCount {
  readonly paper: PaperId;
  readonly upvotes: number;
  readonly comments: number;
}

/** A list that was read and whose papers are stored. */
export interface ReadList {
  readonly day: ListDay;
  /** Kept as a snapshot of `day.readAt`; none where the list is too old to move. */
  readonly votes: readonly VoteCount[];
}

/** What a person asked to read; without an end it goes on to the present day. */
export interface SyncRange {
  readonly since: LocalDate;
  readonly until?: LocalDate;
}

export interface SourceStore {
  readonly sourceSucceeded: (source: SourceName, now: Instant) => Promise<void>;
  /** The first failure since a success is when the trouble began. @param why one sentence; it is cut where it is long. */
  readonly sourceFailed: (source: SourceName, why: string, now: Instant) => Promise<void>;
  /** Of every source that was ever asked. */
  readonly sourceFreshness: () => Promise<readonly SourceFreshness[]>;
  /** Since when a source has been failing; undefined where it answered last time. */
  readonly sourceTrouble: (source: SourceName) => Promise<{ readonly since: Instant } | undefined>;
  /** All or nothing. Of two readings of one day the one that began later stands. Counts that did not move make no snapshot. */
  readonly recordList: (list: ReadList) => Promise<void>;
  /** The days that were read, from `since` to `until`, both included. */
  readonly listDays: (since: LocalDate, until: LocalDate) => Promise<ReadonlyMap<LocalDate, ListDay>>;
  /** How far the reading of a range has come: the next day to read. */
  readonly syncCursor: (range: SyncRange) => Promise<LocalDate | undefined>;
  readonly moveSyncCursor: (range: SyncRange, next: LocalDate) => Promise<void>;
  readonly endSync: (range: SyncRange) => Promise<void>;
  /**
   * By how much the votes moved since the snapshot of `since`, or since the first one after it; fallen votes are below 0.
   * Papers without a snapshot are absent. @param papers by the ids that their records have.
   */
  readonly votesGained: (papers: readonly PaperId[], since: Instant) => Promise<ReadonlyMap<PaperId, number>>;
  /** Keeps one snapshot a day, the last, of those that are older than a week. @returns how many were dropped. */
  readonly thinSnapshots: (now: Instant) => Promise<number>;
}
