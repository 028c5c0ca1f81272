/**
 * Waiting for something to come true in the twin, by its own changes and not by looking again and again.
 */
export interface Changes {
  readonly changed: () => void;
  /** Waits for a value. The real time it may take only guards against a test that would wait for ever. */
  readonly until: <Value>(look: () => Value | undefined, what: () => string) => Promise<Value>;
  /** Ends all waiting. */
  readonly stop: () => void;
}

export function makeChanges(patienceMs: number): Changes {
  const waiting = new Set<() => void>();
  const ends = new Set<() => void>();
  return {
    changed: () => {
      for (const look of [...waiting]) look();
    },
    until: (look, what) =>
      new Promise((resolve, reject) => {
        const finish = (settle: () => void): void => {
          clearTimeout(timer);
          waiting.delete(again);
          ends.delete(end);
          settle();
        };
        const again = (): void => {
          const value = look();
          if (value !== undefined) finish(() => resolve(value));
        };
        const giveUp = (why: string): void => finish(() => reject(new Error(`${why}: ${what()}`)));
        const end = (): void => giveUp('the twin was stopped while a test waited for');
        const timer = setTimeout(() => giveUp(`nothing came within ${patienceMs / 1000} s of`), patienceMs);
        waiting.add(again);
        ends.add(end);
        again();
      }),
    stop: () => {
      for (const end of [...ends]) end();
    },
  };
}
