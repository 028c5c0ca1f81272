/**
 * Our own index as the benchmark asks every engine: spelling, titles and names come along. What it offers while people type is
 * made apart and measured apart, as no peer has the like.
 */
import { join } from 'node:path';
import { wordsQuery } from '../../src/core/query.ts';
import { readIndexFile, writeIndexFile } from '../../src/search/index-file.ts';
import { makePaperIndex } from '../../src/search/paper-index.ts';
import type { SearchPeer } from './peers/search-peer.ts';

export const paperboy: SearchPeer = {
  name: 'Paperboy',
  setUp: 'as the bot has it',
  open: async (folder) => {
    const path = join(folder, 'search-index');
    let index = makePaperIndex();
    return {
      index: (papers) => index.put(papers),
      search: async (text, size) => (await index.search(wordsQuery(text), { number: 1, size })).hits.map(({ paper }) => paper),
      save: () => writeIndexFile(path, index.save()),
      load: async () => {
        const saved = await readIndexFile(path);
        if (saved.kind !== 'read') throw new Error('The saved index cannot be read.');
        index = makePaperIndex(saved.parts);
      },
    };
  },
};
