/**
 * Questions to a search index, typed as people type them.
 */
import type { PaperId } from '../../src/core/paper.ts';
import type { PageRequest, SearchPage, SearchQuery } from '../../src/core/query.ts';
import { parseQueryText } from '../../src/core/query-language.ts';
import type { SearchIndex } from '../../src/core/search-index.ts';

type Searched = Pick<SearchIndex, 'search'>;

export const EVERYTHING: PageRequest = { number: 1, size: 100_000 };

export function answerTo(index: Searched, typed: string | SearchQuery, page = EVERYTHING): Promise<SearchPage> {
  return index.search(typeof typed === 'string' ? parseQueryText(typed) : typed, page);
}

/** The papers of the whole answer, best first. */
export async function found(index: Searched, typed: string | SearchQuery): Promise<readonly PaperId[]> {
  return (await answerTo(index, typed)).hits.map(({ paper }) => paper);
}

/** The first paper of the answer. */
export async function firstFor(index: Searched, typed: string | SearchQuery): Promise<PaperId | undefined> {
  return (await found(index, typed))[0];
}
