/**
 * Acronyms and what they are short for, learnt from the papers themselves: `ssm` follows `state space model` where it is defined.
 *
 * What one paper defines is read by `definitions.ts`, which errs now and then; but chance does not agree with itself, so that a pair
 * counts where several papers give it. All that papers define is kept, with how many do, also what is not believed yet.
 */
import { type Defined, makeDefinitionReader, sameTerms } from './definitions.ts';
import type { IndexedPaper } from './indexed-paper.ts';
import { BOUNDARY, type Lexicon } from './lexicon.ts';
import { makeNumberLists } from './packed/number-lists.ts';
import type { Parts } from './packed/parts.ts';

/** Papers that must give a pair before it is believed; two will do where they are most of those that define the acronym. */
const ENOUGH_PAPERS = 3;
const FEWEST_PAPERS = 2;
/** An acronym may stand for several things; what fewer of its definitions give is an accident. */
const LEAST_SHARE = 0.2;
/** A word that is defined in fewer of its papers is a word, and its definitions are chance: `model`. */
const LEAST_DEFINED = 0.03;

export interface Acronyms {
  readonly add: (paper: IndexedPaper) => void;
  readonly remove: (paper: IndexedPaper) => void;
  /** What the term is short for: terms in their order, stop words among them. Most usual first; empty for a word like others. */
  readonly longForms: (acronym: number) => readonly (readonly number[])[];
  /** Each run of the terms that has an acronym. @param terms in their order; undefined where the archive lacks the word. */
  readonly shortForms: (terms: readonly (number | undefined)[]) => readonly ShortForm[];
  /** All that are believed, for whoever looks them over. */
  readonly all: () => readonly Definition[];
  readonly save: () => Parts;
}

export interface ShortForm {
  readonly acronym: number;
  /** Offsets into the terms asked about; the end is not included. */
  readonly start: number;
  readonly end: number;
}

export interface Definition extends Defined {
  readonly papers: number;
}

type Counted = { -readonly [Key in keyof Definition]: Definition[Key] };
type Lists = Map<number, Counted[]>;

/** @param saved as `save()` gave it, of the same lexicon. */
export function makeAcronyms(lexicon: Lexicon, saved?: Parts): Acronyms {
  const byAcronym: Lists = new Map();
  const byFirst: Lists = new Map();
  const reader = makeDefinitionReader(lexicon);
  let unread = saved;
  const placesOf = ({ acronym, long }: Definition) => [[byAcronym, acronym] as const, [byFirst, long[0] ?? BOUNDARY] as const];
  const keep = (definition: Counted): void => {
    for (const [lists, key] of placesOf(definition)) listIn(lists, key).push(definition);
  };
  /** What was saved, once something is asked or changed. */
  const read = (): void => {
    if (unread === undefined) return;
    const lists = makeNumberLists(unread);
    unread = undefined;
    for (let position = 0; position < lists.size(); position += 1) {
      const [papers = 0, acronym = BOUNDARY, ...long] = lists.at(position);
      keep({ acronym, long, papers });
    }
  };
  const count = (paper: IndexedPaper, change: 1 | -1): void => {
    read();
    for (const { acronym, long } of reader(paper)) {
      const known = byAcronym.get(acronym)?.find((other) => sameTerms(other.long, long));
      const definition = known ?? { acronym, long, papers: 0 };
      definition.papers += change;
      if (known === undefined && change === 1) keep(definition);
      if (definition.papers <= 0) for (const [lists, key] of placesOf(definition)) takeOut(lists, key, definition);
    }
  };
  const isBelieved = ({ acronym, papers }: Definition): boolean => {
    const definitions = (byAcronym.get(acronym) ?? []).reduce((sum, other) => sum + other.papers, 0);
    const enough = papers >= ENOUGH_PAPERS || (papers >= FEWEST_PAPERS && papers > definitions / 2);
    return enough && papers >= LEAST_SHARE * definitions && definitions >= LEAST_DEFINED * lexicon.papersWith(acronym);
  };
  return {
    add: (paper) => count(paper, 1),
    remove: (paper) => count(paper, -1),
    longForms: (acronym) => {
      read();
      const believed = (byAcronym.get(acronym) ?? []).filter(isBelieved);
      return believed.sort((a, b) => b.papers - a.papers).map(({ long }) => long);
    },
    shortForms: (terms) => {
      read();
      return terms.flatMap((term, start) => {
        const fitting = (byFirst.get(term ?? BOUNDARY) ?? []).filter(({ long }) =>
          long.every((other, at) => other === terms[start + at]),
        );
        return fitting.filter(isBelieved).map(({ acronym, long }) => ({ acronym, start, end: start + long.length }));
      });
    },
    all: () => {
      read();
      return [...byAcronym.values()].flat().filter(isBelieved);
    },
    save: () => {
      read();
      const lists = makeNumberLists();
      for (const { papers, acronym, long } of [...byAcronym.values()].flat())
        lists.push(Uint32Array.of(papers, acronym, ...long));
      return lists.save();
    },
  };
}

function listIn(lists: Lists, key: number): Counted[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function takeOut(lists: Lists, key: number, definition: Counted): void {
  const others = (lists.get(key) ?? []).filter((other) => other !== definition);
  if (others.length === 0) lists.delete(key);
  else lists.set(key, others);
}
