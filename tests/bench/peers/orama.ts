/**
 * Orama with its stemmer, its stop words and a boost of titles. It keeps whole documents in memory by design.
 */
import { stemmer } from '@orama/stemmers/english';
import { stopwords } from '@orama/stopwords/english';
import { importPeer, readSaved, type SearchPeer, TITLE_BOOST, writeSaved } from './search-peer.ts';

interface Orama {
  readonly create: (options: object) => object;
  readonly insertMultiple: (db: object, documents: readonly object[], batch: number) => unknown;
  readonly search: (db: object, asked: object) => { readonly hits: readonly { readonly id: string }[] };
  readonly save: (db: object) => object;
  readonly load: (db: object, saved: unknown) => void;
}

const BATCH = 1000;

export const orama: SearchPeer = {
  name: 'Orama',
  setUp: `stemmed, stop words, title × ${TITLE_BOOST}`,
  open: async (folder) => {
    const { create, insertMultiple, search, save, load } = await importPeer<Orama>('@orama/orama');
    const db = create({
      schema: { title: 'string', abstract: 'string' },
      components: { tokenizer: { language: 'english', stemming: true, stemmer, stopWords: stopwords } },
    });
    return {
      index: async (papers) => {
        await insertMultiple(
          db,
          papers.map(({ id, title, abstract }) => ({ id, title, abstract })),
          BATCH,
        );
      },
      search: async (term, limit) => {
        const { hits } = await search(db, { term, limit, boost: { title: TITLE_BOOST } });
        return hits.map(({ id }) => id);
      },
      save: () => writeSaved(folder, JSON.stringify(save(db))),
      load: async () => load(db, JSON.parse(await readSaved(folder))),
    };
  },
};
