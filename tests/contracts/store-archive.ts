/**
 * The reading of papers in the store's contract: what can be asked of the archive, and how its changes can be followed.
 */
import { describe, expect, it } from 'vitest';
import { localPaperId, type PaperId, paperFingerprint } from '../../src/core/paper.ts';
import type { PaperChange } from '../../src/core/paper-store.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { aDay, anInstant, aPagePaper, aPaper, somePapers } from '../support/builders.ts';
import { openTestStore } from '../support/databases.ts';
import type { FreshDatabase } from './store.ts';

const NOW = anInstant('2026-01-05T09:00:00Z');
const LATER = anInstant('2026-01-06T09:00:00Z');

export function archiveContract(freshDatabase: FreshDatabase): void {
  const aStore = async () => openTestStore({ url: await freshDatabase() });
  describe('the archive', () => {
    asking(aStore);
    following(aStore);
  });
}

type MakeStore = () => Promise<OpenStore>;

function asking(aStore: MakeStore): void {
  it('leaves out ids that it does not know, whatever they hold', async () => {
    const store = await aStore();
    await store.upsertPapers(somePapers(1), NOW);
    const asked = [
      'arxiv:2401.00001',
      'arxiv:2401.99999',
      'local:',
      '',
      '\u0000',
      'arxiv:2401.00001\u0000',
      '\ud800',
      "'; drop table paper",
    ];
    expect([...(await store.papersById(asked as PaperId[])).keys()]).toEqual(['arxiv:2401.00001']);
    expect((await store.papersById([])).size).toBe(0);
  });

  it('lists a day by votes and then by id, a paper without votes as having none', async () => {
    const store = await aStore();
    const listed = (id: string, upvotes?: number) =>
      aPaper({ id, listedOn: '2026-01-05', ...(upvotes === undefined ? {} : { upvotes }) });
    const other = aPaper({ id: 'arxiv:2401.00009', listedOn: '2026-01-06', upvotes: 99 });
    await store.upsertPapers([listed('arxiv:b', 3), listed('arxiv:a'), listed('arxiv:Z', 3), listed('arxiv:c', 10), other], NOW);
    expect((await store.papersListedOn(aDay('2026-01-05'))).map(({ id }) => id)).toEqual([
      'arxiv:c',
      'arxiv:Z',
      'arxiv:b',
      'arxiv:a',
    ]);
    expect(await store.papersListedOn(aDay('2026-01-07'))).toEqual([]);
  });

  it('finds the newest day with a list, that day included', async () => {
    const store = await aStore();
    expect(await store.newestListingUpTo(aDay('2026-01-05'))).toBeUndefined();
    await store.upsertPapers(
      [aPaper({ listedOn: '2026-01-02' }), aPaper({ id: 'arxiv:2401.00002', listedOn: '2026-01-05' })],
      NOW,
    );
    expect(await store.newestListingUpTo(aDay('2026-01-05'))).toBe('2026-01-05');
    expect(await store.newestListingUpTo(aDay('2026-01-04'))).toBe('2026-01-02');
    expect(await store.newestListingUpTo(aDay('2026-01-01'))).toBeUndefined();
  });

  it('finds papers by list day, or by their own date where they were on no list, both ends included', async () => {
    const store = await aStore();
    await store.upsertPapers(
      [
        aPaper({ id: 'arxiv:2512.00001', publishedOn: '2025-12-01', listedOn: '2026-01-05' }),
        aPaper({ id: 'arxiv:2601.00002', publishedOn: '2026-01-06', listedOn: '2026-01-08' }),
        aPaper({ id: 'arxiv:2601.00003', publishedOn: '2026-01-07' }),
        aPaper({ id: 'arxiv:2601.00004' }),
        aPagePaper('No date at all'),
      ],
      NOW,
    );
    const between = async (since: string, until: string) =>
      (await store.papersBetween(aDay(since), aDay(until))).map(({ id }) => id);
    expect(await between('2026-01-05', '2026-01-07')).toEqual(['arxiv:2512.00001', 'arxiv:2601.00003']);
    expect(await between('2026-01-01', '2026-01-01')).toEqual(['arxiv:2601.00004']);
    expect(await between('2026-01-07', '2026-01-05')).toEqual([]);
  });

  it('tells the state of the archive', async () => {
    const store = await aStore();
    expect(await store.archiveFacts()).toEqual({ papers: 0, withAbstract: 0 });
    await store.upsertPapers(
      [aPaper({ listedOn: '2026-01-05', publishedOn: '2025-12-30' }), aPagePaper('Bare', { abstract: '' })],
      NOW,
    );
    await store.upsertPapers([aPaper({ id: 'arxiv:2601.00002', publishedOn: '2026-01-08' })], LATER);
    expect(await store.archiveFacts()).toEqual({
      papers: 3,
      withAbstract: 2,
      newestListing: '2026-01-05',
      newestPaper: '2026-01-08',
      lastChange: LATER,
    });
  });
}

