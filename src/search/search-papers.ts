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
  const passes = passingPlaces(plan, parts);
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

/** What can be told from rows is told from them: few papers are left to be looked at. */
function passingPlaces({ passes, required, excluded }: QueryPlan, { table, candidates }: SearchParts): Passes {
  const having = (terms: ReadonlySet<number>) => (terms.size === 0 ? undefined : candidates.having(terms));
  const hasRequired = having(required);
  const suspects = excluded.map(({ isHeldBy, terms }) => ({ isHeldBy, has: having(terms) }));
  return (place) => {
    if (hasRequired !== undefined && hasRequired[place] !== 1) return false;
    const paper = table.at(place);
    if (paper === undefined || !passes(paper)) return false;
    return !suspects.some(({ isHeldBy, has }) => (has === undefined || has[place] === 1) && isHeldBy(paper));
  };
}

function everyPaper(passes: Passes, sort: SortOrder, table: PaperTable): Ranking {
  const places = Uint32Array.from(table.places().filter(passes));
  return { ...inOrder(places, sort, table), withAllWords: places.length, has: passes };
}

/** Only as many are put into order as are asked for. */
function inOrder(places: Uint32Array, sort: SortOrder, table: PaperTable): Omit<Ordered, 'has'> {
  const scores = Float64Array.from(places, sort === 'votes' ? table.votesOf : table.dayOf);
  return {
    total: places.length,
    best: [],
    others: (count) =>
      bestCandidates({ places, scores }, count, table).map((position) => ({ place: places[position] ?? 0, score: 0 })),
  };
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

function byFacts({ places, matched }: Candidates, sort: SortOrder, table: PaperTable): Ordered {
  const most = matched.reduce((highest, words) => Math.max(highest, words), 0);
  const withMost = places.filter((_, at) => matched[at] === most);
  return { ...inOrder(withMost, sort, table), has: (place) => places.includes(place) };
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
