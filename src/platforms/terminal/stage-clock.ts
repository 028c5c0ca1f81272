/**
 * The clock of a conversation: the machine's, until somebody moves it to see what later days bring.
 */
import { type Clock, type Instant, plus } from '../../core/time.ts';

export interface StageClock extends Clock {
  /** It goes on from there. */
  readonly moveTo: (instant: Instant) => void;
  /** Back to the machine's. */
  readonly reset: () => void;
}

export function stageClock(real: Clock): StageClock {
  let ahead = 0;
  return {
    now: () => plus(real.now(), ahead),
    moveTo: (instant) => {
      ahead = Date.parse(instant) - Date.parse(real.now());
    },
    reset: () => {
      ahead = 0;
    },
  };
}
