/**
 * Keeps the archive current while the bot runs: at its start and then by the hour, the last lists and what is missing before them.
 *
 * Where several processes do it, papers are stored once all the same, and the services are asked more often than need be.
 */
import type { Clock } from '../core/time.ts';
import { type Heartbeat, startHeartbeat } from './heartbeat.ts';
import { type SyncDeps, syncPapers } from './sync-papers.ts';
import type { SyncReport } from './sync-report.ts';

export interface KeepCurrentDeps extends Omit<SyncDeps, 'signal' | 'clock'> {
  readonly clock: Clock;
  /** Of the hour, from 0 to 59: installations that all ask at the full hour are a burden. */
  readonly minute: number;
  /** What else is asked of the services after the lists. */
  readonly afterLists: (signal: AbortSignal) => Promise<void>;
  readonly onReport: (report: SyncReport) => void;
  readonly onError: (error: unknown) => void;
}

export function keepCurrent({ minute, afterLists, onReport, onError, ...deps }: KeepCurrentDeps): Heartbeat {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    onReport(await syncPapers({ ...deps, signal: stopping.signal }));
    await afterLists(stopping.signal);
  };
  const heartbeat = startHeartbeat({ run, onError, every: `0 ${minute} * * * *`, first: 'at-once' });
  return {
    stop: async () => {
      stopping.abort();
      await heartbeat.stop();
    },
  };
}
