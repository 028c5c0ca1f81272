/**
 * All that a paper says of itself by these rules, each fact a stretch of its title, abstract or record.
 */
import { artifactsOf, codeIn } from './artifacts.ts';
import { datasetsIn } from './benchmarks.ts';
import { claimsIn } from './claims.ts';
import { baselinesIn } from './comparisons.ts';
import type { Claiming, Fact, FactOf } from './fact.ts';
import { methodsIn } from './method-names.ts';
import { mechanismsIn, proposalsIn } from './novelty.ts';
import { gapsIn, limitsIn } from './shortcomings.ts';
import { standingSentences } from './standing.ts';
import { tasksIn } from './tasks.ts';

/** Kind by kind, and each kind in the order of the text. */
export function factsOf(paper: Claiming): readonly Fact[] {
  const sentences = standingSentences(paper);
  return [
    ...proposalsIn(sentences),
    ...mechanismsIn(sentences),
    ...claimsIn(sentences),
    ...baselinesIn(sentences),
    ...methodsIn(paper, sentences),
    ...datasetsIn(sentences),
    ...tasksIn(paper, sentences),
    ...limitsIn(sentences),
    ...gapsIn(sentences),
    ...codeIn(paper, sentences),
    ...artifactsOf(paper),
  ];
}

export function factsOfKind<K extends Fact['kind']>(facts: readonly Fact[], kind: K): readonly FactOf<K>[] {
  return facts.filter((fact): fact is FactOf<K> => fact.kind === kind);
}
