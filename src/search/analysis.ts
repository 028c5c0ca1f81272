/**
 * How text becomes the words that are searched: the one analysis that papers, queries, phrases and excerpts share.
 *
 * A word is a run of letters and digits (`low-rank` is two, `int8` one), folded in case and accent; a term is its English
 * stem. Stop words are kept as words, so that a phrase is exact, but carry no weight in ranking. Both lists are kept
 * libraries': Snowball's English stemmer and stop words as Orama ships them.
 */
import { stemmer } from '@orama/stemmers/english';
import { stopwords } from '@orama/stopwords/english';

/** Raise it with any change of this file that alters an analysis: saved indexes of another version are built anew. */
export const ANALYSIS_VERSION = 2;

export interface Word {
  /** Lower case, without accents and apostrophes. */
  readonly folded: string;
  /** Offsets into the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
const PLAIN_ASCII = /^[a-z0-9]+$/;
/** What is left of `she'll`, `I'd` and the like without the apostrophe, but a word that papers use. */
const NO_CONTRACTIONS = new Set(['hell', 'id', 'ill', 'shed', 'shell', 'wed', 'well']);
const CONTRACTIONS = stopwords.map((word) => word.replaceAll("'", '')).filter((word) => !NO_CONTRACTIONS.has(word));
const STOP_WORDS = new Set(['a', ...stopwords, ...CONTRACTIONS]);

/** The words of a text in their order. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const folded = fold(match[0]);
    if (folded !== '') words.push({ folded, start: match.index, end: match.index + match[0].length });
  }
  return words;
}

/** `wordsOf` without offsets, for the many texts where only the words count. */
export function foldedWords(text: string): readonly string[] {
  return (text.match(WORD) ?? []).map(fold).filter((word) => word !== '');
}

function fold(word: string): string {
  const lower = word.toLowerCase();
  if (PLAIN_ASCII.test(lower)) return lower;
  // Decomposed first: `ℝ` has no lower case of its own, and what `½` becomes is not digits alone
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/['’]s$/u, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** @param folded as `wordsOf` gives it. */
export function isStopWord(folded: string): boolean {
  return STOP_WORDS.has(folded);
}

/** @param folded as `wordsOf` gives it. */
export function termOf(folded: string): string {
  return stemmer(folded);
}
