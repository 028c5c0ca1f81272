/**
 * How well engines rank over the same questions, and where one is beyond luck ahead of another. Pure: answers in, cells out.
 */
import type { JudgedAnswer } from './measure-search.ts';
import { mean } from './metrics.ts';
import { type PairedDifference, pairedRandomisation } from './randomisation.ts';

export interface Graded {
  readonly engine: string;
  readonly answers: readonly JudgedAnswer[];
}

export interface Standing {
  readonly engine: string;
  readonly set: string;
  /** Ours less theirs: above 0 we are ahead. `p` as the randomisation test has it. */
  readonly ours: PairedDifference;
}

const SEED = 20_261_127;
const SIGNIFICANT = 0.05;

export function meanNdcg({ answers }: Graded, set: string): number {
  return mean(answers.filter((answer) => answer.set === set).map(({ ndcg10 }) => ndcg10));
}

/** Each set counts the same, however many questions it has. */
export function meanOfSets(graded: Graded, sets: readonly string[]): number {
  return mean(sets.map((set) => meanNdcg(graded, set)));
}

/** @param type one kind of the set's questions; all of them unless given. */
export function meanMrr({ answers }: Graded, set: string, type?: string): number {
  const of = answers.filter((answer) => answer.set === set && (type === undefined || answer.type === type));
  return mean(of.map(({ mrr10 }) => mrr10));
}

/** By nDCG@10, over the questions that both were asked. */
export function standing(us: Graded, them: Graded, set: string): Standing {
  const theirs = new Map(them.answers.filter((answer) => answer.set === set).map(({ number, ndcg10 }) => [number, ndcg10]));
  const pairs = us.answers.flatMap((answer) => {
    const other = answer.set === set ? theirs.get(answer.number) : undefined;
    return other === undefined ? [] : [[other, answer.ndcg10] as const];
  });
  const ours = pairedRandomisation(
    pairs.map(([other]) => other),
    pairs.map(([, own]) => own),
    SEED,
  );
  return { engine: them.engine, set, ours };
}

export function standingCell({ ours: { difference, p } }: Standing): string {
  const sign = difference < 0 ? '−' : '+';
  return `${sign}${Math.abs(difference).toFixed(3)} (p ${p < 0.001 ? '< .001' : p.toFixed(3).replace(/^0/, '')})`;
}

export function isSignificantlyBehind({ ours: { difference, p } }: Standing): boolean {
  return difference < 0 && p < SIGNIFICANT;
}

/** The engines whose mean over the sets ours does not exceed. */
export function notBehindOnMean(us: Graded, others: readonly Graded[], sets: readonly string[]): readonly string[] {
  const own = meanOfSets(us, sets);
  return others.filter((other) => meanOfSets(other, sets) >= own).map(({ engine }) => engine);
}
