/**
 * From a planned query to the whole ordered answer.
 *
 * By relevance: papers that the query names come first, then the best candidates by score, then the others in the order that
 * choosing them gave, so that pages never shift. By date or votes: only papers with every word of the query, or, where none
 * has, with the most of them; else one common word would bring half the archive.
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
  readonly hits: readonly SearchHit[];
  readonly withAllWords: number;
}

interface Ranked extends Score {
  readonly paper: IndexedPaper;
}

/** @param named papers that the query's own text names, surest first. */
export function searchPapers(plan: QueryPlan, sort: SortOrder, named: readonly PaperId[], parts: SearchParts): Answer {
  const ranked = plan.filtersOnly ? everyPaper(plan, parts.table) : rankCandidates(plan, sort, parts);
  const wordsAsked = plan.ranked.words.length + plan.unknown.length;
  const ordered = sort === 'relevance' ? namedFirst(ranked, named, plan, parts.table) : byFacts(ranked, sort);
  return {
    hits: ordered.map(({ paper, score }) => ({ paper: paper.id, score })),
    withAllWords: ranked.filter(({ matched }) => matched === wordsAsked).length,
  };
}

function everyPaper({ passes }: QueryPlan, table: PaperTable): readonly Ranked[] {
  const passing = table.all().filter(passes).sort(newestFirst);
  return passing.map((paper) => ({ paper, score: 0, matched: 0 }));
}

function rankCandidates(plan: QueryPlan, sort: SortOrder, { lexicon, candidates, table }: SearchParts): readonly Ranked[] {
  const accepts = (place: number): boolean => {
    const paper = table.at(place);
    return paper !== undefined && plan.passes(paper);
  };
  const { found, tellingWords } = candidates.find(plan.ranked.words, accepts);
  const likeliest = [...found].sort((a, b) => b.score - a.score || a.place - b.place);
  const score = makeScorer(plan.ranked, lexicon, table.lengths());
  // A paper may have every word of the query only if it has every telling one
  const inFull = (candidate: Candidate, order: number): boolean =>
    order < RANKED_IN_FULL || sort !== 'relevance' || candidate.matched >= tellingWords;
  const [full, rest]: [Ranked[], Ranked[]] = [[], []];
  for (const [order, candidate] of likeliest.entries()) {
    const paper = table.at(candidate.place);
    if (paper === undefined) continue;
    if (inFull(candidate, order)) full.push({ paper, ...score(paper) });
    else rest.push({ paper, score: 0, matched: 0 });
  }
  return [...full.sort((a, b) => b.score - a.score || newestFirst(a.paper, b.paper)), ...rest];
}

function namedFirst(ranked: readonly Ranked[], named: readonly PaperId[], plan: QueryPlan, table: PaperTable): readonly Ranked[] {
  const first: Ranked[] = [];
  for (const id of named) {
    const paper = table.at(table.placeOf(id) ?? -1);
    if (paper !== undefined && plan.passes(paper)) {
      first.push(ranked.find((other) => other.paper === paper) ?? { paper, score: 0, matched: 0 });
    }
  }
  const papers = new Set(first.map(({ paper }) => paper));
  return [...first, ...ranked.filter(({ paper }) => !papers.has(paper))];
}

function byFacts(ranked: readonly Ranked[], sort: Exclude<SortOrder, 'relevance'>): readonly Ranked[] {
  const most = ranked.reduce((highest, { matched }) => Math.max(highest, matched), 0);
  const order = (a: Ranked, b: Ranked): number =>
    (sort === 'votes' ? b.paper.facts.votes - a.paper.facts.votes : 0) || newestFirst(a.paper, b.paper);
  return ranked.filter(({ matched }) => matched === most).sort(order);
}
