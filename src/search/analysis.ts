/**
 * How text becomes the words that are searched: the one analysis that papers, queries, phrases and excerpts share.
 *
 * A word is a run of letters and digits (`low-rank` is two, `int8` one), folded in case and accent; a term is its English
 * stem. Stop words are kept as words, so that a phrase is exact, but carry no weight in ranking. Both lists are kept
 * libraries': Snowball's English stemmer and stop words as Orama ships them.
 */
import { stemmer } from '@orama/stemmers/english';
import { stopwords } from '@orama/stopwords/english';
import { oneSpelling } from './one-spelling.ts';

/** Raise it with any change of this file that alters an analysis: saved indexes of another version are built anew. */
export const ANALYSIS_VERSION = 3;

export interface Word {
  /** Lower case, without accents and apostrophes. */
  readonly folded: string;
  /** Offsets into the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** A cross after a number is the `x` of `4x`; elsewhere it is a sign. */
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+|(?<=\p{N})×[\p{L}\p{N}\p{M}]*)*/gu;
const PLAIN_ASCII = /^[a-z0-9]+$/;
/** Where a word and a number touch: `gpt|4o`, `8|bit`; not in `t5`, `3dgs`, `w4a4`, which are names as they stand. */
const JOINT = /^(?:[a-z]{3,}(?=[0-9])|[0-9]+(?=(?!d)[a-z]{3,}$))/;
/** Letters that no decomposition makes plain. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};
const GREEK =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega'.split(
    ' ',
  );
const GREEK_LETTER = /[α-ω]/gu;
const FIRST_GREEK = 0x3b1;
/** What is left of `she'll`, `I'd` and the like without the apostrophe, but a word that papers use. */
const NO_CONTRACTIONS = new Set(['hell', 'id', 'ill', 'shed', 'shell', 'wed', 'well']);
const CONTRACTIONS = stopwords.map((word) => word.replaceAll("'", '')).filter((word) => !NO_CONTRACTIONS.has(word));
const STOP_WORDS = new Set(['a', ...stopwords, ...CONTRACTIONS]);

/** The words of a text in their order. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const folded = fold(match[0]);
    if (folded === '') continue;
    let start = match.index;
    const parts = partsOf(folded);
    parts.forEach((part, at) => {
      const end =
        at === parts.length - 1
          ? match.index + match[0].length
          : start + lengthOf(part, text.slice(start, match.index + match[0].length));
      words.push({ folded: part, start, end });
      start = end;
    });
  }
  return words;
}

/** `wordsOf` without offsets, for the many texts where only the words count. */
export function foldedWords(text: string): readonly string[] {
  return (text.match(WORD) ?? [])
    .map(fold)
    .filter((word) => word !== '')
    .flatMap(partsOf);
}

function partsOf(folded: string): readonly string[] {
  const first = JOINT.exec(folded)?.[0];
  return first === undefined ? [folded] : [first, folded.slice(first.length)];
}

/** How much of the text, in UTF-16 units, folds to the word. */
function lengthOf(folded: string, text: string): number {
  let length = folded.length;
  while (length > 1 && fold(text.slice(0, length - 1)).length >= folded.length) length -= 1;
  while (length < text.length && fold(text.slice(0, length)).length < folded.length) length += 1;
  return length;
}

function fold(word: string): string {
  const lower = word.toLowerCase();
  if (PLAIN_ASCII.test(lower)) return lower;
  // Decomposed first: `ℝ` has no lower case of its own, and what `½` becomes is not digits alone
  const plain = word
    .replaceAll('×', 'x')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/['’]s$/u, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/[øłđðþßæœı]/gu, (letter) => PLAIN_LETTERS[letter] ?? letter);
  return (plain.match(GREEK_LETTER)?.length ?? 0) === 1
    ? plain.replace(GREEK_LETTER, (letter) => GREEK[letter.charCodeAt(0) - FIRST_GREEK] ?? letter)
    : plain;
}

/** @param folded as `wordsOf` gives it. */
export function isStopWord(folded: string): boolean {
  return STOP_WORDS.has(folded);
}

/** @param folded as `wordsOf` gives it. */
export function termOf(folded: string): string {
  return stemmer(oneSpelling(folded));
}
