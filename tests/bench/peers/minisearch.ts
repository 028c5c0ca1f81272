/**
 * MiniSearch twice: as it comes, and retuned as far as its options reach.
 *
 * It multiplies a score by the number of matched terms; the retuned one divides by it again and sorts anew.
 */
import MiniSearch, { type Options, type SearchResult } from 'minisearch';
import type { Paper } from '../../../src/core/paper.ts';
import { readSaved, type SearchPeer, TITLE_BOOST, titleRepeated, writeSaved } from './search-peer.ts';
import { stemOf } from './words.ts';

interface Form {
  readonly name: string;
  readonly setUp: string;
  readonly options: Options;
  readonly fieldsOf: (paper: Paper) => object;
  readonly ranked: (results: readonly SearchResult[]) => readonly SearchResult[];
}

const ranksAnew = (results: readonly SearchResult[]): readonly SearchResult[] =>
  results.map((result) => ({ ...result, score: result.score / result.terms.length })).sort((a, b) => b.score - a.score);

export const miniSearch = peer({
  name: 'MiniSearch',
  setUp: 'as it comes: title and abstract as fields, default options',
  options: { fields: ['title', 'abstract'] },
  fieldsOf: ({ id, title, abstract }) => ({ id, title, abstract }),
  ranked: (results) => results,
});

export const miniSearchRetuned = peer({
  name: 'MiniSearch retuned',
  setUp: `one field with the title ${TITLE_BOOST} times, stop words, Porter2, score ÷ matched terms, k 1.2, b 0.7, d 0`,
  options: {
    fields: ['text'],
    processTerm: (word) => stemOf(word) ?? null,
    searchOptions: { bm25: { k: 1.2, b: 0.7, d: 0 } },
  },
  fieldsOf: (paper) => ({ id: paper.id, text: titleRepeated(paper) }),
  ranked: ranksAnew,
});

function peer({ name, setUp, options, fieldsOf, ranked }: Form): SearchPeer {
  return {
    name,
    setUp,
    open: async (folder) => {
      let index = new MiniSearch(options);
      return {
        index: async (papers) => index.addAll(papers.map(fieldsOf)),
        search: async (text, most) =>
          ranked(index.search(text))
            .slice(0, most)
            .map(({ id }) => String(id)),
        save: () => writeSaved(folder, JSON.stringify(index)),
        load: async () => {
          index = MiniSearch.loadJSON(await readSaved(folder), options);
        },
      };
    },
  };
}
