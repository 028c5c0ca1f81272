/**
 * Names for a half-typed one: those of authors, and of organizations by the name that people know and the one in addresses.
 *
 * Every whole word typed must be in the name and the last one may be its beginning; where nothing fits, slips are looked past.
 * Who has more papers comes first, so that nothing typed offers who has most. Made when first asked for, as titles are.
 */
import MiniSearch from 'minisearch';
import type { OptionChoice } from '../core/completion.ts';
import { foldedWords } from './analysis.ts';

interface Counted extends OptionChoice {
  papers: number;
}

export interface NameSuggestions {
  readonly add: (names: readonly OptionChoice[]) => void;
  readonly remove: (names: readonly OptionChoice[]) => void;
  readonly suggest: (typed: string, limit: number) => readonly OptionChoice[];
}

/** @param all the names on each paper that is indexed when the first suggestion is asked for. */
export function makeNameSuggestions(all: () => Iterable<readonly OptionChoice[]>): NameSuggestions {
  let built: { readonly known: Map<string, Counted>; readonly index: MiniSearch<OptionChoice> } | undefined;
  const build = () => {
    const known = new Map<string, Counted>();
    for (const names of all()) for (const name of names) count(known, name);
    const tokenize = (text: string) => [...foldedWords(text)];
    const index = new MiniSearch<OptionChoice>({ idField: 'value', fields: ['label'], tokenize });
    index.addAll([...known.values()]);
    return { known, index };
  };
  return {
    add: (names) => {
      for (const name of names) {
        if (built !== undefined && count(built.known, name) === 'new') built.index.add(name);
      }
    },
    remove: (names) => {
      for (const { value } of names) {
        const counted = built?.known.get(value);
        if (built === undefined || counted === undefined) continue;
        counted.papers -= 1;
        if (counted.papers > 0) continue;
        built.known.delete(value);
        built.index.discard(value);
      }
    },
    suggest: (typed, limit) => {
      built ??= build();
      const { known, index } = built;
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
