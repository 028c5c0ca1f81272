/**
 * What came of reading lists, summed up as it goes.
 */
import type { SourceError } from '../core/errors.ts';
import type { RejectedRecord } from '../core/source.ts';
import type { LocalDate } from '../core/time.ts';
import type { ListOutcome } from './read-list.ts';

/** How many rejected records are told one by one; the rest are counted. */
export const REJECTS_TOLD = 20;

export interface FailedList {
  readonly date: LocalDate;
  readonly error: SourceError;
}

export interface SyncReport {
  /** Lists that were read, empty ones included. */
  readonly lists: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** The first `REJECTS_TOLD` of them. */
  readonly firstRejects: readonly RejectedRecord[];
  /** Lists that could not be read, in the order in which they were tried. */
  readonly failed: readonly FailedList[];
  /** `broken-off`: the source is in trouble, the last of `failed` says which; lists after that were not tried. */
  readonly end: 'complete' | 'interrupted' | 'broken-off';
}

export const NOTHING_READ: SyncReport = {
  lists: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  rejected: 0,
  firstRejects: [],
  failed: [],
  end: 'complete',
};

export function withOutcome(report: SyncReport, outcome: ListOutcome): SyncReport {
  switch (outcome.kind) {
    case 'not-begun':
      return report;
    case 'failed':
      return { ...report, failed: [...report.failed, { date: outcome.date, error: outcome.error }] };
    case 'read': {
      const { added, changed, unchanged } = outcome.counts;
      const one = { ...NOTHING_READ, lists: 1, added, changed, unchanged };
      return joinSyncReports(report, { ...one, rejected: outcome.rejected.length, firstRejects: outcome.rejected });
    }
  }
}

/** Two readings told as one. */
export function joinSyncReports(first: SyncReport, second: SyncReport): SyncReport {
  return {
    lists: first.lists + second.lists,
    added: first.added + second.added,
    changed: first.changed + second.changed,
    unchanged: first.unchanged + second.unchanged,
    rejected: first.rejected + second.rejected,
    firstRejects: [...first.firstRejects, ...second.firstRejects].slice(0, REJECTS_TOLD),
    failed: [...first.failed, ...second.failed],
    end: second.end,
  };
}
