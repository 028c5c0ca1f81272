/**
 * The archive's words as others than the search use them: the same analysis, and the same weight by how few papers have a word.
 */
import type { Vocabulary } from '../core/search-index.ts';
import { foldedWords } from './analysis.ts';
import { type Lexicon, termText } from './lexicon.ts';
import { rarity } from './ranking.ts';

/** What fewer have leads from no paper to another. */
const FEWEST_PAPERS = 2;

/** @param papers how many there are. */
export function makeVocabulary(lexicon: Lexicon, papers: () => number): Vocabulary {
  return {
    termsOf: (text) => foldedWords(text).map(termText),
    rarityOf: (text) => {
      const term = lexicon.termNamed(text);
      if (term === undefined || lexicon.isStop(term) || !tells(text)) return 0;
      const having = lexicon.papersWith(term);
      return having < FEWEST_PAPERS ? 0 : rarity(having, papers());
    },
  };
}

/** Numbers and single letters say nothing by themselves. */
function tells(text: string): boolean {
  return text.length > 1 && !/^\p{N}+$/u.test(text);
}
