/**
 * The measures against worked examples: each expected value can be checked with pen and paper.
 */
import { describe, expect, it } from 'vitest';
import { mean, measure, percentile } from './metrics.ts';

const grades = (given: Readonly<Record<string, number>>) => new Map(Object.entries(given));
const LOG2_3 = Math.log2(3);

describe('nDCG@10', () => {
  it('is 1 for the ideal ranking and 0 for one without a relevant document', () => {
    const judged = grades({ a: 3, b: 2, c: 1, d: 0 });
    expect(measure(['a', 'b', 'c', 'd'], judged)?.ndcg10).toBe(1);
    expect(measure(['d', 'x', 'y'], judged)?.ndcg10).toBe(0);
    expect(measure([], judged)?.ndcg10).toBe(0);
  });

  it('divides each grade by log2 of its rank plus one, and the sum by that of the ideal ranking', () => {
    // (0 + 3/log2(3) + 1/2) / (3 + 1/log2(3)) where rank 3 is divided by log2(4) = 2
    const expected = (3 / LOG2_3 + 1 / 2) / (3 + 1 / LOG2_3);
    expect(measure(['x', 'a', 'b'], grades({ a: 3, b: 1 }))?.ndcg10).toBeCloseTo(expected, 12);
    expect(expected).toBeCloseTo(0.659, 4);
  });

  it('takes the grade itself as the gain, not a power of it', () => {
    // b before a: (1 + 4/log2(3)) / (4 + 1/log2(3))
    expect(measure(['b', 'a'], grades({ a: 4, b: 1 }))?.ndcg10).toBeCloseTo((1 + 4 / LOG2_3) / (4 + 1 / LOG2_3), 12);
  });

  it('looks at ten documents, of the ranking and of the ideal', () => {
    const many = grades(Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`d${at}`, 1])));
    const ten = Array.from({ length: 10 }, (_, at) => `d${at}`);
    expect(measure(ten, many)?.ndcg10).toBeCloseTo(1, 12);
    const misses = Array.from({ length: 10 }, (_, at) => `x${at}`);
    expect(measure([...misses, 'd0'], many)?.ndcg10).toBe(0);
  });
});

describe('MRR@10', () => {
  it('is one over the rank of the first relevant document', () => {
    const judged = grades({ a: 1, b: 2, c: 0 });
    expect(measure(['a'], judged)?.mrr10).toBe(1);
    expect(measure(['c', 'x', 'b', 'a'], judged)?.mrr10).toBeCloseTo(1 / 3, 12);
  });

  it('is 0 where the first ten hold none', () => {
    const ten = Array.from({ length: 10 }, (_, at) => `x${at}`);
    expect(measure([...ten.slice(1), 'a'], grades({ a: 1 }))?.mrr10).toBeCloseTo(1 / 10, 12);
    expect(measure([...ten, 'a'], grades({ a: 1 }))?.mrr10).toBe(0);
  });
});

describe('recall@100', () => {
  it('is the share of the relevant documents among the first hundred', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => `x${at}`);
    const judged = grades({ a: 1, b: 2, c: 3, d: 1, e: 0 });
    expect(measure(['a', 'e', 'b'], judged)?.recall100).toBe(0.5);
    expect(measure([...hundred.slice(1), 'a', 'b'], judged)?.recall100).toBe(0.25);
  });
});

describe('a document with a negative grade', () => {
  it('is taken out of the ranking before anything is counted', () => {
    const judged = grades({ bad: -1, worse: -2, a: 1, b: 1 });
    expect(measure(['bad', 'a', 'worse', 'b'], judged)).toEqual({ ndcg10: 1, mrr10: 1, recall100: 1 });
    const hundred = Array.from({ length: 99 }, (_, at) => `x${at}`);
    expect(measure(['bad', ...hundred, 'a'], judged)?.recall100).toBe(0.5);
  });

  it('is not relevant and takes no part in the ideal', () => {
    expect(measure(['a'], grades({ bad: -1, a: 2 }))).toEqual({ ndcg10: 1, mrr10: 1, recall100: 1 });
    expect(measure(['bad'], grades({ bad: -1, zero: 0 }))).toBeUndefined();
  });
});

describe('a query without a relevant document', () => {
  it('has no measures, so that it does not count', () => {
    expect(measure(['a'], new Map())).toBeUndefined();
    expect(measure(['a'], grades({ a: 0 }))).toBeUndefined();
  });
});

describe('summaries', () => {
  it('give the mean, 0 of nothing', () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(mean([])).toBe(0);
  });

  it('give the smallest value that a share of the values does not exceed', () => {
    const oneToTen = [10, 1, 9, 2, 8, 3, 7, 4, 6, 5];
    expect([0, 0.05, 0.1, 0.5, 0.51, 0.95, 1].map((share) => percentile(oneToTen, share))).toEqual([1, 1, 1, 5, 6, 10, 10]);
    expect(percentile([7], 0.5)).toBe(7);
    expect(percentile([100, 20, 3], 0.5)).toBe(20);
    expect(percentile([], 0.95)).toBe(0);
    expect(oneToTen[0]).toBe(10);
  });
});
