/**
 * Papers in the order of a group's taste, with the words that speak for each. Pure, and one order for any order given.
 *
 * A word speaks by its weight, by how few papers of the archive have it, and by how often the paper does, title and keywords thrice.
 * Of equals the one with more votes comes first; so without a taste it is the order by votes.
 */
import type { Paper } from '../paper.ts';
import type { Vocabulary } from '../search-index.ts';
import { rarityOfKey, saturated, type Taste } from './taste.ts';

export interface ToTaste {
  readonly paper: Paper;
  /** 0 where no word speaks for it. */
  readonly score: number;
  /** The words that speak for it, the one that says most first. */
  readonly words: readonly string[];
}

const TITLE_WEIGHT = 3;
/** A word that was added by hand may be one that the archive hardly has. */
const LEAST_RARITY = 1;

export function rankedByTaste(papers: readonly Paper[], taste: Taste, vocabulary: Vocabulary): readonly ToTaste[] {
  const told = taste.map(({ word, key, weight }) => ({
    word,
    sequence: sequenceOf(key.split(' ')),
    weight: (weight / 100) * Math.max(LEAST_RARITY, rarityOfKey(key, vocabulary)),
  }));
  return papers
    .map(scored)
    .toSorted((a, b) => b.score - a.score || votesOf(b) - votesOf(a) || (a.paper.id < b.paper.id ? -1 : 1));

  function scored(paper: Paper): ToTaste {
    const texts = [
      { sequence: sequenceOf(vocabulary.termsOf(paper.title)), times: TITLE_WEIGHT },
      ...paper.keywords.map((keyword) => ({ sequence: sequenceOf(vocabulary.termsOf(keyword)), times: TITLE_WEIGHT })),
      { sequence: sequenceOf(vocabulary.termsOf(paper.abstract)), times: 1 },
    ];
    const speaking = told
      .map(({ word, sequence, weight }) => {
        const had = texts.reduce((sum, text) => sum + text.times * (text.sequence.split(sequence).length - 1), 0);
        return { word, says: weight * saturated(had) };
      })
      .filter(({ says }) => says > 0)
      .sort((a, b) => b.says - a.says);
    return { paper, score: speaking.reduce((sum, { says }) => sum + says, 0), words: speaking.map(({ word }) => word) };
  }
}

/** Each term between spaces of its own, so that one sequence is found in another wherever its terms are. */
function sequenceOf(terms: readonly string[]): string {
  return terms.map((term) => ` ${term} `).join('');
}

function votesOf({ paper }: ToTaste): number {
  return paper.upvotes ?? 0;
}
