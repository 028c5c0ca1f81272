/**
 * `npm run bench`: how well and how fast searching is on this machine beside the search libraries that a team could pick instead,
 * and what starting costs.
 *
 *   npm run bench                              everything that the files at hand allow, up to 100,000 papers
 *   npm run bench -- --corpus FILE[,FILE…]     other papers: any files that can be imported, in this order
 *                    --queries FILE            lines of {query, arxivId}; else titles are asked for
 *                    --sizes 1000,10000        how many papers
 *                    --engines Paperboy,Lunr   only these
 *                    --parts speed,quality,titles,growth,starts
 *
 * Libraries that the project itself does without take part once they are installed: `npm ci --prefix tests/bench/peers`. Figures of
 * one run compare; of two runs or machines they do not. What is printed is Markdown.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchRanking, OURS } from './bench-ranking.ts';
import { benchStarts } from './bench-starts.ts';
import type { Graded } from './comparison.ts';
import { ENGINES } from './engines.ts';
import { spread } from './exam.ts';
import {
  archiveQuestions,
  type ExamFile,
  HUMAN,
  MACHINE,
  readMost,
  readQuestions,
  type Sources,
  saveCollections,
  saveExam,
  timedQuestions,
} from './exams.ts';
import type { GrowthFigures } from './measure-growth.ts';
import type { TitleFigures } from './measure-titles.ts';
import { arePeersInstalled } from './peers/search-peer.ts';
import { type Own, targetsOf } from './reached.ts';
import { runApart } from './run-apart.ts';
import { makeRuns, type Runs, speedHeading, speedRow } from './runs.ts';
import { figure, heading, row } from './tables.ts';
import { targetCells } from './targets.ts';

const DATA = '../shared/data';
const ARCHIVE = join(DATA, 'hf-papers.jsonl.gz');
const SEED_PAGE = 'data/daily-papers-search-page.txt';
const PARTS = ['speed', 'quality', 'titles', 'growth', 'starts'];
const LIMIT_MS = 240_000;
/** Fewer papers than this are too few for thousands to come in. */
const LEAST_FOR_GROWTH = 5_000;
const LARGE = 100_000;

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { corpus: text, queries: text, sizes: text, engines: text, parts: text } });
const parts = new Set(values.parts?.split(',') ?? PARTS);
const sizes = (values.sizes ?? '1000,10000,17400,100000').split(',').map(Number);
const present = [ARCHIVE, join(DATA, 'arxiv-cs.jsonl.gz')].filter((file) => existsSync(file));
const sources: Sources = {
  corpora: values.corpus?.split(',') ?? (present.length > 0 ? present : [SEED_PAGE]),
  relevance: values.corpus === undefined && present[0] === ARCHIVE ? join(DATA, 'relevance') : undefined,
  queries: values.queries,
};
const installed = [...ENGINES.always, ...(arePeersInstalled() ? ENGINES.installedApart : [])];
const engines = installed.filter(({ name }) => values.engines?.split(',').includes(name) ?? true);

const print = (line: string): void => void process.stdout.write(`${line}\n`);

interface Exams {
  readonly bySize: ReadonlyMap<number, ExamFile>;
  readonly archive: ExamFile | undefined;
  /** All that are known. */
  readonly knownItems: ExamFile | undefined;
}

/** An exam a size, and one of the whole archive, at its size, with all that is judged of it. */
async function saveSizes(folder: string): Promise<Exams> {
  const known = await readQuestions(sources);
  const { archive, papers } = await readMost(sources.corpora, Math.max(...sizes));
  const bySize = new Map<number, ExamFile>();
  const saveSize = (size: number): void => {
    const some = spread(papers.slice(0, Math.max(size, archive.length)), size);
    const isArchive = some.length === archive.length && known.human.length > 0;
    const questions = isArchive ? archiveQuestions(known) : timedQuestions(some, known);
    bySize.set(some.length, saveExam(folder, String(some.length), { papers: some, questions }));
  };
  for (const size of new Set(sizes.map((size) => Math.min(size, papers.length)))) saveSize(size);
  if (!bySize.has(archive.length) && (parts.has('quality') || parts.has('titles'))) saveSize(archive.length);
  const all = [...known.human, ...known.machine];
  const knownItems = sources.relevance === undefined ? undefined : saveExam(folder, 'known', { papers: archive, questions: all });
  return { bySize, archive: bySize.get(archive.length), knownItems };
}

function benchSpeed(runs: Runs, bySize: ReadonlyMap<number, ExamFile>): void {
  print(`\n${speedHeading()}`);
  for (const [size, exam] of bySize) {
    if (sizes.includes(size) || bySize.size === 1)
      for (const engine of engines) print(speedRow(size, engine.name, runs.of(engine.name, exam)));
  }
}

