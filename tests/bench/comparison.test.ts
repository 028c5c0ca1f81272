/**
 * Who is ahead of whom, from answers that can be reckoned by hand.
 */
import { describe, expect, it } from 'vitest';
import {
  type Graded,
  isSignificantlyBehind,
  meanMrr,
  meanNdcg,
  meanOfSets,
  notBehindOnMean,
  standing,
  standingCell,
} from './comparison.ts';
import type { JudgedAnswer } from './measure-search.ts';

const answersOf = (set: string, figures: readonly number[]): readonly JudgedAnswer[] =>
  figures.map((ndcg10, number) => ({ set, number, ndcg10, mrr10: ndcg10 }));
const graded = (engine: string, ...answers: readonly (readonly JudgedAnswer[])[]): Graded => ({
  engine,
  answers: answers.flat(),
});

const fifty = (figure: number): readonly number[] => Array.from({ length: 50 }, () => figure);

describe('a mean over sets', () => {
  it('counts each set the same, however many questions it has', () => {
    const engine = graded('a', answersOf('small', [1]), answersOf('large', fifty(0.5)));
    expect(meanNdcg(engine, 'large')).toBe(0.5);
    expect(meanOfSets(engine, ['small', 'large'])).toBe(0.75);
  });

  it('names the peers that it does not exceed, a level one too', () => {
    const us = graded('us', answersOf('set', [0.5, 0.7]));
    const others = [
      graded('better', answersOf('set', [0.9, 0.9])),
      graded('level', answersOf('set', [0.7, 0.5])),
      graded('worse'),
    ];
    expect(notBehindOnMean(us, others, ['set'])).toEqual(['better', 'level']);
  });
});

describe('the reciprocal rank of a set', () => {
  it('can be asked of one kind of question alone', () => {
    const [first, second] = answersOf('set', [1, 0.5]);
    const engine = { engine: 'a', answers: [first, second].flatMap((one, at) => (one ? [{ ...one, type: `${at}` }] : [])) };
    expect([meanMrr(engine, 'set'), meanMrr(engine, 'set', '1')]).toEqual([0.75, 0.5]);
  });
});

describe('where we stand with a peer', () => {
  it('is ours less theirs over the questions that both were asked, whatever their order', () => {
    const us = graded('us', answersOf('set', [0.5, 0.5, 0.5, 0]), answersOf('other', [0]));
    const them = graded('them', answersOf('set', [0.4, 0.3, 0.2]).toReversed());
    const { difference } = standing(us, them, 'set').ours;
    expect(difference).toBeCloseTo((0.1 + 0.2 + 0.3) / 3, 12);
  });

  it('is significantly behind where nearly every question is lost, and not where we win or one question decides', () => {
    const them = graded('them', answersOf('set', fifty(0.5)));
    const behind = standing(graded('us', answersOf('set', fifty(0.4))), them, 'set');
    const ahead = standing(graded('us', answersOf('set', fifty(0.6))), them, 'set');
    const unlucky = standing(graded('us', answersOf('set', fifty(0.5).with(0, 0))), them, 'set');
    expect([behind, ahead, unlucky].map(isSignificantlyBehind)).toEqual([true, false, false]);
    expect([behind, ahead, unlucky].map(standingCell)).toEqual(['−0.100 (p < .001)', '+0.100 (p < .001)', '−0.010 (p 1.000)']);
  });
});
