/**
 * How long nobody else had a turn of the event loop: a chain of turns, each of which notes when the one before it was.
 */
export interface LoopWatch {
  /** Since the watch began, or was last asked. */
  readonly longestMs: () => number;
  readonly stop: () => void;
}

/** One turn of the event loop. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function watchLoop(): LoopWatch {
  let [last, longest] = [performance.now(), 0];
  let next = setImmediate(note);
  return {
    longestMs: () => {
      const [since, found] = [performance.now() - last, longest];
      [last, longest] = [performance.now(), 0];
      return Math.max(since, found);
    },
    stop: () => clearImmediate(next),
  };

  function note(): void {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    next = setImmediate(note);
  }
}
