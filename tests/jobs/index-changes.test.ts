/**
 * The index follows the store, whatever it was before and whoever wrote: at the end both hold the same papers.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { localPaperId, type PaperId } from '../../src/core/paper.ts';
import { bringIndexUpToDate, type IndexableStore, indexChanges } from '../../src/jobs/index-changes.ts';
import { readIndexFile, writeIndexFile } from '../../src/search/index-file.ts';
import { makePaperIndex, type PaperIndex } from '../../src/search/paper-index.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { found } from '../support/ask-index.ts';
import { anInstant, aPagePaper, aPaper, somePapers } from '../support/builders.ts';
import { aFolder, aSqlitePath, openTestStore } from '../support/databases.ts';
import { seedPapers, titled } from '../support/seed-papers.ts';

const NOW = anInstant('2026-01-05T09:00:00Z');

async function aStoreOf(...papers: Parameters<OpenStore['upsertPapers']>[0]): Promise<OpenStore> {
  const store = await openTestStore({ url: aSqlitePath() });
  await store.upsertPapers(papers, NOW);
  return store;
}

async function upToDate(store: OpenStore, index = makePaperIndex()): Promise<{ index: PaperIndex; seq: number }> {
  const { seq } = await bringIndexUpToDate(index, store);
  return { index, seq };
}

/** The law: each paper of the store as it is now, and no other. */
async function expectSame(index: PaperIndex, store: OpenStore): Promise<void> {
  expect(new Map([...index.fingerprints()].sort())).toEqual(new Map([...(await store.fingerprints()).papers].sort()));
  const { index: fresh } = await upToDate(store);
  for (const typed of ['matrix', 'low-rank models', 'findings', 'year:2024', 'votes:>0 sort:votes', 'sort:newest']) {
    expect(await found(index, typed), typed).toEqual(await found(fresh, typed));
  }
}

describe('an index that is brought up to date', () => {
  it('takes every paper of the store where it was empty, and says how far it is', async () => {
    const store = await aStoreOf(...somePapers(600));
    const index = makePaperIndex();
    const told: unknown[] = [];
    const brought = await bringIndexUpToDate(index, store, (progress) => told.push(progress));
    expect(brought).toEqual({ put: 600, removed: 0, seq: (await store.fingerprints()).seq });
    expect(told.at(-1)).toEqual({ done: 600, total: 600 });
    expect(told.length).toBeGreaterThan(1);
    await expectSame(index, store);
  });

  it('does nothing where nothing changed', async () => {
    const store = await aStoreOf(...somePapers(5));
    const { index } = await upToDate(store);
    const told: unknown[] = [];
    expect(await bringIndexUpToDate(index, store, (progress) => told.push(progress))).toMatchObject({ put: 0, removed: 0 });
    expect(told).toEqual([]);
  });

  it('ends as a fresh one where its file is older than the store', async () => {
    const papers = await seedPapers();
    const store = await aStoreOf(...papers.slice(0, 40));
    const { index: old } = await upToDate(store);
    const path = join(aFolder(), 'search-index');
    await writeIndexFile(path, old.save());
    const pissa = titled(papers, 'PiSSA');
    await store.upsertPapers([...papers.slice(40), { ...pissa, upvotes: 12 }], NOW);
    await store.upsertPapers([aPaper({ id: 'arxiv:2404.02948', title: pissa.title, abstract: 'Another abstract.' })], NOW);
    const read = await readIndexFile(path);
    const index = makePaperIndex(read.kind === 'read' ? read.parts : undefined);
    expect(await bringIndexUpToDate(index, store)).toMatchObject({ put: 8, removed: 1 });
    await expectSame(index, store);
    expect(await found(index, 'PiSSA votes:>10')).toEqual(['arxiv:2404.02948']);
  });

  it('ends as a fresh one where its file is of another database, or newer than the store', async () => {
    const { index } = await upToDate(await aStoreOf(...somePapers(20, { upvotes: 3 })));
    const store = await aStoreOf(...somePapers(5), ...(await seedPapers()));
    expect(await bringIndexUpToDate(index, store)).toMatchObject({ put: 5 + 47, removed: 15 });
    await expectSame(index, store);
    const empty = await aStoreOf();
    expect(await bringIndexUpToDate(index, empty)).toMatchObject({ put: 0, removed: 52 });
    await expectSame(index, empty);
  });

  it('goes on where it was interrupted', async () => {
    const store = await aStoreOf(...somePapers(600));
    const index = makePaperIndex();
    const breaking: IndexableStore = {
      ...store,
      papersById: async (ids) => {
        if (index.size() >= 250) throw new Error('the disk is gone');
        return store.papersById(ids);
      },
    };
    await expect(bringIndexUpToDate(index, breaking)).rejects.toThrow('the disk is gone');
    expect(index.size()).toBe(250);
    expect(await bringIndexUpToDate(index, store)).toMatchObject({ put: 350, removed: 0 });
    await expectSame(index, store);
  });

  it('ends right where papers change while it reads them', async () => {
    const pages = ['One', 'Two', 'Three'].map((title) => aPagePaper(title));
    const store = await aStoreOf(...somePapers(600), ...pages);
    const index = makePaperIndex();
    const changing: IndexableStore = {
      ...store,
      papersById: async (ids) => {
        await store.upsertPapers(
          [aPaper({ id: 'arxiv:2402.00002', title: 'Two' }), ...somePapers(3, { upvotes: index.size() + 1 })],
          NOW,
        );
        return store.papersById(ids);
      },
    };
    const { seq } = await bringIndexUpToDate(index, changing);
    await indexChanges(seq, index, store);
    await expectSame(index, store);
    expect(index.fingerprints().has(localPaperId('Two'))).toBe(false);
  });
});

