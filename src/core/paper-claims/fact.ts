/**
 * What a paper says of itself, as facts that can be pointed at.
 *
 * A fact is a stretch of one field of the paper, letter for letter, with a kind that says what it is taken for. Nothing is
 * rephrased and nothing is concluded, so that whoever doubts a fact can read it where it stands. Parts of a fact (a figure in a
 * claim) are stretches of the same field.
 */
import type { Paper } from '../paper.ts';

/** A stretch of a field: `text` is exactly the field's text from `start` to `end`. */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** `models`, `datasets` and `spaces` are the counts of what on the hub names the paper. */
export type SourceField = 'title' | 'abstract' | 'codeUrl' | 'projectUrl' | 'models' | 'datasets' | 'spaces';

/** A measured quantity: `2.1×`, `from 24 GB to 1 MB`. */
export interface Figure extends Part {
  /** As written, without white space: `×`, `%`, `GB`; empty for a bare number. */
  readonly unit: string;
  /** What was measured, where a word beside the number says so: `accuracy`. */
  readonly metric?: Part;
}

interface Stated extends Part {
  /** Kind, field and place: the same for the same text, and no two facts of a paper share it. */
  readonly id: string;
  readonly field: SourceField;
}

/** What a claim's figures measure, as far as its words show. */
export type Measure = 'speed' | 'memory' | 'quality' | 'amount' | 'other';

/** What came of the work, with its numbers: a clause of the abstract. */
export interface ClaimFact extends Stated {
  readonly kind: 'claim';
  readonly measure: Measure;
  readonly figures: readonly Figure[];
}

/** What something is said to be better than, or as good as. */
export interface BaselineFact extends Stated {
  readonly kind: 'baseline';
  readonly relation: 'beaten' | 'equalled';
  readonly by?: Figure;
  /** The clause that compares. */
  readonly clause: Part;
}

/** A name that the authors give to something they bring. */
export interface MethodFact extends Stated {
  readonly kind: 'method';
}

/** A data set or benchmark by its name; `clause` is the sentence that names it. */
export interface DatasetFact extends Stated {
  readonly kind: 'dataset';
  readonly clause: Part;
}

/** What the work is for, or was tried on. */
export interface TaskFact extends Stated {
  readonly kind: 'task';
}

/** A limit, price or trade-off that the authors state of their own work or find in their study. */
export interface LimitFact extends Stated {
  readonly kind: 'limit';
  readonly sort: 'trade-off' | 'shortfall';
}

/** What earlier work, or the state of things, is said to lack. */
export interface GapFact extends Stated {
  readonly kind: 'gap';
}

/** How the work goes about it: a sentence beside the one that says what is new. */
export interface MechanismFact extends Stated {
  readonly kind: 'mechanism';
}

/** What is new, in the authors' words. */
export interface ProposalFact extends Stated {
  readonly kind: 'proposal';
}

/** Where code or a project page is. */
export interface CodeFact extends Stated {
  readonly kind: 'code';
  readonly url: string;
}

/** How many models, datasets or Spaces on the hub name the paper. */
export interface ArtifactFact extends Stated {
  readonly kind: 'artifact';
  readonly count: number;
}

export type Fact =
  | ClaimFact
  | BaselineFact
  | MethodFact
  | DatasetFact
  | TaskFact
  | LimitFact
  | GapFact
  | ProposalFact
  | MechanismFact
  | CodeFact
  | ArtifactFact;

export type FactOf<K extends Fact['kind']> = Extract<Fact, { readonly kind: K }>;

/** What facts are read from. */
export type Claiming = Pick<Paper, 'title' | 'abstract' | 'codeUrl' | 'projectUrl' | 'artifacts'>;

/** The text that a fact of the field is a stretch of; empty where the paper has none. */
export function fieldText(paper: Claiming, field: SourceField): string {
  switch (field) {
    case 'models':
    case 'datasets':
    case 'spaces':
      return String(paper.artifacts?.[field] ?? '');
    default:
      return paper[field] ?? '';
  }
}

export function factId(kind: Fact['kind'], field: SourceField, { start, end }: Pick<Part, 'start' | 'end'>): string {
  return `${kind}:${field}:${start}-${end}`;
}

/** What every fact has, for one at a given place. */
export function stated<K extends Fact['kind']>(kind: K, field: SourceField, part: Part): Stated & { readonly kind: K } {
  const { start, end, text } = part;
  return { kind, id: factId(kind, field, part), field, start, end, text };
}

/** A stretch of `whole`, given by offsets in its text, without the white space and stray marks around it. */
export function partOf(whole: Part, from: number, to: number): Part {
  const raw = whole.text.slice(from, to);
  const text = raw.trim();
  const start = whole.start + from + (text === '' ? 0 : raw.indexOf(text));
  return { start, end: start + text.length, text };
}

export function isWithin(inner: Pick<Part, 'start' | 'end'>, outer: Pick<Part, 'start' | 'end'>): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

export function overlaps(a: Pick<Part, 'start' | 'end'>, b: Pick<Part, 'start' | 'end'>): boolean {
  return a.start < b.end && b.start < a.end;
}
