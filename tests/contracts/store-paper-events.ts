/**
 * What every database behind the archive must remember of what was first seen of papers.
 */
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../src/core/time.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { anInstant, aPaper } from '../support/builders.ts';
import { openTestStore } from '../support/databases.ts';
import type { FreshDatabase } from './store.ts';

const [NINE, TEN, ELEVEN, NOON] = ['09', '10', '11', '12'].map((hour) => anInstant(`2026-01-05T${hour}:00:00Z`)) as [
  Instant,
  Instant,
  Instant,
  Instant,
];
const PAPER = aPaper({ id: 'arxiv:2601.00001' });
const CODE = { ...PAPER, codeUrl: 'https://github.com/example/code' };

export function paperEventsContract(freshDatabase: FreshDatabase): void {
  const aStore = async (): Promise<OpenStore> => openTestStore({ url: await freshDatabase() });
  const factsIn = async (store: OpenStore, after: Instant, upTo: Instant) =>
    (await store.paperEvents(PAPER.id, after, upTo)).map(({ fact, at }) => `${fact} ${at}`);

  describe('what is first seen of papers', () => {
    it('is kept with its moment, each once, from the second record on', async () => {
      const store = await aStore();
      await store.upsertPapers([PAPER], NINE);
      await store.upsertPapers([CODE], TEN);
      await store.upsertPapers([{ ...CODE, artifacts: { models: 2, datasets: 0, spaces: 1 } }], ELEVEN);
      await store.upsertPapers([{ ...CODE, artifacts: { models: 3, datasets: 0, spaces: 1 }, upvotes: 9 }], NOON);
      expect(await factsIn(store, NINE, NOON)).toEqual([`code ${TEN}`, `model ${ELEVEN}`, `space ${ELEVEN}`]);
    });

    it('is nothing for what a paper came with', async () => {
      const store = await aStore();
      await store.upsertPapers([CODE], NINE);
      await store.upsertPapers([{ ...CODE, upvotes: 3 }], TEN);
      expect(await factsIn(store, anInstant('2020-01-01T00:00:00Z'), NOON)).toEqual([]);
    });

    it('is given for a stretch of time: its end belongs to it, its beginning does not', async () => {
      const store = await aStore();
      await store.upsertPapers([PAPER], NINE);
      await store.upsertPapers([CODE], TEN);
      expect(await factsIn(store, NINE, TEN)).toEqual([`code ${TEN}`]);
      expect(await factsIn(store, TEN, NOON)).toEqual([]);
    });

    it('has withdrawals too', async () => {
      const store = await aStore();
      await store.upsertPapers([PAPER], NINE);
      await store.upsertPapers([{ ...PAPER, withdrawnAt: NINE }], TEN);
      expect(await factsIn(store, NINE, NOON)).toEqual([`withdrawn ${TEN}`]);
    });
  });
}
