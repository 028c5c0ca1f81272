/**
 * Papers and questions as one file, for the processes that measure: in V8's own form, as reading papers from their archives takes
 * longer than indexing them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { Paper } from '../../src/core/paper.ts';
import type { JudgedQuery } from './test-collection.ts';

export interface Question extends JudgedQuery {
  readonly set: string;
  /** Within its set, so that the same question to two engines can be paired. */
  readonly number: number;
}

export interface Exam {
  readonly papers: readonly Paper[];
  /** In the order that they are asked in; where time is up, the rest is not. */
  readonly questions: readonly Question[];
}

export function questionsOf(set: string, queries: readonly JudgedQuery[]): readonly Question[] {
  return queries.map((query, number) => ({ ...query, set, number }));
}

/** `count` of them, evenly spread. */
export function spread<T>(all: readonly T[], count: number): readonly T[] {
  const step = Math.max(1, all.length / count);
  return all.filter((_, at) => at === 0 || Math.floor(at / step) !== Math.floor((at - 1) / step)).slice(0, count);
}

export function writeExam(path: string, exam: Exam): void {
  writeFileSync(path, serialize(exam));
}

/** @param path as `writeExam` wrote it. */
export function readExam(path: string): Exam {
  return deserialize(readFileSync(path)) as Exam;
}
