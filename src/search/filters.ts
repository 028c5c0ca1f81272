/**
 * Whether a paper passes a query's filters, and whether it holds a phrase.
 *
 * A person filter takes the words of a name in their order: `author:dao` and `author:"tri dao"` find "Tri Dao", an initial
 * stands for any name that begins with it, and middle names may be missing (`"Daniel Fu"` finds "Daniel Y. Fu").
 */
import type { PaperId } from '../core/paper.ts';
import type { Filters, SearchQuery } from '../core/query.ts';
import { foldedWords } from './analysis.ts';
import { dayNumber, type FilterFacts, hasBit, type IndexedPaper } from './indexed-paper.ts';
import type { Lexicon } from './lexicon.ts';
import { makeRun } from './packed/number-lists.ts';

export type PaperTest = (paper: IndexedPaper) => boolean;

/** One thing that the filters ask for or leave out; both bounds of a range are one. */
export interface FilterTest {
  readonly holds: (facts: FilterFacts) => boolean;
  /** The filter alone. */
  readonly filter: Partial<Filters>;
}

/** Each of them holds for a paper that passes. */
export function wantedTests(filters: Filters): readonly FilterTest[] {
  return [
    ...rangeTests(filters),
    ...filters.has.map((value) => ({ holds: holdsBit(hasBit(value)), filter: { has: [value] } })),
    ...nameTests(filters.authors, 'authors', 'authors'),
    ...nameTests(filters.organizations, 'organizations', 'organization'),
  ];
}

/** None of them holds for a paper that passes. */
export function excludedTests({ excludedAuthors, excludedOrganizations }: Filters): readonly FilterTest[] {
  return [
    ...nameTests(excludedAuthors, 'excludedAuthors', 'authors'),
    ...nameTests(excludedOrganizations, 'excludedOrganizations', 'organization'),
  ];
}

/** Without filters. */
export const passesAll: PaperTest = () => true;

/** Built once a query, as it is asked of every candidate. */
export function makeFilter(filters: Filters): PaperTest {
  const [wanted, excluded] = [wantedTests(filters), excludedTests(filters)];
  if (wanted.length === 0 && excluded.length === 0) return passesAll;
  return ({ facts }) => wanted.every(({ holds }) => holds(facts)) && !excluded.some(({ holds }) => holds(facts));
}

/** A test that passes none but these papers. @param among all pass unless given. */
export function onlyAmong(among: ReadonlySet<PaperId> | undefined, passes: PaperTest): PaperTest {
  return among === undefined ? passes : (paper) => among.has(paper.id) && passes(paper);
}

function rangeTests({ since, until, minVotes, maxVotes }: Filters): readonly FilterTest[] {
  const [first, last] = [Math.max(FIRST_DAY, dayNumber(since)), until === undefined ? LATER_THAN_ANY : dayNumber(until)];
  const [fewest, most] = [minVotes ?? 0, maxVotes ?? Number.POSITIVE_INFINITY];
  const days = { ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
  const bounds = { ...(minVotes !== undefined && { minVotes }), ...(maxVotes !== undefined && { maxVotes }) };
  const dated: FilterTest = {
    holds: ({ day }) => day >= first && day <= last,
    filter: days,
  };
  const voted: FilterTest = { holds: ({ votes }) => votes >= fewest && votes <= most, filter: bounds };
  return [dated, voted].filter(({ filter }) => Object.keys(filter).length > 0);
}

/** A paper without a date is before it. */
const FIRST_DAY = 1;
const LATER_THAN_ANY = Number.POSITIVE_INFINITY;

function holdsBit(bit: number): (facts: FilterFacts) => boolean {
  return ({ has }) => (has & bit) !== 0;
}

type NameFilter = 'authors' | 'organizations' | 'excludedAuthors' | 'excludedOrganizations';

function nameTests(names: readonly string[], filter: NameFilter, fact: 'authors' | 'organization'): readonly FilterTest[] {
  return names.map((name) => {
    const test = nameTest(name);
    return { holds: (facts) => test(facts[fact]), filter: { [filter]: [name] } };
  });
}

/** @returns the names that the author filters mean, as the paper spells them. */
export function matchAuthors({ authors }: { readonly authors: readonly string[] }, { filters }: SearchQuery): readonly string[] {
  const tests = filters.authors.map(nameTest);
  return authors.filter((name) => tests.some((test) => test(` ${foldedWords(name).join(' ')} `)));
}

export function hasFilters(filters: Filters): boolean {
  return Object.values(filters).some((value) => (Array.isArray(value) ? value.length > 0 : value !== undefined));
}

function nameTest(typed: string): (names: string) => boolean {
  const words = foldedWords(typed);
  if (words.length === 0) return () => false;
  // Words are letters and digits alone, so none of them can be a pattern
  const pattern = words.map((word) => (word.length === 1 ? `${word}[^ |]*` : word)).join('(?: [^ |]+)*? ');
  const inOrder = new RegExp(` ${pattern} `, 'u');
  const whole = words.find((word) => word.length > 1);
  // Looked for first, as nearly every paper is by others, and a pattern costs most when it is first used
  const mayHold = whole === undefined ? () => true : (names: string) => names.includes(` ${whole} `);
  return (names) => mayHold(names) && inOrder.test(names);
}

/**
 * Exact on the analysed text: the same terms one after the other, stop words included, within one text.
 * No paper passes where the phrase has a word that the archive lacks.
 */
export function makePhraseTest(phrase: string, lexicon: Lexicon): PaperTest {
  const wanted: number[] = [];
  for (const folded of foldedWords(phrase)) {
    const term = lexicon.termFor(folded);
    if (term === undefined) return () => false;
    wanted.push(term);
  }
  const run = makeRun(wanted);
  return (paper) => paper.hasRun(run);
}
