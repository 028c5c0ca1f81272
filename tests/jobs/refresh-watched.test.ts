/**
 * Watched papers asked for anew: the real clients over real sockets, and a real store.
 */
import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/core/paper.ts';
import { MOST_REFRESHED, refreshWatched } from '../../src/jobs/refresh-watched.ts';
import { arxiv } from '../../src/sources/arxiv.ts';
import { huggingFace } from '../../src/sources/hugging-face.ts';
import { anInstant, aPaper } from '../support/builders.ts';
import { aSqlitePath, openTestStore } from '../support/databases.ts';
import { aSubscription } from '../support/delivery-builders.ts';
import { aSourceServer } from '../support/source-server/a-source-server.ts';
import { givenTime } from '../support/source-server/given-time.ts';
import { hubPaperPage } from '../support/source-server/hub-replies.ts';

const PAPERS = [1, 2].map((at) => aPaper({ id: `arxiv:2606.1000${at}`, title: `Paper ${at}` }));
const BEFORE = anInstant('2020-01-01T00:00:00Z');
const AFTER = anInstant('2030-01-01T00:00:00Z');

async function aSetting(watched: readonly Paper[] = PAPERS) {
  const time = givenTime('2026-06-12T15:00:00Z');
  const server = await aSourceServer(time.clock);
  const store = await openTestStore({ url: aSqlitePath() });
  await store.upsertPapers(watched, anInstant('2026-06-10T00:00:00Z'));
  for (const [at, { id, title }] of watched.entries()) {
    await store.addSubscription(aSubscription({ id: `w${at}`, program: { kind: 'watch', paper: id, title } }));
  }
  const service = { address: server.address, userAgent: 'Paperboy/1' };
  const refresh = () =>
    refreshWatched({ store, hub: huggingFace(service, time), arxiv: arxiv(service, time), clock: time.clock });
  const factsOf = async (paper: Paper) => (await store.paperEvents(paper.id, BEFORE, AFTER)).map(({ fact }) => fact);
  return { server, store, time, refresh, factsOf };
}

const [FIRST, SECOND] = PAPERS as [Paper, Paper];

describe('refreshing watched papers', () => {
  it('finds code and artifacts at Hugging Face, and withdrawals at arXiv, in few requests', async () => {
    const { server, refresh, factsOf } = await aSetting();
    const draft = { arxivId: '2606.10001', title: 'Paper 1', githubRepo: 'https://github.com/example/one' };
    server.pages.set('2606.10001', hubPaperPage(draft, '2026-06-10', { models: ['example/one'] }));
    server.entries.push({
      versionedId: '2606.10002v2',
      title: 'Paper 2',
      comment: 'This paper has been withdrawn by the authors',
    });
    expect(await refresh()).toBe(2);
    expect(await factsOf(FIRST)).toEqual(['code', 'model']);
    expect(await factsOf(SECOND)).toEqual(['withdrawn']);
    expect(server.requests).toHaveLength(3);
  });

  it('asks nobody where nothing is watched, or all watches are paused', async () => {
    const none = await aSetting([]);
    expect(await none.refresh()).toBe(0);
    const paused = await aSetting();
    for (const { id } of await paused.store.activeSubscriptionsOn('terminal')) {
      await paused.store.pauseSubscription(id, 'asked', anInstant());
    }
    expect(await paused.refresh()).toBe(0);
    expect([...none.server.requests, ...paused.server.requests]).toEqual([]);
  });

  it('asks the other service where one is in trouble, and asks again the next time', async () => {
    const { server, refresh, factsOf } = await aSetting();
    server.entries.push({
      versionedId: '2606.10002v2',
      title: 'Paper 2',
      comment: 'This paper has been withdrawn by the authors',
    });
    server.failWhen = ({ target }) => (target.includes('/papers/') ? { kind: 'status', status: 503 } : undefined);
    await refresh();
    expect(await factsOf(SECOND)).toEqual(['withdrawn']);
    server.failWhen = () => undefined;
    server.pages.set(
      '2606.10001',
      hubPaperPage({ arxivId: '2606.10001', githubRepo: 'https://github.com/example/one' }, '2026-06-10'),
    );
    await refresh();
    expect(await factsOf(FIRST)).toEqual(['code']);
  });

  it('takes turns by the hour where many are watched, until each was asked for', async () => {
    const many = Array.from({ length: MOST_REFRESHED + 5 }, (_, at) =>
      aPaper({ id: `arxiv:2606.${20_000 + at}`, title: `Paper ${at}` }),
    );
    const { server, time, refresh } = await aSetting(many);
    const counts = [await refresh()];
    await time.sleep(3_600_000);
    counts.push(await refresh());
    expect(counts.sort((a, b) => a - b)).toEqual([5, MOST_REFRESHED]);
    const asked = new Set(server.requests.flatMap(({ target }) => /\/papers\/([\d.]+)/.exec(target)?.[1] ?? []));
    expect(asked.size).toBe(many.length);
  });
});
