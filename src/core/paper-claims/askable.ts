/**
 * What could be asked of a paper: a way to ask, what fills its holes, and the facts it rests on.
 */
import { isQuotable } from './clauses.ts';
import type { Fact } from './fact.ts';
import type { Way } from './wordings.ts';

/** Of names in one question. */
export const MOST_NAMES = 3;

/** What a question is about; of two questions about one thing, one is asked. */
export type Angle = Exclude<Way, `claim-${string}` | 'beaten-unnamed' | 'task-method' | 'gap-method' | 'code-figure'>;

/** What could be asked: how to fill the holes of a wording, and what it rests on. */
export interface Askable {
  readonly angle: Angle;
  readonly way: Way;
  readonly holes: Readonly<Record<string, string>>;
  readonly factIds: readonly string[];
  /** The clause that is quoted whole, where one is. */
  readonly quote?: string;
  /** Shown as a link after the words. */
  readonly url?: string;
}

/** Two at most; a clause that cannot stand alone is not asked about. */
export function quoting(angle: 'limit' | 'trade-off' | 'gap' | 'mechanism', facts: readonly Fact[]): readonly Askable[] {
  return facts
    .filter(isQuotableFact)
    .slice(0, 2)
    .map(({ id, text }) => ({ angle, way: angle, holes: { quote: text }, factIds: [id], quote: text }));
}

export function isQuotableFact({ text }: Fact): boolean {
  return isQuotable(text);
}

export function distinct<F extends Fact>(facts: readonly F[]): readonly F[] {
  return facts.filter(({ text }, at) => facts.findIndex((other) => other.text === text) === at);
}

export function textsOf(facts: readonly Fact[]): readonly string[] {
  return facts.map(({ text }) => text);
}

export function idsOf(facts: readonly Fact[]): readonly string[] {
  return facts.map(({ id }) => id);
}

/** For a spread. */
export function listOf<T>(one: T | undefined): readonly T[] {
  return one === undefined ? [] : [one];
}
