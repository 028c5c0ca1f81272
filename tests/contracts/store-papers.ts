/**
 * The writing of papers in the store's contract: what goes in comes out, and records of one paper become one.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Paper, PaperId } from '../../src/core/paper.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { anInstant, aPagePaper, aPaper, somePapers } from '../support/builders.ts';
import { openTestStore } from '../support/databases.ts';
import type { FreshDatabase } from './store.ts';

const NOW = anInstant('2026-01-05T09:00:00Z');
const LATER = anInstant('2026-01-06T09:00:00Z');

/** A paper that has every field. */
const WHOLE = aPaper({
  id: 'arxiv:2401.12345',
  title: 'Über $O(n)$ attention: “whole” & 中文 🎉',
  organization: { slug: 'an-org', name: 'An Org' },
  publishedOn: '2024-01-10',
  listedOn: '2024-01-12',
  upvotes: 41,
  comments: 3,
  submittedBy: 'Grace',
  codeUrl: 'https://example.org/code',
  codeStars: 120,
  projectUrl: 'https://example.org/',
  summary: 'It reads.',
  keywords: ['reading', 'machines'],
  categories: ['cs.CL', 'cs.LG'],
  authorsNote: 'Accepted somewhere',
  artifacts: { models: 2, datasets: 1, spaces: 0 },
  withdrawnAt: '2024-02-01T10:00:00Z',
});

export function storedPapersContract(freshDatabase: FreshDatabase): void {
  const aStore = async () => openTestStore({ url: await freshDatabase() });
  describe('papers', () => {
    keeping(aStore);
    joining(aStore);
  });
}

type MakeStore = () => Promise<OpenStore>;

function keeping(aStore: MakeStore): void {
  it('gives a paper back with every field as it was put', async () => {
    const store = await aStore();
    expect(await store.upsertPapers([WHOLE], NOW)).toEqual({ added: 1, changed: 0, unchanged: 0 });
    expect(await paper(store, WHOLE.id)).toEqual(WHOLE);
  });

  it('gives any text back as it was put, NUL and broken surrogates too', async () => {
    const store = await aStore();
    const text = fc.string({ unit: 'binary' });
    const records = fc.record({
      title: fc.string({ unit: fc.constantFrom('a', '\u0000', '\ud800', '中', ' ') }),
      abstract: text,
      summary: text,
    });
    let count = 0;
    await fc.assert(
      fc.asyncProperty(records, async (texts) => {
        count += 1;
        const put = aPaper({ id: `arxiv:2402.${String(count).padStart(5, '0')}`, ...texts });
        await store.upsertPapers([put], NOW);
        expect(await paper(store, put.id)).toEqual(put);
      }),
      { numRuns: 40 },
    );
  });

  it('counts what it did with each record', async () => {
    const store = await aStore();
    const [one, two, three] = somePapers(3);
    await store.upsertPapers([one, two] as Paper[], NOW);
    const counts = await store.upsertPapers([one, { ...two, upvotes: 7 }, three] as Paper[], LATER);
    expect(counts).toEqual({ added: 1, changed: 1, unchanged: 1 });
  });

  it('takes a title of any length', async () => {
    const store = await aStore();
    const title = Array.from({ length: 5_000 }, (_, at) => at.toString(36)).join('');
    await store.upsertPapers([aPagePaper(title)], NOW);
    await store.upsertPapers([aPaper({ title: `${title}!` })], NOW);
    expect((await store.archiveFacts()).papers).toBe(1);
  });

  it('takes a batch of any size, none included', async () => {
    const store = await aStore();
    expect(await store.upsertPapers([], NOW)).toEqual({ added: 0, changed: 0, unchanged: 0 });
    const papers = somePapers(1_234);
    expect(await store.upsertPapers(papers, NOW)).toEqual({ added: 1_234, changed: 0, unchanged: 0 });
    expect(await store.upsertPapers(papers, NOW)).toEqual({ added: 0, changed: 0, unchanged: 1_234 });
    expect((await store.papersById(papers.map(({ id }) => id))).size).toBe(1_234);
  });

  it('writes nothing where nothing has changed', async () => {
    const store = await aStore();
    await store.upsertPapers(somePapers(3), NOW);
    const before = await store.fingerprints();
    await store.upsertPapers(somePapers(3), LATER);
    expect(await store.fingerprints()).toEqual(before);
    expect(await store.archiveFacts()).toMatchObject({ lastChange: NOW });
  });

  it('takes all of a batch or nothing of it', async () => {
    const store = await aStore();
    const broken = aPaper({ id: 'arxiv:2401.00009', upvotes: Number.NaN });
    await expect(store.upsertPapers([...somePapers(3), broken], NOW)).rejects.toThrow();
    expect((await store.archiveFacts()).papers).toBe(0);
    await store.upsertPapers(somePapers(3), NOW);
    expect((await store.archiveFacts()).papers).toBe(3);
  });
}

