/**
 * Titles for a half-typed text: MiniSearch over titles alone, the one place where prefixes and near spellings are searched.
 *
 * Every whole word typed must be in the title and the last one may be its beginning; where nothing fits, slips are looked
 * past. Titles are taken in as they are asked for, as most runs of an import or a sync never ask; a service has them taken in a
 * few at a time before anybody does.
 */
import MiniSearch from 'minisearch';
import { titleKey } from '../core/paper.ts';
import type { TitleSuggestion } from '../core/query.ts';
import { foldedWords } from './analysis.ts';
import type { PaperTable } from './paper-table.ts';

export interface Suggestions {
  /** Takes in the papers of so many more places. @returns how many are left. */
  readonly take: (places: number) => number;
  /** While the paper can still be read. */
  readonly remove: (place: number) => void;
  /** Takes in whatever is left first. */
  readonly suggest: (typed: string, limit: number) => readonly TitleSuggestion[];
}

export function makeSuggestions(table: Pick<PaperTable, 'size' | 'at' | 'idOf' | 'titleOf'>): Suggestions {
  const titles = new MiniSearch<{ readonly id: number; readonly title: string }>({
    fields: ['title'],
    tokenize: (text) => [...foldedWords(text)],
  });
  let taken = 0;
  const take = (places: number): number => {
    for (const end = Math.min(taken + places, table.size()); taken < end; taken += 1) {
      if (table.at(taken) !== undefined) titles.add({ id: taken, title: table.titleOf(taken) });
    }
    return table.size() - taken;
  };
  return {
    take,
    remove: (place) => {
      if (place < taken) titles.discard(place);
    },
    suggest: (typed, limit) => {
      if (foldedWords(typed).length === 0) return [];
      take(Number.POSITIVE_INFINITY);
      const lastIsPrefix = (_term: string, position: number, terms: readonly string[]): boolean => position === terms.length - 1;
      const options = { combineWith: 'AND', prefix: lastIsPrefix } as const;
      const exact = titles.search(typed, options);
      const found = exact.length > 0 ? exact : titles.search(typed, { ...options, fuzzy: 0.2 });
      const key = titleKey(typed);
      const begins = (title: string): number => (titleKey(title).startsWith(key) ? 0 : 1);
      return found
        .map(({ id, score }) => ({ place: Number(id), title: table.titleOf(id), score }))
        .sort((a, b) => begins(a.title) - begins(b.title) || b.score - a.score || (a.title < b.title ? -1 : 1))
        .slice(0, limit)
        .map(({ place, title }) => ({ paper: table.idOf(place), title }));
    },
  };
}
