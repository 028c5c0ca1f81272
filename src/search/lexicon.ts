/**
 * The terms of the archive, numbered, with how many papers have each, and the spellings that lead to them.
 *
 * Names of people and organizations are terms of their own (`@dao`): they are not stemmed, and Long the author is not the
 * adjective. So are stop words (`=us`): the pronoun is not the stem of `use`. Numbers are never reused; a term that no paper
 * has any more counts zero papers and is unknown. How often a spelling was met only guides guesses and is not counted down.
 */
import { isStopWord, termOf } from './analysis.ts';

const NAME_MARK = '@';
const STOP_MARK = '=';

/** Stands between two texts of one paper, so that no phrase crosses it; never a term's number. */
export const BOUNDARY = 0xffff_ffff;

export interface Lexicon {
  /** The number of the word's term, made where it is new; counts one use of the spelling. Words as `wordsOf` folds them. */
  readonly add: (folded: string) => number;
  readonly addName: (folded: string) => number;
  /** @returns undefined where no paper has the term. */
  readonly termFor: (folded: string) => number | undefined;
  readonly nameTermFor: (folded: string) => number | undefined;
  /** A stem, a marked stop word, or a marked name. */
  readonly text: (term: number) => string;
  /** The spelling that is used most. */
  readonly spelling: (term: number) => string;
  readonly isStop: (term: number) => boolean;
  readonly papersWith: (term: number) => number;
  /** Counts a paper in (`1`) or out (`-1`) for each of its terms. */
  readonly countPaper: (terms: Uint32Array, change: 1 | -1) => void;
  /** Terms are numbered from 0 to one below this. */
  readonly termCount: () => number;
  /** 0 for a spelling never met. */
  readonly timesUsed: (folded: string) => number;
  /** Every spelling, in the order first met: what a saved index keeps. */
  readonly spellings: () => readonly SpellingUse[];
  /** Without the first `count` spellings ever met. */
  readonly spellingsFrom: (count: number) => readonly string[];
}

export type SpellingUse = readonly [spelling: string, times: number];

export function isNameSpelling(spelling: string): boolean {
  return spelling.startsWith(NAME_MARK);
}

/** @param saved as `spellings()` gave it: the terms then have the same numbers again. Papers are to be counted anew. */
export function makeLexicon(saved: readonly SpellingUse[] = []): Lexicon {
  const terms = new Map<string, number>();
  const texts: string[] = [];
  const stops: boolean[] = [];
  const papers: number[] = [];
  /** By term: the last paper that `countPaper` met it in, so that each counts once a paper. */
  const lastCounted: number[] = [];
  const mostUsed: number[] = [];
  const spellings = new Map<string, number>();
  const spellingTexts: string[] = [];
  const spellingTerms: number[] = [];
  const uses: number[] = [];
  let countings = 0;

  const addTerm = (text: string, stop: boolean): number => {
    const known = terms.get(text);
    if (known !== undefined) return known;
    terms.set(text, texts.length);
    stops.push(stop);
    papers.push(0);
    lastCounted.push(0);
    mostUsed.push(spellingTexts.length);
    return texts.push(text) - 1;
  };
  const addSpelling = (spelling: string): number => {
    const term = addTerm(termText(spelling), isStopWord(spelling));
    spellings.set(spelling, spellingTexts.length);
    spellingTerms.push(term);
    uses.push(0);
    return spellingTexts.push(spelling) - 1;
  };
  const use = (spelling: string, times: number): number => {
    const number = spellings.get(spelling) ?? addSpelling(spelling);
    const term = spellingTerms[number] ?? BOUNDARY;
    const count = (uses[number] ?? 0) + times;
    uses[number] = count;
    const most = mostUsed[term] ?? number;
    // Of two used alike the one met first, so that a restored lexicon chooses as the one that was saved
    if (count > (uses[most] ?? 0) || (count === uses[most] && number < most)) mostUsed[term] = number;
    return term;
  };
  const inUse = (term: number | undefined): number | undefined =>
    term !== undefined && (papers[term] ?? 0) > 0 ? term : undefined;
  const termOfSpelling = (spelling: string): number | undefined => spellingTerms[spellings.get(spelling) ?? -1];

  for (const [spelling, times] of saved) use(spelling, times);
  return {
    add: (folded) => use(folded, 1),
    addName: (folded) => use(NAME_MARK + folded, 1),
    termFor: (folded) => inUse(termOfSpelling(folded) ?? terms.get(termText(folded))),
    nameTermFor: (folded) => inUse(termOfSpelling(NAME_MARK + folded)),
    text: (term) => texts[term] ?? '',
    spelling: (term) => spellingTexts[mostUsed[term] ?? -1]?.replace(NAME_MARK, '') ?? '',
    isStop: (term) => stops[term] ?? false,
    papersWith: (term) => papers[term] ?? 0,
    countPaper: (paperTerms, change) => {
      countings += 1;
      for (const term of paperTerms) {
        if (term === BOUNDARY || lastCounted[term] === countings) continue;
        lastCounted[term] = countings;
        papers[term] = (papers[term] ?? 0) + change;
      }
    },
    termCount: () => texts.length,
    timesUsed: (folded) => uses[spellings.get(folded) ?? -1] ?? 0,
    spellings: () => spellingTexts.map((spelling, number) => [spelling, uses[number] ?? 0]),
    spellingsFrom: (count) => spellingTexts.slice(count),
  };
}

/** The term of a spelling: a stem, a marked stop word, or a marked name. @param spelling a folded word, or a marked name. */
export function termText(spelling: string): string {
  if (isNameSpelling(spelling)) return spelling;
  return isStopWord(spelling) ? STOP_MARK + spelling : termOf(spelling);
}
