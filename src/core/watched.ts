/**
 * What can happen to a paper that somebody waits for: code or artifacts of it appear, or it is withdrawn. Each happens once.
 */
import type { Paper, PaperId } from './paper.ts';
import type { Instant } from './time.ts';

export const WATCHED_FACTS = ['code', 'model', 'dataset', 'space', 'withdrawn'] as const;
export type WatchedFact = (typeof WATCHED_FACTS)[number];

/** That a fact was first seen, of a paper that was known before without it. */
export interface PaperEvent {
  readonly paper: PaperId;
  readonly fact: WatchedFact;
  readonly at: Instant;
}

export function factsOf({ codeUrl, artifacts, withdrawnAt }: Paper): readonly WatchedFact[] {
  const holds: Readonly<Record<WatchedFact, boolean>> = {
    code: codeUrl !== undefined,
    model: (artifacts?.models ?? 0) > 0,
    dataset: (artifacts?.datasets ?? 0) > 0,
    space: (artifacts?.spaces ?? 0) > 0,
    withdrawn: withdrawnAt !== undefined,
  };
  return WATCHED_FACTS.filter((fact) => holds[fact]);
}

/** @param before undefined for a paper that is new here: what it comes with is no news. */
export function factsGained(before: Paper | undefined, after: Paper): readonly WatchedFact[] {
  if (before === undefined) return [];
  const known = factsOf(before);
  return factsOf(after).filter((fact) => !known.includes(fact));
}
