/**
 * The exams of the benchmark, as far as the files for them are at hand: judged collections, known items over the archive, and
 * papers of any number.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Paper } from '../../src/core/paper.ts';
import { type Question, questionsOf, spread, writeExam } from './exam.ts';
import { readBeir, readKnownItemQueries, readPapers } from './test-collection.ts';

export interface ExamFile {
  readonly path: string;
  readonly papers: number;
}

/** Where each set's files are, and what it is called in tables. */
export const COLLECTIONS = [
  { set: 'CACM', folder: 'cacm' },
  { set: 'Cranfield', folder: 'cranfield' },
  { set: 'SciRepEval sample', folder: 'scirepeval-search-sample' },
] as const;
export const HUMAN = 'known items, human';
export const MACHINE = 'known items, machine';

/** One in so many known items is asked of everybody, as peers take a tenth of a second for one; their three kinds come in turn. */
const ASKED_OF_ALL = { human: 2, machine: 7 };
/** At sizes where nothing is judged. Where an answer may take seconds, fewer. */
const TIMED = { most: 200, atLargest: 40, largest: 50_000 };

export interface Sources {
  readonly corpora: readonly string[];
  /** The folder of judged collections. */
  readonly relevance: string | undefined;
  /** Lines of {query, arxivId}, where other papers than the archive are measured. */
  readonly queries: string | undefined;
}

/** Spread over the first file where that is enough, as its first papers are its oldest; else file after file. */
export async function readMost([first = '', ...others]: readonly string[], most: number) {
  const archive = await readPapers(first);
  const papers = [...archive];
  for (const file of others) if (papers.length < most) papers.push(...(await readPapers(file, most - papers.length)));
  return { archive, papers };
}

export interface KnownItems {
  readonly human: readonly Question[];
  readonly machine: readonly Question[];
}

export async function readQuestions({ relevance, queries }: Sources): Promise<KnownItems> {
  const file = (path: string | undefined, set: string): Promise<readonly Question[]> | readonly Question[] =>
    path !== undefined && existsSync(path) ? readKnownItemQueries(path).then((read) => questionsOf(set, read)) : [];
  const of = (name: string): string | undefined => (relevance === undefined ? undefined : join(relevance, name));
  return {
    human: await file(queries ?? of('known-item.jsonl'), HUMAN),
    machine: queries === undefined ? await file(of('known-item-machine.jsonl'), MACHINE) : [],
  };
}

/** What is asked of everybody over the whole archive. */
export function archiveQuestions({ human, machine }: KnownItems): readonly Question[] {
  const everyNth = (questions: readonly Question[], n: number) => questions.filter((_, at) => at % n === 0);
  return [...everyNth(human, ASKED_OF_ALL.human), ...everyNth(machine, ASKED_OF_ALL.machine)];
}

/** Where no known items are at hand, titles are asked for. */
export function timedQuestions(papers: readonly Paper[], { human }: KnownItems): readonly Question[] {
  const titles = (): readonly Question[] =>
    papers.map(({ title }, number) => ({ text: title, judgments: new Map(), set: 'titles', number }));
  return spread(human.length > 0 ? human : titles(), papers.length > TIMED.largest ? TIMED.atLargest : TIMED.most);
}

export function saveExam(folder: string, name: string, exam: Parameters<typeof writeExam>[1]): ExamFile {
  const path = join(folder, `${name}.exam`);
  writeExam(path, exam);
  return { path, papers: exam.papers.length };
}

/** The judged collections that are there. */
export async function saveCollections(folder: string, relevance: string | undefined): Promise<ReadonlyMap<string, ExamFile>> {
  const exams = new Map<string, ExamFile>();
  for (const { set, folder: name } of COLLECTIONS) {
    const file = (ending: string): string => join(relevance ?? '', name, ending);
    if (relevance === undefined || !existsSync(file('qrels.tsv'))) continue;
    const paths = { corpus: file('corpus.jsonl.gz'), queries: file('queries.jsonl'), qrels: file('qrels.tsv') };
    const { papers, queries } = await readBeir(paths);
    exams.set(set, saveExam(folder, name, { papers, questions: questionsOf(set, queries) }));
  }
  return exams;
}
