/**
 * What engines are asked: evenly drawn, and the same after it went through a file.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPaper } from '../support/builders.ts';
import { aFolder } from '../support/databases.ts';
import { type Exam, questionsOf, readExam, spread, writeExam } from './exam.ts';

describe('spreading', () => {
  it('draws as many as are asked for, or all, in their order and each once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 400 }), (length, count) => {
        const all = Array.from({ length }, (_, at) => at);
        const drawn = spread(all, count);
        expect(drawn).toHaveLength(Math.min(length, count));
        expect(drawn).toEqual([...new Set(drawn)].sort((a, b) => a - b));
      }),
    );
  });

  it('draws from the beginning to the end', () => {
    expect(spread([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 3)).toEqual([0, 4, 7]);
  });
});

describe('an exam in a file', () => {
  it('is read as it was written, grades included', () => {
    const path = join(aFolder(), 'an.exam');
    const queries = [{ text: 'low-rank', judgments: new Map([['arxiv:2401.00001', 2]]), type: 'hard' }];
    const exam: Exam = { papers: [aPaper()], questions: questionsOf('known', queries) };
    writeExam(path, exam);
    expect(readExam(path)).toEqual(exam);
  });
});
