/**
 * Beats of deliveries by the clock. The first one waits for what it is to know: its posts may be late ones, of lists that came while
 * nothing ran.
 */
import { type Heartbeat, startHeartbeat } from './heartbeat.ts';

/** How late a post may be beside its minute, and how soon one that failed is tried again. */
const EVERY = '*/10 * * * * *';

/** @param ready never rejects. */
export function startPosting(beat: () => Promise<void>, ready: Promise<void>, onError: (error: unknown) => void): Heartbeat {
  const run = async (): Promise<void> => {
    await ready;
    await beat();
  };
  return startHeartbeat({ run, onError, every: EVERY });
}
