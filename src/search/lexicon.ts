/**
 * The terms of the archive, numbered, with how many papers have each, and the spellings that lead to them.
 *
 * Names of people and organizations are terms of their own (`@dao`): they are not stemmed, and Long the author is not the
 * adjective. So are stop words (`=us`): the pronoun is not the stem of `use`. Numbers are never reused; a term that no paper
 * has any more counts zero papers and is unknown. How often a spelling was met only guides guesses and is not counted down.
 */
import { isStopWord, termOf } from './analysis.ts';
import { type Column, makeColumn } from './packed/column.ts';
import { named, type Parts, part, partsOf } from './packed/parts.ts';
import { makeStringTable } from './packed/string-table.ts';

const NAME_MARK = '@';
const STOP_MARK = '=';
const STOP_CODE = STOP_MARK.charCodeAt(0);

/** Stands between two texts of one paper, so that no phrase crosses it; never a term's number. */
export const BOUNDARY = 0xffff_ffff;

export interface Lexicon {
  /** The number of the word's term, made where it is new; counts one use of the spelling. Words as `wordsOf` folds them. */
  readonly add: (folded: string) => number;
  readonly addName: (folded: string) => number;
  /** @returns undefined where no paper has the term. */
  readonly termFor: (folded: string) => number | undefined;
  /** By the text of the term itself. @returns undefined where no paper has it. */
  readonly termNamed: (text: string) => number | undefined;
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
  readonly spellingCount: () => number;
  /** In the order first met, without the first `count` ever met; `most` of them, all unless told. */
  readonly spellingsFrom: (count: number, most?: number) => readonly string[];
  /** With how many papers have each term: those are not to be counted again. */
  readonly save: () => Parts;
}

export function isNameSpelling(spelling: string): boolean {
  return spelling.startsWith(NAME_MARK);
}

/** @param saved as `save()` gave it. */
export function makeLexicon(saved?: Parts): Lexicon {
  const terms = makeStringTable(saved && partsOf('terms', saved));
  const spellings = makeStringTable(saved && partsOf('spellings', saved));
  const columnOf = (name: string): Column => makeColumn('four-bytes', saved && part(saved, name));
  const papers = columnOf('papers');
  /** By term: its spelling that is used most. */
  const mostUsed = columnOf('mostUsed');
  const spellingTerms = columnOf('spellingTerms');
  const uses = columnOf('uses');
  /** By term: the last paper that `countPaper` met it in, so that each counts once a paper. */
  let lastCounted = new Uint32Array(papers.size());
  let countings = 0;

  const addTerm = (text: string, spelling: number): number => {
    const term = terms.add(text);
    if (term === papers.size()) {
      papers.push(0);
      mostUsed.push(spelling);
    }
    return term;
  };
  const use = (spelling: string): number => {
    const number = spellings.add(spelling);
    if (number === uses.size()) {
      spellingTerms.push(addTerm(termText(spelling), number));
      uses.push(0);
    }
    const term = spellingTerms.at(number);
    const count = uses.at(number) + 1;
    uses.set(number, count);
    const most = mostUsed.at(term);
    // Of two used alike the one met first, so that a restored lexicon chooses as the one that was saved
    if (count > uses.at(most) || (count === uses.at(most) && number < most)) mostUsed.set(term, number);
    return term;
  };
  const inUse = (term: number | undefined): number | undefined => (term !== undefined && papers.at(term) > 0 ? term : undefined);
  const termOfSpelling = (spelling: string): number | undefined => {
    const number = spellings.find(spelling);
    return number === undefined ? undefined : spellingTerms.at(number);
  };
  return {
    add: (folded) => use(folded),
    addName: (folded) => use(NAME_MARK + folded),
    termFor: (folded) => inUse(termOfSpelling(folded) ?? terms.find(termText(folded))),
    termNamed: (text) => inUse(terms.find(text)),
    nameTermFor: (folded) => inUse(termOfSpelling(NAME_MARK + folded)),
    text: terms.at,
    spelling: (term) => (term < papers.size() ? spellings.at(mostUsed.at(term)).replace(NAME_MARK, '') : ''),
    isStop: (term) => term < papers.size() && terms.startsWith(term, STOP_CODE),
    papersWith: (term) => papers.at(term),
    countPaper: (paperTerms, change) => {
      if (lastCounted.length < papers.size()) lastCounted = withRoom(lastCounted, papers.size());
      countings += 1;
      for (const term of paperTerms) {
        if (term === BOUNDARY || lastCounted[term] === countings) continue;
        lastCounted[term] = countings;
        papers.set(term, papers.at(term) + change);
      }
    },
    termCount: terms.size,
    timesUsed: (folded) => uses.at(spellings.find(folded) ?? uses.size()),
    spellingCount: spellings.size,
    spellingsFrom: (count, most = Number.POSITIVE_INFINITY) =>
      Array.from({ length: Math.min(most, spellings.size() - count) }, (_, at) => spellings.at(count + at)),
    save: () => ({
      ...named('terms', terms.save()),
      ...named('spellings', spellings.save()),
      papers: papers.save(),
      mostUsed: mostUsed.save(),
      spellingTerms: spellingTerms.save(),
      uses: uses.save(),
    }),
  };
}

function withRoom(numbers: Uint32Array, needed: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.ceil(needed * 1.25));
  larger.set(numbers);
  return larger;
}

/** The term of a spelling: a stem, a marked stop word, or a marked name. @param spelling a folded word, or a marked name. */
export function termText(spelling: string): string {
  if (isNameSpelling(spelling)) return spelling;
  return isStopWord(spelling) ? STOP_MARK + spelling : termOf(spelling);
}