function following(aStore: MakeStore): void {
  it('tells its changes oldest first, each paper at its last one, in portions of any size', async () => {
    const store = await aStore();
    expect(await store.changesAfter(0, 10)).toEqual([]);
    await store.upsertPapers(somePapers(3), NOW);
    await store.upsertPapers([aPaper({ id: 'arxiv:2401.00001', upvotes: 4 })], NOW);
    const whole = await store.changesAfter(0, 10);
    expect(whole.map(named)).toEqual(['put arxiv:2401.00002', 'put arxiv:2401.00003', 'put arxiv:2401.00001']);
    expect(whole.map(({ seq }) => seq)).toEqual([2, 3, 4]);
    expect(await portions(store, 1)).toEqual(whole);
    expect(await portions(store, 2)).toEqual(whole);
    expect(await store.changesAfter(4, 10)).toEqual([]);
  });

  it('tells of a record that became part of another paper', async () => {
    const store = await aStore();
    await store.upsertPapers([aPagePaper('Twice told')], NOW);
    const { seq } = await store.fingerprints();
    await store.upsertPapers([aPaper({ title: 'Twice told' })], NOW);
    const changes = await store.changesAfter(seq, 10);
    expect(changes.map(named).sort()).toEqual(['put arxiv:2401.00001', `removed ${localPaperId('Twice told')}`]);
  });

  it('tells of no removal where no paper had stood under the id', async () => {
    const store = await aStore();
    await store.upsertPapers([aPaper({ title: 'Known' })], NOW);
    await store.upsertPapers([aPagePaper('Known')], NOW);
    await store.upsertPapers([aPagePaper('Both at once'), aPaper({ id: 'arxiv:2401.00002', title: 'Both at once' })], NOW);
    expect((await store.changesAfter(0, 10)).map(({ kind }) => kind)).toEqual(['put', 'put']);
  });

  it('gives the fingerprint of each paper as it would be read', async () => {
    const store = await aStore();
    const organization = { name: 'An Org', slug: 'an-org' };
    const whole = aPaper({ id: 'arxiv:2401.12345', listedOn: '2026-01-05', upvotes: 3, title: 'Über \ud800 \u0000 中文' });
    await store.upsertPapers([whole, aPagePaper('A page'), aPaper({ organization })], NOW);
    const { seq, papers } = await store.fingerprints();
    const read = await store.papersById([...papers.keys()]);
    expect(seq).toBe(3);
    expect(papers).toEqual(new Map([...read].map(([id, stored]) => [id, paperFingerprint(stored)])));
    expect(await store.upsertPapers([aPaper({ organization })], NOW)).toMatchObject({ unchanged: 1 });
  });
}

async function portions(store: OpenStore, size: number): Promise<readonly PaperChange[]> {
  const seen: PaperChange[] = [];
  for (;;) {
    const portion = await store.changesAfter(seen.at(-1)?.seq ?? 0, size);
    if (portion.length === 0) return seen;
    seen.push(...portion);
  }
}

function named(change: PaperChange): string {
  return `${change.kind} ${change.kind === 'put' ? change.paper.id : change.id}`;
}
