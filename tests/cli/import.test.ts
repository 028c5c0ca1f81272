import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { runImport } from '../../src/cli/import.ts';
import { type FileProgress, importProgress } from '../../src/cli/import-progress.ts';
import type { Paper } from '../../src/core/paper.ts';
import { toInstant } from '../../src/core/time.ts';

const folder = mkdtempSync(join(tmpdir(), 'import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const aFile = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const lines = (count: number, from = 1) =>
  Array.from(
    { length: count },
    (_, at) => `${JSON.stringify({ arxivId: `2401.${10000 + from + at}`, title: `Findings ${from + at}` })}\n`,
  ).join('');

/** Runs a command, and gives all that it said. */
const run = async (
  args: readonly string[],
  { stdin = '', isTTY = false, stop }: { stdin?: string; isTTY?: boolean; stop?: AbortSignal } = {},
) => {
  const known = new Set<string>();
  const upsertPapers = async (papers: readonly Paper[]) => {
    const before = known.size;
    for (const { id } of papers) known.add(id);
    return { added: known.size - before, changed: 0, unchanged: papers.length - (known.size - before) };
  };
  const stdout = new PassThrough();
  const stderr = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  let clockMs = Date.parse('2026-01-05T09:00:00Z');
  const now = () => {
    clockMs += 400;
    return toInstant(clockMs);
  };
  const surroundings = { store: { upsertPapers }, stdin: Readable.from(stdin === '' ? [] : [stdin]), stdout, stderr, now };
  const code = await runImport(args, stop ? { ...surroundings, signal: stop } : surroundings);
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '').replaceAll(`${folder}/`, '') };
};

describe('the import command', () => {
  it('imports files in their order and ends with the counts', async () => {
    const first = aFile('first.jsonl', lines(3));
    const second = aFile('second.jsonl', lines(3, 3));
    expect(await run([first, second])).toEqual({ code: 0, out: 'added 5 · changed 0 · unchanged 1 · rejected 0\n', err: '' });
  });

  it('reads standard input for -', async () => {
    expect(await run(['-'], { stdin: lines(2) })).toMatchObject({
      code: 0,
      out: 'added 2 · changed 0 · unchanged 0 · rejected 0\n',
    });
  });

  it('ends with 1 where some records were rejected, and names file, line and reason', async () => {
    const path = aFile('mixed.jsonl', `${lines(2)}{"arxivId": "2401.00009"}\n`);
    expect(await run([path])).toEqual({
      code: 1,
      out: 'added 2 · changed 0 · unchanged 0 · rejected 1\n',
      err: 'mixed.jsonl:3 title is missing.\n',
    });
  });

  it('tells the first twenty rejected records and counts the rest', async () => {
    const { err } = await run([aFile('broken.jsonl', `${lines(1)}${'{"arxivId": 1}\n'.repeat(1234)}`)]);
    expect(err.trim().split('\n')).toHaveLength(21);
    expect(err).toMatch(/and 1,214 more rejected\n$/);
  });

  it('goes on after a file that cannot be read, and ends with 1', async () => {
    const { code, out, err } = await run([join(folder, 'missing.jsonl'), aFile('good.jsonl', lines(2))]);
    expect({ code, out }).toEqual({ code: 1, out: 'added 2 · changed 0 · unchanged 0 · rejected 0\n' });
    expect(err).toBe('There is no file missing.jsonl. Check the path and the spelling.\n');
  });

  it.each([
    ['no file', [], 'Name at least one file.'],
    ['an unknown option', ['--fast', 'x.jsonl'], "Unknown option '--fast'"],
    ['a missing file', [join(folder, 'nowhere')], 'There is no file nowhere.'],
    ['a web page', [aFile('error.html', '<html><body>503</body></html>')], 'is a web page with its markup'],
    ['a page of no papers', [aFile('notes.txt', 'buy milk')], 'notes.txt:1 No paper was found here.'],
  ])('ends with 2 on %s', async (_, args, sentence) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });

  it('explains itself', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/^Usage: npm run import -- FILE…/);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('that is stopped says how to go on', async () => {
    const stop = new AbortController();
    stop.abort();
    const { code, err } = await run([aFile('stopped.jsonl', lines(2))], { stop: stop.signal });
    expect({ code, err }).toEqual({ code: 130, err: 'Stopped. Run the same command again to go on.\n' });
  });
});

describe('import progress', () => {
  it('is a plain line every few thousand records where nobody watches', async () => {
    const { err } = await run([aFile('many.jsonl', lines(10_600))]);
    expect(err).toMatch(/^many\.jsonl: 5,000 records, \d+%\nmany\.jsonl: 10,000 records, \d+%\n$/);
  });

  it('is one line, written over and cleared, on a terminal', async () => {
    const { err } = await run([aFile('watched.jsonl', lines(1200))], { isTTY: true });
    expect(err).not.toContain('\n');
    expect(stripVTControlCharacters(err)).toMatch(/[█░]{24} +\d+% {2}1,200 records/);
    expect(err.lastIndexOf('\x1b[0K')).toBeGreaterThan(err.lastIndexOf('records'));
  });

  it('gives rate and time left once they mean something', () => {
    const progress = { name: 'a.jsonl', records: 5500, bytesRead: 25, bytesTotal: 100 };
    expect(drawnAfter(2000, progress)).toContain('██████░░░░░░░░░░░░░░░░░░  25%  5,500 records  2,750/s  6 s left  a.jsonl');
    expect(drawnAfter(100, progress)).toContain('██████░░░░░░░░░░░░░░░░░░  25%  5,500 records  a.jsonl');
    expect(drawnAfter(100_000, { ...progress, bytesTotal: undefined })).toContain('5,500 records  55/s  a.jsonl');
    expect(drawnAfter(5000, { ...progress, bytesRead: 1 })).toContain('8 min 15 s left');
  });
});

/** What a terminal was shown when the work had gone on for so long. */
function drawnAfter(elapsedMs: number, progress: FileProgress): string {
  const times = [0, elapsedMs, elapsedMs].map(toInstant);
  const screen = Object.assign(new PassThrough(), { isTTY: true, columns: 120 });
  const bar = importProgress(screen, () => times.shift() ?? toInstant(elapsedMs));
  bar.show(progress);
  bar.clear();
  return stripVTControlCharacters(String(screen.read()));
}