function joining(aStore: MakeStore): void {
  const known = aPaper({ id: 'arxiv:2401.00007', title: 'PiSSA: Principal Values', listedOn: '2024-01-09', upvotes: 5 });
  const page = aPagePaper('PISSA -- principal values!', { comments: 8, abstract: 'Short.' });

  it('makes a page record and the paper of its title one, whichever comes first', async () => {
    const [pageFirst, paperFirst, together] = [await aStore(), await aStore(), await aStore()];
    await pageFirst.upsertPapers([page], NOW);
    await pageFirst.upsertPapers([known], NOW);
    await paperFirst.upsertPapers([known], NOW);
    await paperFirst.upsertPapers([page], NOW);
    await together.upsertPapers([page, known], NOW);
    for (const store of [pageFirst, paperFirst, together]) {
      expect((await store.archiveFacts()).papers).toBe(1);
      expect(await paper(store, known.id)).toEqual({ ...known, comments: 8 });
      expect(await paper(store, page.id)).toEqual({ ...known, comments: 8 });
    }
  });

  it('counts a join as a change, and the same page record again as none', async () => {
    const store = await aStore();
    await store.upsertPapers([known], NOW);
    expect(await store.upsertPapers([page], NOW)).toEqual({ added: 0, changed: 1, unchanged: 0 });
    expect(await store.upsertPapers([page], NOW)).toEqual({ added: 0, changed: 0, unchanged: 1 });
  });

  it('still knows a page record after the paper was given another title', async () => {
    const store = await aStore();
    await store.upsertPapers([known, page], NOW);
    await store.upsertPapers([{ ...known, title: 'Adapting by principal values' }], NOW);
    await store.upsertPapers([page], NOW);
    expect((await store.archiveFacts()).papers).toBe(1);
  });

  it('lets a known paper take over a page record when it is given that title', async () => {
    const store = await aStore();
    await store.upsertPapers([{ ...known, title: 'An early title' }, page], NOW);
    expect((await store.archiveFacts()).papers).toBe(2);
    await store.upsertPapers([known], NOW);
    expect((await store.archiveFacts()).papers).toBe(1);
    expect(await paper(store, page.id)).toMatchObject({ id: known.id, comments: 8 });
  });

  it('keeps two arXiv ids apart even where their titles are the same', async () => {
    const store = await aStore();
    await store.upsertPapers([known, { ...known, id: 'arxiv:2401.00008' as PaperId }], NOW);
    expect((await store.archiveFacts()).papers).toBe(2);
  });

  it('joins a page record to the smallest id where several papers have its title', async () => {
    const store = await aStore();
    await store.upsertPapers([{ ...known, id: 'arxiv:2401.00008' as PaperId }, known], NOW);
    await store.upsertPapers([page], NOW);
    expect(await paper(store, page.id)).toMatchObject({ id: 'arxiv:2401.00007', comments: 8 });
    expect((await paper(store, 'arxiv:2401.00008'))?.comments).toBeUndefined();
  });

  it('joins nothing by an empty title', async () => {
    const store = await aStore();
    await store.upsertPapers([aPaper({ title: '' }), aPagePaper('')], NOW);
    expect((await store.archiveFacts()).papers).toBe(2);
  });
}

async function paper(store: OpenStore, id: string): Promise<Paper | undefined> {
  return (await store.papersById([id as PaperId])).get(id as PaperId);
}
