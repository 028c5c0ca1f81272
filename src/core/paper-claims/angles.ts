/**
 * From facts to what could be asked: every question that the facts of one paper give rise to, at most two of an angle.
 *
 * A question quotes clauses that can stand alone only, and carries the ids of the facts it rests on.
 */
import { type Askable, distinct, idsOf, isQuotableFact, listOf, MOST_NAMES, quoting, textsOf } from './askable.ts';
import { isQuotable } from './clauses.ts';
import type { BaselineFact, ClaimFact, Claiming, Fact, FactOf } from './fact.ts';
import { factsOfKind } from './facts.ts';
import { datasetsAsked, gapsAsked, methodsAsked, namesBrought, tasksAsked } from './name-angles.ts';
import { type ReadBefore, termsOfBoth } from './shared-terms.ts';
import { joined, quotedList } from './wordings.ts';

export function askables(paper: Claiming, facts: readonly Fact[], closest?: ReadBefore): readonly Askable[] {
  const [name] = namesBrought(facts);
  return [
    ...closestAsked(paper, closest),
    ...factsOfKind(facts, 'claim').filter(isQuotableFact).sort(bySalience).slice(0, 2).map(claimAsked),
    ...baselinesAsked(facts),
    ...quoting(
      'limit',
      factsOfKind(facts, 'limit').filter(({ sort }) => sort === 'shortfall'),
    ),
    ...quoting(
      'trade-off',
      factsOfKind(facts, 'limit').filter(({ sort }) => sort === 'trade-off'),
    ),
    ...quoting('mechanism', factsOfKind(facts, 'mechanism')),
    ...methodsAsked(facts),
    ...datasetsAsked(facts),
    ...tasksAsked(facts, name),
    ...factsOfKind(facts, 'proposal')
      .slice(0, 1)
      .map(({ id }): Askable => ({ angle: 'proposal', way: 'proposal', holes: {}, factIds: [id] })),
    ...gapsAsked(facts, name),
    ...linksAsked(facts),
    ...artifactsAsked(facts),
  ];
}

function closestAsked(paper: Claiming, closest: ReadBefore | undefined): readonly Askable[] {
  if (closest === undefined) return [];
  const terms = termsOfBoth(paper, closest);
  if (terms.length === 0) return [];
  return [
    {
      angle: 'closest',
      way: 'closest',
      holes: { title: closest.paper.title, list: quotedList(terms) },
      factIds: [`closest:${closest.paper.id}`],
    },
  ];
}

function claimAsked(claim: ClaimFact): Askable {
  const { id, text, measure } = claim;
  const way = measure === 'other' ? 'claim' : (`claim-${measure}` as const);
  return { angle: 'claim', way, holes: { quote: text, figure: tellingFigure(claim) }, factIds: [id], quote: text };
}

/** The first that has a measure beside it, else the first with a unit. */
function tellingFigure({ figures }: ClaimFact): string {
  const telling = figures.find(({ metric }) => metric !== undefined) ?? figures.find(({ unit }) => unit !== '') ?? figures[0];
  return telling?.text ?? '';
}

/** The quantity that says most: one with a named measure, a ratio or a share, few in one clause. */
function bySalience(a: ClaimFact, b: ClaimFact): number {
  return salience(b) - salience(a);
}

function salience({ figures, measure }: ClaimFact): number {
  if (measure === 'amount') return -10;
  const ratio = figures.some(({ unit }) => /^(?:%|×|x|times|points?)$/i.test(unit)) ? 2 : 0;
  return ratio + (figures.some(({ metric }) => metric !== undefined) ? 1 : 0) - Math.max(0, figures.length - 3);
}

function baselinesAsked(facts: readonly Fact[]): readonly Askable[] {
  const baselines = factsOfKind(facts, 'baseline').filter(({ text }) => !/[“”]/.test(text));
  const beaten = distinct(baselines.filter(({ relation }) => relation === 'beaten').sort(namesFirst)).slice(0, MOST_NAMES);
  const equalled = baselines.filter(({ relation, clause }) => relation === 'equalled' && isQuotable(clause.text)).slice(0, 1);
  return [...beatenAsked(beaten), ...equalled.map(equalledAsked)];
}

function beatenAsked(beaten: readonly BaselineFact[]): readonly Askable[] {
  if (beaten.length === 0) return [];
  const named = beaten.filter(isNamed);
  const [way, asked] = named.length > 0 ? (['beaten', named] as const) : (['beaten-unnamed', beaten] as const);
  return [{ angle: 'beaten', way, holes: { list: quotedList(textsOf(asked)) }, factIds: idsOf(asked) }];
}

function equalledAsked({ id, text, clause }: BaselineFact): Askable {
  return {
    angle: 'equalled',
    way: 'equalled',
    holes: { quote: clause.text, list: quotedList([text]) },
    factIds: [id],
    quote: clause.text,
  };
}

/** A name says more than "strong baselines". */
function namesFirst(a: BaselineFact, b: BaselineFact): number {
  return Number(isNamed(b)) - Number(isNamed(a)) || a.start - b.start;
}

function isNamed({ text }: BaselineFact): boolean {
  return /\p{Lu}\p{L}*[\p{Lu}\d]|^\p{Lu}/u.test(text.replace(/\b(?:LLMs?|MLLMs?|VLMs?|SOTA|SoTA|AI)\b/g, ''));
}

function linksAsked(facts: readonly Fact[]): readonly Askable[] {
  const links = factsOfKind(facts, 'code');
  const isProject = ({ field, url }: FactOf<'code'>): boolean =>
    field === 'projectUrl' || (field === 'abstract' && !/(?:github|gitlab)\.com\/|huggingface\.co\//i.test(url));
  const code = links.find((link) => !isProject(link));
  const project = links.find(isProject);
  return [
    ...listOf(code).map((link) => codeAsked(link, facts)),
    ...listOf(project).map(({ id, url }): Askable => ({ angle: 'project', way: 'project', holes: {}, factIds: [id], url })),
  ];
}

function codeAsked({ id, url }: FactOf<'code'>, facts: readonly Fact[]): Askable {
  const [claim] = [...factsOfKind(facts, 'claim')].sort(bySalience);
  if (claim === undefined || claim.measure === 'amount') return { angle: 'code', way: 'code', holes: {}, factIds: [id], url };
  return { angle: 'code', way: 'code-figure', holes: { figure: tellingFigure(claim) }, factIds: [id, claim.id], url };
}

const ARTIFACT_NOUNS: Readonly<Record<string, string>> = { models: 'model', datasets: 'dataset', spaces: 'Space' };

function artifactsAsked(facts: readonly Fact[]): readonly Askable[] {
  const artifacts = factsOfKind(facts, 'artifact');
  if (artifacts.length === 0) return [];
  const counts = artifacts.map(({ count, field }) => `${count} ${ARTIFACT_NOUNS[field] ?? field}${count === 1 ? '' : 's'}`);
  return [{ angle: 'artifact', way: 'artifact', holes: { list: joined(counts) }, factIds: idsOf(artifacts) }];
}
