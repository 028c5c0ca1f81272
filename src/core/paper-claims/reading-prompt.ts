/**
 * What a reading group is given to talk about: two lines that open the talk, and the questions.
 *
 * Every sentence rests on facts of the paper, whose ids it carries, or on the paper that the group has read before. Questions about what can be
 * judged (a number, a comparison, a limit) go before those about what can be told. The week turns the wordings and what is asked of the rest,
 * so that a group is not asked the same of every paper. Only where the facts give rise to fewer than five questions do plain ones about the
 * words of the title fill up.
 */
import { link, type Span, text } from '../message.ts';
import { askables } from './angles.ts';
import { type Angle, type Askable, distinct } from './askable.ts';
import { isQuotable, leansBack } from './clauses.ts';
import type { Claiming, Fact, Part } from './fact.ts';
import { factsOf, factsOfKind } from './facts.ts';
import { type ReadBefore, termsOfBoth } from './shared-terms.ts';
import { filled, quotedList, TITLE_WORDINGS, WORDINGS } from './wordings.ts';

export const FEWEST_QUESTIONS = 5;
const MOST_QUESTIONS = 6;
const MOST_OPENING_NAMES = 4;

/** What is quoted stands between `“` and `”`, letter for letter. */
export interface PromptLine {
  readonly spans: readonly Span[];
  /** Ids of the facts that the line rests on; `closest:` and the id of a paper read before. Empty where it rests on the title alone. */
  readonly factIds: readonly string[];
}

export interface Question extends PromptLine {
  readonly about: Angle | 'title';
}

export interface ReadingPrompt {
  readonly opening: readonly [PromptLine, PromptLine];
  readonly questions: readonly Question[];
}

export interface Occasion {
  /** Any whole number that differs from meeting to meeting. */
  readonly week: number;
  readonly closest?: ReadBefore;
}

/** In the order in which they are worth a question. */
const JUDGED: readonly Angle[] = [
  'claim',
  'beaten',
  'limit',
  'trade-off',
  'closest',
  'new-dataset',
  'dataset',
  'datasets',
  'mechanism',
];
const TOLD: readonly Angle[] = ['method', 'gap', 'task', 'code', 'methods', 'equalled', 'artifact'];
const LAST: readonly Angle[] = ['proposal', 'project'];
/** In the order in which a talk goes. */
const TALK: readonly Angle[] = [
  ...([
    'closest',
    'gap',
    'proposal',
    'method',
    'methods',
    'mechanism',
    'claim',
    'beaten',
    'equalled',
    'new-dataset',
    'dataset',
    'datasets',
  ] as const),
  ...(['task', 'limit', 'trade-off', 'artifact', 'project', 'code'] as const),
];

export function readingPrompt(paper: Claiming, { week, closest }: Occasion): ReadingPrompt {
  const facts = factsOf(paper);
  const taken = chosen(askables(paper, facts, closest), week);
  const asked = [...taken].sort((a, b) => TALK.indexOf(a.angle) - TALK.indexOf(b.angle));
  const questions = asked.map((each, at) => worded(each, turnOf(each, { week, among: asked.slice(0, at) })));
  const again = askedAgain(asked, { week, missing: FEWEST_QUESTIONS - questions.length });
  const missing = FEWEST_QUESTIONS - questions.length - again.length;
  return {
    opening: openingOf(paper, { facts, closest, asked }),
    questions: [...questions, ...again, ...titleQuestions(paper, { week, missing })],
  };
}

/** One of an angle first, then a second of some where that is too few. No clause is quoted twice. */
function chosen(all: readonly Askable[], week: number): readonly Askable[] {
  const order = [...JUDGED, ...turned(TOLD, week), ...LAST];
  const byWorth = (a: Askable, b: Askable): number => order.indexOf(a.angle) - order.indexOf(b.angle);
  const firsts = all.filter(({ angle }, at) => all.findIndex((other) => other.angle === angle) === at).sort(byWorth);
  const seconds = all.filter((each) => !firsts.includes(each)).sort(byWorth);
  const taken: Askable[] = [];
  for (const each of firsts) if (taken.length < MOST_QUESTIONS && !isAsked(each, taken)) taken.push(each);
  for (const each of seconds) if (taken.length < FEWEST_QUESTIONS && !isAsked(each, taken)) taken.push(each);
  return taken;
}

/** A second question about a name or a link, in other words. */
function askedAgain(asked: readonly Askable[], { week, missing }: Lack): readonly Question[] {
  const bare = asked.filter(({ quote }) => quote === undefined);
  return bare.slice(0, Math.max(0, missing)).map((each) => worded(each, turnOf(each, { week, among: asked })));
}

function isAsked({ quote }: Pick<Askable, 'quote'>, taken: readonly Askable[]): boolean {
  return (
    quote !== undefined &&
    taken.some((other) => other.quote?.includes(quote) === true || (other.quote !== undefined && quote.includes(other.quote)))
  );
}

