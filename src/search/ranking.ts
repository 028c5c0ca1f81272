/**
 * How well a paper answers the words of a query: the order of results is decided here and nowhere else.
 *
 * BM25F: a word counts by how often the paper has it, three times as much in the title, against the paper's length and by
 * how few papers have it at all. Two words that stand side by side in the query and in the paper count once more, as one
 * rarer word would. What has more of the query's words gains up to half again. A word may also be somebody's name: authors and
 * organization count apart from the text, without regard to length, as a long list of authors makes no paper less theirs.
 *
 * The constants were chosen on the development sets, about twenty settings in all, for being level or better on every set.
 */
import type { IndexedPaper } from './indexed-paper.ts';
import { BOUNDARY, type Lexicon } from './lexicon.ts';

/** BM25's saturation: how soon further occurrences of a word stop counting. */
const K1 = 1.2;
/** BM25's length normalisation, from 0 (none) to 1 (in full proportion). */
const B = 0.7;
const TITLE_WEIGHT = 3;
const NAME_WEIGHT = 0.5;
/** What two adjacent words are worth beside the rarer of the two. */
const PAIR_WEIGHT = 0.4;
/** What having all of the query's words adds to the score, in parts of it. */
const COVERAGE_WEIGHT = 0.5;

/** One word of a query: the terms it stands for in texts and among names, at least one of the two. */
export interface QueryWord {
  readonly text?: number;
  readonly name?: number;
  /** How often the query has it, or how much it counts where the query is a paper. */
  readonly times: number;
}

/** Averages over the archive that length is measured against, in words that are no stop words. */
export interface ArchiveLengths {
  readonly papers: number;
  readonly titleLength: number;
  readonly bodyLength: number;
}

export interface RankedQuery {
  /** Each word once. */
  readonly words: readonly QueryWord[];
  /** Positions in `words` in the order typed; undefined where a stop word stood or the archive lacks the word. */
  readonly sequence: readonly (number | undefined)[];
}

export interface Score {
  readonly score: number;
  /** How many of the query's words the paper has. */
  readonly matched: number;
}

/** BM25's weight of a term that `having` of `papers` papers have; above 0 for any term. */
export function rarity(having: number, papers: number): number {
  return Math.log(1 + (papers - having + 0.5) / (having + 0.5));
}

/**
 * A scorer for one query. It goes over a paper's terms once; scores of one scorer can be compared, others cannot.
 */
export function makeScorer(query: RankedQuery, lexicon: Lexicon, lengths: ArchiveLengths): (paper: IndexedPaper) => Score {
  const { words } = query;
  const positions = new Int16Array(lexicon.termCount()).fill(-1);
  words.forEach(({ text, name }, position) => {
    if (text !== undefined) positions[text] = position;
    if (name !== undefined) positions[name] = position;
  });
  const weigh = (term: number | undefined, times: number): number =>
    term === undefined ? 0 : times * rarity(lexicon.papersWith(term), lengths.papers);
  const textRarity = words.map(({ text, times }) => weigh(text, times));
  const nameRarity = words.map(({ name, times }) => weigh(name, times));
  const pairs = new Set(adjacentPairs(query));
  const averageLength = TITLE_WEIGHT * lengths.titleLength + lengths.bodyLength || 1;
  const inText = new Float64Array(words.length);
  const inNames = new Float64Array(words.length);

  return (paper) => {
    inText.fill(0);
    inNames.fill(0);
    const pairsFound = pairs.size > 0 ? new Map<number, number>() : undefined;
    countOccurrences(paper, { positions, pairs, inText, inNames, pairsFound, size: words.length });
    const length = 1 - B + (B * (TITLE_WEIGHT * paper.titleLength + paper.bodyLength)) / averageLength;
    let score = 0;
    let matched = 0;
    for (let position = 0; position < words.length; position += 1) {
      const text = inText[position] ?? 0;
      const names = inNames[position] ?? 0;
      if (text > 0) score += (textRarity[position] ?? 0) * saturate(text / length);
      if (names > 0) score += NAME_WEIGHT * (nameRarity[position] ?? 0);
      if (text > 0 || names > 0) matched += 1;
    }
    for (const [pair, count] of pairsFound ?? []) {
      const [first, second] = [Math.floor(pair / words.length), pair % words.length];
      score += PAIR_WEIGHT * Math.min(pairRarity(first), pairRarity(second)) * saturate(count / length);
    }
    return { score: score * (1 + (COVERAGE_WEIGHT * matched) / words.length), matched };
  };

  function pairRarity(position: number): number {
    return Math.max(textRarity[position] ?? 0, nameRarity[position] ?? 0);
  }
}

interface Tally {
  /** By term: its word's position in the query, or -1. An array, as it is asked for every term of every candidate. */
  readonly positions: Int16Array;
  readonly pairs: ReadonlySet<number>;
  readonly inText: Float64Array;
  readonly inNames: Float64Array;
  readonly pairsFound: Map<number, number> | undefined;
  readonly size: number;
}

function countOccurrences(paper: IndexedPaper, tally: Tally): void {
  const { terms, titleEnd, namesStart } = paper;
  const { positions, inText, inNames, pairs, pairsFound } = tally;
  let previous = -1;
  for (let at = 0; at < terms.length; at += 1) {
    const term = terms[at] ?? BOUNDARY;
    const position = term === BOUNDARY ? -1 : (positions[term] ?? -1);
    if (position < 0) {
      previous = -1;
      continue;
    }
    const weight = at < titleEnd ? TITLE_WEIGHT : 1;
    if (at < namesStart) inText[position] = (inText[position] ?? 0) + weight;
    else inNames[position] = (inNames[position] ?? 0) + 1;
    if (pairsFound !== undefined && previous >= 0) {
      const pair = previous * tally.size + position;
      if (pairs.has(pair)) pairsFound.set(pair, (pairsFound.get(pair) ?? 0) + weight);
    }
    previous = position;
  }
}

function adjacentPairs({ words, sequence }: RankedQuery): readonly number[] {
  const pairs: number[] = [];
  for (let at = 1; at < sequence.length; at += 1) {
    const [first, second] = [sequence[at - 1], sequence[at]];
    if (first !== undefined && second !== undefined && first !== second) pairs.push(first * words.length + second);
  }
  return pairs;
}

/** From 0 towards K1 + 1, which it never reaches. */
function saturate(frequency: number): number {
  return (frequency * (K1 + 1)) / (frequency + K1);
}
