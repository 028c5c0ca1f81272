/**
 * What could be asked about the names in a paper: its methods, data sets and tasks, and what it wants to change.
 */
import { type Askable, idsOf, listOf, MOST_NAMES, quoting, textsOf } from './askable.ts';
import { leansBack } from './clauses.ts';
import type { DatasetFact, Fact, FactOf, MethodFact } from './fact.ts';
import { factsOfKind } from './facts.ts';
import { quotedList } from './wordings.ts';

export function methodsAsked(facts: readonly Fact[]): readonly Askable[] {
  const names = namesBrought(facts);
  const several = withoutForms(names).slice(0, MOST_NAMES);
  return [
    ...names
      .slice(0, 1)
      .map(({ id, text }): Askable => ({ angle: 'method', way: 'method', holes: { name: text }, factIds: [id] })),
    ...(several.length > 1 ? [methodsTogether(several)] : []),
  ];
}

function methodsTogether(names: readonly MethodFact[]): Askable {
  return { angle: 'methods', way: 'methods', holes: { list: quotedList(textsOf(names)) }, factIds: idsOf(names) };
}

/** Names of what is no data set, benchmark or measure. */
export function namesBrought(facts: readonly Fact[]): readonly MethodFact[] {
  const datasets = new Set(textsOf(factsOfKind(facts, 'dataset')));
  const names = factsOfKind(facts, 'method');
  const measures = names.filter(isMeasure);
  return names.filter(
    (name) => !(datasets.has(name.text) || isMeasure(name) || measures.some(({ text }) => isShortFormOf(name.text, text))),
  );
}

function isMeasure({ text }: MethodFact): boolean {
  return /\b(?:Rate|Score|Count|Index|Metrics?)$/.test(text);
}

/** One of `Matrix of Thought` and `MoT`: a name whose letters begin the words of another is that other. */
function withoutForms(names: readonly MethodFact[]): readonly MethodFact[] {
  return names.filter(({ text }) => !names.some((other) => other.text !== text && isShortFormOf(text, other.text)));
}

function isShortFormOf(short: string, long: string): boolean {
  const initials = (long.match(/[\p{Lu}]/gu) ?? []).join('');
  const capitals = (short.match(/[\p{Lu}]/gu) ?? []).join('');
  return (
    !/\s/.test(short) && long.length > short.length && /[\s-]/.test(long) && capitals.length > 1 && initials.startsWith(capitals)
  );
}

export function datasetsAsked(facts: readonly Fact[]): readonly Askable[] {
  const names = factsOfKind(facts, 'method');
  const brought = new Set(textsOf(names));
  const all = factsOfKind(facts, 'dataset');
  const own = [...all.filter(({ text }) => brought.has(text)), ...names.filter(isMeasure)].slice(0, 1);
  const others = all.filter(({ text }) => !brought.has(text)).slice(0, MOST_NAMES);
  return [
    ...own.map((fact): Askable => ({ angle: 'new-dataset', way: 'new-dataset', holes: { name: fact.text }, factIds: [fact.id] })),
    ...namedTests(others),
  ];
}

function namedTests(tests: readonly DatasetFact[]): readonly Askable[] {
  const [first] = tests;
  if (first === undefined) return [];
  const factIds = idsOf(tests);
  return tests.length === 1
    ? [{ angle: 'dataset', way: 'dataset', holes: { name: first.text }, factIds }]
    : [{ angle: 'datasets', way: 'datasets', holes: { list: quotedList(textsOf(tests)) }, factIds }];
}

export function tasksAsked(facts: readonly Fact[], name: MethodFact | undefined): readonly Askable[] {
  const tests = textsOf(factsOfKind(facts, 'dataset'));
  const all = factsOfKind(facts, 'task').filter(({ text }) => !tests.some((test) => text.includes(test)));
  const tasks = all.filter(
    ({ text }) => !all.some((other) => other.text !== text && other.text.toLowerCase().includes(text.toLowerCase())),
  );
  const named = tasks.slice(0, MOST_NAMES);
  if (named.length === 0) return [];
  return [
    {
      angle: 'task',
      way: name === undefined ? 'task' : 'task-method',
      holes: { list: quotedList(textsOf(named)), ...nameHole(name) },
      factIds: idsOf([...named, ...listOf(name)]),
    },
  ];
}

export function gapsAsked(facts: readonly Fact[], name: MethodFact | undefined): readonly Askable[] {
  return quoting('gap', [...factsOfKind(facts, 'gap')].sort(byPlainness)).map((asked) =>
    name === undefined
      ? asked
      : { ...asked, way: 'gap-method', holes: { ...asked.holes, ...nameHole(name) }, factIds: [...asked.factIds, name.id] },
  );
}

/** One that leans on the sentence before it goes last, and one that says outright what is wanting first. */
function byPlainness(a: FactOf<'gap'>, b: FactOf<'gap'>): number {
  const plainness = ({ text }: FactOf<'gap'>): number =>
    (leansBack(text) ? -2 : 0) +
    (/\b(?:suffer|struggl|fail|lack|limited|costly|expensive|bottleneck|neglect|overlook|ignore|remains?)\w*/i.test(text)
      ? 1
      : 0);
  return plainness(b) - plainness(a);
}

function nameHole(name: MethodFact | undefined): Readonly<Record<string, string>> {
  return name === undefined ? {} : { name: name.text };
}
