/**
 * The hub's recorded replies, in the three shapes of 2024 to 2026 and in their odd corners. Runs where the recordings are.
 */
import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/core/paper.ts';
import { openPaperFile } from '../../src/sources/paper-file.ts';

const FOLDER = new URL('../../../shared/fixtures/huggingface/', import.meta.url).pathname;
const isHere = existsSync(FOLDER);
if (!isHere) process.stdout.write('skipped: the recorded replies of the hub, as ../shared/fixtures is not here\n');

const papersOf = async (file: string): Promise<ReadonlyMap<string, Paper>> => {
  const papers = new Map<string, Paper>();
  for await (const record of (await openPaperFile(FOLDER + file)).records) {
    if (record.kind === 'rejected') throw new Error(`${record.where} ${record.why}`);
    papers.set(record.paper.id, record.paper);
  }
  return papers;
};

describe.skipIf(!isHere)('recorded replies', () => {
  it.each([
    ['daily_papers.2024-05-28.json', 15],
    ['daily_papers.2025-03-05.json', 12],
    ['daily_papers.2026-07-20.json', 18],
    ['daily_papers.2026-06-12.recorded.json', 30],
  ])('%s gives its %i papers, all listed on one day', async (file, count) => {
    const papers = [...(await papersOf(file)).values()];
    expect(papers).toHaveLength(count);
    const day = /\d{4}-\d\d-\d\d/.exec(file)?.[0];
    if (!file.includes('recorded')) expect(new Set(papers.map(({ listedOn }) => listedOn))).toEqual(new Set([day]));
    for (const paper of papers) {
      expect(paper).toMatchObject({ publishedOn: expect.any(String), upvotes: expect.any(Number), comments: expect.any(Number) });
      expect(paper.authorCount).toBeGreaterThan(0);
      expect(paper.abstract.length).toBeGreaterThan(200);
    }
  });

  it('are clean in every file', async () => {
    for (const file of readdirSync(FOLDER)) {
      for (const { title, abstract, authors } of (await papersOf(file)).values()) {
        expect(`${title} ${abstract} ${authors.join(' ')}`).not.toMatch(/\\|\n| {2}|\dtimes|<a |&\w+;/);
      }
    }
  });

  it('of the odd kinds each read as they should', async () => {
    const papers = await papersOf('daily_papers.edge-cases.json');
    const paper = (arxivId: string) => papers.get(`arxiv:${arxivId}`);
    expect(papers.size).toBe(16);
    expect(paper('2605.12770')?.abstract).toMatch(/dₖ × dᵥ .* 3× /s);
    expect(paper('2605.12770')?.abstract).toMatch(/kₜ vₜᵀ .*n=4,851 .*R²=0\.98/s);
    expect(paper('2412.04363')?.abstract).toContain('10% of');
    expect(paper('2411.11171')?.abstract).toMatch(/äM/);
    expect(paper('2601.05747')?.authors.at(-1)).toMatch(/ü/);
    expect(paper('2406.06263')?.authors).toHaveLength(2);
    expect(paper('2502.10248')?.authorCount).toBeGreaterThan(100);
    expect(paper('2507.03745')?.abstract).toMatch(/https:\/\/\S+$/);
    expect(paper('2601.07376')?.codeUrl).toMatch(/^https:\/\/github\.com\/[\w-]+\/[\w-]+$/);
    expect(paper('2512.24601')).not.toHaveProperty('organization');
    expect(paper('2512.24601')).not.toHaveProperty('codeUrl');
    expect(paper('2502.09638')?.authors.some((name) => /team|ai/i.test(name))).toBe(true);
    expect(paper('2408.11457')).toMatchObject({ upvotes: 0, comments: 0 });
    expect(paper('2509.25085')).not.toHaveProperty('organization');
    expect(paper('2405.20216')).toMatchObject({ publishedOn: '2024-05-30', listedOn: '2025-04-03' });
    expect(paper('2608.12313')?.withdrawnAt).toMatch(/^2026-/);
  });
});
