/**
 * The ledger of everything that the twin refused, and of what it let pass but a good bot would not do.
 */
import type { Refused } from './refusal.ts';

export interface Violation {
  /** `POST /channels/:channel/messages`, or `gateway`. */
  readonly route: string;
  readonly status: number;
  readonly code: number;
  readonly sentence: string;
  readonly blame: Refused['blame'];
}

export interface Violations {
  readonly all: readonly Violation[];
  /** Those that the bot brought about itself; a scenario should end without any. */
  readonly byBot: () => readonly Violation[];
  readonly add: (violation: Violation) => void;
}

export function makeViolations(): Violations {
  const all: Violation[] = [];
  return { all, byBot: () => all.filter(({ blame }) => blame === 'bot'), add: (violation) => all.push(violation) };
}
