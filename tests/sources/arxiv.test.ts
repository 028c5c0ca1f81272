import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PaperId } from '../../src/core/paper.ts';
import { type Arxiv, arxiv } from '../../src/sources/arxiv.ts';
import { readAtomFeed } from '../../src/sources/atom-feed.ts';
import { aSourceServer } from '../support/source-server/a-source-server.ts';
import { ATOM_FORMATS, type AtomDraft, atomError, atomFeed } from '../support/source-server/atom-replies.ts';
import { type GivenTime, givenTime } from '../support/source-server/given-time.ts';
import type { SourceServer } from '../support/source-server/source-server.ts';

interface Setting {
  readonly server: SourceServer;
  readonly source: Arxiv;
  readonly time: GivenTime;
}

const aSetting = async (...entries: readonly AtomDraft[]): Promise<Setting> => {
  const time = givenTime('2026-06-12T15:00:00Z');
  const server = await aSourceServer(time.clock);
  server.entries.push(...entries);
  return { server, time, source: arxiv({ address: server.address, userAgent: 'Paperboy/1 (reader@example.org)' }, time) };
};
const id = (text: string): PaperId => `arxiv:${text}` as PaperId;
const failing = async (asked: Promise<unknown>): Promise<unknown> => asked.then(() => undefined).catch((error: unknown) => error);

const ENTRY: AtomDraft = {
  versionedId: '2606.00001v2',
  title: 'Reading & writing: $O(n)$ machines, and what they <know> of each other',
  abstract: 'We let machines read papers & ask them for 3 < 4 things. Schr\\"odinger was among them.',
  authors: ['Ada Lovelace', 'J\\"urgen Reader'],
  published: '2026-06-01T17:59:49Z',
  updated: '2026-06-09T10:00:00Z',
  categories: ['cs.CL', 'cs.LG', 'eess.AS'],
  comment: 'Accepted at a conference; 12 pages',
};

describe('one paper of arXiv', () => {
  it.each(ATOM_FORMATS)('is read in the format %s, without its version', async (format) => {
    const { server, source } = await aSetting(ENTRY);
    server.atomFormat = format;
    expect(await source.paper(id('2606.00001'))).toEqual({
      id: 'arxiv:2606.00001',
      title: 'Reading & writing: O(n) machines, and what they <know> of each other',
      abstract: 'We let machines read papers & ask them for 3 < 4 things. Schrödinger was among them.',
      authors: ['Ada Lovelace', 'Jürgen Reader'],
      authorCount: 2,
      publishedOn: '2026-06-01',
      keywords: [],
      categories: ['cs.CL', 'cs.LG', 'eess.AS'],
      authorsNote: 'Accepted at a conference; 12 pages',
    });
  });

  it.each(ATOM_FORMATS)('may have an id of before 2007, in the format %s', async (format) => {
    const { server, source } = await aSetting({ versionedId: 'hep-th/9901001v3', categories: ['hep-th', 'math-ph'] });
    server.atomFormat = format;
    expect(await source.paper(id('hep-th/9901001'))).toMatchObject({
      id: 'arxiv:hep-th/9901001',
      categories: ['hep-th', 'math-ph'],
    });
  });

  it('that arXiv does not know is none', async () => {
    const { source } = await aSetting(ENTRY);
    expect(await source.paper(id('2606.99999'))).toBeUndefined();
  });

  it.each([400, 200])('whose id arXiv calls malformed, with status %i, is none', async (status) => {
    const { server, source } = await aSetting();
    const body = atomError('incorrect id format for 2606.00001', 'since-2026');
    server.failNext({ kind: 'status', status, body, headers: { 'content-type': 'application/atom+xml' } });
    expect(await source.paper(id('2606.00001'))).toBeUndefined();
  });

  it.each([
    ['a note', { comment: 'This paper has been withdrawn by the authors due to an error in Lemma 2' }],
    ['a short note', { comment: 'Withdrawn' }],
    ['its abstract', { abstract: 'This paper has been withdrawn, as its main claim does not hold.' }],
  ])('that was withdrawn, as %s says, is marked with the moment of that version', async (_, said) => {
    const { source } = await aSetting({ ...ENTRY, ...said });
    expect(await source.paper(id('2606.00001'))).toMatchObject({ withdrawnAt: '2026-06-09T10:00:00.000Z' });
  });

  it('that speaks of withdrawals is not withdrawn', async () => {
    const { source } = await aSetting({
      ...ENTRY,
      abstract: 'A study of papers that have been withdrawn from arXiv.',
      comment: 'v2',
    });
    expect(await source.paper(id('2606.00001'))).not.toHaveProperty('withdrawnAt');
  });
});

