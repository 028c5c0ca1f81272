/**
 * Asks Slack until it answers: a network that is not up yet, and an outage, are no reason to give up. What Slack refuses it refuses.
 */
import { readFailure } from './failure.ts';
import { failureFacts, type Tell } from './news.ts';

/** @throws what `work` throws where Slack refuses; what the stop was for. */
export type Patience = <T>(work: () => Promise<T>) => Promise<T>;

export interface PatienceParts {
  readonly pause: (ms: number, stop: AbortSignal) => Promise<void>;
  readonly tell: Tell;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

export function makePatience({ pause, tell }: PatienceParts, stop: AbortSignal): Patience {
  const stopped = new Promise<never>((_, reject) => stop.addEventListener('abort', () => reject(stop.reason), { once: true }));
  stopped.catch(() => undefined); // whoever waits hears of it
  return async (work) => {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      stop.throwIfAborted();
      try {
        return await Promise.race([work(), stopped]);
      } catch (error) {
        const failure = readFailure(error);
        if (failure.kind === 'refused' || stop.aborted) throw error;
        const waitMs = failure.kind === 'limited' ? Math.max(wait, failure.retryAfter) : wait;
        tell({ level: 'warn', what: 'Slack cannot be reached: trying again', facts: { ...failureFacts(error), waitMs } });
        await pause(waitMs, stop);
      }
    }
  };
}
