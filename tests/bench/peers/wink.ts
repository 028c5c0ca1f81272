/**
 * wink-bm25-text-search with the preparation of wink-nlp-utils: lower case, words, no stop words, Porter2 stems.
 */
import { importPeer, readSaved, type SearchPeer, TITLE_BOOST, writeSaved } from './search-peer.ts';

type Prepare = (given: never) => unknown;

interface WinkEngine {
  readonly defineConfig: (config: object) => void;
  readonly definePrepTasks: (tasks: readonly Prepare[]) => void;
  readonly addDoc: (document: object, id: string) => void;
  readonly consolidate: () => void;
  readonly search: (text: string, most: number) => readonly (readonly [id: string, score: number])[];
  readonly exportJSON: () => string;
  readonly importJSON: (saved: string) => void;
}

interface WinkUtils {
  readonly default: {
    readonly string: { readonly lowerCase: Prepare; readonly tokenize0: Prepare };
    readonly tokens: { readonly removeWords: Prepare; readonly stem: Prepare };
  };
}

export const wink: SearchPeer = {
  name: 'wink-bm25',
  setUp: `stop words, Porter2, title × ${TITLE_BOOST}, default k1 and b`,
  open: async (folder) => {
    const { default: makeEngine } = await importPeer<{ readonly default: () => WinkEngine }>('wink-bm25-text-search');
    const { default: utils } = await importPeer<WinkUtils>('wink-nlp-utils');
    const { string, tokens } = utils;
    const engine = makeEngine();
    const prepare = (): void => engine.definePrepTasks([string.lowerCase, string.tokenize0, tokens.removeWords, tokens.stem]);
    return {
      index: async (papers) => {
        engine.defineConfig({ fldWeights: { title: TITLE_BOOST, abstract: 1 } });
        prepare();
        for (const { id, title, abstract } of papers) engine.addDoc({ title, abstract }, id);
        engine.consolidate();
      },
      search: async (text, most) => engine.search(text, most).map(([id]) => id),
      save: () => writeSaved(folder, engine.exportJSON()),
      load: async () => {
        engine.importJSON(await readSaved(folder));
        prepare();
      },
    };
  },
};
