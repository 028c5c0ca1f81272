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
import type { IndexedPaper } from './indexed-paper.ts';
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
  readonly place: number;
  readonly score: number;
}

interface Ranking {
  readonly total: number;
  readonly withAllWords: number;
  /** In their order. */
  readonly best: readonly Ranked[];
  /** The first `count` of those below the best, in their order: few people ever ask for them. */
  readonly others: (count: number) => readonly Ranked[];
  readonly has: (place: number) => boolean;
}

/** @param named papers that the query's own text names, surest first. */
export function searchPapers(plan: QueryPlan, sort: SortOrder, named: readonly PaperId[], parts: SearchParts): Answer {
  const { table } = parts;
  const passes = passingPlaces(plan, table);
  const ranking = plan.filtersOnly ? everyPaper(passes, sort, table) : rankCandidates({ plan, passes }, sort, parts);
  const { total, withAllWords, best, others, has } = ranking;
  const namedPlaces = named.flatMap((id) => table.placeOf(id) ?? []).filter(passes);
  const first = sort === 'relevance' ? withTheirs(namedPlaces, best, { plan, table }) : [];
  const ordered = namedFirst(best, first);
  const more = (count: number): readonly Ranked[] => others(count + first.length).filter(({ place }) => !first.includes(place));
  return {
    total: total + first.filter((place) => !has(place)).length,
    withAllWords,
    slice: (from, size) => {
      const end = from + size;
      const whole = end <= ordered.length ? ordered : [...ordered, ...more(end - ordered.length)];
      return whole.slice(from, end).map(({ place, score }) => ({ paper: table.idOf(place), score }));
    },
  };
}

type Passes = (place: number) => boolean;

function passingPlaces({ passes }: QueryPlan, table: PaperTable): Passes {
  return (place) => {
    const paper = table.at(place);
    return paper !== undefined && passes(paper);
  };
}

function everyPaper(passes: Passes, sort: SortOrder, table: PaperTable): Ranking {
  const passing = table.places().filter(passes).sort(orderOf(sort, table));
  const best = passing.map((place) => ({ place, score: 0 }));
  return { total: best.length, withAllWords: best.length, best, others: () => [], has: passes };
}

interface Asked {
  readonly plan: QueryPlan;
  readonly passes: Passes;
}

function rankCandidates({ plan, passes }: Asked, sort: SortOrder, parts: SearchParts): Ranking {
  const { candidates, table } = parts;
  const found = candidates.find(plan.ranked.words, plan.passesAll ? undefined : passes);
  const wordsAsked = plan.ranked.words.length + plan.unknown.length;
  return {
    withAllWords: countOf(found.matched, wordsAsked),
    ...(sort === 'relevance' ? byRelevance(found, plan, parts) : byFacts(found, sort, table)),
  };
}

/** A loop, as a call for each would take a tenth of the query. */
function countOf(numbers: Uint16Array, wanted: number): number {
  let count = 0;
  for (let at = 0; at < numbers.length; at += 1) if (numbers[at] === wanted) count += 1;
  return count;
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
  const best = [...inFull].flatMap((position): readonly Ranked[] => {
    const paper = at(position);
    return paper === undefined ? [] : [{ place: found.places[position] ?? 0, score: scoreOf(paper) }];
  });
  return {
    total: found.places.length,
    best: best.sort((a, b) => b.score - a.score || table.newestFirst(a.place, b.place)),
    others: (count) => {
      const below = bestCandidates(found, count + inFull.size, table).filter((position) => !inFull.has(position));
      return below.slice(0, count).map((position) => ({ place: found.places[position] ?? 0, score: 0 }));
    },
    has: (place) => found.places.includes(place),
  };
}

function byFacts({ places, matched }: Candidates, sort: Exclude<SortOrder, 'relevance'>, table: PaperTable): Ordered {
  const most = matched.reduce((highest, words) => Math.max(highest, words), 0);
  const withMost = [...places.filter((_, at) => matched[at] === most)];
  const best = withMost.sort(orderOf(sort, table)).map((place) => ({ place, score: 0 }));
  return { total: best.length, best, others: () => [], has: (place) => places.includes(place) };
}

function orderOf(sort: SortOrder, { votesOf, newestFirst }: PaperTable): (a: number, b: number) => number {
  return sort === 'votes' ? (a, b) => votesOf(b) - votesOf(a) || newestFirst(a, b) : newestFirst;
}

/** The papers named and, behind them, those of the person named. */
function withTheirs(
  named: readonly number[],
  best: readonly Ranked[],
  { plan: { isByNamed }, table }: { readonly plan: QueryPlan; readonly table: PaperTable },
): readonly number[] {
  if (isByNamed === undefined) return named;
  const theirs = best
    .map(({ place }) => place)
    .filter((place) => {
      const paper = table.at(place);
      return paper !== undefined && isByNamed(paper);
    });
  return [...new Set([...named, ...theirs])];
}

function namedFirst(ranked: readonly Ranked[], named: readonly number[]): readonly Ranked[] {
  if (named.length === 0) return ranked;
  return [
    ...named.map((place) => ranked.find((other) => other.place === place) ?? { place, score: 0 }),
    ...ranked.filter(({ place }) => !named.includes(place)),
  ];
}
