/**
 * Words as engines without an analysis of their own are given them: lower case, no stop words, Porter2 stems.
 */
import { stemmer } from '@orama/stemmers/english';
import { stopwords } from '@orama/stopwords/english';

const STOP_WORDS: ReadonlySet<string> = new Set(stopwords);

export function withoutStopWords(text: string): readonly string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !STOP_WORDS.has(word));
}

/** @returns undefined of a stop word. */
export function stemOf(word: string): string | undefined {
  const folded = word.toLowerCase();
  return STOP_WORDS.has(folded) ? undefined : stemmer(folded);
}
