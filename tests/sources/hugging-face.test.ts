import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SourceError } from '../../src/core/errors.ts';
import type { Paper, PaperId } from '../../src/core/paper.ts';
import { type HuggingFace, huggingFace } from '../../src/sources/hugging-face.ts';
import type { SourceOptions } from '../../src/sources/source-request.ts';
import { aDay } from '../support/builders.ts';
import { aSourceServer } from '../support/source-server/a-source-server.ts';
import { type GivenTime, givenTime } from '../support/source-server/given-time.ts';
import { HUB_SHAPES, type HubDraft, hubItem, hubPaperPage } from '../support/source-server/hub-replies.ts';
import type { SourceServer } from '../support/source-server/source-server.ts';

const DAY = '2026-06-12';

interface Setting {
  readonly server: SourceServer;
  readonly hub: HuggingFace;
  readonly time: GivenTime;
}

const aSetting = async (options: Partial<SourceOptions> = {}): Promise<Setting> => {
  const time = givenTime(`${DAY}T15:00:00Z`);
  const server = await aSourceServer(time.clock);
  const hub = huggingFace({ address: server.address, userAgent: 'Paperboy/1 (reader@example.org)', ...options }, time);
  return { server, time, hub };
};

const someDrafts = (count: number): readonly HubDraft[] =>
  Array.from({ length: count }, (_, at) => ({ arxivId: `2606.${String(10_001 + at)}`, upvotes: count - at, comments: at % 3 }));

const listOf = async (hub: HuggingFace, day = DAY): Promise<readonly Paper[]> => {
  const list = await hub.dailyList(aDay(day));
  if (list.kind !== 'list') throw new Error(list.kind);
  return list.papers;
};
const failing = async (asked: Promise<unknown>): Promise<unknown> => asked.then(() => undefined).catch((error: unknown) => error);

