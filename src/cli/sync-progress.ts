/**
 * How far a reading of lists is: a bar on a terminal, elsewhere a plain line now and then with the time that is left.
 */
import type { Clock } from '../core/time.ts';
import type { SyncProgress } from '../jobs/sync-papers.ts';
import { count, importProgress, type ProgressOutput } from './import-progress.ts';

/** On something that is no terminal, one line each so many lists. */
const LISTS_A_LINE = 50;

export interface ShownSyncProgress {
  readonly show: (progress: SyncProgress) => void;
  /** Leaves the line empty for what comes next. */
  readonly clear: () => void;
}

export function syncProgress(output: ProgressOutput, clock: Clock): ShownSyncProgress {
  if (!output.isTTY) return plainLines(output, clock);
  const bar = importProgress(output, clock.now);
  return {
    show: (progress) => {
      const { done, total } = progress;
      bar.show({
        name: `list of ${dayOf(progress)}`,
        unit: 'papers',
        records: papersIn(progress),
        bytesRead: done,
        bytesTotal: total,
      });
    },
    clear: bar.clear,
  };
}

function plainLines(output: ProgressOutput, clock: Clock): ShownSyncProgress {
  const started = Date.parse(clock.now());
  return {
    show: (progress) => {
      const { done, total } = progress;
      if (done % LISTS_A_LINE !== 0 || done === total) return;
      const leftMs = ((Date.parse(clock.now()) - started) / done) * (total - done);
      const papers = `${count(papersIn(progress))} papers`;
      output.write(`${dayOf(progress)}: ${count(done)} of ${count(total)} lists, ${papers}, ${minutes(leftMs)} left\n`);
    },
    clear: () => {},
  };
}

function dayOf({ outcome }: SyncProgress): string {
  return outcome.kind === 'read' ? outcome.day.date : outcome.date;
}

function papersIn({ soFar: { added, changed, unchanged } }: SyncProgress): number {
  return added + changed + unchanged;
}

function minutes(ms: number): string {
  return ms < 60_000 ? 'less than a minute' : `${Math.ceil(ms / 60_000)} min`;
}
