/**
 * Names for things, in Slack's forms and in the order in which they are made, so that a failing run reads the same twice.
 */
export interface Ids {
  /** Such as `C0000000001` for the letter C. */
  readonly make: (letter: string) => string;
  /** A timestamp that names one message of a channel, never the same twice. */
  readonly ts: () => string;
  /** Letters that are hard to guess in the real service, for tokens, codes and hashes. */
  readonly secret: (prefix: string) => string;
}

export function makeIds(now: () => number): Ids {
  let count = 0;
  let messages = 0;
  const next = (): string => String(++count);
  return {
    make: (letter) => `${letter}${next().padStart(10, '0')}`,
    ts: () => `${Math.floor(now() / 1000)}.${String(++messages).padStart(6, '0')}`,
    secret: (prefix) => `${prefix}${next().padStart(12, '0')}`,
  };
}