describe('several papers of arXiv', () => {
  it('come in requests of fifty, three seconds apart and never two at once', async () => {
    const ids = Array.from({ length: 120 }, (_, at) => `2606.${String(10_001 + at)}`);
    const { server, source } = await aSetting(...ids.map((one) => ({ versionedId: `${one}v1` })));
    const { papers } = await source.papers(ids.map(id));
    expect(papers.map((paper) => paper.id)).toEqual(ids.map(id));
    const starts = server.requests.map(({ at }) => Date.parse(at));
    expect(starts.slice(1).map((start, before) => start - (starts[before] ?? 0))).toEqual([3100, 3100]);
    expect(server.mostAtOnce()).toBe(1);
  });

  it('need no request where there are none', async () => {
    const { server, source } = await aSetting();
    expect(await source.papers([])).toEqual({ papers: [], rejected: [] });
    expect(server.requests).toEqual([]);
  });

  it('lose only the one that cannot be read, which is named', () => {
    const feed = atomFeed([ENTRY, { versionedId: 'not an id' }, { versionedId: '2606.00003v1' }], 'since-2026');
    expect(readAtomFeed(feed)).toMatchObject({
      papers: [{ id: 'arxiv:2606.00001' }, { id: 'arxiv:2606.00003' }],
      rejected: [{ where: 'feed, entry 2', why: expect.stringContaining('id is no arXiv id') }],
    });
  });
});

describe('the newest papers of a category', () => {
  it('come newest first, part by part, with the number of all', async () => {
    const { server, source } = await aSetting(
      ...[1, 2, 3].map((at) => ({ versionedId: `2606.0000${at}v1`, categories: ['cs.IR'] })),
    );
    expect(await source.newest('cs.IR', { start: 1, count: 1 })).toMatchObject({
      total: 3,
      papers: [{ id: 'arxiv:2606.00002' }],
    });
    expect(server.requests[0]?.target).toBe(
      '/api/query?search_query=cat%3Acs.IR&start=1&max_results=1&sortBy=submittedDate&sortOrder=descending',
    );
  });

  it('of a category without any are none', async () => {
    const { source } = await aSetting();
    expect(await source.newest('cs.IR', { start: 0, count: 10 })).toEqual({ total: 0, papers: [], rejected: [] });
  });

  it('of what is no category are not asked for', async () => {
    const { server, source } = await aSetting();
    expect(await failing(source.newest('cs.IR OR all:x', { start: 0, count: 10 }))).toMatchObject({ kind: 'refused' });
    expect(server.requests).toEqual([]);
  });
});

