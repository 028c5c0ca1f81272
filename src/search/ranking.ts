/**
 * How well a paper answers the words of a query: the order of results is decided here and nowhere else.
 *
 * The full score of the candidates that came first in the scan (`candidates.ts`, whose weights are those here): BM25F again, and
 * what a scan cannot see. Two words that stand side by side in the query and in the paper count once more, as one rarer word
 * would, and a number right behind its word (`gpt 4`) more. A query that is very nearly the title, in other words or another order,
 * gains the more of the title it has. Where a paper lacks a word, what may stand for it (`stand-ins.ts`) counts in part.
 *
 * The constants (`tuning.ts`) were chosen on the development sets, some sixty settings in all, for being level or better on every set.
 * Words near each other without being side by side, a word's place in the title by itself and a stronger or no gain for having
 * all words were tried too, and left out: each helped one set at the cost of another.
 * So was a gain of two parts in a hundred for votes: it helped none. Of papers that answer alike the newer comes first.
 */
import { B, K1 } from './compact-index/bm25.ts';
import type { IndexedPaper } from './indexed-paper.ts';
import { BOUNDARY, type Lexicon } from './lexicon.ts';
import { placeOfRun, type StandIn } from './stand-ins.ts';
import { TUNING, type Tuning } from './tuning.ts';

export const TITLE_WEIGHT = 3;
export const NAME_WEIGHT = 0.5;
/** How steeply the gain of a title-like query falls off with what of it the title lacks: half missing leaves a sixteenth. */
const TITLE_LIKE_POWER = 4;

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
  readonly standIns: readonly StandIn[];
}

/** BM25's weight of a term that `having` of `papers` papers have; above 0 for any term. */
export function rarity(having: number, papers: number): number {
  return Math.log(1 + (papers - having + 0.5) / (having + 0.5));
}

/** What having `matched` of a query's words multiplies a score by. */
export function coverage(matched: number, words: number, { coverage: weight }: Tuning = TUNING): number {
  return 1 + (weight * matched) / words;
}

export interface ScoredArchive {
  readonly lexicon: Lexicon;
  readonly lengths: ArchiveLengths;
  readonly tuning: Tuning;
}

/**
 * A scorer for one query. It goes over a paper's terms once; scores of one scorer can be compared, others cannot.
 */
export function makeScorer(query: RankedQuery, archive: ScoredArchive): (paper: IndexedPaper) => number {
  const { words, standIns } = query;
  const { lexicon, lengths, tuning } = archive;
  const positions = positionsOf(words);
  const weigh = (term: number | undefined, times: number): number =>
    term === undefined ? 0 : times * rarity(lexicon.papersWith(term), lengths.papers);
  const textRarity = words.map(({ text, times }) => weigh(text, times));
  const nameRarity = words.map(({ name, times }) => weigh(name, times));
  const pairs = new Set(adjacentPairs(query));
  const isNumber = words.map(({ text }) => (text !== undefined && /^\p{N}/u.test(lexicon.text(text)) ? 1 : 0));
  const averageLength = TITLE_WEIGHT * lengths.titleLength + lengths.bodyLength || 1;
  const inText = new Float64Array(words.length);
  const inNames = new Float64Array(words.length);
  const inTitle = new Uint8Array(words.length);
  const weightAsked = words.reduce((sum, _, position) => sum + rarityOf(position), 0) || 1;

  return (paper) => {
    inText.fill(0);
    inNames.fill(0);
    inTitle.fill(0);
    const pairsFound = pairs.size > 0 ? new Map<number, number>() : undefined;
    const text = { terms: paper.terms, titleEnd: paper.titleEnd, namesStart: paper.namesStart };
    countOccurrences(text, { positions, pairs, inText, inNames, inTitle, pairsFound, size: words.length });
    const length = 1 - B + (B * (TITLE_WEIGHT * paper.titleLength + paper.bodyLength)) / averageLength;
    let score = 0;
    let matched = 0;
    for (let position = 0; position < words.length; position += 1) {
      const times = inText[position] ?? 0;
      const names = inNames[position] ?? 0;
      if (times > 0) score += (textRarity[position] ?? 0) * saturate(times / length);
      if (names > 0) score += NAME_WEIGHT * (nameRarity[position] ?? 0);
      if (times > 0 || names > 0) matched += 1;
    }
    for (const { words: stoodFor, run, worth, asked } of standIns) {
      if (asked === 'for the last word' && matched < words.length - 1) continue;
      const missing = stoodFor.filter((position) => inText[position] === 0 && inNames[position] === 0);
      const place = missing.length === 0 ? 'nowhere' : placeOfRun(run, text);
      if (place === 'nowhere') continue;
      for (const position of missing) {
        inText[position] = 1;
        if (place === 'title') inTitle[position] = 1;
        score += worth * rarityOf(position);
        matched += 1;
      }
    }
    for (const [pair, count] of pairsFound ?? []) {
      const [first, second] = [Math.floor(pair / words.length), pair % words.length];
      score +=
        (isNumber[second] === 1 ? tuning.numberPair : tuning.pair) *
        Math.min(rarityOf(first), rarityOf(second)) *
        saturate(count / length);
    }
    return score * coverage(matched, words.length, tuning) * titleLikeness(paper);
  };

  function titleLikeness({ titleLength }: IndexedPaper): number {
    let had = 0;
    let weightHad = 0;
    inTitle.forEach((isIn, position) => {
      had += isIn;
      weightHad += isIn * rarityOf(position);
    });
    return 1 + (tuning.titleLike * (weightHad / weightAsked) ** TITLE_LIKE_POWER * had) / (titleLength || 1);
  }

  function rarityOf(position: number): number {
    return Math.max(textRarity[position] ?? 0, nameRarity[position] ?? 0);
  }
}

/** Positions in the query by term. It is asked for every term of every candidate, so that a mark says first whether it may be one. */
interface Positions {
  /** By the lowest bits of a term: 1 where a term of the query has them. */
  readonly marks: Uint8Array;
  readonly byTerm: ReadonlyMap<number, number>;
}

const MARKS = 4096;

function positionsOf(words: readonly QueryWord[]): Positions {
  const byTerm = new Map<number, number>();
  words.forEach(({ text, name }, position) => {
    if (text !== undefined) byTerm.set(text, position);
    if (name !== undefined) byTerm.set(name, position);
  });
  const marks = new Uint8Array(MARKS);
  for (const term of byTerm.keys()) marks[term % MARKS] = 1;
  return { marks, byTerm };
}

interface Tally {
  readonly positions: Positions;
  readonly pairs: ReadonlySet<number>;
  readonly inText: Float64Array;
  readonly inNames: Float64Array;
  /** 1 where the title has the word. */
  readonly inTitle: Uint8Array;
  readonly pairsFound: Map<number, number> | undefined;
  readonly size: number;
}

/** Read once, as it is asked for often. */
type PaperText = Pick<IndexedPaper, 'terms' | 'titleEnd' | 'namesStart'>;

function countOccurrences({ terms, titleEnd, namesStart }: PaperText, tally: Tally): void {
  const { marks, byTerm } = tally.positions;
  const { inText, inNames, inTitle, pairs, pairsFound } = tally;
  let previous = -1;
  for (let at = 0; at < terms.length; at += 1) {
    const term = terms[at] ?? BOUNDARY;
    const position = marks[term % MARKS] === 1 ? (byTerm.get(term) ?? -1) : -1;
    if (position < 0) {
      previous = -1;
      continue;
    }
    const weight = at < titleEnd ? TITLE_WEIGHT : 1;
    if (at < titleEnd) inTitle[position] = 1;
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
