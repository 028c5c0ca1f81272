/**
 * `npm run eval`: how well the product's own search finds what people judged to be right.
 *
 *   npm run eval -- --corpus FILE.jsonl[.gz] --queries FILE.jsonl --qrels FILE.tsv     BEIR layout
 *   npm run eval -- --known-item FILE.jsonl [--corpus FILE]                             lines of {query, arxivId}
 *   npm run eval -- --ablation FOLDER                                                   each part turned off: `ablation.ts`
 *
 * Prints one line of JSON. Queries are words: nothing in them is read as an operator. Without `--corpus`, known items are
 * looked for in the `hf-papers.jsonl.gz` of the folder above their file.
 */
import { parseArgs } from 'node:util';
import { wordsQuery } from '../../src/core/query.ts';
import { makePaperIndex } from '../../src/search/paper-index.ts';
import { ablationTable } from './ablation.ts';
import { type Measures, mean, measure, percentile } from './metrics.ts';
import { archiveBeside, readBeir, readKnownItems, type TestCollection } from './test-collection.ts';

const WARM_UP_QUERIES = 50;
/** Deep enough for recall@100 where negative grades are taken out. */
const DEPTH = 200;

interface Run extends Measures {
  readonly type: string | undefined;
  readonly ms: number;
}

const TEXT = { type: 'string' } as const;
const OPTIONS = { corpus: TEXT, queries: TEXT, qrels: TEXT, 'known-item': TEXT, ablation: TEXT };

type Asked = Partial<Readonly<Record<keyof typeof OPTIONS, string>>>;

async function readCollection({ corpus, queries, qrels, 'known-item': knownItem }: Asked): Promise<TestCollection> {
  if (knownItem !== undefined) {
    const papers = corpus ?? archiveBeside(knownItem);
    if (papers === undefined) throw new Error('Name the papers to search with --corpus FILE.');
    return readKnownItems(knownItem, papers);
  }
  if (corpus === undefined || queries === undefined || qrels === undefined) {
    throw new Error('Give --corpus, --queries and --qrels, or --known-item FILE [--corpus FILE].');
  }
  return readBeir({ corpus, queries, qrels });
}

async function evaluate({ papers, queries }: TestCollection): Promise<Record<string, unknown>> {
  const started = performance.now();
  const index = makePaperIndex();
  await index.put(papers);
  const indexMs = performance.now() - started;
  const page = { number: 1, size: DEPTH };
  for (const { text } of queries.slice(0, WARM_UP_QUERIES)) await index.search(wordsQuery(text), page);
  const runs: Run[] = [];
  for (const { text, judgments, type } of queries) {
    const asked = performance.now();
    const { hits } = await index.search(wordsQuery(text), page);
    const ms = performance.now() - asked;
    const measures = measure(
      hits.map(({ paper }) => paper),
      judgments,
    );
    if (measures !== undefined) runs.push({ ...measures, type, ms });
  }
  const ms = runs.map((run) => run.ms);
  return {
    'ndcg@10': round(mean(runs.map(({ ndcg10 }) => ndcg10))),
    'mrr@10': round(mean(runs.map(({ mrr10 }) => mrr10))),
    'recall@100': round(mean(runs.map(({ recall100 }) => recall100))),
    queries: runs.length,
    documents: papers.length,
    p50Ms: round(percentile(ms, 0.5)),
    p95Ms: round(percentile(ms, 0.95)),
    p99Ms: round(percentile(ms, 0.99)),
    indexMs: Math.round(indexMs),
    ...byType(runs),
  };
}

function byType(runs: readonly Run[]): Record<string, unknown> {
  const types = [...new Set(runs.map(({ type }) => type))].filter((type) => type !== undefined);
  if (types.length === 0) return {};
  const mrr = (type: string): number => round(mean(runs.filter((run) => run.type === type).map(({ mrr10 }) => mrr10)));
  return { 'mrr@10 by type': Object.fromEntries(types.map((type) => [type, mrr(type)])) };
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

try {
  const { values } = parseArgs({ args: process.argv.slice(2), options: OPTIONS });
  const { ablation } = values;
  const told =
    ablation === undefined ? JSON.stringify(await evaluate(await readCollection(values))) : await ablationTable(ablation);
  process.stdout.write(`${told.trimEnd()}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
