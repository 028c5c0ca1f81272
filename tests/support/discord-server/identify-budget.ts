/**
 * How often the bot may identify: 1000 a day, over which the token is reset, and one in 5 s for each key of max_concurrency.
 */
import { DAY_MS, IDENTIFIES_PER_DAY, IDENTIFY_WINDOW_MS } from './gateway-protocol.ts';

export interface IdentifyBudget {
  readonly spend: (shardId: number) => 'granted' | 'too-soon' | 'overspent';
  readonly remaining: () => number;
  /** Of the day's budget, in milliseconds. */
  readonly resetAfterMs: () => number;
  readonly maxConcurrency: number;
}

export interface IdentifyRules {
  readonly total?: number;
  readonly maxConcurrency?: number;
}

export function makeIdentifyBudget(
  now: () => number,
  { total = IDENTIFIES_PER_DAY, maxConcurrency = 1 }: IdentifyRules,
): IdentifyBudget {
  let day = { spent: 0, ends: now() + DAY_MS };
  const lastOfKey = new Map<number, number>();
  const today = (): { spent: number; readonly ends: number } => {
    if (now() >= day.ends) day = { spent: 0, ends: now() + DAY_MS };
    return day;
  };
  return {
    maxConcurrency,
    remaining: () => total - today().spent,
    resetAfterMs: () => Math.round(today().ends - now()),
    spend: (shardId) => {
      const key = shardId % maxConcurrency;
      if (today().spent >= total) return 'overspent';
      if (now() < (lastOfKey.get(key) ?? -Infinity) + IDENTIFY_WINDOW_MS) return 'too-soon';
      lastOfKey.set(key, now());
      today().spent += 1;
      return 'granted';
    },
  };
}
