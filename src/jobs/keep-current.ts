/**
 * Keeps the archive current while the bot runs: by the hour, the last lists and what is missing before them; soon again where the
 * source was in trouble.
 *
 * Whether lists are due follows from what is stored of the source, so that a bot that is started often asks no more often, and of
 * several processes the first one does it for all.
 */
import type { SourceStore } from '../core/source-store.ts';
import type { Clock } from '../core/time.ts';
import { type Heartbeat, startHeartbeat } from './heartbeat.ts';
import { type SyncDeps, syncPapers } from './sync-papers.ts';
import type { SyncReport } from './sync-report.ts';

export interface KeepCurrentDeps extends Omit<SyncDeps, 'signal' | 'clock'> {
  readonly clock: Clock;
  readonly store: SyncDeps['store'] & Pick<SourceStore, 'sourceFreshness'>;
  /** Of the hour, from 0 to 59: installations that all ask at the full hour are a burden. */
  readonly minute: number;
  /** What else is asked of the services after the lists. */
  readonly afterLists: (signal: AbortSignal) => Promise<void>;
  readonly onReport: (report: SyncReport) => void;
  readonly onError: (error: unknown) => void;
}

export interface KeepingCurrent extends Heartbeat {
  /** Resolves once the last lists were read for the first time, could not be, or were not due. */
  readonly firstRead: Promise<void>;
}

/** A little less than an hour, as a sync takes its time. */
const FRESH_MS = 55 * 60_000;
const LOOK_EVERY_MINUTES = 5;

export function keepCurrent({ minute, afterLists, onReport, onError, ...deps }: KeepCurrentDeps): KeepingCurrent {
  const stopping = new AbortController();
  let settleFirst = (): void => {};
  const firstRead = new Promise<void>((resolve) => {
    settleFirst = resolve;
  });
  const run = async (): Promise<void> => {
    try {
      if (!(await areListsDue(deps))) return;
      onReport(await syncPapers({ ...deps, signal: stopping.signal }, settleFirst));
      await afterLists(stopping.signal);
    } finally {
      settleFirst();
    }
  };
  const every = `0 ${minute % LOOK_EVERY_MINUTES}-59/${LOOK_EVERY_MINUTES} * * * *`;
  const heartbeat = startHeartbeat({ run, onError, every, first: 'at-once' });
  return {
    firstRead,
    stop: async () => {
      stopping.abort();
      await heartbeat.stop();
    },
  };
}

async function areListsDue({ store, source, clock }: Pick<KeepCurrentDeps, 'store' | 'source' | 'clock'>): Promise<boolean> {
  const known = (await store.sourceFreshness()).find((each) => each.source === source.name);
  if (known?.lastSuccess === undefined || known.failure !== undefined) return true;
  const age = Date.parse(clock.now()) - Date.parse(known.lastSuccess);
  return age < 0 || age >= FRESH_MS;
}