describe('the daily list of Hugging Face', () => {
  it.each(HUB_SHAPES)('is read in the shape of %s, its papers on the day that was asked for', async (shape) => {
    const { server, hub } = await aSetting();
    const draft: HubDraft = {
      ...{ arxivId: '2406.00001', title: 'On the reading of many papers by few people', upvotes: 31, comments: 4 },
      ...{ abstract: 'We read 64times more papers. It works well for us, and for others.', publishedOn: '2024-06-03' },
    };
    server.lists.set('2024-06-05', [hubItem(draft, '2024-06-05', shape)]);
    const [paper] = await listOf(hub, '2024-06-05');
    expect(paper).toMatchObject({
      ...{ id: 'arxiv:2406.00001', title: draft.title, upvotes: 31, comments: 4, publishedOn: '2024-06-03' },
      ...{ listedOn: '2024-06-05', abstract: 'We read 64× more papers. It works well for us, and for others.' },
      authors: ['Ada Lovelace', 'Alan Turing'],
    });
  });

  it('never takes the outer publishedAt for the day of a list', async () => {
    const { server, hub } = await aSetting();
    const [draft] = someDrafts(1);
    if (draft === undefined) return;
    const item = { ...hubItem(draft, DAY, '2025'), publishedAt: '2026-05-01T07:12:33.123Z' };
    server.lists.set(DAY, [item]);
    server.found = [item];
    expect((await listOf(hub))[0]?.listedOn).toBe(DAY);
    expect((await hub.search('reading', 5)).papers[0]).not.toHaveProperty('listedOn');
  });

  it('believes a record that names another day, as an answer to another question would', async () => {
    const { server, hub } = await aSetting();
    server.lists.set(
      '2026-06-11',
      someDrafts(2).map((draft) => hubItem(draft, DAY)),
    );
    expect((await listOf(hub, '2026-06-11')).map(({ listedOn }) => listedOn)).toEqual([DAY, DAY]);
  });

  it('is asked for in pages of a hundred, until one is not full', async () => {
    const { server, hub } = await aSetting();
    server.lists.set(
      DAY,
      someDrafts(230).map((draft) => hubItem(draft, DAY)),
    );
    expect(await listOf(hub)).toHaveLength(230);
    expect(server.requests.map(({ target }) => target)).toEqual([
      `/api/daily_papers?date=${DAY}&limit=100`,
      `/api/daily_papers?date=${DAY}&limit=100&p=1`,
      `/api/daily_papers?date=${DAY}&limit=100&p=2`,
    ]);
  });

  it('that ends with a full page is asked for past its end, and that is no error', async () => {
    const { server, hub } = await aSetting();
    server.lists.set(
      DAY,
      someDrafts(100).map((draft) => hubItem(draft, DAY)),
    );
    expect(await listOf(hub)).toHaveLength(100);
    expect(server.requests).toHaveLength(2);
  });

  it('has a paper once that moved to another page while it was read', async () => {
    const { server, hub } = await aSetting();
    const items = someDrafts(101).map((draft) => hubItem(draft, DAY));
    server.lists.set(DAY, [...items.slice(0, 100), ...items.slice(99)]);
    expect(await listOf(hub)).toHaveLength(101);
  });

  it('of a day to come is that of today, by UTC', async () => {
    const { server, hub } = await aSetting();
    server.lists.set(
      DAY,
      someDrafts(1).map((draft) => hubItem(draft, DAY)),
    );
    expect(await hub.dailyList(aDay('2026-06-30'))).toMatchObject({ kind: 'list', date: DAY, papers: [{ listedOn: DAY }] });
    expect(server.requests[0]?.target).toContain(`date=${DAY}`);
  });

  it('of a weekend is empty', async () => {
    const { hub } = await aSetting();
    expect(await hub.dailyList(aDay('2026-06-06'))).toEqual({ kind: 'list', date: '2026-06-06', papers: [], rejected: [] });
  });

  it('of a day that has not begun for the service is told apart from one that is refused', async () => {
    const ours = givenTime('2026-06-13T00:00:30Z');
    const theirs = givenTime('2026-06-12T23:59:50Z');
    const server = await aSourceServer(theirs.clock);
    const hub = huggingFace({ address: server.address, userAgent: 'x' }, ours);
    expect(await hub.dailyList(aDay('2026-06-13'))).toEqual({ kind: 'not-begun', date: '2026-06-13' });
    server.failNext({ kind: 'status', status: 400 });
    expect(await failing(hub.dailyList(aDay('2026-06-12')))).toMatchObject({ kind: 'refused' });
  });

  it('names each record that cannot be read, and gives the others', async () => {
    const { server, hub } = await aSetting();
    const [good, bad, worse] = someDrafts(3).map((draft) => hubItem(draft, DAY));
    const badPaper = { ...Object(bad?.paper), upvotes: 'many' };
    server.lists.set(DAY, [good ?? {}, { ...bad, paper: badPaper }, { paper: null }, { ...worse, paper: { id: 'x' } }]);
    const list = await hub.dailyList(aDay(DAY));
    expect(list).toMatchObject({ papers: [{ id: 'arxiv:2606.10001' }] });
    expect(list.kind === 'list' && list.rejected).toEqual([
      { kind: 'rejected', where: `list of ${DAY}, record 2 (2606.10002)`, why: 'paper.upvotes is no whole number.' },
      { kind: 'rejected', where: `list of ${DAY}, record 3`, why: 'paper Invalid input: expected object, received null.' },
      { kind: 'rejected', where: `list of ${DAY}, record 4 (x)`, why: 'paper.id is no arXiv id: "x"; paper.title is missing.' },
    ]);
  });

  it.each<[string, object[] | string, RegExp]>([
    [
      'records of another type',
      [{ ...hubItem({ arxivId: '2606.00001' }, DAY), paper: '2606.00001' }, 7 as never],
      /no record could be read/,
    ],
    ['an object', '{"papers": []}', /something else than a list/],
    ['an explained error with status 200', '{"error": "Sorry, we are down"}', /list of papers: "Sorry, we are down"/],
  ])('that has become %s is an error and no quiet day', async (_, list, message) => {
    const { server, hub } = await aSetting();
    server.lists.set(DAY, list);
    const error = await failing(hub.dailyList(aDay(DAY)));
    expect(error).toBeInstanceOf(SourceError);
    expect(error).toMatchObject({ kind: 'unreadable', message: expect.stringMatching(message) });
    expect(server.requests).toHaveLength(1);
  });

  it('waits out a whole window of the limit', async () => {
    const { server, hub, time } = await aSetting();
    server.failNext({ kind: 'status', status: 429, headers: { 'retry-after': '280' } });
    expect(await listOf(hub)).toEqual([]);
    expect(time.slept).toEqual([280_000]);
  });

  it('says that a token is not accepted, and not which', async () => {
    const { server, hub } = await aSetting({ token: 'hf_secret' });
    server.failNext({ kind: 'status', status: 401 });
    const error = await failing(hub.dailyList(aDay(DAY)));
    expect(error).toMatchObject({ kind: 'refused', message: expect.stringContaining('HF_TOKEN') });
    expect(String(error)).not.toContain('hf_secret');
  });
});

