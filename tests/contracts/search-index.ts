/**
 * What every index behind the `SearchIndex` port must do, in parts: order and membership only, as scores mean nothing
 * from one index to another.
 */
import { describe } from 'vitest';
import type { Paper } from '../../src/core/paper.ts';
import type { SearchIndex } from '../../src/core/search-index.ts';
import { seedPapers } from '../support/seed-papers.ts';
import { changedPapersContract } from './search-index-changes.ts';
import { facetsContract } from './search-index-facets.ts';
import { fieldWordsContract } from './search-index-field-words.ts';
import { filtersContract } from './search-index-filters.ts';
import { namesContract } from './search-index-names.ts';
import { nearPapersContract } from './search-index-near.ts';
import { orderContract } from './search-index-order.ts';
import { phrasesContract } from './search-index-phrases.ts';
import { titlesContract } from './search-index-titles.ts';
import { wordsContract } from './search-index-words.ts';

/** Gives an index that holds the papers. */
export type MakeIndex = (papers: readonly Paper[]) => Promise<SearchIndex>;

export interface TestedIndex {
  readonly make: MakeIndex;
  /** One index of the seed page, for all tests that change nothing in it. */
  readonly seeded: () => Promise<SearchIndex>;
}

export function searchIndexContract(name: string, make: MakeIndex): void {
  let seedIndex: Promise<SearchIndex> | undefined;
  const tested: TestedIndex = {
    make,
    seeded: () => {
      seedIndex ??= seedPapers().then(make);
      return seedIndex;
    },
  };
  describe(name, () => {
    titlesContract(tested);
    namesContract(tested);
    wordsContract(tested);
    fieldWordsContract(tested);
    phrasesContract(tested);
    filtersContract(tested);
    orderContract(tested);
    facetsContract(tested);
    changedPapersContract(tested);
    nearPapersContract(tested);
  });
}
