/**
 * LanceDB's full-text index, written in Rust, over one text with the title repeated: of two indexed columns it scores the better
 * one alone.
 */
import { importPeer, type SearchPeer, TITLE_BOOST, titleRepeated } from './search-peer.ts';

interface LanceQuery {
  readonly select: (columns: readonly string[]) => LanceQuery;
  readonly limit: (most: number) => LanceQuery;
  readonly toArray: () => Promise<readonly { readonly id: string }[]>;
}

interface LanceTable {
  readonly createIndex: (column: string, options: { readonly config: object }) => Promise<void>;
  readonly query: () => { readonly fullTextSearch: (query: object) => LanceQuery };
}

interface LanceConnection {
  readonly createTable: (name: string, rows: readonly object[]) => Promise<LanceTable>;
  readonly openTable: (name: string) => Promise<LanceTable>;
}

interface Lance {
  readonly connect: (folder: string) => Promise<LanceConnection>;
  readonly Index: { readonly fts: (options: object) => object };
  readonly MatchQuery: new (text: string, column: string) => object;
}

const ANALYSIS = { baseTokenizer: 'simple', stem: true, removeStopWords: true, asciiFolding: true, withPosition: false };

export const lanceDb: SearchPeer = {
  name: 'LanceDB',
  setUp: `one text with the title ${TITLE_BOOST} times, stop words, stems, no positions`,
  open: async (folder) => {
    const { connect, Index, MatchQuery } = await importPeer<Lance>('@lancedb/lancedb');
    const connection = await connect(folder);
    let table: LanceTable | undefined;
    return {
      index: async (papers) => {
        table = await connection.createTable(
          'papers',
          papers.map((paper) => ({ id: paper.id, text: titleRepeated(paper) })),
        );
        await table.createIndex('text', { config: Index.fts(ANALYSIS) });
      },
      search: async (text, most) => {
        const found = await table
          ?.query()
          .fullTextSearch(new MatchQuery(text, 'text'))
          .select(['id', '_score'])
          .limit(most)
          .toArray();
        return (found ?? []).map(({ id }) => id);
      },
      save: async () => {},
      load: async () => {
        table = await connection.openTable('papers');
      },
    };
  },
};
