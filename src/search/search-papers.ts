/**
 * From a planned query to the whole ordered answer.
 *
 * By relevance: papers that the query names, or whose author it names, come first, then the best candidates ranked in full, then
 * all others by their first score, so that pages never shift. By date or votes: only papers with every word of the query, or,
 * where none has, with the most of them; else one common word would bring half the archive.
 */
import type { PaperId } from '../core/paper.ts';
import type { Facets, SearchHit, SortOrder } from '../core/query.ts';
import { bestCandidates } from './best-candidates.ts';
import type { CandidateIndex, Candidates } from './candidates.ts';
import type { Steps } from './compact-index/steps.ts';
import type { FacetCounter } from './facets.ts';
import type { IndexedPaper } from './indexed-paper.ts';
import type { PaperTable } from './paper-table.ts';
import type { QueryPlan } from './query-plan.ts';
import { makeScorer } from './ranking.ts';
import { oneSlipAway, type StandInParts } from './stand-ins.ts';

/** How many candidates are ranked in full. Ranking only ever adds to a score, so that what is below stays below. */
const RANKED_IN_FULL = 200;
const PAPERS_A_STEP = 25;
/** What looking at a paper takes, as `Steps` counts it. */
const [POSTINGS_PER_FILTERED, POSTINGS_PER_RANKED] = [30, 500];

export interface SearchParts extends StandInParts {
  readonly candidates: CandidateIndex;
  readonly table: PaperTable;
  readonly facets: FacetCounter;
}

export interface Answer {
  readonly total: number;
  readonly withAllWords: number;
  readonly facets: Facets;
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
  /** Those with every word: how the others spread, which may be half the archive, tells nothing. */
  readonly counted: Uint32Array;
  /** In their order. */
  readonly best: readonly Ranked[];
  /** The first `count` of those below the best, in their order: few people ever ask for them. */
  readonly others: (count: number) => readonly Ranked[];
  readonly has: (place: number) => boolean;
}

/** @param named papers that the query's own text names, surest first. */
export function* searchPapers(plan: QueryPlan, sort: SortOrder, named: readonly PaperId[], parts: SearchParts): Steps<Answer> {
  const { table } = parts;
  const passes = passingPlaces(plan, parts);
  const ranking = yield* plan.filtersOnly ? everyPaper(passes, sort, table) : rankCandidates({ plan, passes }, sort, parts);
  const { total, withAllWords, best, others, has } = ranking;
  const namedPlaces = named.flatMap((id) => table.placeOf(id) ?? []).filter(passes);
  const first = sort === 'relevance' ? withTheirs(namedPlaces, best, { plan, table }) : [];
  const ordered = namedFirst(best, first);
  const more = (count: number): readonly Ranked[] => others(count + first.length).filter(({ place }) => !first.includes(place));
  return {
    total: total + first.filter((place) => !has(place)).length,
    withAllWords,
    facets: parts.facets.count(ranking.counted),
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

function* everyPaper(passes: Passes, sort: SortOrder, table: PaperTable): Steps<Ranking> {
  const passing: number[] = [];
  for (const [at, place] of table.places().entries()) {
    if (passes(place)) passing.push(place);
    if (at % PAPERS_A_STEP === 0) yield PAPERS_A_STEP * POSTINGS_PER_FILTERED;
  }
  const places = Uint32Array.from(passing);
  return { ...inOrder(places, sort, table), withAllWords: places.length, counted: places, has: passes };
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

function* rankCandidates({ plan, passes }: Asked, sort: SortOrder, parts: SearchParts): Steps<Ranking> {
  const { candidates, table } = parts;
  const found = yield* candidates.find(plan.ranked, plan.passesAll ? undefined : passes);
  const wordsAsked = plan.ranked.words.length + plan.unknown.length;
  const withAllWords = placesWith(wordsAsked, found);
  return {
    withAllWords: withAllWords.length,
    counted: withAllWords,
    ...(sort === 'relevance' ? yield* byRelevance(found, withSlips(plan, found, parts), parts) : byFacts(found, sort, table)),
  };
}

/** A loop, as a call for each would take a tenth of the query. */
function placesWith(wanted: number, { places, matched }: Candidates): Uint32Array {
  const having = new Uint32Array(places.length);
  let count = 0;
  for (let at = 0; at < places.length; at += 1) if (matched[at] === wanted) having[count++] = places[at] ?? 0;
  return having.subarray(0, count);
}

/** A query of which no paper has every word may have a slip that made another known word. */
function withSlips(plan: QueryPlan, { matched }: Candidates, parts: SearchParts): QueryPlan {
  const { ranked, words } = plan;
  if (matched.includes(ranked.words.length)) return plan;
  return { ...plan, ranked: { ...ranked, standIns: [...ranked.standIns, ...oneSlipAway(words, parts)] } };
}

type Ordered = Omit<Ranking, 'withAllWords' | 'counted'>;

function* byRelevance(found: Candidates, plan: QueryPlan, { lexicon, table, tuning }: SearchParts): Steps<Ordered> {
  const scoreOf = makeScorer(plan.ranked, { lexicon, lengths: table.lengths(), tuning });
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
  const best: Ranked[] = [];
  for (const position of inFull) {
    const paper = at(position);
    if (paper !== undefined) best.push({ place: found.places[position] ?? 0, score: scoreOf(paper) });
    if (best.length % PAPERS_A_STEP === 0) yield PAPERS_A_STEP * POSTINGS_PER_RANKED;
  }
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
