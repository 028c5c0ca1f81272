/**
 * The archive of papers, as features and jobs are given it.
 */
import type { Paper, PaperId } from './paper.ts';
import type { Instant, LocalDate } from './time.ts';
import type { PaperEvent } from './watched.ts';

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
  /** What was first seen of a paper after `after`, up to `upTo`. */
  readonly paperEvents: (paper: PaperId, after: Instant, upTo: Instant) => Promise<readonly PaperEvent[]>;
  readonly archiveFacts: () => Promise<ArchiveFacts>;
}
