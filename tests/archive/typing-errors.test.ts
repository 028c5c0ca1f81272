/**
 * The slips themselves: one a query, where people make them, and the same ones every time.
 */
import { describe, expect, it } from 'vitest';
import { aPaper } from '../support/builders.ts';
import { slippedQueries, slippedTitles } from './typing-errors.ts';

const TITLE = 'Sparse attention transformers for language modelling';
const papers = [aPaper({ id: 'arxiv:2401.00001', title: TITLE }), aPaper({ id: 'arxiv:2401.00002', title: 'GPT: an LLM' })];

/** Letters that one of two words has and the other does not, from both ends towards the middle. */
function changedLetters(word: string, slipped: string): number {
  let start = 0;
  while (start < word.length && word[start] === slipped[start]) start += 1;
  let end = 0;
  while (end < Math.min(word.length, slipped.length) - start && word.at(-1 - end) === slipped.at(-1 - end)) end += 1;
  return Math.max(word.length, slipped.length) - start - end;
}

describe('a title with a typing error', () => {
  it('differs from the title by one slip inside of one word of five letters or more', () => {
    for (const { text } of slippedTitles(Array.from({ length: 50 }, () => papers[0] ?? aPaper()))) {
      const words = TITLE.split(' ');
      const changed = text.split(' ').flatMap((word, at) => (word === words[at] ? [] : [[words[at] ?? '', word] as const]));
      expect(changed).toHaveLength(1);
      for (const [word, slipped] of changed) {
        expect(word.length).toBeGreaterThanOrEqual(5);
        expect(slipped[0]).toBe(word[0]);
        expect(changedLetters(word, slipped)).toBeLessThanOrEqual(2);
      }
    }
  });

  it('is left out where no word is long enough for a slip to be told', () => {
    expect(slippedTitles(papers).map(({ paper }) => paper.title)).toEqual([TITLE]);
  });

  it('is the same every time', () => {
    expect(slippedTitles(papers)).toEqual(slippedTitles(papers));
    expect(slippedQueries(papers, 5)).toEqual(slippedQueries(papers, 5));
  });
});

describe('words of a title with a typing error', () => {
  it('are four, of which three stand in the title', () => {
    const known = new Set(TITLE.toLowerCase().split(' '));
    for (const { text } of slippedQueries(papers, 40)) {
      const words = text.split(' ');
      expect(words).toHaveLength(4);
      expect(words.filter((word) => !known.has(word)).length).toBeLessThanOrEqual(1);
    }
  });
});
