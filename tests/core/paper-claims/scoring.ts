/**
 * How the facts found in a text agree with what was marked in it by hand.
 *
 * Names (methods, data sets, addresses) must be the same to the letter. A figure must overlap the marked number. A baseline must
 * begin where the mark begins, or one must hold the other and be at most twice as long, and a task likewise. Of longer clauses (limits)
 * half of the mark must be in the fact; a gap or proposal must be in the sentence that the mark is in.
 */

import type { Paper } from '../../../src/core/paper.ts';
import type { Fact, FactOf, Part } from '../../../src/core/paper-claims/fact.ts';
import { factsOfKind } from '../../../src/core/paper-claims/facts.ts';
import { sentencesOf } from '../../../src/core/summary/sentences.ts';
import type { Annotation } from './annotations.ts';

export type MarkedKind = Exclude<keyof Annotation, 'title'>;

/** Counts of one kind over one or more papers. */
export interface Agreement {
  readonly found: number;
  readonly right: number;
  readonly marked: number;
  readonly recalled: number;
}

interface Located extends Part {
  readonly field: 'title' | 'abstract';
}

interface Disagreement {
  readonly wrong: readonly string[];
  readonly missed: readonly string[];
}

export const MARKED_KINDS: readonly MarkedKind[] = [
  'numbers',
  'beaten',
  'equalled',
  'methods',
  'datasets',
  'tasks',
  'limits',
  'gaps',
  'mechanisms',
  'proposals',
  'code',
];

export function agreement(kind: MarkedKind, paper: Paper, { facts, annotation }: Read): Agreement & Disagreement {
  const found = foundOf(kind, facts);
  const marks = annotation[kind] ?? [];
  const places = marks.map((mark) => placesOf(mark, paper));
  const agree = AGREES[kind];
  const isRight = (fact: Located): boolean => places.some((spots) => spots.some((spot) => agree(fact, spot, paper)));
  const isRecalled = (at: number): boolean => found.some((fact) => places[at]?.some((spot) => agree(fact, spot, paper)) ?? false);
  const wrong = found.filter((fact) => !isRight(fact));
  const missed = marks.filter((_, at) => !isRecalled(at));
  // Any one of the proposals is enough.
  const any = kind === 'proposals';
  const recalled = any ? Number(missed.length < marks.length) : marks.length - missed.length;
  return {
    found: found.length,
    right: found.length - wrong.length,
    marked: any ? Number(marks.length > 0) : marks.length,
    recalled,
    wrong: wrong.map(({ text }) => text),
    missed: any && recalled > 0 ? [] : missed,
  };
}

export interface Read {
  readonly facts: readonly Fact[];
  readonly annotation: Annotation;
}

export function sumOf(parts: readonly Agreement[]): Agreement {
  const total = (of: keyof Agreement): number => parts.reduce((sum, part) => sum + part[of], 0);
  return { found: total('found'), right: total('right'), marked: total('marked'), recalled: total('recalled') };
}

function foundOf(kind: MarkedKind, facts: readonly Fact[]): readonly Located[] {
  const located = (list: readonly FactOf<Fact['kind']>[]): readonly Located[] =>
    list.filter((fact): fact is Fact & Located => fact.field === 'title' || fact.field === 'abstract');
  switch (kind) {
    case 'numbers': {
      const figures = factsOfKind(facts, 'claim').flatMap((claim) => claim.figures);
      return figures
        .filter((figure, at) => figures.findIndex(({ start }) => start === figure.start) === at)
        .map((figure) => ({ ...figure, field: 'abstract' }));
    }
    case 'beaten':
    case 'equalled':
      return located(factsOfKind(facts, 'baseline').filter(({ relation }) => relation === kind));
    case 'methods':
      return located(factsOfKind(facts, 'method'));
    case 'datasets':
      return located(factsOfKind(facts, 'dataset'));
    case 'tasks':
      return located(factsOfKind(facts, 'task'));
    case 'limits':
      return located(factsOfKind(facts, 'limit'));
    case 'gaps':
      return located(factsOfKind(facts, 'gap'));
    case 'mechanisms':
      return located(factsOfKind(facts, 'mechanism'));
    case 'proposals':
      return located(factsOfKind(facts, 'proposal'));
    case 'code':
      return located(factsOfKind(facts, 'code'));
  }
}

type Agrees = (fact: Located, mark: Located, paper: Paper) => boolean;

const sameText: Agrees = (fact, mark) => fact.text === mark.text;
const sameWords: Agrees = (fact, mark) => {
  const [a, b] = [fact.text.toLowerCase(), mark.text.toLowerCase()];
  return (a.includes(b) || b.includes(a)) && 2 * Math.min(a.length, b.length) >= Math.max(a.length, b.length);
};
const overlapping: Agrees = (fact, mark) => shared(fact, mark) > 0;
const sameHead: Agrees = (fact, mark) =>
  (fact.field === mark.field && fact.start === mark.start + articleOf(mark)) ||
  (shared(fact, mark) > 0 && sameWords(fact, mark, NO_PAPER));
const halfOf: Agrees = (fact, mark) => 2 * shared(fact, mark) >= mark.text.length;
const inSentence: Agrees = (fact, mark, paper) => {
  const sentence = sentencesOf(paper.abstract).find(({ text, start }) => mark.start >= start && mark.start < start + text.length);
  return sentence !== undefined && fact.start >= sentence.start && fact.start < sentence.start + sentence.text.length;
};
const NO_PAPER = {} as Paper;

const AGREES: Readonly<Record<MarkedKind, Agrees>> = {
  numbers: overlapping,
  beaten: sameHead,
  equalled: sameHead,
  methods: sameText,
  datasets: sameText,
  tasks: sameWords,
  limits: halfOf,
  gaps: inSentence,
  mechanisms: inSentence,
  proposals: inSentence,
  code: sameText,
};

/** Its length: a baseline is the same with it and without. */
function articleOf({ text }: Located): number {
  return /^(?:(?:the|all|an?)\s)*/u.exec(text)?.[0].length ?? 0;
}

/** In characters. */
function shared(a: Located, b: Located): number {
  return a.field === b.field ? Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start)) : 0;
}

function placesOf(mark: string, paper: Paper): readonly Located[] {
  return (['title', 'abstract'] as const).flatMap((field) => {
    const places: Located[] = [];
    for (let start = paper[field].indexOf(mark); start >= 0; start = paper[field].indexOf(mark, start + 1)) {
      places.push({ field, start, end: start + mark.length, text: mark });
    }
    return places;
  });
}
