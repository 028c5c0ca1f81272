/**
 * The measures of retrieval, as trec_eval has them: gains are the grades themselves and the discount is log2(rank + 1).
 *
 * A document with a negative grade is taken out of the ranking before anything is counted, as such grades mark documents
 * that were never to be judged. Queries without a positive judgment count for nothing and are left out.
 */

/** Grades by document id; a document that is not named counts 0. */
export type Judgments = ReadonlyMap<string, number>;

export interface Measures {
  readonly ndcg10: number;
  readonly mrr10: number;
  readonly recall100: number;
}

/**
 * @param ranking document ids, best first; 100 and as many as have negative grades are enough.
 * @returns undefined where no document has a positive grade.
 */
export function measure(ranking: readonly string[], judgments: Judgments): Measures | undefined {
  const relevant = [...judgments.values()].filter((grade) => grade > 0);
  if (relevant.length === 0) return undefined;
  const grades = ranking.map((id) => judgments.get(id) ?? 0).filter((grade) => grade >= 0);
  const first = grades.slice(0, 10).findIndex((grade) => grade > 0);
  const ideal = relevant.sort((a, b) => b - a);
  return {
    ndcg10: discountedGain(grades.slice(0, 10)) / discountedGain(ideal.slice(0, 10)),
    mrr10: first < 0 ? 0 : 1 / (first + 1),
    recall100: grades.slice(0, 100).filter((grade) => grade > 0).length / relevant.length,
  };
}

function discountedGain(grades: readonly number[]): number {
  return grades.reduce((sum, grade, index) => sum + grade / Math.log2(index + 2), 0);
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The smallest value that at least `share` of all values do not exceed. @param share from 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
