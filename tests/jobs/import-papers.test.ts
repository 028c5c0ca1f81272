import { describe, expect, it } from 'vitest';
import { type Paper, paperFingerprint } from '../../src/core/paper.ts';
import type { UpsertCounts } from '../../src/core/paper-store.ts';
import type { SourceRecord } from '../../src/core/source-record.ts';
import { IMPORT_BATCH, importPapers, joinReports, REJECTS_TOLD } from '../../src/jobs/import-papers.ts';
import { anInstant, aPaper, somePapers } from '../support/builders.ts';

const now = () => anInstant();

/** Keeps papers by id and fingerprint; may fail at one of its batches. */
const aShelf = ({ failAtBatch = 0 } = {}) => {
  const known = new Map<string, string>();
  const batches: number[] = [];
  const upsertPapers = async (papers: readonly Paper[]): Promise<UpsertCounts> => {
    batches.push(papers.length);
    if (batches.length === failAtBatch) throw new Error('killed');
    const counts = { added: 0, changed: 0, unchanged: 0 };
    for (const paper of papers) {
      const print = paperFingerprint(paper);
      counts[!known.has(paper.id) ? 'added' : known.get(paper.id) === print ? 'unchanged' : 'changed']++;
      known.set(paper.id, print);
    }
    return counts;
  };
  return { upsertPapers, batches, known };
};

async function* records(papers: readonly Paper[], rejects = 0): AsyncGenerator<SourceRecord> {
  for (const paper of papers) yield { kind: 'paper', paper };
  for (let at = 1; at <= rejects; at++) yield { kind: 'rejected', where: `f:${at}`, why: 'title is missing.' };
}

describe('an import', () => {
  it('stores in batches, each one transaction, and tells after each', async () => {
    const shelf = aShelf();
    const told: number[] = [];
    const report = await importPapers(records(somePapers(IMPORT_BATCH * 2 + 7)), shelf, {
      now,
      onProgress: ({ added }) => told.push(added),
    });
    expect(shelf.batches).toEqual([IMPORT_BATCH, IMPORT_BATCH, 7]);
    expect(told).toEqual([IMPORT_BATCH, IMPORT_BATCH * 2, IMPORT_BATCH * 2 + 7]);
    expect(report).toMatchObject({ added: IMPORT_BATCH * 2 + 7, changed: 0, unchanged: 0, rejected: 0, end: 'complete' });
  });

  it('run again changes nothing', async () => {
    const shelf = aShelf();
    await importPapers(records(somePapers(20)), shelf, { now });
    expect(await importPapers(records(somePapers(20)), shelf, { now })).toMatchObject({ added: 0, changed: 0, unchanged: 20 });
  });

  it('that was killed keeps whole batches, and goes on from there when run again', async () => {
    const shelf = aShelf({ failAtBatch: 2 });
    const papers = somePapers(IMPORT_BATCH + 10);
    await expect(importPapers(records(papers), shelf, { now })).rejects.toThrow('killed');
    expect(shelf.known.size).toBe(IMPORT_BATCH);
    expect(await importPapers(records(papers), shelf, { now })).toMatchObject({ added: 10, unchanged: IMPORT_BATCH });
  });

  it('counts every rejected record and tells the first ones', async () => {
    const report = await importPapers(records(somePapers(1), REJECTS_TOLD + 5), aShelf(), { now });
    expect(report.rejected).toBe(REJECTS_TOLD + 5);
    expect(report.firstRejects).toHaveLength(REJECTS_TOLD);
    expect(report.firstRejects[0]).toEqual({ kind: 'rejected', where: 'f:1', why: 'title is missing.' });
  });

  it('that is interrupted stores what it has read, and says so', async () => {
    const shelf = aShelf();
    const stop = new AbortController();
    async function* endless(): AsyncGenerator<SourceRecord> {
      for (let at = 10_000; ; at++) {
        if (at === 10_030) stop.abort();
        yield { kind: 'paper', paper: aPaper({ id: `arxiv:2401.${at}` }) };
      }
    }
    expect(await importPapers(endless(), shelf, { now, signal: stop.signal })).toMatchObject({ added: 31, end: 'interrupted' });
    expect(shelf.known.size).toBe(31);
  });

  it('stores what was read before its source failed', async () => {
    const shelf = aShelf();
    async function* failing(): AsyncGenerator<SourceRecord> {
      yield* records(somePapers(3));
      throw new Error('disk gone');
    }
    await expect(importPapers(failing(), shelf, { now })).rejects.toThrow('disk gone');
    expect(shelf.known.size).toBe(3);
  });
});

describe('the reports of two files', () => {
  it('are told as one', async () => {
    const first = await importPapers(records(somePapers(2), 15), aShelf(), { now });
    const second = await importPapers(records(somePapers(3), 15), aShelf(), { now });
    const both = joinReports(first, second);
    expect(both).toMatchObject({ added: 5, rejected: 30, end: 'complete' });
    expect(both.firstRejects).toHaveLength(REJECTS_TOLD);
  });
});