describe('one paper of Hugging Face', () => {
  const draft: HubDraft = { arxivId: '2606.10001', upvotes: 12, organization: { name: 'an-org', fullname: 'An Org' } };

  it('comes with the day of its list, its totals and the names of what is linked to it', async () => {
    const { server, hub } = await aSetting();
    const linked = { models: ['an-org/reader-7b', 'other/reader'], datasets: ['an-org/papers'] };
    server.pages.set('2606.10001', hubPaperPage(draft, DAY, linked, [14, 1, 0]));
    expect(await hub.paperPage('arxiv:2606.10001' as PaperId)).toMatchObject({
      paper: { id: 'arxiv:2606.10001', listedOn: DAY, upvotes: 12, artifacts: { models: 14, datasets: 1, spaces: 0 } },
      linked: { models: ['an-org/reader-7b', 'other/reader'], datasets: ['an-org/papers'], spaces: [] },
    });
  });

  it('counts what is linked itself where the totals are not told', async () => {
    const { server, hub } = await aSetting();
    server.pages.set('2606.10001', hubPaperPage(draft, undefined, { models: ['a/b'] }));
    const paper = await hub.paper('arxiv:2606.10001' as PaperId);
    expect(paper).toMatchObject({ artifacts: { models: 1, datasets: 0, spaces: 0 } });
    expect(paper).not.toHaveProperty('listedOn');
  });

  it('that the hub does not know is none', async () => {
    const { hub } = await aSetting();
    expect(await hub.paper('arxiv:2606.99999' as PaperId)).toBeUndefined();
  });

  it('without an arXiv id is not asked for', async () => {
    const { server, hub } = await aSetting();
    expect(await hub.paper('local:0123456789abcdef' as PaperId)).toBeUndefined();
    expect(server.requests).toEqual([]);
  });

  it('that cannot be read is an error that says what is wrong with it', async () => {
    const { server, hub } = await aSetting();
    server.pages.set('2606.10001', { ...hubPaperPage(draft, DAY), title: 7 });
    const error = await failing(hub.paper('arxiv:2606.10001' as PaperId));
    expect(error).toMatchObject({ message: 'Hugging Face sent a paper that could not be read (title is no text).' });
  });

  it('is not waited for as long as a list: a person is waiting', async () => {
    const { server, hub } = await aSetting();
    server.failNext({ kind: 'status', status: 429, headers: { 'retry-after': '280' } });
    expect(await failing(hub.paper('arxiv:2606.10001' as PaperId))).toMatchObject({ kind: 'overloaded', retryAfter: 280_000 });
  });
});

describe('the search and the trending order of Hugging Face', () => {
  it('keep the order that the hub gives', async () => {
    const { server, hub } = await aSetting();
    const items = someDrafts(4)
      .map((draft) => hubItem(draft, DAY))
      .reverse();
    [server.found, server.trending] = [items, items];
    const ids = ['arxiv:2606.10004', 'arxiv:2606.10003', 'arxiv:2606.10002'];
    expect((await hub.search('machines that read', 3)).papers.map(({ id }) => id)).toEqual(ids);
    expect((await hub.trending(3)).papers.map(({ id }) => id)).toEqual(ids);
    expect(server.requests.map(({ target }) => target)).toEqual([
      '/api/papers/search?q=machines+that+read&limit=3',
      '/api/daily_papers?sort=trending&limit=3',
    ]);
  });

  it('read through the paper where the outer fields are missing', async () => {
    const { server, hub } = await aSetting();
    server.found = [{ paper: hubItem({ arxivId: '2606.10001' }, DAY).paper }];
    expect((await hub.search('reading', 5)).papers).toMatchObject([{ id: 'arxiv:2606.10001' }]);
  });

  it('cut a query that is too long between words, and ask for no more than a page', async () => {
    const { server, hub } = await aSetting();
    await hub.search('words '.repeat(80), 1000);
    const { searchParams } = new URL(server.requests[0]?.target ?? '', 'http://local');
    expect(searchParams.get('q')).toBe('words '.repeat(41).trim());
    expect(searchParams.get('limit')).toBe('100');
  });
});

const RECORDINGS = new URL('../../../shared/fixtures/huggingface/', import.meta.url);
const isHere = existsSync(RECORDINGS);
if (!isHere) process.stdout.write('skipped: recorded lists through the client, as ../shared/fixtures is not here\n');

describe.skipIf(!isHere)('a recorded list of Hugging Face', () => {
  it.each([
    ['daily_papers.2024-05-28.json', '2024-05-28', 15],
    ['daily_papers.2025-03-05.json', '2025-03-05', 12],
    ['daily_papers.2026-07-20.json', '2026-07-20', 18],
    ['daily_papers.2026-06-12.recorded.json', '2026-06-12', 30],
  ])('%s is read over a socket, all of it on its day', async (file, day, count) => {
    const { server, hub, time } = await aSetting();
    time.clock.set('2026-08-22T12:00:00Z');
    server.lists.set(day, readFileSync(new URL(file, RECORDINGS), 'utf8'));
    const list = await hub.dailyList(aDay(day));
    expect(list).toMatchObject({ kind: 'list', rejected: [] });
    const papers = list.kind === 'list' ? list.papers : [];
    expect(papers).toHaveLength(count);
    expect(new Set(papers.map(({ listedOn }) => listedOn))).toEqual(new Set([day]));
  });

  it('of odd records loses none of them', async () => {
    const { server, hub, time } = await aSetting();
    time.clock.set('2026-08-22T12:00:00Z');
    server.lists.set(DAY, readFileSync(new URL('daily_papers.edge-cases.json', RECORDINGS), 'utf8'));
    expect(await hub.dailyList(aDay(DAY))).toMatchObject({ papers: { length: 16 }, rejected: [] });
  });
});
