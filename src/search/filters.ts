/**
 * Whether a paper passes a query's filters, and whether it holds a phrase.
 *
 * A person filter takes the words of a name in their order: `author:dao` and `author:"tri dao"` find "Tri Dao", an initial
 * stands for any name that begins with it, and middle names may be missing (`"Daniel Fu"` finds "Daniel Y. Fu").
 */
import type { Filters, SearchQuery } from '../core/query.ts';
import { foldedWords } from './analysis.ts';
import type { FilterFacts, IndexedPaper } from './indexed-paper.ts';
import type { Lexicon } from './lexicon.ts';

export type PaperTest = (paper: IndexedPaper) => boolean;

const passesAll: PaperTest = () => true;

/** Built once a query, as it is asked of every candidate. */
export function makeFilter(filters: Filters): PaperTest {
  const { since, until, minVotes, maxVotes } = filters;
  const tests: ((facts: FilterFacts) => boolean)[] = [];
  if (since !== undefined) tests.push(({ date }) => date !== undefined && date >= since);
  if (until !== undefined) tests.push(({ date }) => date !== undefined && date <= until);
  if (minVotes !== undefined) tests.push(({ votes }) => votes >= minVotes);
  if (maxVotes !== undefined) tests.push(({ votes }) => votes <= maxVotes);
  for (const value of filters.has) tests.push(({ has }) => has.includes(value));
  for (const name of filters.authors.map(nameTest)) tests.push(({ authors }) => name(authors));
  for (const name of filters.organizations.map(nameTest)) tests.push(({ organization }) => name(organization));
  for (const name of filters.excludedAuthors.map(nameTest)) tests.push(({ authors }) => !name(authors));
  for (const name of filters.excludedOrganizations.map(nameTest)) tests.push(({ organization }) => !name(organization));
  if (tests.length === 0) return passesAll;
  return ({ facts }) => tests.every((test) => test(facts));
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
  return (names) => inOrder.test(names);
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
  return ({ terms, namesStart }) => {
    for (let at = 0; at + wanted.length <= namesStart; at += 1) {
      if (wanted.every((term, offset) => terms[at + offset] === term)) return true;
    }
    return false;
  };
}
