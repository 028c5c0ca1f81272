/**
 * A search index of forty lines: papers that hold any of the words, most words first. Enough to see what features do with
 * an index; how well a real one ranks is the business of its own suites.
 */
import { type Paper, paperDate, titleKey } from '../../src/core/paper.ts';
import type { SearchIndex } from '../../src/core/ports.ts';
import type { Correction, SearchQuery } from '../../src/core/query.ts';

export interface Vocabulary {
  readonly corrections?: readonly Correction[];
  readonly nearestWords?: readonly string[];
}

export function aPlainIndex(papers: readonly Paper[], { corrections = [], nearestWords = [] }: Vocabulary = {}): SearchIndex {
  return {
    search: async (query, { number, size }) => {
      const words = wordsOf(query.words);
      const scored = papers
        .filter((paper) => passes(paper, query))
        .map((paper) => ({ paper, score: scoreOf(paper, words) }))
        .filter(({ score }) => words.length === 0 || score > 0)
        .sort((a, b) => b.score - a.score || (a.paper.id < b.paper.id ? -1 : 1));
      const start = (number - 1) * size;
      return {
        hits: scored.slice(start, start + size).map(({ paper, score }) => ({ paper: paper.id, score })),
        total: scored.length,
        withAllWords: scored.filter(({ paper }) => words.every((word) => textOf(paper).includes(word))).length,
        corrections,
        nearestWords: scored.length === 0 ? nearestWords : [],
      };
    },
    similar: async (id, count) => {
      const own = papers.find((paper) => paper.id === id);
      return papers
        .filter((paper) => paper.id !== id)
        .map((paper) => ({ paper: paper.id, sharedTerms: paper.keywords.filter((keyword) => own?.keywords.includes(keyword)) }))
        .filter(({ sharedTerms }) => sharedTerms.length > 0)
        .slice(0, count);
    },
    named: (typed) => {
      const key = titleKey(typed);
      return papers
        .filter(({ title }) => [title, title.split(':')[0] ?? ''].some((name) => titleKey(name) === key))
        .map(({ id }) => id);
    },
    suggest: (typed, limit) =>
      papers
        .filter(({ title }) => title.toLowerCase().includes(typed.toLowerCase()))
        .slice(0, limit)
        .map(({ id, title }) => ({ paper: id, title })),
    put: async () => {},
    remove: async () => {},
  };
}

function passes(paper: Paper, { phrases, excluded, filters }: SearchQuery): boolean {
  const text = textOf(paper);
  const day = paperDate(paper);
  return (
    phrases.every((phrase) => text.includes(phrase.toLowerCase())) &&
    !excluded.some((word) => text.includes(word.toLowerCase())) &&
    filters.authors.every((name) => paper.authors.join(' ').toLowerCase().includes(name.toLowerCase())) &&
    (filters.since === undefined || (day !== undefined && day >= filters.since)) &&
    (filters.until === undefined || (day !== undefined && day <= filters.until)) &&
    (filters.minVotes === undefined || (paper.upvotes ?? 0) >= filters.minVotes)
  );
}

function scoreOf(paper: Paper, words: readonly string[]): number {
  const title = paper.title.toLowerCase();
  return words.reduce((score, word) => score + Number(textOf(paper).includes(word)) + 2 * Number(title.includes(word)), 0);
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

function textOf({ title, abstract, authors }: Paper): string {
  return [title, abstract, ...authors].join(' ').toLowerCase();
}
