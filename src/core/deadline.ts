/**
 * Work of others that must not hold up all else: it is told when its time is up, and left alone if it does not listen.
 */

/** @throws the signal's `TimeoutError` where the work has not ended by then; whatever it does later is ignored. */
export async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(ms);
  let giveUp = (): void => {};
  const timeUp = new Promise<never>((_resolve, reject) => {
    giveUp = () => reject(signal.reason);
  });
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([work(signal), timeUp]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
