/**
 * Lunr with its usual pipeline (trimmer, stop words, stemmer) and a boost of titles. Words go in as terms, as its query language
 * throws at stray operators. An index is made once and then cannot change.
 */
import { importPeer, readSaved, type SearchPeer, TITLE_BOOST, writeSaved } from './search-peer.ts';

interface LunrQuery {
  readonly term: (tokens: unknown, options: object) => void;
}

interface LunrIndex {
  readonly query: (build: (query: LunrQuery) => void) => readonly { readonly ref: string }[];
}

interface LunrBuilder {
  readonly ref: (name: string) => void;
  readonly field: (name: string, options?: { readonly boost: number }) => void;
  readonly add: (document: object) => void;
}

interface Lunr {
  readonly default: {
    (build: (this: LunrBuilder, builder: LunrBuilder) => void): LunrIndex;
    readonly tokenizer: (text: string) => unknown;
    readonly Index: { readonly load: (saved: unknown) => LunrIndex };
  };
}

export const lunr: SearchPeer = {
  name: 'Lunr',
  setUp: `default pipeline (stop words, Porter), title × ${TITLE_BOOST}`,
  open: async (folder) => {
    const { default: makeIndex } = await importPeer<Lunr>('lunr');
    let index: LunrIndex | undefined;
    return {
      index: async (papers) => {
        index = makeIndex((builder) => {
          builder.ref('id');
          builder.field('title', { boost: TITLE_BOOST });
          builder.field('abstract');
          for (const { id, title, abstract } of papers) builder.add({ id, title, abstract });
        });
      },
      search: async (text, most) =>
        (index?.query((query) => query.term(makeIndex.tokenizer(text), {})) ?? []).slice(0, most).map(({ ref }) => ref),
      save: () => writeSaved(folder, JSON.stringify(index)),
      load: async () => {
        index = makeIndex.Index.load(JSON.parse(await readSaved(folder)));
      },
    };
  },
};