describe('an answer of arXiv', () => {
  it('that is empty, as under load, is asked for again', async () => {
    const { server, source, time } = await aSetting(ENTRY);
    server.failNext({ kind: 'empty-body' });
    expect(await source.paper(id('2606.00001'))).toMatchObject({ id: 'arxiv:2606.00001' });
    expect(time.slept).toContain(3000);
  });

  it('of 503 is waited out, as it asks', async () => {
    const { server, source, time } = await aSetting(ENTRY);
    server.failNext({ kind: 'status', status: 503, headers: { 'retry-after': '5' } });
    expect(await source.paper(id('2606.00001'))).toMatchObject({ id: 'arxiv:2606.00001' });
    expect(time.slept).toEqual([5000]);
  });

  it.each(['half-body', 'broken-body', 'web-page', 'disguised-web-page'] as const)(
    'that is a %s is asked for again',
    async (kind) => {
      const { server, source } = await aSetting(ENTRY);
      server.failNext({ kind });
      expect(await source.paper(id('2606.00001'))).toMatchObject({ id: 'arxiv:2606.00001' });
    },
  );

  it('that is an error feed is told with its reason', async () => {
    const { server, source } = await aSetting();
    const body = atomError('start must be non-negative', 'until-2025');
    server.failNext({ kind: 'status', status: 200, body, headers: { 'content-type': 'application/atom+xml' } });
    const error = await failing(source.newest('cs.CL', { start: -1, count: 1 }));
    expect(error).toMatchObject({ message: 'arXiv does not answer this request: start must be non-negative.' });
  });

  it.each([
    ['a document with entities of its own', '<!DOCTYPE feed [<!ENTITY a "aaaa">]><feed><entry><title>&a;</title></entry></feed>'],
    ['XML of another kind', '<?xml version="1.0"?><rss><channel><title>x</title></channel></rss>'],
    ['a feed of other entries', '<feed><entry><name>x</name></entry></feed>'],
  ])('that is %s is refused at once', async (_, body) => {
    const { server, source } = await aSetting();
    server.failNext({ kind: 'status', status: 200, body, headers: { 'content-type': 'application/xml' } });
    expect(await failing(source.paper(id('2606.00001')))).toMatchObject({ kind: 'unreadable' });
    expect(server.requests).toHaveLength(1);
  });

  it('that lists a paper called Error is no error', () => {
    expect(readAtomFeed(atomFeed([{ ...ENTRY, title: 'Error' }], 'since-2026'))).toMatchObject({ papers: [{ title: 'Error' }] });
  });

  it('that holds a title of digits keeps it as text', () => {
    expect(readAtomFeed(atomFeed([{ ...ENTRY, title: '2048' }], 'until-2025'))).toMatchObject({ papers: [{ title: '2048' }] });
  });
});

const RECORDINGS = new URL('../../../shared/fixtures/arxiv/', import.meta.url);
const isHere = existsSync(RECORDINGS);
if (!isHere) process.stdout.write('skipped: recorded feeds of arXiv, as ../shared/fixtures is not here\n');

describe.skipIf(!isHere)('a recorded feed of arXiv', () => {
  const recorded = (file: string) => {
    const feed = readAtomFeed(readFileSync(new URL(file, RECORDINGS), 'utf8'));
    if (feed.kind === 'error') throw new Error(feed.why);
    return feed;
  };

  it.each([
    ['query.new-format.2026-06-14.xml', 5, 28_946],
    ['query.old-format.2025-10-17.xml', 2, 5619],
    ['query.empty.xml', 0, 0],
  ])('%s gives its papers', (file, count, total) => {
    const feed = recorded(file);
    expect(feed).toMatchObject({ total, papers: { length: count }, rejected: [] });
    for (const paper of feed.papers) {
      expect(paper).toMatchObject({ id: expect.stringMatching(/^arxiv:\d{4}\.\d{5}$/), publishedOn: expect.any(String) });
      expect(`${paper.title} ${paper.abstract}`).not.toMatch(/\n| {2}|&\w+;/);
      expect(paper.authors.length).toBeGreaterThan(0);
      expect(paper.categories.length).toBeGreaterThan(0);
    }
  });

  it('keeps the primary category first and the note of the authors', () => {
    expect(recorded('query.old-format.2025-10-17.xml').papers[0]).toMatchObject({
      categories: ['cs.RO', 'cs.AI', 'cs.CV', 'cs.LG', 'cs.SY', 'eess.SY'],
      authorsNote: expect.stringMatching(/^39th Conference/),
    });
    expect(recorded('query.new-format.2026-06-14.xml').papers.every(({ categories }) => categories.length > 0)).toBe(true);
  });
});
