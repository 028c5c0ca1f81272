/**
 * Whether one of two ways to rank is better over the same queries, or merely had luck: Fisher's paired randomisation test.
 *
 * Were both ways alike, which of a query's two figures is whose would be chance. So the figures of each query are swapped or
 * not at random, many times over, and counted is how often the means then differ as much as they do. It asks nothing of how the
 * figures are spread, unlike a t-test. Source: Smucker, Allan and Carterette, "A Comparison of Statistical Significance Tests
 * for Information Retrieval Evaluation", 2007.
 */
import { seeded } from './seeded.ts';

const ROUNDS = 10_000;
/** Sums that differ by less are the same: the order of adding moves their last digits. */
const ROUNDING = 1e-9;

export interface PairedDifference {
  /** Mean of `b` less mean of `a`. */
  readonly difference: number;
  /** Two-sided, above 0 and at most 1: below 0.05 the difference is hardly luck. */
  readonly p: number;
}

/** @param a and `b`: one figure a query each, in the same order of queries. @throws RangeError where they differ in length. */
export function pairedRandomisation(a: readonly number[], b: readonly number[], seed: number): PairedDifference {
  if (a.length !== b.length) throw new RangeError(`${a.length} figures cannot be paired with ${b.length}`);
  const changes = a.map((figure, query) => (b[query] ?? 0) - figure).filter((change) => Math.abs(change) > ROUNDING);
  const sum = changes.reduce((total, change) => total + change, 0);
  const random = seeded(seed);
  let asFar = 1; // what was measured is one of the ways the swaps could have fallen
  for (let round = 0; round < ROUNDS; round += 1) {
    let swapped = 0;
    for (const change of changes) swapped += random() < 0.5 ? change : -change;
    if (Math.abs(swapped) >= Math.abs(sum) - ROUNDING) asFar += 1;
  }
  return { difference: sum / (a.length || 1), p: asFar / (ROUNDS + 1) };
}
