/**
 * The beat that background work runs on: node-cron, and nothing but a beat. What there is to do is computed from stored
 * state when it comes, so a beat that is late, doubled or missing does no harm.
 */
import { schedule } from 'node-cron';

export interface Heartbeat {
  /** No further beat begins; resolves when the one under way has ended. */
  readonly stop: () => Promise<void>;
}

export interface Beat {
  /** Work of one beat. A beat that comes while it runs is skipped. */
  readonly run: () => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** A cron line of six fields, the first one seconds. */
  readonly every: string;
  /** `at-once`: one beat more, before the first that the clock brings. */
  readonly first?: 'at-once';
}

export function startHeartbeat({ run, onError, every, first }: Beat): Heartbeat {
  let running: Promise<void> | undefined;
  const beat = async (): Promise<void> => {
    if (running !== undefined) return;
    running = run().catch(onError);
    await running;
    running = undefined;
  };
  const task = schedule(every, beat, { noOverlap: true });
  if (first === 'at-once') void beat();
  return {
    stop: async () => {
      await task.stop();
      await running;
    },
  };
}
