/**
 * The part of the store's contract that is about several programs at one database: each of the stores here has its own
 * connections, as if it were in a process of its own.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Paper, PaperId } from '../../src/core/paper.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { anInstant, aPagePaper, aPaper, aUser, somePapers } from '../support/builders.ts';
import { openTestStore } from '../support/databases.ts';
import type { FreshDatabase } from './store.ts';

const NOW = anInstant();

export function sharedStoreContract(freshDatabase: FreshDatabase): void {
  const stores = async (count: number): Promise<readonly OpenStore[]> => {
    const url = await freshDatabase();
    return Promise.all(Array.from({ length: count }, () => openTestStore({ url })));
  };

  describe('several programs', () => {
    it('may open a new database at the same moment', async () => {
      for (const store of await stores(4)) expect(await store.archiveFacts()).toEqual({ papers: 0, withAbstract: 0 });
    });

    it('find each other’s papers, and what was there when they are opened again', async () => {
      const url = await freshDatabase();
      const first = await openTestStore({ url });
      await first.upsertPapers(somePapers(3), NOW);
      const second = await openTestStore({ url });
      expect((await second.archiveFacts()).papers).toBe(3);
      await second.upsertPapers([aPaper({ id: 'arxiv:2401.00009' })], NOW);
      expect((await first.archiveFacts()).papers).toBe(4);
    });

    it('finish what they are writing before they close', async () => {
      const url = await freshDatabase();
      const closing = await openTestStore({ url });
      const writing = closing.upsertPapers(somePapers(3), NOW);
      await closing.close();
      expect(await writing).toMatchObject({ added: 3 });
      await expect(closing.archiveFacts()).rejects.toThrow();
      expect((await (await openTestStore({ url })).archiveFacts()).papers).toBe(3);
    });

    it('add each paper once when they write the same ones at once', async () => {
      const papers = somePapers(120);
      const writing = (await stores(3)).map((store, at) => writeInBatches(store, at === 1 ? papers.toReversed() : papers, 20));
      const added = (await Promise.all(writing)).reduce((sum, count) => sum + count, 0);
      expect(added).toBe(120);
    });

    it('make one paper of a page record and an arXiv record that come at once', async () => {
      const titles = Array.from({ length: 30 }, (_, at) => `The title of number ${at}`);
      const [one, two] = await stores(2);
      if (one === undefined || two === undefined) throw new Error('two stores were asked for');
      await Promise.all([
        writeInBatches(
          one,
          titles.map((title) => aPagePaper(title, { comments: 3 })),
          3,
        ),
        writeInBatches(
          two,
          titles.map((title, at) => aPaper({ id: `arxiv:2401.${at}`, title })),
          4,
        ),
      ]);
      const { papers } = await one.fingerprints();
      expect([...papers.keys()].every((id) => id.startsWith('arxiv:'))).toBe(true);
      expect([...(await two.papersById([...papers.keys()])).values()].map(({ comments }) => comments)).toEqual(
        titles.map(() => 3),
      );
    });

    it('hide no change from a reader that follows while they write', async () => {
      const [reader, ...writers] = await stores(4);
      if (reader === undefined) throw new Error('a reader was asked for');
      const following = follow(reader);
      await Promise.all(writers.map((store, at) => writeInBatches(store, mixedRecords(at), 3)));
      const replica = await following.finish();
      const { papers } = await reader.fingerprints();
      expect(new Set(replica.keys())).toEqual(new Set(papers.keys()));
      expect(replica).toEqual(new Map(await reader.papersById([...papers.keys()])));
    });

    it('save and forget for one person at once without losing or doubling', async () => {
      const [one, two] = await stores(2);
      if (one === undefined || two === undefined) throw new Error('two stores were asked for');
      const papers = somePapers(20);
      await one.upsertPapers(papers, NOW);
      const save = (store: OpenStore) => Promise.all(papers.map(({ id }) => store.savePaper(aUser(), id, NOW)));
      const answers = (await Promise.all([save(one), save(two)])).flat();
      expect(answers.filter((answer) => answer === 'saved')).toHaveLength(20);
      expect(await two.readingList(aUser())).toHaveLength(20);
    });
  });
}

/** @returns how many papers were added. */
async function writeInBatches(store: OpenStore, papers: readonly Paper[], size: number): Promise<number> {
  let added = 0;
  for (let at = 0; at < papers.length; at += size) {
    added += (await store.upsertPapers(papers.slice(at, at + size), NOW)).added;
  }
  return added;
}

/** Page records, then arXiv records of the same titles with votes that differ by writer, so that papers change and take over. */
function mixedRecords(writer: number): readonly Paper[] {
  const titles = Array.from({ length: 12 }, (_, at) => `The title of number ${at}`);
  return [
    ...titles.map((title) => aPagePaper(title, { comments: writer + 1 })),
    ...titles.map((title, at) => aPaper({ id: `arxiv:2401.${at}`, title, upvotes: (writer + 1) * (at + 1) })),
    ...somePapers(6, { upvotes: writer + 1 }),
  ];
}

/** Applies the changes one by one, as an index would, until told that no more will be made. */
function follow(store: OpenStore): { readonly finish: () => Promise<ReadonlyMap<PaperId, Paper>> } {
  const replica = new Map<PaperId, Paper>();
  let lastRound = false;
  const readOn = async (): Promise<void> => {
    for (let seq = 0; ; ) {
      const last = lastRound;
      const changes = await store.changesAfter(seq, 5);
      for (const change of changes) {
        if (change.kind === 'put') replica.set(change.paper.id, change.paper);
        else replica.delete(change.id);
      }
      if (last && changes.length === 0) return;
      seq = changes.at(-1)?.seq ?? seq;
      await nextTurn();
    }
  };
  const reading = readOn();
  return {
    finish: async () => {
      lastRound = true;
      await reading;
      return replica;
    },
  };
}
