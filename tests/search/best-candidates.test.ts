/**
 * The best of many candidates, against sorting all of them.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestCandidates, scoreAtRank } from '../../src/search/best-candidates.ts';
import { indexPaper } from '../../src/search/indexed-paper.ts';
import { makeLexicon } from '../../src/search/lexicon.ts';
import { makePaperTable } from '../../src/search/paper-table.ts';
import { somePapers } from '../support/builders.ts';

const scores = fc.array(fc.constantFrom(0, 0.5, 1, 2, 7), { maxLength: 40 }).map((list) => Float64Array.from(list));

describe('the best candidates', () => {
  it('are the first of all in order of score, of equal ones the newer paper first, however many are asked for', () => {
    const table = makePaperTable();
    const lexicon = makeLexicon();
    const indexed = somePapers(40).map((paper) => indexPaper(paper, lexicon));
    for (const paper of indexed) table.add(paper);
    fc.assert(
      fc.property(scores, fc.nat({ max: 50 }), (given, count) => {
        const places = Uint32Array.from(given.keys());
        const sorted = [...given.keys()].sort((a, b) => {
          const byDay = (indexed[b]?.facts.day ?? 0) - (indexed[a]?.facts.day ?? 0);
          return (given[b] ?? 0) - (given[a] ?? 0) || byDay || ((indexed[a]?.id ?? '') < (indexed[b]?.id ?? '') ? -1 : 1);
        });
        const candidates = { places, scores: given, matched: new Uint16Array(given.length) };
        expect(bestCandidates(candidates, count, table)).toEqual(sorted.slice(0, count));
      }),
    );
  });

  it('begin at the score of their last rank, or at the lowest where there are fewer', () => {
    fc.assert(
      fc.property(scores, fc.integer({ min: 1, max: 50 }), (given, rank) => {
        const sorted = [...given].sort((a, b) => b - a);
        expect(scoreAtRank(given, rank)).toBe(sorted[rank - 1] ?? sorted.at(-1) ?? Number.NEGATIVE_INFINITY);
      }),
    );
  });
});
