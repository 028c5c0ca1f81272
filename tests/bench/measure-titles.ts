/**
 * Titles asked of our own index, as they are and with a typing error: `measure-titles.ts EXAM`, printed as a line of JSON.
 *
 * A paper counts as found first too where another paper of the very same title stands in its place.
 */
import { type PaperId, titleKey } from '../../src/core/paper.ts';
import { wordsQuery } from '../../src/core/query.ts';
import { makePaperIndex } from '../../src/search/paper-index.ts';
import { type SlippedQuery, slippedQueries, slippedTitles } from '../archive/typing-errors.ts';
import { readExam } from './exam.ts';
import { mean } from './metrics.ts';
import { endWith } from './run-apart.ts';

export interface TitleFigures {
  /** Four words of a title, one with a slip. */
  readonly fourWordsMrr: number;
  readonly fourWordsAsked: number;
  /** Shares from 0 to 1. */
  readonly exactFirst: number;
  readonly exactAsked: number;
  readonly slippedFirst: number;
  readonly slippedAsked: number;
}

const FOUR_WORDS = 200;

const { papers } = readExam(process.argv[2] ?? '');
const index = makePaperIndex();
await index.put(papers);
const titles = new Map<PaperId, string>(papers.map(({ id, title }) => [id, titleKey(title)]));

async function reciprocalRank({ paper, text }: SlippedQuery): Promise<number> {
  const { hits } = await index.search(wordsQuery(text), { number: 1, size: 10 });
  const rank = hits.findIndex((hit) => hit.paper === paper.id);
  return rank < 0 ? 0 : 1 / (rank + 1);
}

async function shareFirst(queries: readonly SlippedQuery[]): Promise<number> {
  let found = 0;
  for (const { paper, text } of queries) {
    const { hits } = await index.search(wordsQuery(text), { number: 1, size: 1 });
    const first = hits[0]?.paper;
    if (first !== undefined && titles.get(first) === titleKey(paper.title)) found += 1;
  }
  return found / (queries.length || 1);
}

const fourWords = slippedQueries(papers, FOUR_WORDS);
const ranks: number[] = [];
for (const query of fourWords) ranks.push(await reciprocalRank(query));
const slipped = slippedTitles(papers);
const figures: TitleFigures = {
  fourWordsMrr: mean(ranks),
  fourWordsAsked: fourWords.length,
  exactFirst: await shareFirst(papers.map((paper) => ({ paper, text: paper.title }))),
  exactAsked: papers.length,
  slippedFirst: await shareFirst(slipped),
  slippedAsked: slipped.length,
};
endWith(figures);
