import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { openTestStore } from '../support/databases.ts';
import { anInstallation, FIRST_START, type Installation, runPaperboy, startPaperboy } from './paperboy-process.ts';

/** One paper a line, from number `from` up to and without number `to`. */
function paperLines(from: number, to: number): string {
  const record = (number: number) => ({
    arxivId: `2401.${10_000 + number}`,
    title: `Carrier Pigeons Reconsidered, Part ${number}`,
    abstract: `Pigeon number ${number} carries papers further than any network that we know of.`,
    authors: ['Ada Lovelace', 'Alan Turing'],
    publishedAt: '2024-01-17T10:00:00Z',
    upvotes: number % 40,
  });
  return Array.from({ length: to - from }, (_, at) => `${JSON.stringify(record(from + at))}\n`).join('');
}

function aFileOf(text: string | Uint8Array, { folder }: Installation, name = 'papers.jsonl'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const importing = (...files: readonly string[]) => ({ args: ['import', ...files] });

/** What every installation begins with. */
const SEED_PAPERS = 47;

/** Resolves when so many papers are stored beside the seed page's; the store is looked at from outside, while the program works on it. */
async function stored(papers: number, { database }: Installation): Promise<void> {
  const store = await openTestStore({ url: database });
  await vi.waitFor(async () => expect((await store.archiveFacts()).papers).toBe(SEED_PAPERS + papers), {
    timeout: 20_000,
    interval: 20,
  });
}

describe('importing', () => {
  it('counts what it did, and the papers are found', async () => {
    const installation = anInstallation();
    const path = aFileOf(gzipSync(paperLines(0, 700)), installation, 'papers.jsonl.gz');
    expect(await runPaperboy(installation, '', importing(path))).toMatchObject({
      code: 0,
      stdout: 'added 700 · changed 0 · unchanged 0 · rejected 0\n',
    });
    expect(await runPaperboy(installation, '', importing(path))).toMatchObject({
      code: 0,
      stdout: 'added 0 · changed 0 · unchanged 700 · rejected 0\n',
      stderr: '',
    });
    const { stdout } = await runPaperboy(installation, 'search pigeon 333\n');
    expect(stdout).toContain('[1] Carrier Pigeons Reconsidered, Part 333\n');
  });

  it('reads a pipe, names what it cannot read, and ends with 1', async () => {
    const broken = `${paperLines(0, 3)}{"arxivId": "2401.00009"}\nnot json\n${paperLines(3, 5)}`;
    expect(await runPaperboy(anInstallation(), broken, importing('-'))).toMatchObject({
      code: 1,
      stdout: 'added 5 · changed 0 · unchanged 0 · rejected 2\n',
      stderr: `${FIRST_START}standard input:4 title is missing.\nstandard input:5 This is not valid JSON.\n`,
    });
  });

  it('that was killed halfway goes on where it was, and nothing is lost or doubled', async () => {
    const installation = anInstallation();
    const running = startPaperboy(installation, importing('-'));
    running.type(paperLines(0, 1200));
    await stored(1000, installation); // two batches; the third is not full
    running.kill('SIGKILL');
    expect(await running.ended).toMatchObject({ signal: 'SIGKILL', stdout: '' });
    expect(await runPaperboy(installation, paperLines(0, 1500), importing('-'))).toMatchObject({
      code: 0,
      stdout: 'added 500 · changed 0 · unchanged 1,000 · rejected 0\n',
    });
    const { stdout } = await runPaperboy(installation, 'about\n');
    expect(stdout).toContain('Papers: 1,547, 1,547 of them with an abstract');
    expect(stdout).toContain('Searchable now: 1,547 papers');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'that is stopped by %s stores what it has read and says how to go on',
    async (signal) => {
      const installation = anInstallation();
      const running = startPaperboy(installation, importing('-'));
      running.type(paperLines(0, 1200));
      await stored(1000, installation);
      running.kill(signal);
      expect(await running.ended).toEqual({
        code: 130,
        signal: null,
        stdout: 'added 1,200 · changed 0 · unchanged 0 · rejected 0\n',
        stderr: `${FIRST_START}Stopped. Run the same command again to go on.\n`,
      });
      await stored(1200, installation);
    },
  );

  it('while the bot runs makes papers findable there, without a restart', async () => {
    const installation = anInstallation();
    const bot = startPaperboy(installation);
    expect(await bot.ask('search carrier pigeons')).toMatch(/^No paper/);
    const path = aFileOf(paperLines(0, 40), installation);
    expect(await runPaperboy(installation, '', importing(path))).toMatchObject({ code: 0, stdout: /^added 40 / });
    const found = async () => expect(await bot.ask('search carrier pigeons')).toMatch(/^Results for carrier pigeons\n40 papers/);
    await vi.waitFor(found, { timeout: 25_000, interval: 100 });
    expect(await bot.ask('show 2401.10007')).toMatch(/^Carrier Pigeons Reconsidered, Part 7\n/);
  });
});