describe('an index that follows the store', () => {
  it('takes over what was added and changed since, in any number of steps', async () => {
    const store = await aStoreOf(...(await seedPapers()));
    const { index, seq } = await upToDate(store);
    let newest = seq;
    for (const papers of [somePapers(3), somePapers(5, { upvotes: 9 }), [], somePapers(600, { abstract: 'New words.' })]) {
      await store.upsertPapers(papers, NOW);
      const followed = await indexChanges(newest, index, store);
      expect(followed.changes).toBe(papers.length);
      newest = followed.seq;
      await expectSame(index, store);
    }
    expect(await indexChanges(newest, index, store)).toEqual({ seq: newest, changes: 0 });
  });

  it('takes out a record that became part of another paper', async () => {
    const store = await aStoreOf(aPagePaper('PiSSA: Principal Values'));
    const { index, seq } = await upToDate(store);
    await store.upsertPapers([aPaper({ id: 'arxiv:2404.02948', title: 'PiSSA: Principal Values' })], NOW);
    await indexChanges(seq, index, store);
    expect(await found(index, 'PiSSA')).toEqual(['arxiv:2404.02948']);
    expect(index.named('PiSSA')).toEqual(['arxiv:2404.02948']);
    await expectSame(index, store);
  });

  it('takes over what another process wrote to the same file', async () => {
    const url = aSqlitePath();
    const [mine, theirs] = [await openTestStore({ url }), await openTestStore({ url })];
    await mine.upsertPapers(somePapers(3), NOW);
    const { index, seq } = await upToDate(mine);
    await theirs.upsertPapers([...somePapers(4, { upvotes: 2 }), ...(await seedPapers())], NOW);
    expect(await indexChanges(seq, index, mine)).toMatchObject({ changes: 4 + 47 });
    await expectSame(index, theirs);
  });

  it('takes over the same changes twice to no harm, as after a failure in the middle', async () => {
    const store = await aStoreOf(...somePapers(3), aPagePaper('Gone soon'));
    const { index, seq } = await upToDate(store);
    await store.upsertPapers([...somePapers(8, { upvotes: 2 }), aPaper({ id: 'arxiv:2402.00009', title: 'Gone soon' })], NOW);
    let puts = 0;
    const failing: Parameters<typeof indexChanges>[1] = {
      ...index,
      put: async (papers) => {
        puts += 1;
        if (puts > 4) throw new Error('out of memory');
        await index.put(papers);
      },
    };
    await expect(indexChanges(seq, failing, store)).rejects.toThrow('out of memory');
    await indexChanges(seq, index, store);
    await indexChanges(seq, index, store);
    await expectSame(index, store);
    expect(await found(index, 'gone')).toEqual(['arxiv:2402.00009' as PaperId]);
  });
});
