/**
 * One search engine over one exam, in a process of its own: `measure-search.ts ENGINE EXAM FOLDER`, printed as a line of JSON.
 *
 * It is built, asked, and saved to the folder for `measure-load.ts`. Slow engines are not asked everything of a large exam: after
 * a while they have been asked enough.
 */
import { engineNamed } from './engines.ts';
import { type Question, readExam } from './exam.ts';
import { growthSince, type Memory, memoryInUse } from './memory.ts';
import { measure, percentile } from './metrics.ts';
import type { PeerIndex } from './peers/search-peer.ts';
import { endWith } from './run-apart.ts';

export interface JudgedAnswer {
  readonly set: string;
  readonly number: number;
  readonly type?: string;
  readonly ndcg10: number;
  readonly mrr10: number;
}

export interface SearchFigures extends Memory {
  readonly indexMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** How many of the questions there was time for. */
  readonly asked: number;
  /** Of the questions that have a right answer. */
  readonly answers: readonly JudgedAnswer[];
  readonly isSaved: boolean;
}

const WARM_UP = { queries: 20, limitMs: 3_000 };
const ASKING_LIMIT_MS = 120_000;
/** Ten that count, and as many as may be taken out for a negative grade. */
const DEPTH = 20;

async function warmUp(index: PeerIndex, questions: readonly Question[]): Promise<void> {
  const started = performance.now();
  for (const { text } of questions.slice(-WARM_UP.queries)) {
    await index.search(text, DEPTH);
    if (performance.now() - started > WARM_UP.limitMs) return;
  }
}

async function ask(
  index: PeerIndex,
  questions: readonly Question[],
): Promise<Pick<SearchFigures, 'answers'> & { times: number[] }> {
  const times: number[] = [];
  const answers: JudgedAnswer[] = [];
  const started = performance.now();
  for (const { text, judgments, set, number, type } of questions) {
    const asked = performance.now();
    if (asked - started > ASKING_LIMIT_MS) break;
    const ids = await index.search(text, DEPTH);
    times.push(performance.now() - asked);
    const measures = measure(ids, judgments);
    if (measures === undefined) continue;
    const { ndcg10, mrr10 } = measures;
    answers.push({ set, number, ndcg10, mrr10, ...(type !== undefined && { type }) });
  }
  return { times, answers };
}

/** @returns false where the engine cannot: a saved form that is one string may be longer than a string can be. */
async function isSavable(index: PeerIndex): Promise<boolean> {
  return index.save().then(
    () => true,
    () => false,
  );
}

async function measureSearch(engine: string, exam: string, folder: string): Promise<SearchFigures> {
  const { papers, questions } = readExam(exam);
  const index = await engineNamed(engine).open(folder);
  const before = memoryInUse();
  const started = performance.now();
  await index.index(papers);
  const indexMs = performance.now() - started;
  const grown = growthSince(before);
  await warmUp(index, questions);
  const { times, answers } = await ask(index, questions);
  return {
    indexMs,
    ...grown,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    p99Ms: percentile(times, 0.99),
    asked: times.length,
    answers,
    isSaved: await isSavable(index),
  };
}

const [engine = '', exam = '', folder = ''] = process.argv.slice(2);
endWith(await measureSearch(engine, exam, folder));
