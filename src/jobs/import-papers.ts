/**
 * Papers out of a source into the store, a batch a transaction, so that a kill loses at most the batch in hand.
 *
 * There is no bookmark: records that are known already are unchanged and cheap, so running the same import again goes on
 * where it was stopped.
 */
import type { Paper } from '../core/paper.ts';
import type { PaperStore } from '../core/paper-store.ts';
import type { SourceRecord } from '../core/source-record.ts';
import type { Instant } from '../core/time.ts';

export const IMPORT_BATCH = 500;
/** How many rejected records are told one by one; the rest are counted. */
export const REJECTS_TOLD = 20;

export type Rejection = Extract<SourceRecord, { readonly kind: 'rejected' }>;

export interface ImportReport {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** The first `REJECTS_TOLD` of them. */
  readonly firstRejects: readonly Rejection[];
  /** `interrupted`: the signal came; what had been read until then is stored. */
  readonly end: 'complete' | 'interrupted';
}

export interface ImportOptions {
  readonly now: () => Instant;
  /** After each batch. */
  readonly onProgress?: (soFar: ImportReport) => void;
  readonly signal?: AbortSignal;
}

export const NOTHING_IMPORTED: ImportReport = {
  added: 0,
  changed: 0,
  unchanged: 0,
  rejected: 0,
  firstRejects: [],
  end: 'complete',
};

/** @throws what the store or the source throws; batches that were stored before stay stored. */
export async function importPapers(
  records: AsyncIterable<SourceRecord>,
  store: Pick<PaperStore, 'upsertPapers'>,
  { now, onProgress, signal }: ImportOptions,
): Promise<ImportReport> {
  let report = NOTHING_IMPORTED;
  let batch: Paper[] = [];
  const storeBatch = async () => {
    if (batch.length > 0) report = withCounts(report, await store.upsertPapers(batch, now()));
    batch = [];
    onProgress?.(report);
  };
  try {
    for await (const record of records) {
      if (record.kind === 'paper') batch.push(record.paper);
      else report = withRejection(report, record);
      if (batch.length >= IMPORT_BATCH) await storeBatch();
      if (signal?.aborted) break;
    }
  } catch (error) {
    if (!signal?.aborted) {
      await storeBatch();
      throw error;
    }
  }
  await storeBatch();
  return signal?.aborted ? { ...report, end: 'interrupted' } : report;
}

/** Two imports told as one. */
export function joinReports(first: ImportReport, second: ImportReport): ImportReport {
  return {
    ...withCounts(first, second),
    rejected: first.rejected + second.rejected,
    firstRejects: [...first.firstRejects, ...second.firstRejects].slice(0, REJECTS_TOLD),
    end: second.end,
  };
}

function withCounts(report: ImportReport, counts: Pick<ImportReport, 'added' | 'changed' | 'unchanged'>): ImportReport {
  return {
    ...report,
    added: report.added + counts.added,
    changed: report.changed + counts.changed,
    unchanged: report.unchanged + counts.unchanged,
  };
}

function withRejection(report: ImportReport, rejection: Rejection): ImportReport {
  const firstRejects = report.firstRejects.length < REJECTS_TOLD ? [...report.firstRejects, rejection] : report.firstRejects;
  return { ...report, rejected: report.rejected + 1, firstRejects };
}