function benchGrowth(folder: string, exam: ExamFile): GrowthFigures | undefined {
  const run = runApart<GrowthFigures>('./measure-growth.ts', [exam.path, mkdtempSync(join(folder, 'growth-'))], LIMIT_MS);
  if (run.kind === 'failed') {
    print(row([exam.papers, `failed: ${run.why}`]));
    return undefined;
  }
  const { searchableMs, idleP95Ms, duringP95Ms, longestIndexingMs, longestQueryMs, suggestionsMb } = run.figures;
  const times = [searchableMs, idleP95Ms, duringP95Ms, longestIndexingMs, longestQueryMs].map((ms) => figure(ms, 2));
  print(row([exam.papers, ...times, figure(suggestionsMb, 0)]));
  return run.figures;
}

function growthHeading(): string {
  return heading([
    'papers',
    '1,000 more searchable ms',
    'p95 idle ms',
    'p95 meanwhile ms',
    'longest hold by indexing ms',
    'by a query ms',
    'suggestions MB',
  ]);
}

function benchTitles(exam: ExamFile): TitleFigures | undefined {
  const run = runApart<TitleFigures>('./measure-titles.ts', [exam.path], LIMIT_MS);
  if (run.kind === 'measured') return run.figures;
  print(`titles: failed: ${run.why}`);
  return undefined;
}

/** @returns our own answers, to all known items: they cost us little. */
async function benchQuality(
  runs: Runs,
  folder: string,
  { archive, knownItems }: Pick<Exams, 'archive' | 'knownItems'>,
): Promise<Graded> {
  const collections = await saveCollections(folder, sources.relevance);
  const judged = sources.relevance === undefined || archive === undefined ? [] : [archive];
  const graded = benchRanking(runs, engines, [...collections.values(), ...judged], print);
  if (graded === undefined || knownItems === undefined) return { engine: OURS, answers: graded?.answers ?? [] };
  const others = graded.answers.filter(({ set }) => set !== HUMAN && set !== MACHINE);
  return { engine: OURS, answers: [...others, ...runs.of(OURS, knownItems).answers] };
}

function benchIncoming(folder: string, exams: readonly ExamFile[]): ReadonlyMap<number, GrowthFigures | undefined> {
  print(`\n${growthHeading()}`);
  const enough = exams.filter(({ papers }) => papers >= LEAST_FOR_GROWTH);
  return new Map(enough.map((exam) => [exam.papers, benchGrowth(folder, exam)]));
}

async function bench(folder: string): Promise<void> {
  const exams = await saveSizes(folder);
  const { bySize, archive } = exams;
  const runs = makeRuns(folder, LIMIT_MS);
  print(`\n${heading(['engine', 'set up'])}`);
  for (const { name, setUp } of engines) print(row([name, setUp]));
  if (parts.has('speed')) benchSpeed(runs, bySize);
  const graded = parts.has('quality') ? await benchQuality(runs, folder, exams) : { engine: OURS, answers: [] };
  const growth = parts.has('growth') ? benchIncoming(folder, [...bySize.values()]) : new Map<number, undefined>();
  const titles =
    parts.has('titles') && sources.relevance !== undefined && archive !== undefined ? benchTitles(archive) : undefined;
  if (sources.relevance === undefined) return; // what is to be reached is to be reached over the archive
  const known = (engine: string, exam: ExamFile | undefined) => (exam === undefined ? undefined : runs.known(engine, exam));
  const own: Own = {
    archive: known(OURS, archive),
    large: known(OURS, bySize.get(LARGE)),
    rawP95Ms: known('MiniSearch', archive)?.p95Ms,
    graded,
    titles,
    growth: growth.get(archive?.papers ?? 0),
    growthLarge: growth.get(LARGE),
  };
  print(`\n${heading(['to reach', 'asked', 'measured', ''])}`);
  for (const target of targetsOf(own)) print(row(targetCells(target)));
}

print(`${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 1e9)} GB, Node ${process.version}`);
print(
  `papers: ${sources.corpora.join(', ')}; queries: ${sources.queries ?? (sources.relevance === undefined ? 'titles' : 'known items')}`,
);
if (!arePeersInstalled()) {
  const absent = ENGINES.installedApart.map(({ name }) => name).join(', ');
  print(`Not installed, and so left out: ${absent}. Install them with: npm ci --prefix tests/bench/peers`);
}
const folder = mkdtempSync(join(tmpdir(), 'paperboy-bench-'));
try {
  await bench(folder);
  if (parts.has('starts'))
    await benchStarts(join(folder, 'starts'), sources.corpora[0] === SEED_PAGE ? undefined : sources.corpora[0], print);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
