/**
 * Queries as they come out of hurried fingers: a title or words of it, one of them with one slip in it. The same ones every time.
 */
import fc from 'fast-check';
import type { Paper } from '../../src/core/paper.ts';
import { foldedWords, isStopWord } from '../../src/search/analysis.ts';

export interface SlippedQuery {
  readonly paper: Paper;
  readonly text: string;
}

const WORDS = 4;
/** In shorter words a slip is anybody's guess. */
const SHORTEST_SLIPPED = 5;
const LONG_WORD = new RegExp(`\\b[A-Za-z]{${SHORTEST_SLIPPED},}\\b`, 'g');
const SEED = 20_261_123;

/** @returns `count` queries, each of a paper whose title has words enough. */
export function slippedQueries(papers: readonly Paper[], count: number): readonly SlippedQuery[] {
  const able = papers.filter(({ title }) => {
    const words = contentWords(title);
    return words.length >= WORDS && words.filter((word) => word.length >= SHORTEST_SLIPPED).length >= WORDS - 1;
  });
  const query = fc.constantFrom(...able).chain((paper) =>
    fc
      .shuffledSubarray([...contentWords(paper.title)], { minLength: WORDS, maxLength: WORDS })
      .filter((words) => words.some((word) => word.length >= SHORTEST_SLIPPED))
      .chain((words) => {
        const slippable = words.flatMap((word, at) => (word.length >= SHORTEST_SLIPPED ? [at] : []));
        return fc
          .constantFrom(...slippable)
          .chain((at) => slipIn(words[at] ?? '').map((slipped) => words.with(at, slipped).join(' ')));
      })
      .map((text) => ({ paper, text })),
  );
  return fc.sample(query, { numRuns: count, seed: SEED });
}

/** Each whole title with one slip in one of its longer words; a title without such a word is left out. */
export function slippedTitles(papers: readonly Paper[]): readonly SlippedQuery[] {
  return papers.flatMap((paper, at) => {
    const slippable = [...paper.title.matchAll(LONG_WORD)];
    if (slippable.length === 0) return [];
    const slipped = fc
      .constantFrom(...slippable)
      .chain(({ 0: word, index }) =>
        slipIn(word).map((slip) => paper.title.slice(0, index) + slip + paper.title.slice(index + word.length)),
      );
    return fc.sample(slipped, { numRuns: 1, seed: SEED + at }).map((text) => ({ paper, text }));
  });
}

function contentWords(title: string): readonly string[] {
  const words = new Set(foldedWords(title));
  return [...words].filter((word) => word.length > 2 && !isStopWord(word) && /^[a-z]+$/.test(word));
}

/** A letter left out, doubled, put in the wrong place or mistaken for another; never the first. */
function slipIn(word: string): fc.Arbitrary<string> {
  const inside = fc.integer({ min: 1, max: word.length - 2 });
  const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz');
  return fc
    .oneof(
      inside.map((at) => word.slice(0, at) + word.slice(at + 1)),
      inside.map((at) => word.slice(0, at) + word[at] + word.slice(at)),
      inside.map((at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)),
      fc.tuple(inside, letter).map(([at, other]) => word.slice(0, at) + other + word.slice(at + 1)),
    )
    .filter((slipped) => slipped !== word);
}
