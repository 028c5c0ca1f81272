/**
 * Leaves a service alone that keeps failing: after some failures in a row nothing is sent for a while, then one request tries
 * it, and each trial that fails doubles the rest.
 *
 * Only failures to answer count. A refusal shows that the service works, and being asked to slow down is the gate's matter.
 */
import type { Clock, Instant, Milliseconds } from '../core/time.ts';
import { plus } from '../core/time.ts';

export interface CircuitRules {
  /** So many failures in a row open it. */
  readonly failures: number;
  readonly restMs: number;
  readonly longestRestMs: number;
}

export const CIRCUIT_RULES: CircuitRules = { failures: 6, restMs: 60_000, longestRestMs: 1_800_000 };

export type CircuitChange =
  | { readonly kind: 'circuit-opened'; readonly until: Instant; readonly failures: number }
  | { readonly kind: 'circuit-closed' };

export interface Circuit {
  /** Before each request; one that may go on must be followed by one of the three below. */
  readonly ask: () => { readonly kind: 'go-on' } | { readonly kind: 'resting'; readonly forMs: Milliseconds };
  readonly succeeded: () => void;
  readonly failed: () => void;
  /** The request ended without telling anything of the service. */
  readonly unknown: () => void;
  readonly isOpen: () => boolean;
}

export function makeCircuit(rules: CircuitRules, clock: Clock, tell: (change: CircuitChange) => void): Circuit {
  let failures = 0;
  let trips = 0;
  let rest: { readonly from: Instant; readonly ms: number } | undefined;
  let onTrial = false;

  const restLeft = (): number => {
    if (rest === undefined) return 0;
    return Math.min(rest.ms, rest.ms - (Date.parse(clock.now()) - Date.parse(rest.from)));
  };
  const open = (): void => {
    const ms = Math.min(rules.restMs * 2 ** trips, rules.longestRestMs);
    trips++;
    rest = { from: clock.now(), ms };
    tell({ kind: 'circuit-opened', until: plus(rest.from, ms), failures });
  };
  return {
    ask: () => {
      if (rest === undefined) return { kind: 'go-on' };
      const left = restLeft();
      if (left > 0 || onTrial) return { kind: 'resting', forMs: Math.max(left, 1000) as Milliseconds };
      onTrial = true;
      return { kind: 'go-on' };
    },
    succeeded: () => {
      if (rest !== undefined) tell({ kind: 'circuit-closed' });
      [failures, trips, rest, onTrial] = [0, 0, undefined, false];
    },
    failed: () => {
      failures++;
      const isFailedTrial = onTrial;
      onTrial = false;
      if (isFailedTrial || (rest === undefined && failures >= rules.failures)) open();
    },
    unknown: () => {
      onTrial = false;
    },
    isOpen: () => rest !== undefined,
  };
}
