/**
 * The search index: papers in, ranked ids out.
 *
 * It holds no text but titles and names and gives ids only; the store has the papers. Its parts are each told in their own file: the
 * analysis, what is kept of a paper, who is a candidate (the compact index), how candidates are ranked, titles and short names,
 * spelling. An answer is made in one go, in memory.
 */
import type { OptionChoice } from '../core/completion.ts';
import { type Paper, type PaperId, paperFingerprint } from '../core/paper.ts';
import type { PageRequest, SearchPage, SearchQuery, SimilarPaper } from '../core/query.ts';
import type { MakeExcerpt, SearchIndex } from '../core/search-index.ts';
import { makeAcronyms } from './acronyms.ts';
import { makeCandidateIndex } from './candidates.ts';
import { inTurns } from './compact-index/steps.ts';
import { makeExcerpt } from './excerpt.ts';
import { makeFacetCounter } from './facets.ts';
import { onlyAmong } from './filters.ts';
import { filterFacts, type IndexedPaper, indexPaper, textFingerprint } from './indexed-paper.ts';
import { makeLexicon } from './lexicon.ts';
import { makeNameSuggestions } from './name-suggestions.ts';
import { named, type Parts, part, partsOf } from './packed/parts.ts';
import { makePaperTable } from './paper-table.ts';
import { nearestWords, planQuery } from './query-plan.ts';
import { rarity } from './ranking.ts';
import { searchPapers } from './search-papers.ts';
import { findSimilar } from './similar.ts';
import { makeSpelling } from './spelling.ts';
import { makeSuggestions } from './suggestions.ts';
import { makeTitleIndex } from './titles.ts';
import { TUNING, type Tuning } from './tuning.ts';
import { makeVocabulary } from './vocabulary.ts';

export interface PaperIndex extends SearchIndex {
  readonly excerpt: MakeExcerpt;
  readonly size: () => number;
  /** Makes what words are mended with and what is offered while people type, little by little; who comes before waits for the rest. */
  readonly prepareSuggestions: () => Promise<void>;
  /** What each paper was indexed from, to be compared with the store's. */
  readonly fingerprints: () => ReadonlyMap<PaperId, string>;
  /** All of the index, but for what is offered while people type. */
  readonly save: () => Parts;
}

/** Words, titles or names that are taken in before others have their turn: a few milliseconds at the most. */
const TAKEN_AT_ONCE = 100;

/** @param saved as `save()` gave it. */
export function makePaperIndex(saved?: Parts, tuning: Tuning = TUNING): PaperIndex {
  const lexicon = makeLexicon(saved && partsOf('lexicon', saved));
  const spelling = makeSpelling(lexicon);
  const table = makePaperTable(saved && partsOf('papers', saved));
  const titles = makeTitleIndex(table, saved && partsOf('titles', saved));
  const acronyms = makeAcronyms(lexicon, saved && partsOf('acronyms', saved));
  const candidates = makeCandidateIndex(lexicon, saved && part(saved, 'candidates'));
  const facets = makeFacetCounter(table);
  const suggestions = makeSuggestions(table);
  const names = {
    author: makeNameSuggestions(table, authorNames),
    organization: makeNameSuggestions(table, organizationNames),
  };

  const remove = (id: PaperId): void => {
    const place = table.placeOf(id);
    const paper = place === undefined ? undefined : table.at(place);
    if (place === undefined || paper === undefined) return;
    candidates.remove(place);
    lexicon.countPaper(paper.terms, -1);
    titles.remove(place);
    acronyms.remove(paper);
    for (const offered of [suggestions, names.author, names.organization]) offered.remove(place);
    table.remove(place);
  };
  const put = (paper: Paper): void => {
    const place = table.placeOf(paper.id);
    if (place !== undefined && table.at(place)?.textFingerprint === textFingerprint(paper)) {
      table.replaceFacts(place, { fingerprint: paperFingerprint(paper), facts: filterFacts(paper) });
      return;
    }
    remove(paper.id);
    const indexed = indexPaper(paper, lexicon);
    const newPlace = table.add(indexed);
    lexicon.countPaper(indexed.terms, 1);
    titles.add(newPlace);
    acronyms.add(indexed);
    candidates.add(newPlace, indexed);
  };
  const searchParts = () => {
    return { lexicon, spelling, acronyms, candidates, table, facets, tuning, papers: table.lengths().papers };
  };
  const search = async (query: SearchQuery, page: PageRequest, among?: ReadonlySet<PaperId>): Promise<SearchPage> => {
    const parts = searchParts();
    const planned = planQuery(query, parts);
    const passesAll = planned.passesAll && among === undefined;
    const plan = { ...planned, passes: onlyAmong(among, planned.passes), passesAll };
    const calledSo = titles.named(wholeText(query));
    const answer = await inTurns(searchPapers(plan, query.sort, calledSo, parts));
    const { total, withAllWords, facets: spread, slice } = answer;
    const from = (page.number - 1) * page.size;
    return {
      hits: slice(from, page.size),
      total,
      withAllWords,
      corrections: plan.corrections,
      facets: spread,
      nearestWords: total === 0 ? nearestWords(plan, spelling) : [],
    };
  };

  return {
    vocabulary: makeVocabulary(lexicon, () => table.lengths().papers),
    search,
    similar: (id, count): Promise<readonly SimilarPaper[]> => inTurns(findSimilar(id, count, { ...searchParts(), titles })),
    named: titles.named,
    suggest: suggestions.suggest,
    suggestNames: (of, typed, limit) => names[of].suggest(typed, limit),
    put: async (papers) => {
      for (const paper of papers) put(paper);
    },
    remove: async (ids) => {
      for (const id of ids) remove(id);
    },
    excerpt: (abstract, query) => {
      const { corrections } = planQuery(query, searchParts());
      const words = [query.words, ...corrections.map(({ used }) => used)].join(' ');
      const papers = table.lengths().papers;
      return makeExcerpt(abstract, { ...query, words }, (folded) => {
        const term = lexicon.termFor(folded);
        return term === undefined ? 0 : rarity(lexicon.papersWith(term), papers);
      });
    },
    size: () => table.lengths().papers,
    prepareSuggestions: async () => {
      acronyms.all(); // which else are read when the first word is asked for
      for (const taking of [spelling, suggestions, names.author, names.organization]) {
        while (taking.take(TAKEN_AT_ONCE) > 0) await new Promise((resolve) => setImmediate(resolve));
      }
    },
    fingerprints: () => new Map(table.all().map(({ id, fingerprint }) => [id, fingerprint])),
    save: () => ({
      ...named('lexicon', lexicon.save()),
      ...named('papers', table.save()),
      ...named('titles', titles.save()),
      ...named('acronyms', acronyms.save()),
      candidates: candidates.save(),
    }),
  };
}

/** What the query would be if it were a title or a name and nothing else. */
function wholeText({ words, phrases }: SearchQuery): string {
  return [words, ...phrases].join(' ');
}

type Named = Pick<IndexedPaper, 'authors' | 'organization'>;

function authorNames({ authors }: Named): readonly OptionChoice[] {
  return [...new Set(authors)].map((name) => ({ label: name, value: name }));
}

function organizationNames({ organization }: Named): readonly OptionChoice[] {
  if (organization === undefined) return [];
  const { name, slug } = organization;
  return [{ label: name === slug ? slug : `${name} (${slug})`, value: slug }];
}
