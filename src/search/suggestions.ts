/**
 * Titles for a half-typed text: MiniSearch over titles alone, the one place where prefixes and near spellings are searched.
 *
 * Every whole word typed must be in the title and the last one may be its beginning; where nothing fits, slips are looked
 * past. The title index is made when first asked for, as most runs of an import or a sync never ask.
 */
import MiniSearch from 'minisearch';
import { type PaperId, titleKey } from '../core/paper.ts';
import type { TitleSuggestion } from '../core/query.ts';
import { foldedWords } from './analysis.ts';

interface Titled {
  readonly id: PaperId;
  readonly title: string;
}

export interface Suggestions {
  readonly add: (paper: Titled) => void;
  readonly remove: (paper: Titled) => void;
  readonly suggest: (typed: string, limit: number) => readonly TitleSuggestion[];
}

/** @param all every paper that is indexed when the first suggestion is asked for. */
export function makeSuggestions(all: () => readonly Titled[]): Suggestions {
  let titles: MiniSearch<Titled> | undefined;
  const built = (): MiniSearch<Titled> => {
    if (titles === undefined) {
      titles = new MiniSearch<Titled>({ fields: ['title'], storeFields: ['title'], tokenize: (text) => [...foldedWords(text)] });
      titles.addAll(all());
    }
    return titles;
  };
  return {
    add: (paper) => titles?.add({ id: paper.id, title: paper.title }),
    remove: (paper) => titles?.remove({ id: paper.id, title: paper.title }),
    suggest: (typed, limit) => {
      if (foldedWords(typed).length === 0) return [];
      const lastIsPrefix = (_term: string, position: number, terms: readonly string[]): boolean => position === terms.length - 1;
      const options = { combineWith: 'AND', prefix: lastIsPrefix } as const;
      const exact = built().search(typed, options);
      const found = exact.length > 0 ? exact : built().search(typed, { ...options, fuzzy: 0.2 });
      const key = titleKey(typed);
      const begins = (title: string): number => (titleKey(title).startsWith(key) ? 0 : 1);
      return found
        .map(({ id, title, score }) => ({ paper: id as PaperId, title: String(title), score }))
        .sort((a, b) => begins(a.title) - begins(b.title) || b.score - a.score || (a.title < b.title ? -1 : 1))
        .slice(0, limit)
        .map(({ paper, title }) => ({ paper, title }));
    },
  };
}
