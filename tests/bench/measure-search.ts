/**
 * One search engine over one corpus, in a process of its own so that its memory is its own:
 * `measure-search.ts ENGINE PAPERS QUERIES CORPUS KNOWN-ITEMS|-`, printed as one line of JSON.
 *
 * Raw MiniSearch is the library as it comes: default options, title and abstract as fields.
 */
import MiniSearch from 'minisearch';
import type { Paper } from '../../src/core/paper.ts';
import { wordsQuery } from '../../src/core/query.ts';
import { makePaperIndex } from '../../src/search/paper-index.ts';
import { percentile } from './metrics.ts';
import { readKnownItems, readPapers } from './test-collection.ts';

export interface SearchFigures {
  readonly indexMs: number;
  readonly heapMb: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

export type EngineName = 'paperboy' | 'minisearch';

type Search = (query: string) => unknown;

const ENGINES: Readonly<Record<EngineName, (papers: readonly Paper[]) => Promise<Search>>> = {
  paperboy: async (papers) => {
    const index = makePaperIndex();
    await index.put(papers);
    return (query) => index.search(wordsQuery(query), { number: 1, size: 10 });
  },
  minisearch: async (papers) => {
    const index = new MiniSearch<Paper>({ fields: ['title', 'abstract'] });
    index.addAll(papers);
    return (query) => index.search(query).slice(0, 10);
  },
};

const MEGABYTE = 1_000_000;
const WARM_UP_QUERIES = 20;

function heapInUse(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Spread over the first file where that is enough, as its first papers are its oldest; else file after file. */
async function takePapers([first = '', ...others]: readonly string[], most: number): Promise<readonly Paper[]> {
  const papers = [...(await readPapers(first))];
  for (const file of others) if (papers.length < most) papers.push(...(await readPapers(file, most - papers.length)));
  return spread(papers, most);
}

/** Where no queries are at hand, titles are asked for. */
async function queriesFor(papers: readonly Paper[], knownItems: string, corpus: string): Promise<readonly string[]> {
  if (knownItems === '-') return papers.map(({ title }) => title);
  return (await readKnownItems(knownItems, corpus)).queries.map(({ text }) => text);
}

/** `count` of them, evenly spread. */
function spread<T>(all: readonly T[], count: number): readonly T[] {
  const step = Math.max(1, all.length / count);
  return all.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step)).slice(0, count);
}

async function measureSearch(engine: EngineName, papers: readonly Paper[], queries: readonly string[]): Promise<SearchFigures> {
  const before = heapInUse();
  const started = performance.now();
  const search = await ENGINES[engine](papers);
  const indexMs = performance.now() - started;
  const heapMb = (heapInUse() - before) / MEGABYTE;
  for (const query of queries.slice(0, WARM_UP_QUERIES)) await search(query);
  const times: number[] = [];
  for (const query of queries) {
    const asked = performance.now();
    await search(query);
    times.push(performance.now() - asked);
  }
  return { indexMs, heapMb, p50Ms: percentile(times, 0.5), p95Ms: percentile(times, 0.95), p99Ms: percentile(times, 0.99) };
}

const [engine = '', most = '', queryCount = '', corpora = '', knownItems = '-'] = process.argv.slice(2);
const files = corpora.split(',');
const papers = await takePapers(files, Number(most));
const queries = spread(await queriesFor(papers, knownItems, files[0] ?? ''), Number(queryCount));
process.stdout.write(`${JSON.stringify(await measureSearch(engine as EngineName, papers, queries))}\n`);
