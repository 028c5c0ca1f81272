/**
 * Each engine's run over each exam, made once however many tables want it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ExamFile } from './exams.ts';
import type { LoadFigures } from './measure-load.ts';
import type { JudgedAnswer, SearchFigures } from './measure-search.ts';
import { type Apart, runApart } from './run-apart.ts';
import { figure, heading, row, seconds } from './tables.ts';

export type RunFigures = SearchFigures & Partial<LoadFigures>;

export interface Run {
  readonly figures: RunFigures | undefined;
  readonly answers: readonly JudgedAnswer[];
  /** Why there are no figures. */
  readonly why?: string;
}

export interface Runs {
  readonly of: (engine: string, exam: ExamFile) => Run;
  /** What was measured so far. */
  readonly known: (engine: string, exam: ExamFile) => RunFigures | undefined;
}

/** @param limitMs for one process: what takes longer is given up. */
export function makeRuns(folder: string, limitMs: number): Runs {
  const runs = new Map<string, Run>();
  const key = (engine: string, { path }: ExamFile): string => `${engine} ${path}`;
  const measure = (engine: string, exam: ExamFile): Run => {
    const saved = mkdtempSync(join(folder, 'index-'));
    try {
      const built: Apart<SearchFigures> = runApart('./measure-search.ts', [engine, exam.path, saved], limitMs);
      if (built.kind === 'failed') return { figures: undefined, answers: [], why: built.why };
      const { figures } = built;
      const loaded = figures.isSaved ? runApart<LoadFigures>('./measure-load.ts', [engine, saved], limitMs) : undefined;
      return { figures: { ...figures, ...(loaded?.kind === 'measured' && loaded.figures) }, answers: figures.answers };
    } finally {
      rmSync(saved, { recursive: true, force: true });
    }
  };
  return {
    of: (engine, exam) => {
      const run = runs.get(key(engine, exam)) ?? measure(engine, exam);
      runs.set(key(engine, exam), run);
      return run;
    },
    known: (engine, exam) => runs.get(key(engine, exam))?.figures,
  };
}

export function speedHeading(): string {
  return heading([
    'papers',
    'engine',
    'index s',
    'heap MB',
    'resident MB',
    'loaded MB',
    'load ms',
    'p50 ms',
    'p95 ms',
    'p99 ms',
    'queries',
  ]);
}

export function speedRow(size: number, engine: string, { figures, why }: Run): string {
  if (figures === undefined) return row([size, engine, why ?? '', ...Array.from({ length: 8 }, () => '–')]);
  const { indexMs, heapMb, residentMb, loadedMb, loadMs, p50Ms, p95Ms, p99Ms, asked } = figures;
  const megabytes = [heapMb, residentMb, loadedMb].map((mb) => figure(mb, 0));
  const times = [p50Ms, p95Ms, p99Ms].map((ms) => figure(ms, 2));
  return row([size, engine, seconds(indexMs), ...megabytes, figure(loadMs, 0), ...times, asked]);
}