/** By the week and by what is asked about, and further for each question about the same among those before. */
function turnOf({ angle }: Askable, { week, among }: Among): number {
  return week + TALK.indexOf(angle) + among.filter((other) => other.angle === angle).length;
}

interface Among {
  readonly week: number;
  readonly among: readonly Askable[];
}

function worded({ angle, way, holes, factIds, url }: Askable, turn: number): Question {
  const wording = atTurn(WORDINGS[way], turn) ?? WORDINGS[way][0];
  return { about: angle, spans: [text(filled(wording, holes)), ...(url === undefined ? [] : [link(url, url)])], factIds };
}

interface Lack {
  readonly week: number;
  readonly missing: number;
}

function titleQuestions({ title }: Claiming, { week, missing }: Lack): readonly Question[] {
  const [word = title, other] = tellingWords(title);
  const possible = TITLE_WORDINGS.filter((wording) => other !== undefined || !wording.includes('{other}'));
  return turned(possible, week)
    .slice(0, Math.max(0, missing))
    .map((wording) => ({ about: 'title', spans: [text(filled(wording, { title, word, other: other ?? word }))], factIds: [] }));
}

/** The longest words of a title, in their order: what it is about more likely than not. */
function tellingWords(title: string): readonly string[] {
  const words = [...new Set(title.match(/[\p{L}\p{N}][\p{L}\p{N}-]*/gu) ?? [])].filter((word) => word.length > 3);
  const longest = [...words].sort((a, b) => b.length - a.length).slice(0, 2);
  return words.filter((word) => longest.includes(word));
}

interface Known {
  readonly facts: readonly Fact[];
  readonly closest: ReadBefore | undefined;
  readonly asked: readonly Askable[];
}

/** What is new in the paper's words; then what else there is to know before the questions, and is not in them. */
function openingOf(paper: Claiming, known: Known): ReadingPrompt['opening'] {
  const [proposal] = factsOfKind(known.facts, 'proposal');
  const about = proposal === undefined ? `The paper is “${paper.title}”.` : `In the paper's words: “${unended(proposal.text)}”.`;
  return [{ spans: [text(about)], factIds: proposal === undefined ? [] : [proposal.id] }, secondLine(paper, known)];
}

function secondLine(paper: Claiming, { facts, closest, asked }: Known): PromptLine {
  const terms = closest === undefined ? [] : termsOfBoth(paper, closest);
  if (closest !== undefined && terms.length > 0) {
    const spans = [text(`Of what you have read, “${closest.paper.title}” is nearest: both speak of ${quotedList(terms)}.`)];
    return { spans, factIds: [`closest:${closest.paper.id}`] };
  }
  const lines = OPENERS.flatMap(([kind, words]) => factsOfKind(facts, kind).map(({ id, text: quote }) => ({ id, words, quote })));
  const fresh = lines.find(({ quote }) => isQuotable(quote) && !leansBack(quote) && !isAsked({ quote }, asked));
  if (fresh !== undefined) return { spans: [text(`${fresh.words}: “${fresh.quote}”.`)], factIds: [fresh.id] };
  const figures = factsOfKind(facts, 'claim').slice(0, 1);
  if (figures.length > 0)
    return listLine(
      'The numbers to keep in mind',
      figures,
      figures.flatMap((claim) => claim.figures),
    );
  const names = distinct((['method', 'dataset', 'task'] as const).flatMap((kind) => factsOfKind(facts, kind))).slice(
    0,
    MOST_OPENING_NAMES,
  );
  if (names.length > 0) return listLine('The names to know', names, names);
  return { spans: [text('Say first, in one sentence each, what you took from it.')], factIds: [] };
}

function listLine(words: string, facts: readonly Fact[], parts: readonly Part[]): PromptLine {
  return { spans: [text(`${words}: ${quotedList(parts.map((part) => part.text))}.`)], factIds: facts.map(({ id }) => id) };
}

const OPENERS = [
  ['claim', 'What came of it'],
  ['gap', 'Where it starts from'],
  ['limit', 'What it also says'],
  ['mechanism', 'How it goes about it'],
] as const;

function unended(sentence: string): string {
  return sentence.replace(/[.\s]+$/u, '');
}

function turned<T>(all: readonly T[], by: number): readonly T[] {
  const at = placeOf(by, all.length);
  return [...all.slice(at), ...all.slice(0, at)];
}

function atTurn<T>(all: readonly T[], by: number): T | undefined {
  return all[placeOf(by, all.length)];
}

function placeOf(by: number, length: number): number {
  const whole = Number.isFinite(by) ? Math.trunc(by) : 0;
  return length === 0 ? 0 : ((whole % length) + length) % length;
}
