/**
 * Rate limits as Discord keeps them: a bucket a route and major parameter, one for the whole bot, and a count of bad answers.
 *
 * Which routes share what bucket is not documented and clients must read the headers; the figures here are of the size that the
 * real ones were seen to have. Source of the global figures: Discord docs, "Rate limits".
 */
export interface BucketRule {
  readonly limit: number;
  readonly perMs: number;
}

export const GLOBAL_RULE: BucketRule = { limit: 50, perMs: 1000 };
export const INVALID_RULE: BucketRule = { limit: 10_000, perMs: 10 * 60_000 };

export interface BucketState {
  readonly kind: 'room' | 'full';
  readonly limit: number;
  readonly remaining: number;
  readonly resetAfterMs: number;
}

export interface Buckets {
  readonly take: (key: string, rule: BucketRule) => BucketState;
}

/** Fixed windows, each opened by its first request. `now` gives milliseconds. */
export function makeBuckets(now: () => number): Buckets {
  const windows = new Map<string, { taken: number; readonly ends: number }>();
  return {
    take: (key, { limit, perMs }) => {
      const open = windows.get(key);
      const window = open !== undefined && open.ends > now() ? open : { taken: 0, ends: now() + perMs };
      windows.set(key, window);
      const full = window.taken >= limit;
      window.taken += full ? 0 : 1;
      return {
        kind: full ? 'full' : 'room',
        limit,
        remaining: limit - window.taken,
        resetAfterMs: Math.max(1, window.ends - now()),
      };
    },
  };
}

export interface InvalidRequestCount {
  readonly count: () => number;
  readonly add: () => void;
  /** Whether the address is banned for now. */
  readonly banned: () => boolean;
}

/** Counts answers of 401, 403 and 429 (those of the scope `shared` excepted) in a sliding window. */
export function makeInvalidRequestCount(now: () => number, rule: BucketRule): InvalidRequestCount {
  const times: number[] = [];
  const count = (): number => {
    while ((times[0] ?? Infinity) <= now() - rule.perMs) times.shift();
    return times.length;
  };
  return { count, add: () => times.push(now()), banned: () => count() >= rule.limit };
}
