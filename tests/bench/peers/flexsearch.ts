/**
 * FlexSearch with its English preset and suggestions, without which a paper has to hold every word of a query.
 *
 * One text with the title first: its score goes by how early words stand.
 */
import { importPeer, readSaved, type SearchPeer, writeSaved } from './search-peer.ts';

interface FlexIndex {
  readonly add: (id: string, text: string) => void;
  readonly search: (text: string, options: { readonly limit: number; readonly suggest: true }) => readonly string[];
  readonly export: (keep: (key: string, part: string | undefined) => void) => void;
  readonly import: (key: string, part: string) => void;
}

interface FlexSearch {
  readonly Index: new (options: object) => FlexIndex;
  readonly Encoder: new (preset: object) => object;
}

export const flexSearch: SearchPeer = {
  name: 'FlexSearch',
  setUp: 'title, then abstract, as one text; English preset (stems, stop words), suggestions on',
  open: async (folder) => {
    const { Index, Encoder } = await importPeer<FlexSearch>('flexsearch');
    const { default: english } = await importPeer<{ readonly default: object }>('flexsearch/lang/en');
    const index = new Index({ tokenize: 'strict', encoder: new Encoder(english) });
    return {
      index: async (papers) => {
        for (const { id, title, abstract } of papers) index.add(id, `${title} ${abstract}`);
      },
      search: async (text, limit) => index.search(text, { limit, suggest: true }),
      save: async () => {
        const parts: [string, string][] = [];
        index.export((key, part) => {
          if (part !== undefined) parts.push([key, part]);
        });
        await writeSaved(folder, JSON.stringify(parts));
      },
      load: async () => {
        const parts = JSON.parse(await readSaved(folder)) as readonly (readonly [string, string])[];
        for (const [key, part] of parts) index.import(key, part);
      },
    };
  },
};
