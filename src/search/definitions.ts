/**
 * What a paper defines: an acronym right behind its long form, nearly always in brackets.
 *
 * Terms have lost the brackets, but not the order. So a short term whose letters are the beginnings of the words right before it, stop
 * words counted or not, is taken for a definition: `state space model ssm`, `vision transform vit`, `mixtur of expert moe`.
 */
import type { IndexedPaper } from './indexed-paper.ts';
import { BOUNDARY, type Lexicon } from './lexicon.ts';

export interface Defined {
  readonly acronym: number;
  /** Terms in their order, stop words among them. */
  readonly long: readonly number[];
}

const SHORTEST = 2;
const LONGEST = 7;
const SHAPE = /^[a-z0-9]*[a-z][a-z0-9]*$/;
/** Letters of the acronym that one word may give: one mostly, two for `vit` and `lora`. At most as many as fit in 32 bits. */
const MOST_LETTERS_A_WORD = 4;
/** Stop words that may be passed over between two that count, as in `rlhf`. */
const MOST_PASSED_OVER = 2;
/** They begin a word that a hyphen has cut in two, of which the acronym may leave out the rest: `mllm`. */
const PREFIXES = new Set(['auto', 'co', 'cross', 'hyper', 'meta', 'multi', 'non', 'post', 'pre', 'self', 'semi']);

/** In place of an acronym's last letter. */
const [NOT_READ, NO_ACRONYM] = [0, 1];

interface Reading {
  readonly letters: string;
  readonly terms: Uint32Array;
}

interface Progress {
  /** Where the next word before is. */
  readonly at: number;
  /** Letters that are still to be found. */
  readonly left: number;
  /** Words found that are no stop words. */
  readonly words: number;
  readonly passed: number;
}

/** Gives what a paper defines, each once. It remembers how each term begins and ends, as it is asked for every word of every paper. */
export function makeDefinitionReader(lexicon: Lexicon): (paper: IndexedPaper) => readonly Defined[] {
  const letterTable = makeLetterTable(lexicon);

  /** @returns where the words begin that give the letters left; undefined where none do. */
  const startOf = (reading: Reading, { at, left, words, passed }: Progress): number | undefined => {
    if (left === 0) return words > 1 ? at + 1 : undefined;
    const { letters, terms } = reading;
    const term = terms[at] ?? BOUNDARY;
    if (term === BOUNDARY) return undefined;
    const isStop = lexicon.isStop(term);
    if (isStop && left === letters.length) return undefined;
    const text = wordOf(term, lexicon);
    for (let given = 1; given <= Math.min(MOST_LETTERS_A_WORD, left); given += 1) {
      if (!text.startsWith(letters.slice(left - given, left))) continue;
      const start = startOf(reading, { at: at - 1, left: left - given, words: words + (isStop ? 0 : 1), passed });
      if (start !== undefined) return start;
    }
    if (isStop && passed < MOST_PASSED_OVER) return startOf(reading, { at: at - 1, left, words, passed: passed + 1 });
    const before = terms[at - 1] ?? BOUNDARY;
    const isRest = !isStop && before !== BOUNDARY && PREFIXES.has(wordOf(before, lexicon));
    return isRest ? startOf(reading, { at: at - 1, left, words, passed }) : undefined;
  };

  /** `modal large language model` gives `mllm` too, but begins a word earlier. */
  const withPrefix = (letters: string, terms: Uint32Array, start: number): number => {
    const before = terms[start - 1] ?? BOUNDARY;
    const word = before === BOUNDARY ? '' : wordOf(before, lexicon);
    return PREFIXES.has(word) && word.charAt(0) === letters.charAt(0) ? start - 1 : start;
  };

  return ({ terms, namesStart }) => {
    const found: Defined[] = [];
    const { lastLetters, heads } = letterTable(terms);
    let before = BOUNDARY;
    for (let at = 0; at < namesStart; at += 1) {
      const [acronym, wordBefore] = [terms[at] ?? BOUNDARY, before];
      before = acronym;
      if (acronym === BOUNDARY) continue;
      const last = lastLetters[acronym] ?? NO_ACRONYM;
      const head = wordBefore === BOUNDARY ? 0 : (heads[wordBefore] ?? 0);
      if (last === NO_ACRONYM || (last !== head >>> 8 && last !== (head & 0xff))) continue; // nearly every word
      const letters = wordOf(acronym, lexicon);
      const start = startOf({ letters, terms }, { at: at - 1, left: letters.length, words: 0, passed: 0 });
      if (start === undefined) continue;
      const long = [...terms.subarray(withPrefix(letters, terms, start), at)];
      if (!found.some((other) => other.acronym === acronym && sameTerms(other.long, long))) found.push({ acronym, long });
    }
    return found;
  };
}

export function sameTerms(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((term, at) => term === b[at]);
}

function wordOf(term: number, lexicon: Lexicon): string {
  return lexicon.isStop(term) ? lexicon.text(term).slice(1) : lexicon.text(term);
}

interface LetterTable {
  /** By term: the last letter of what may be an acronym. */
  readonly lastLetters: Uint8Array;
  /** By term: the first two letters, a byte each, as the last letter of an acronym is nearly always one of them. */
  readonly heads: Uint16Array;
}

/** Gives the table with at least these terms in it. */
function makeLetterTable(lexicon: Lexicon): (terms: Uint32Array) => LetterTable {
  let table: LetterTable = { lastLetters: new Uint8Array(0), heads: new Uint16Array(0) };
  const read = (term: number): void => {
    const text = wordOf(term, lexicon);
    const isShort = text.length >= SHORTEST && text.length <= LONGEST;
    const mayBe = isShort && !lexicon.isStop(term) && SHAPE.test(text);
    table.lastLetters[term] = mayBe ? text.charCodeAt(text.length - 1) : NO_ACRONYM;
    table.heads[term] = ((text.charCodeAt(0) & 0xff) << 8) | (text.charCodeAt(1) & 0xff);
  };
  return (terms) => {
    if (table.heads.length < lexicon.termCount()) {
      const room = Math.ceil(lexicon.termCount() * 1.25);
      const larger = { lastLetters: new Uint8Array(room), heads: new Uint16Array(room) };
      larger.lastLetters.set(table.lastLetters);
      larger.heads.set(table.heads);
      table = larger;
    }
    for (const term of terms) if (term !== BOUNDARY && table.lastLetters[term] === NOT_READ) read(term);
    return table;
  };
}
