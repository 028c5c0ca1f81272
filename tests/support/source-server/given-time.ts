/**
 * Time for clients in tests: it stands still until all that goes on is asleep, then jumps to the first one who wakes. Every
 * sleep is written down.
 */
import { type Instant, plus } from '../../../src/core/time.ts';
import type { HttpSurroundings } from '../../../src/sources/http-surroundings.ts';
import { aClock, type SettableClock } from '../a-clock.ts';

export interface GivenTime extends HttpSurroundings {
  readonly clock: SettableClock;
  /** In milliseconds, in the order in which they began. */
  readonly slept: readonly number[];
}

interface Sleeper {
  readonly until: Instant;
  readonly wake: () => void;
}

/** @param random a number from 0 up to 1; 1 gives the whole of a backoff. */
export function givenTime(start: string, random = () => 1): GivenTime {
  const clock = aClock(start);
  const slept: number[] = [];
  const sleepers: Sleeper[] = [];
  const wakeFirst = (): void => {
    const [first] = sleepers.sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0));
    if (first === undefined) return;
    sleepers.shift();
    if (clock.now() < first.until) clock.set(first.until);
    first.wake();
    setImmediate(wakeFirst);
  };
  return {
    clock,
    slept,
    random,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      slept.push(ms);
      await new Promise<void>((wake) => {
        sleepers.push({ until: plus(clock.now(), ms), wake });
        if (sleepers.length === 1) setImmediate(wakeFirst);
      });
      signal?.throwIfAborted();
    },
  };
}
