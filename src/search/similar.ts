/**
 * The papers nearest to a paper: its most telling terms, asked as a query, and the shared ones named.
 */
import type { PaperId } from '../core/paper.ts';
import type { SimilarPaper } from '../core/query.ts';
import { bestCandidates } from './best-candidates.ts';
import type { Steps } from './compact-index/steps.ts';
import type { IndexedPaper } from './indexed-paper.ts';
import { BOUNDARY, type Lexicon } from './lexicon.ts';
import { type QueryWord, rarity } from './ranking.ts';
import type { SearchParts } from './search-papers.ts';
import type { TitleIndex } from './titles.ts';

/** Beyond this many terms the order hardly changes. */
const QUERY_TERMS = 30;
const SHARED_TERMS_SHOWN = 5;
/** A title says what a paper is about. */
const TITLE_WEIGHT = 3;

/** How many records of the paper itself, under other ids, may stand among the closest. */
const OWN_RECORDS = 20;

/** Closest first; none for a paper that is not indexed. */
export function* findSimilar(
  id: PaperId,
  count: number,
  parts: SearchParts & { readonly titles: TitleIndex },
): Steps<readonly SimilarPaper[]> {
  const { lexicon, candidates, table, titles } = parts;
  const source = table.at(table.placeOf(id) ?? -1);
  if (source === undefined) return [];
  const asked = tellingTerms(source, lexicon, table.lengths().papers);
  const namesakes = titles.namesakes(source.title);
  const found = yield* candidates.find({ words: asked, standIns: [] });
  return bestCandidates(found, count + OWN_RECORDS, table)
    .map((position) => table.at(found.places[position] ?? -1))
    .filter((paper) => paper !== undefined)
    .filter((paper) => !isSamePaper(source, paper, namesakes))
    .slice(0, count)
    .map((paper) => explainSimilar(paper, asked, parts));
}

/** How often the paper has each of its terms but stop words, its title's counting more. */
function termCounts(paper: IndexedPaper, lexicon: Lexicon): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  paper.terms.subarray(0, paper.namesStart).forEach((term, at) => {
    if (term === BOUNDARY || lexicon.isStop(term)) return;
    counts.set(term, (counts.get(term) ?? 0) + (at < paper.titleEnd ? TITLE_WEIGHT : 1));
  });
  return counts;
}

/** The paper as a query: terms by how often it has them and how few others do, repeats counting less and less. */
function tellingTerms(paper: IndexedPaper, lexicon: Lexicon, papers: number): readonly QueryWord[] {
  return [...termCounts(paper, lexicon)]
    .filter(([term]) => lexicon.papersWith(term) > 1) // a word of this paper alone leads to no other
    .map(([text, count]) => ({ text, times: Math.sqrt(count) }))
    .sort((a, b) => weight(b) - weight(a) || a.text - b.text)
    .slice(0, QUERY_TERMS);

  function weight({ text, times }: { readonly text: number; readonly times: number }): number {
    return times * rarity(lexicon.papersWith(text), papers);
  }
}

/** The terms that both papers make most of. */
function explainSimilar(other: IndexedPaper, asked: readonly QueryWord[], { lexicon, table }: SearchParts): SimilarPaper {
  const { papers } = table.lengths();
  const counts = termCounts(other, lexicon);
  const shared = asked.flatMap(({ text, times }) => {
    const count = text === undefined ? undefined : counts.get(text);
    if (text === undefined || count === undefined || !explains(lexicon.spelling(text))) return [];
    return [{ term: text, weight: times * Math.sqrt(count) * rarity(lexicon.papersWith(text), papers) }];
  });
  shared.sort((a, b) => b.weight - a.weight || a.term - b.term);
  return { paper: other.id, sharedTerms: shared.slice(0, SHARED_TERMS_SHOWN).map(({ term }) => lexicon.spelling(term)) };
}

/** Numbers and single letters tie two papers together, but tell a reader nothing. */
function explains(spelling: string): boolean {
  return spelling.length > 1 && !/^\p{N}+$/u.test(spelling);
}

/** Whether both are records of one paper: the same title (`namesakes`) or word for word the same abstract. */
function isSamePaper(a: IndexedPaper, b: IndexedPaper, namesakes: ReadonlySet<PaperId>): boolean {
  return a.id === b.id || namesakes.has(b.id) || sameAbstract(a, b);
}

function sameAbstract(a: IndexedPaper, b: IndexedPaper): boolean {
  const [abstractA, abstractB] = [abstractOf(a), abstractOf(b)];
  if (abstractA.length === 0 || abstractA.length !== abstractB.length) return false;
  return abstractA.every((term, at) => term === abstractB[at]);
}

/** Without the keywords, which only some sources give. */
function abstractOf({ terms, titleEnd }: IndexedPaper): Uint32Array {
  return terms.subarray(titleEnd, terms.indexOf(BOUNDARY, titleEnd));
}
