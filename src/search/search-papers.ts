/**
 * From a planned query to the whole ordered answer.
 *
 * By relevance: papers that the query names, or whose author it names, come first, then the best candidates by score, then
 * the others in the order that choosing them gave, so that pages never shift. By date or votes: only papers with every word
 * of the query, or, where none has, with the most of them; else one common word would bring half the archive.
 */
import type { PaperId } from '../core/paper.ts';
import type { SearchHit, SortOrder } from '../core/query.ts';
import type { Candidate, CandidateIndex } from './candidates.ts';
import { type IndexedPaper, newestFirst } from './indexed-paper.ts';
import type { Lexicon } from './lexicon.ts';
import type { PaperTable } from './paper-table.ts';
import type { QueryPlan } from './query-plan.ts';
import { makeScorer, type Score } from './ranking.ts';

/** How many candidates are ranked in full. Past the first few hundred the order is nobody's concern. */
const RANKED_IN_FULL = 1000;

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

interface Ranked extends Score {
  readonly paper: IndexedPaper;
}

interface Ranking {
  /** In their order. */
  readonly best: readonly Ranked[];
  /** Below the best, in no order: few people ever ask for it. */
  readonly others: readonly Candidate[];
}

/** @param named papers that the query's own text names, surest first. */
export function searchPapers(plan: QueryPlan, sort: SortOrder, named: readonly PaperId[], parts: SearchParts): Answer {
  const { best, others } = plan.filtersOnly ? everyPaper(plan, parts.table) : rankCandidates(plan, sort, parts);
  const wordsAsked = plan.ranked.words.length + plan.unknown.length;
  const first = sort === 'relevance' ? withTheirs(namedPapers(named, plan, parts.table), best, plan) : [];
  const ordered = sort === 'relevance' ? namedFirst(best, first) : byFacts(best, sort);
  const isFirst = (paper: IndexedPaper | undefined): boolean => paper !== undefined && first.includes(paper);
  const below = first.length === 0 ? others : others.filter(({ place }) => !isFirst(parts.table.at(place)));
  return {
    total: ordered.length + below.length,
    withAllWords: best.filter(({ matched }) => matched === wordsAsked).length,
    slice: (from, size) => {
      const whole = from + size <= ordered.length ? ordered : [...ordered, ...inOrder(below, parts.table)];
      return whole.slice(from, from + size).map(({ paper, score }) => ({ paper: paper.id, score }));
    },
  };
}

function everyPaper({ passes }: QueryPlan, table: PaperTable): Ranking {
  const passing = table.all().filter(passes).sort(newestFirst);
  return { best: passing.map((paper) => ({ paper, score: 0, matched: 0 })), others: [] };
}

function rankCandidates(plan: QueryPlan, sort: SortOrder, { lexicon, candidates, table }: SearchParts): Ranking {
  const accepts = (place: number): boolean => {
    const paper = table.at(place);
    return paper !== undefined && plan.passes(paper);
  };
  const { found, tellingWords } = candidates.find(plan.ranked.words, accepts);
  const bar = scoreAtRank(found, RANKED_IN_FULL);
  const scoreOf = makeScorer(plan.ranked, lexicon, table.lengths());
  const [best, others]: [Ranked[], Candidate[]] = [[], []];
  for (const candidate of found) {
    // A paper may have every word of the query only if it has every telling one
    const inFull = candidate.score >= bar || sort !== 'relevance' || candidate.matched >= tellingWords;
    const paper = table.at(candidate.place);
    if (inFull && paper !== undefined) best.push({ paper, ...scoreOf(paper) });
    else others.push(candidate);
  }
  return { best: best.sort((a, b) => b.score - a.score || newestFirst(a.paper, b.paper)), others };
}

/** The score that `rank` candidates reach; below every score where there are no more than that. */
function scoreAtRank(found: readonly Candidate[], rank: number): number {
  if (found.length <= rank) return Number.NEGATIVE_INFINITY;
  const scores = Float64Array.from(found, ({ score }) => score).sort();
  return scores[scores.length - rank] ?? Number.NEGATIVE_INFINITY;
}

function inOrder(candidates: readonly Candidate[], table: PaperTable): readonly Ranked[] {
  const ordered = [...candidates].sort((a, b) => b.score - a.score || a.place - b.place);
  const papers = ordered.map(({ place }) => table.at(place)).filter((paper) => paper !== undefined);
  return papers.map((paper) => ({ paper, score: 0, matched: 0 }));
}

function namedPapers(named: readonly PaperId[], { passes }: QueryPlan, table: PaperTable): readonly IndexedPaper[] {
  const papers = named.map((id) => table.at(table.placeOf(id) ?? -1)).filter((paper) => paper !== undefined);
  return papers.filter(passes);
}

/** The papers named and, behind them, those of the person named. */
function withTheirs(named: readonly IndexedPaper[], best: readonly Ranked[], plan: QueryPlan): readonly IndexedPaper[] {
  const theirs = best.map(({ paper }) => paper).filter(plan.isByNamed);
  return theirs.length === 0 ? named : [...new Set([...named, ...theirs])];
}

function namedFirst(ranked: readonly Ranked[], named: readonly IndexedPaper[]): readonly Ranked[] {
  if (named.length === 0) return ranked;
  return [
    ...named.map((paper) => ranked.find((other) => other.paper === paper) ?? { paper, score: 0, matched: 0 }),
    ...ranked.filter(({ paper }) => !named.includes(paper)),
  ];
}

function byFacts(ranked: readonly Ranked[], sort: Exclude<SortOrder, 'relevance'>): readonly Ranked[] {
  const most = ranked.reduce((highest, { matched }) => Math.max(highest, matched), 0);
  const order = (a: Ranked, b: Ranked): number =>
    (sort === 'votes' ? b.paper.facts.votes - a.paper.facts.votes : 0) || newestFirst(a.paper, b.paper);
  return ranked.filter(({ matched }) => matched === most).sort(order);
}
