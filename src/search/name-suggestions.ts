/**
 * Names for a half-typed one: those of authors, and of organizations by the name that people know and the one in addresses.
 *
 * Every whole word typed must be in the name and the last one may be its beginning; where nothing fits, slips are looked past.
 * Who has more papers comes first, so that nothing typed offers who has most. Taken in when first asked for, as titles are.
 */
import MiniSearch from 'minisearch';
import type { OptionChoice } from '../core/completion.ts';
import { foldedWords } from './analysis.ts';
import type { IndexedPaper } from './indexed-paper.ts';
import type { PaperTable } from './paper-table.ts';

interface Counted extends OptionChoice {
  papers: number;
}

export interface NameSuggestions {
  /** Takes in the papers of so many more places. @returns how many are left. */
  readonly take: (places: number) => number;
  /** While the paper can still be read. */
  readonly remove: (place: number) => void;
  /** Takes in whatever is left first. */
  readonly suggest: (typed: string, limit: number) => readonly OptionChoice[];
}

/** @param namesOn the names on a paper. */
export function makeNameSuggestions(
  table: Pick<PaperTable, 'size' | 'at'>,
  namesOn: (paper: IndexedPaper) => readonly OptionChoice[],
): NameSuggestions {
  const known = new Map<string, Counted>();
  const tokenize = (text: string) => [...foldedWords(text)];
  const index = new MiniSearch<OptionChoice>({ idField: 'value', fields: ['label'], tokenize });
  let taken = 0;
  const namesAt = (place: number): readonly OptionChoice[] => {
    const paper = table.at(place);
    return paper === undefined ? [] : namesOn(paper);
  };
  const take = (places: number): number => {
    for (const end = Math.min(taken + places, table.size()); taken < end; taken += 1) {
      for (const name of namesAt(taken)) if (count(known, name) === 'new') index.add(name);
    }
    return table.size() - taken;
  };
  return {
    take,
    remove: (place) => {
      for (const { value } of place < taken ? namesAt(place) : []) {
        const counted = known.get(value);
        if (counted === undefined) continue;
        counted.papers -= 1;
        if (counted.papers > 0) continue;
        known.delete(value);
        index.discard(value);
      }
    },
    suggest: (typed, limit) => {
      take(Number.POSITIVE_INFINITY);
      const found =
        foldedWords(typed).length === 0 ? [...known.values()] : matching(typed, index).flatMap((id) => known.get(id) ?? []);
      return found
        .sort((a, b) => b.papers - a.papers || (a.label < b.label ? -1 : 1))
        .slice(0, limit)
        .map(({ label, value }) => ({ label, value }));
    },
  };
}

function count(known: Map<string, Counted>, { label, value }: OptionChoice): 'new' | 'known' {
  const counted = known.get(value);
  if (counted === undefined) {
    known.set(value, { label, value, papers: 1 });
    return 'new';
  }
  counted.papers += 1;
  return 'known';
}

function matching(typed: string, index: MiniSearch<OptionChoice>): readonly string[] {
  const lastIsPrefix = (_term: string, position: number, terms: readonly string[]): boolean => position === terms.length - 1;
  const options = { combineWith: 'AND', prefix: lastIsPrefix } as const;
  const exact = index.search(typed, options);
  const found = exact.length > 0 ? exact : index.search(typed, { ...options, fuzzy: 0.2 });
  return found.map(({ id }) => String(id));
}
