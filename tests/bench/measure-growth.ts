/**
 * Our own index while papers come in, and what it holds the event loop for: `measure-growth.ts EXAM FOLDER`, printed as a line
 * of JSON.
 *
 * The last papers of the exam come in rounds of a thousand: they are stored in a database, and the index follows as it does in the
 * program, from the moment that it is told. Searches are asked all the while, each due ten milliseconds after the one before, and
 * what one of them waited for its turn counts too.
 */
import { join } from 'node:path';
import type { Paper } from '../../src/core/paper.ts';
import { wordsQuery } from '../../src/core/query.ts';
import { MAX_QUERY_LENGTH } from '../../src/core/query-language.ts';
import { toInstant } from '../../src/core/time.ts';
import { indexChanges } from '../../src/jobs/index-changes.ts';
import { makePaperIndex, type PaperIndex } from '../../src/search/paper-index.ts';
import { type OpenStore, openStore } from '../../src/store/open-store.ts';
import { slippedQueries } from '../archive/typing-errors.ts';
import { readExam, spread } from './exam.ts';
import { turn, watchLoop } from './loop-watch.ts';
import { growthSince, memoryInUse } from './memory.ts';
import { percentile } from './metrics.ts';
import { endWith } from './run-apart.ts';

export interface GrowthFigures {
  /** From stored to found, of a thousand papers: the slowest round. */
  readonly searchableMs: number;
  readonly idleP95Ms: number;
  readonly duringP95Ms: number;
  readonly longestIndexingMs: number;
  readonly longestQueryMs: number;
  /** What was asked then. */
  readonly longestQuery: string;
  /** How many of all were longer than ten milliseconds, and of how many. */
  readonly longQueries: number;
  readonly queriesAsked: number;
  /** What is offered while people type, on top of what is searched. */
  readonly suggestionsMb: number;
}

const ROUNDS = 3;
const ROUND_PAPERS = 1_000;
const EVERY_MS = 10;
const IDLE_SEARCHES = 400;
const LONG_MS = 10;
const PAGE = { number: 1, size: 10 };

async function askWhile(index: PaperIndex, texts: readonly string[], goesOn: (asked: number) => boolean): Promise<number[]> {
  const times: number[] = [];
  let due = performance.now();
  while (goesOn(times.length)) {
    while (performance.now() < due) await turn();
    await index.search(wordsQuery(texts[times.length % texts.length] ?? ''), PAGE);
    times.push(performance.now() - due);
    due = performance.now() + EVERY_MS;
    await turn();
  }
  return times;
}

/** Of all kinds that people may ask: sentences, titles, pasted abstracts, slips. The first word that no paper has costs the most. */
function manyQueries(papers: readonly Paper[], texts: readonly string[]): readonly string[] {
  return [
    ...texts,
    ...spread(papers, 200).map(({ title }) => title),
    ...spread(papers, 100).map(({ abstract }) => abstract.slice(0, MAX_QUERY_LENGTH)),
    ...slippedQueries(papers, 100).map(({ text }) => text),
  ];
}

type LongestQuery = Pick<GrowthFigures, 'longestQueryMs' | 'longestQuery' | 'longQueries' | 'queriesAsked'>;

async function longestOf(index: PaperIndex, queries: readonly string[]): Promise<LongestQuery> {
  const watch = watchLoop();
  let [longestQueryMs, longestQuery, longQueries] = [0, '', 0];
  for (const text of queries) {
    await turn();
    watch.longestMs();
    await index.search(wordsQuery(text), PAGE);
    const ms = watch.longestMs();
    if (ms > LONG_MS) longQueries += 1;
    if (ms > longestQueryMs) [longestQueryMs, longestQuery] = [ms, text];
  }
  watch.stop();
  return { longestQueryMs, longestQuery: longestQuery.slice(0, 60), longQueries, queriesAsked: queries.length };
}

async function takeIn(rounds: readonly (readonly Paper[])[], index: PaperIndex, store: OpenStore, texts: readonly string[]) {
  let seq = 0;
  const [searchable, times, holds]: [number[], number[], number[]] = [[], [], []];
  for (const papers of rounds) {
    await store.upsertPapers(papers, toInstant(Date.now()));
    let isDone = false;
    const searching = askWhile(index, texts, () => !isDone);
    const watch = watchLoop();
    const stored = performance.now();
    ({ seq } = await indexChanges(seq, index, store));
    searchable.push(performance.now() - stored);
    holds.push(watch.longestMs());
    watch.stop();
    isDone = true;
    times.push(...(await searching));
    const missing = papers.filter(({ title }) => index.named(title).length === 0);
    if (missing.length > 0) throw new Error(`${missing.length} stored papers cannot be found`);
  }
  return { searchableMs: Math.max(...searchable), duringP95Ms: percentile(times, 0.95), longestIndexingMs: Math.max(...holds) };
}

async function measureGrowth(exam: string, folder: string): Promise<GrowthFigures> {
  const { papers, questions } = readExam(exam);
  const texts = questions.map(({ text }) => text);
  const known = papers.slice(0, -ROUNDS * ROUND_PAPERS);
  const rounds = Array.from({ length: ROUNDS }, (_, at) =>
    papers.slice(known.length + at * ROUND_PAPERS, known.length + (at + 1) * ROUND_PAPERS),
  );
  const index = makePaperIndex();
  await index.put(known);
  const before = memoryInUse();
  await index.prepareSuggestions();
  const { heapMb: suggestionsMb } = growthSince(before);
  const longest = await longestOf(index, manyQueries(known, texts));
  const idle = await askWhile(index, texts, (asked) => asked < IDLE_SEARCHES);
  const store = await openStore({ url: join(folder, 'growth.sqlite') });
  const growth = await takeIn(rounds, index, store, texts);
  await store.close();
  return { ...longest, ...growth, idleP95Ms: percentile(idle, 0.95), suggestionsMb };
}

const [exam = '', folder = ''] = process.argv.slice(2);
endWith(await measureGrowth(exam, folder));
