/**
 * A clock that stands still until a test moves it, forwards or back.
 */
import { type Clock, type Instant, plus } from '../../src/core/time.ts';
import { anInstant } from './builders.ts';

export interface SettableClock extends Clock {
  readonly set: (text: string) => void;
  readonly advance: (by: { readonly hours?: number; readonly minutes?: number; readonly seconds?: number }) => void;
}

export function aClock(start = '2026-01-05T09:00:00Z'): SettableClock {
  let now: Instant = anInstant(start);
  return {
    now: () => now,
    set: (text) => {
      now = anInstant(text);
    },
    advance: ({ hours = 0, minutes = 0, seconds = 0 }) => {
      now = plus(now, ((hours * 60 + minutes) * 60 + seconds) * 1000);
    },
  };
}
