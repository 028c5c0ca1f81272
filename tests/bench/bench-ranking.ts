/**
 * How well each engine ranks, as tables: means of each set, known items by kind, and our distance from each peer with its luck.
 */
import {
  type Graded,
  isSignificantlyBehind,
  meanMrr,
  meanNdcg,
  meanOfSets,
  notBehindOnMean,
  standing,
  standingCell,
} from './comparison.ts';
import { type ExamFile, HUMAN, MACHINE } from './exams.ts';
import type { SearchPeer } from './peers/search-peer.ts';
import type { Runs } from './runs.ts';
import { figure, heading, row } from './tables.ts';

/** As the engine is named. */
export const OURS = 'Paperboy';
const KINDS = ['sentence', 'keywords', 'hard'];

/** @returns our own answers; undefined where we do not take part. */
export function benchRanking(
  runs: Runs,
  engines: readonly SearchPeer[],
  exams: readonly ExamFile[],
  print: (line: string) => void,
): Graded | undefined {
  const all = engines.map(
    ({ name }): Graded => ({ engine: name, answers: exams.flatMap((exam) => runs.of(name, exam).answers) }),
  );
  const sets = [...new Set(all.flatMap(({ answers }) => answers.map(({ set }) => set)))];
  if (sets.length === 0) {
    print('\nNothing is judged of these papers: how well engines rank is not measured.');
    return undefined;
  }
  print(`\n${heading(['nDCG@10', ...sets, 'mean'])}`);
  for (const graded of all) {
    print(row([graded.engine, ...sets.map((set) => figure(meanNdcg(graded, set), 3)), figure(meanOfSets(graded, sets), 3)]));
  }
  printKnownItems(all, print);
  const us = all.find(({ engine }) => engine === OURS);
  if (us !== undefined) printDistances(us, all, sets, print);
  return us;
}

function printKnownItems(all: readonly Graded[], print: (line: string) => void): void {
  const columns = [HUMAN, MACHINE].flatMap((set) => [...KINDS.map((kind) => ({ set, kind })), { set, kind: undefined }]);
  print(`\n${heading(['MRR@10', ...columns.map(({ set, kind }) => `${set.replace('known items, ', '')}: ${kind ?? 'all'}`)])}`);
  for (const graded of all) {
    print(row([graded.engine, ...columns.map(({ set, kind }) => figure(meanMrr(graded, set, kind), 3))]));
  }
}

function printDistances(us: Graded, all: readonly Graded[], sets: readonly string[], print: (line: string) => void): void {
  const others = all.filter((graded) => graded !== us && graded.answers.length > 0);
  print(`\n${heading([`nDCG@10, ${OURS} less`, ...sets])}`);
  const behind: string[] = [];
  for (const other of others) {
    const standings = sets.map((set) => standing(us, other, set));
    print(row([other.engine, ...standings.map(standingCell)]));
    behind.push(...standings.filter(isSignificantlyBehind).map(({ engine, set }) => `${engine} on ${set}`));
  }
  const ahead = notBehindOnMean(us, others, sets);
  print(`\n- Mean nDCG@10 ahead of every peer's: ${verdict(ahead)}.`);
  print(`- On no set significantly behind any peer (paired randomisation, p < .05): ${verdict(behind)}.`);
}

function verdict(exceptions: readonly string[]): string {
  return exceptions.length === 0 ? 'holds' : `does not hold (${exceptions.join(', ')})`;
}
