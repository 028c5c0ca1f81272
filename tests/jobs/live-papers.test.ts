/**
 * What services are asked while a person waits: the real clients over real sockets, and a real store.
 */
import { describe, expect, it } from 'vitest';
import type { PaperId } from '../../src/core/paper.ts';
import { livePapers } from '../../src/jobs/live-papers.ts';
import { arxiv } from '../../src/sources/arxiv.ts';
import { huggingFace } from '../../src/sources/hugging-face.ts';
import { anInstant, aPaper } from '../support/builders.ts';
import { aSqlitePath, openTestStore } from '../support/databases.ts';
import { aSourceServer } from '../support/source-server/a-source-server.ts';
import { givenTime } from '../support/source-server/given-time.ts';
import { hubItem, hubPaperPage } from '../support/source-server/hub-replies.ts';

const ID = 'arxiv:2606.10001' as PaperId;
const DRAFT = { arxivId: '2606.10001', title: 'On reading as it happens', upvotes: 7 };
const ENTRY = { versionedId: '2606.10001v1', title: 'On reading as it happens' };

async function aSetting(patienceMs?: number) {
  const time = givenTime('2026-06-12T15:00:00Z');
  const server = await aSourceServer(time.clock);
  const store = await openTestStore({ url: aSqlitePath() });
  const service = { address: server.address, userAgent: 'Paperboy/1' };
  const hub = huggingFace(service, time);
  const silences: unknown[] = [];
  let followed = 0;
  const live = livePapers({
    lookUps: [hub, arxiv(service, time)],
    search: hub.search,
    store,
    follow: async () => {
      followed += 1;
    },
    clock: time.clock,
    ...(patienceMs !== undefined && { patienceMs }),
    onSilence: (error) => silences.push(error),
  });
  return { server, store, live, silences, followed: () => followed };
}

describe('a paper that the archive has not', () => {
  it('comes from Hugging Face where that knows it, is stored, and is indexed before the answer', async () => {
    const { server, store, live, followed } = await aSetting();
    server.pages.set(DRAFT.arxivId, hubPaperPage(DRAFT, '2026-06-10'));
    expect(await live.paper(ID)).toMatchObject({ kind: 'found', source: 'hugging-face', paper: { id: ID, title: DRAFT.title } });
    expect((await store.papersById([ID])).get(ID)).toMatchObject({ title: DRAFT.title, upvotes: 7 });
    expect(followed()).toBe(1);
    expect(server.requests).toHaveLength(1);
  });

  it('comes from arXiv where Hugging Face does not know it, or is silent', async () => {
    const unknown = await aSetting();
    unknown.server.entries.push(ENTRY);
    expect(await unknown.live.paper(ID)).toMatchObject({ kind: 'found', source: 'arxiv' });
    const silent = await aSetting();
    silent.server.entries.push(ENTRY);
    silent.server.failWhen = ({ target }) => (target.includes('/papers/') ? { kind: 'status', status: 500 } : undefined);
    expect(await silent.live.paper(ID)).toMatchObject({ kind: 'found', source: 'arxiv' });
    expect(silent.silences).toHaveLength(1);
  });

  it('is known to be nowhere where both say so, and that is told from silence', async () => {
    const { server, live } = await aSetting();
    expect(await live.paper(ID)).toEqual({ kind: 'not-found', unknownTo: ['hugging-face', 'arxiv'], silent: [] });
    server.failWhen = () => ({ kind: 'status', status: 503 });
    expect(await live.paper(ID)).toEqual({ kind: 'not-found', unknownTo: [], silent: ['hugging-face', 'arxiv'] });
  });

  it('is given up on where nobody answers in the time that a person waits', async () => {
    const { server, live, silences } = await aSetting(50);
    server.failWhen = () => ({ kind: 'silence' });
    expect(await live.paper(ID)).toEqual({ kind: 'not-found', unknownTo: [], silent: ['hugging-face', 'arxiv'] });
    expect(silences).toMatchObject([{ name: 'TimeoutError' }, { name: 'TimeoutError' }]);
  });
});

describe('a search at Hugging Face', () => {
  it('stores what is found, keeps what was known of it, and gives it in the order of the service', async () => {
    const { server, store, live } = await aSetting();
    const known = aPaper({ id: 'arxiv:2606.10002', title: 'Known here', codeUrl: 'https://github.com/example/known' });
    await store.upsertPapers([known], anInstant());
    server.found = [hubItem(DRAFT, '2026-06-10'), hubItem({ arxivId: '2606.10002', title: 'Known here' }, '2026-06-10')];
    const found = await live.search('reading', 10);
    expect(found).toMatchObject({
      kind: 'found',
      papers: [{ title: DRAFT.title }, { title: 'Known here', codeUrl: known.codeUrl }],
    });
    expect((await store.archiveFacts()).papers).toBe(2);
  });

  it('is silent where the service is', async () => {
    const { server, live } = await aSetting();
    server.failWhen = () => ({ kind: 'status', status: 429 });
    expect(await live.search('reading', 10)).toEqual({ kind: 'silent' });
  });
});
