/**
 * `npm run bench`: what searching and starting cost on this machine, beside raw MiniSearch on the same papers.
 *
 *   npm run bench                              the archives at hand, up to 100,000 papers
 *   npm run bench -- --corpus FILE[,FILE…]     other papers: any files that can be imported, in this order
 *                    --queries FILE            lines of {query, arxivId}; else titles are asked for
 *                    --sizes 1000,10000        how many papers
 *
 * Figures of one run compare; of two runs or machines they do not, which is why the ratio stands beside them.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { EngineName, SearchFigures } from './measure-search.ts';
import { measureImport, measureStart } from './measure-start.ts';

const ARCHIVE = '../shared/data/hf-papers.jsonl.gz';
const MORE_PAPERS = '../shared/data/arxiv-cs.jsonl.gz';
const KNOWN_ITEMS = '../shared/data/relevance/known-item.jsonl';
const SEED_PAGE = 'data/daily-papers-search-page.txt';
const SIZES = '1000,10000,17400,100000';
/** Raw MiniSearch takes seconds a query at the largest size. */
const QUERIES = { most: 512, atLargest: 100, largest: 50_000 };

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { corpus: text, queries: text, sizes: text } });
const present = [ARCHIVE, MORE_PAPERS].filter((file) => existsSync(file));
const corpora = values.corpus?.split(',') ?? (present.length > 0 ? present : [SEED_PAGE]);
const queries = values.queries ?? (existsSync(KNOWN_ITEMS) && values.corpus === undefined ? KNOWN_ITEMS : undefined);

print(`${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 1e9)} GB, Node ${process.version}`);
print(`papers: ${corpora.join(', ')}; queries: ${queries ?? 'titles'}`);
benchSearch((values.sizes ?? SIZES).split(',').map(Number));
await benchStarts();

function benchSearch(sizes: readonly number[]): void {
  print('\n| papers | engine | index s | heap MB | p50 ms | p95 ms | p99 ms |\n| --- | --- | --- | --- | --- | --- | --- |');
  for (const size of sizes) {
    const ours = measureEngine('paperboy', size);
    const raw = measureEngine('minisearch', size);
    print(searchRow(size, 'Paperboy', ours));
    print(searchRow(size, 'raw MiniSearch', raw));
    const ratio = (figure: keyof SearchFigures): string => (ours[figure] / raw[figure]).toFixed(3);
    const ratios = (['indexMs', 'heapMb', 'p50Ms', 'p95Ms', 'p99Ms'] as const).map(ratio);
    print(`| ${size} | ratio | ${ratios.join(' | ')} |`);
  }
}

function measureEngine(engine: EngineName, size: number): SearchFigures {
  const script = fileURLToPath(new URL('./measure-search.ts', import.meta.url));
  const queryCount = size > QUERIES.largest ? QUERIES.atLargest : QUERIES.most;
  const args = ['--expose-gc', '--max-old-space-size=8192', '--import', 'tsx', script, engine, String(size), String(queryCount)];
  const printed = execFileSync(process.execPath, [...args, corpora.join(','), queries ?? '-'], { encoding: 'utf8' });
  return JSON.parse(printed) as SearchFigures;
}

function searchRow(size: number, engine: string, { indexMs, heapMb, p50Ms, p95Ms, p99Ms }: SearchFigures): string {
  const figures = [(indexMs / 1000).toFixed(2), heapMb.toFixed(0), ...[p50Ms, p95Ms, p99Ms].map((ms) => ms.toFixed(2))];
  return `| ${size} | ${engine} | ${figures.join(' | ')} |`;
}

async function benchStarts(): Promise<void> {
  print('\n| start | s | resident MB | peak MB |\n| --- | --- | --- | --- |');
  const dataDir = mkdtempSync(join(tmpdir(), 'paperboy-bench-'));
  const start = async (name: string): Promise<void> => {
    const { firstAnswerMs, residentMb, peakMb } = await measureStart(dataDir);
    print(`| ${name} | ${seconds(firstAnswerMs)} | ${residentMb?.toFixed(0) ?? '–'} | ${peakMb?.toFixed(0) ?? '–'} |`);
  };
  try {
    await start('npm start, first, shipped page, to first answer');
    await start('npm start, again, shipped page, to first answer');
    const [archive] = corpora;
    if (archive === undefined || archive === SEED_PAGE) return;
    print(`| npm run import, ${archive} | ${seconds(await measureImport(dataDir, archive))} | | |`);
    await start('npm start, first after the import, to first answer');
    for (let run = 0; run < 3; run += 1) await start('npm start, warm, to first answer');
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
