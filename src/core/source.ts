/**
 * The services that papers come from while the bot runs: their names in the store and in sentences, what can be wrong with
 * one, and what jobs and features may ask of one. Files that a person imports are no such source.
 */

import type { Paper, PaperId } from './paper.ts';
import type { SourceRecord } from './source-record.ts';
import type { LocalDate } from './time.ts';

export const SOURCE_NAMES = ['hugging-face', 'arxiv'] as const;
export type SourceName = (typeof SOURCE_NAMES)[number];

/** How people are told of it. */
export const SOURCE_LABELS: Readonly<Record<SourceName, string>> = { 'hugging-face': 'Hugging Face', arxiv: 'arXiv' };

/**
 * - `unreachable`: no answer, or none that came through whole
 * - `overloaded`: it asks to be left alone for a while
 * - `failing`: it says that something is wrong on its side
 * - `unreadable`: it answered with something else than papers
 * - `refused`: it will not answer this request, now or later
 * - `resting`: it failed so often just now that it was not even asked
 */
export type SourceTroubleKind = 'unreachable' | 'overloaded' | 'failing' | 'unreadable' | 'refused' | 'resting';

export type RejectedRecord = Extract<SourceRecord, { readonly kind: 'rejected' }>;

/** What a source found, in its own order. */
export interface FoundPapers {
  readonly papers: readonly Paper[];
  /** Records that could not be read, each named. */
  readonly rejected: readonly RejectedRecord[];
}

export type DailyList =
  | ({ readonly kind: 'list'; readonly date: LocalDate } & FoundPapers)
  /** By the clock of the service the day is still to come. */
  | { readonly kind: 'not-begun'; readonly date: LocalDate };

/** @throws SourceError, or the reason of the signal where that came first; so do all below. */
export interface ListSource {
  readonly name: SourceName;
  /** The papers on the daily list of a UTC day; of today for a day after it. A day without a list gives no papers. */
  readonly dailyList: (date: LocalDate, signal?: AbortSignal) => Promise<DailyList>;
}

export interface PaperLookUp {
  readonly name: SourceName;
  /** @returns undefined where the source does not know the paper. */
  readonly paper: (id: PaperId, signal?: AbortSignal) => Promise<Paper | undefined>;
}
