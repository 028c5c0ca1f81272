/**
 * From a planned query to the whole ordered answer.
 *
 * By relevance: papers that the query names, or whose author it names, come first, then the best candidates ranked in full, then
 * all others by their first score, so that pages never shift. By date or votes: only papers with every word of the query, or,
 * where none has, with the most of them; else one common word would bring half the archive.
 */
import type { PaperId } from '../core/paper.ts';
import type { SearchHit, SortOrder } from '../core/query.ts';
import { bestCandidates } from './best-candidates.ts';
import type { CandidateIndex, Candidates } from './candidates.ts';
import { type IndexedPaper, newestFirst } from './indexed-paper.ts';
import type { Lexicon } from './lexicon.ts';
import type { PaperTable } from './paper-table.ts';
import type { QueryPlan } from './query-plan.ts';
import { makeScorer } from './ranking.ts';

/** How many candidates are ranked in full. Ranking only ever adds to a score, so that what is below stays below. */
const RANKED_IN_FULL = 200;

export interface SearchParts {
  readonly lexicon: Lexicon;
  readonly candidates: CandidateIndex;
  readonly table: PaperTable;
}

export interface Answer {
  readonly total: number;
  readonly withAllWords: number;
  /** Hits from the offset on, at most `size`. */
  readonly slice: (from: number, size: number) => readonly SearchHit[];
}

interface Ranked {
  readonly paper: IndexedPaper;
  readonly score: number;
}

interface Ranking {
  readonly total: number;
  readonly withAllWords: number;
  /** In their order. */
  readonly best: readonly Ranked[];
  /** The first `count` of those below the best, in their order: few people ever ask for them. */
  readonly others: (count: number) => readonly Ranked[];
  readonly has: (place: number | undefined) => boolean;
}

/** @param named papers that the query's own text names, surest first. */
export function searchPapers(plan: QueryPlan, sort: SortOrder, named: readonly PaperId[], parts: SearchParts): Answer {
  const { table } = parts;
  const ranking = plan.filtersOnly ? everyPaper(plan, sort, table) : rankCandidates(plan, sort, parts);
  const { total, withAllWords, best, others, has } = ranking;
  const first = sort === 'relevance' ? withTheirs(namedPapers(named, plan, table), best, plan) : [];
  const ordered = namedFirst(best, first);
  const more = (count: number): readonly Ranked[] => others(count + first.length).filter(({ paper }) => !first.includes(paper));
  return {
    total: total + first.filter(({ id }) => !has(table.placeOf(id))).length,
    withAllWords,
    slice: (from, size) => {
      const end = from + size;
      const whole = end <= ordered.length ? ordered : [...ordered, ...more(end - ordered.length)];
      return whole.slice(from, end).map(({ paper, score }) => ({ paper: paper.id, score }));
    },
  };
}

function everyPaper({ passes }: QueryPlan, sort: SortOrder, table: PaperTable): Ranking {
  const passing = table.all().filter(passes).sort(orderOf(sort));
  const best = passing.map((paper) => ({ paper, score: 0 }));
  return { total: best.length, withAllWords: best.length, best, others: () => [], has: isPassing };

  function isPassing(place: number | undefined): boolean {
    const paper = table.at(place ?? -1);
    return paper !== undefined && passes(paper);
  }
}

function rankCandidates(plan: QueryPlan, sort: SortOrder, parts: SearchParts): Ranking {
  const { candidates, table } = parts;
  const accepts = (place: number): boolean => {
    const paper = table.at(place);
    return paper !== undefined && plan.passes(paper);
  };
  const found = candidates.find(plan.ranked.words, accepts);
  const wordsAsked = plan.ranked.words.length + plan.unknown.length;
  return {
    withAllWords: found.matched.filter((matched) => matched === wordsAsked).length,
    ...(sort === 'relevance' ? byRelevance(found, plan, parts) : byFacts(found, sort, table)),
  };
}

type Ordered = Omit<Ranking, 'withAllWords'>;

function byRelevance(found: Candidates, plan: QueryPlan, { lexicon, table }: SearchParts): Ordered {
  const scoreOf = makeScorer(plan.ranked, lexicon, table.lengths());
  const at = (position: number): IndexedPaper | undefined => table.at(found.places[position] ?? -1);
  const inFull = new Set(bestCandidates(found, RANKED_IN_FULL, table));
  // The papers of a person whom the query names come first, wherever the words alone would put them
  const { length: words } = plan.ranked.words;
  const { isByNamed } = plan;
  if (isByNamed !== undefined) {
    found.matched.forEach((matched, position) => {
      const paper = matched === words ? at(position) : undefined;
      if (paper !== undefined && isByNamed(paper)) inFull.add(position);
    });
  }
  const best = [...inFull].flatMap((position) => {
    const paper = at(position);
    return paper === undefined ? [] : [{ paper, score: scoreOf(paper) }];
  });
  return {
    total: found.places.length,
    best: best.sort((a, b) => b.score - a.score || newestFirst(a.paper, b.paper)),
    others: (count) => {
      const below = bestCandidates(found, count + inFull.size, table).filter((position) => !inFull.has(position));
      const papers = below.map(at).filter((paper) => paper !== undefined);
      return papers.slice(0, count).map((paper) => ({ paper, score: 0 }));
    },
    has: (place) => place !== undefined && found.places.includes(place),
  };
}

function byFacts({ places, matched }: Candidates, sort: Exclude<SortOrder, 'relevance'>, table: PaperTable): Ordered {
  const most = matched.reduce((highest, words) => Math.max(highest, words), 0);
  const papers = [...places.filter((_, at) => matched[at] === most)].map(table.at).filter((paper) => paper !== undefined);
  const best = papers.sort(orderOf(sort)).map((paper) => ({ paper, score: 0 }));
  return { total: best.length, best, others: () => [], has: (place) => place !== undefined && places.includes(place) };
}

function orderOf(sort: SortOrder): (a: IndexedPaper, b: IndexedPaper) => number {
  return (a, b) => (sort === 'votes' ? b.facts.votes - a.facts.votes : 0) || newestFirst(a, b);
}

function namedPapers(named: readonly PaperId[], { passes }: QueryPlan, table: PaperTable): readonly IndexedPaper[] {
  const papers = named.map((id) => table.at(table.placeOf(id) ?? -1)).filter((paper) => paper !== undefined);
  return papers.filter(passes);
}

/** The papers named and, behind them, those of the person named. */
function withTheirs(named: readonly IndexedPaper[], best: readonly Ranked[], { isByNamed }: QueryPlan): readonly IndexedPaper[] {
  const theirs = isByNamed === undefined ? [] : best.map(({ paper }) => paper).filter(isByNamed);
  return theirs.length === 0 ? named : [...new Set([...named, ...theirs])];
}

function namedFirst(ranked: readonly Ranked[], named: readonly IndexedPaper[]): readonly Ranked[] {
  if (named.length === 0) return ranked;
  return [
    ...named.map((paper) => ranked.find((other) => other.paper === paper) ?? { paper, score: 0 }),
    ...ranked.filter(({ paper }) => !named.includes(paper)),
  ];
}
