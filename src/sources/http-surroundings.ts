/**
 * What talking to a service needs of the world around it, given so that tests need not wait.
 */
import { setTimeout as ring } from 'node:timers/promises';
import type { Clock } from '../core/time.ts';

export interface HttpSurroundings {
  readonly clock: Clock;
  /** @throws the signal's reason where it aborts meanwhile. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** Real time. @throws the signal's reason, where the platform would throw an error of its own. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await ring(ms, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
