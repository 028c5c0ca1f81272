/**
 * The embedded index, fresh and out of a file, against the contract of every index, and what it does beyond the port.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { paperFingerprint } from '../../src/core/paper.ts';
import { wordsQuery } from '../../src/core/query.ts';
import { readIndexFile, writeIndexFile } from '../../src/search/index-file.ts';
import { makePaperIndex, type PaperIndex } from '../../src/search/paper-index.ts';
import { type MakeIndex, searchIndexContract } from '../contracts/search-index.ts';
import { aPaper } from '../support/builders.ts';
import { withFolder } from '../support/folders.ts';
import { saidBy } from '../support/said.ts';
import { seedPapers, titled } from '../support/seed-papers.ts';

const aFreshIndex = async (papers: Parameters<MakeIndex>[0]): Promise<PaperIndex> => {
  const index = makePaperIndex();
  await index.put(papers);
  return index;
};

/** Written, read and made again; a paper was taken out of it before. */
const aRestoredIndex = async (papers: Parameters<MakeIndex>[0]): Promise<PaperIndex> => {
  const gone = aPaper({ id: 'arxiv:gone', title: 'Gone', abstract: 'Gone before it was saved.' });
  const index = await aFreshIndex([gone, ...papers]);
  await index.remove([gone.id]);
  return withFolder(async (folder) => {
    const path = join(folder, 'search-index');
    await writeIndexFile(path, index.save());
    const read = await readIndexFile(path);
    if (read.kind !== 'read') throw new Error(JSON.stringify(read));
    return makePaperIndex(read.parts);
  });
};

searchIndexContract('a fresh paper index', aFreshIndex);
searchIndexContract('a paper index out of a file', aRestoredIndex);

describe.each([
  ['a fresh paper index', aFreshIndex],
  ['a paper index out of a file', aRestoredIndex],
])('%s', (_name, make) => {
  it('knows how many papers it holds and what each was indexed from', async () => {
    const papers = await seedPapers();
    const index = await make(papers);
    expect(index.size()).toBe(47);
    expect(index.fingerprints()).toEqual(new Map(papers.map((paper) => [paper.id, paperFingerprint(paper)])));
    const voted = { ...titled(papers, 'PiSSA'), upvotes: 7 };
    await index.put([voted]);
    await index.remove([titled(papers, 'SliceGPT').id]);
    expect(index.size()).toBe(46);
    expect(index.fingerprints().get(voted.id)).toBe(paperFingerprint(voted));
  });

  it('marks in an excerpt the word that a misspelt one was read as', async () => {
    const index = await make(await seedPapers());
    const spans = index.excerpt('We give a quantization of weights.', wordsQuery('quantizaton'));
    expect(spans).toContainEqual({ kind: 'text', text: 'quantization', weight: 'match' });
  });

  it('chooses the passage of an excerpt by the rarer word', async () => {
    const index = await make([aPaper({ id: 'arxiv:rare', abstract: 'Axolotls.' }), ...(await seedPapers())]);
    const filler = 'Then we go on for a while about other things and say nothing new in all of these many words. '.repeat(4);
    const spans = index.excerpt(`Our model is big. ${filler} Axolotls are seen here.`, wordsQuery('model axolotls'));
    expect(spans.map(saidBy)).toContain('Axolotls');
  });
});

describe('what a paper index offers while people type', () => {
  it('is the same whatever comes and goes while it is made ready', async () => {
    const papers = Array.from({ length: 700 }, (_, at) =>
      aPaper({
        id: `arxiv:2601.${String(at).padStart(5, '0')}`,
        title: `Reading machines ${at}`,
        authors: [`Ada Reader${at % 40}`],
      }),
    );
    const [old = aPaper(), gone = aPaper()] = papers;
    const renamed = { ...old, title: 'Writing machines', authors: ['Bob Writer'] };
    const late = aPaper({ id: 'arxiv:late', title: 'Reading machines lately', authors: ['Cai Late'] });
    const index = await aFreshIndex(papers);
    const preparing = index.prepareSuggestions();
    await index.put([renamed, late]);
    await index.remove([gone.id]);
    await preparing;
    const fresh = await aFreshIndex([...papers.slice(2), renamed, late]);
    for (const typed of ['read', 'reading mach', 'writing', 'lately', 'machines 0', 'machines 1']) {
      const titles = (of: PaperIndex) =>
        of
          .suggest(typed, 1000)
          .map(({ title }) => title)
          .toSorted();
      expect(titles(index), typed).toEqual(titles(fresh));
    }
    expect(index.suggestNames('author', '', 99)).toEqual(fresh.suggestNames('author', '', 99));
  });
});
