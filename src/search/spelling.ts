/**
 * The known words nearest to one that no paper has, over MiniSearch's radix tree.
 *
 * Only unknown words are ever corrected, so that a known word never drifts to a commoner neighbour. Two neighbouring letters
 * in the wrong order are one slip too. The tree is brought up to date whenever an unknown word comes; a service makes it before
 * anybody types one.
 */
import SearchableMap from 'minisearch/SearchableMap';
import { isNameSpelling, type Lexicon } from './lexicon.ts';

/** Shorter words have too many neighbours for a guess. */
const SHORTEST = 4;
/** From this length on, two slips are looked past. */
const LONG = 7;
/** Letters that two words must begin with alike to be offered for each other. */
const SHORTEST_START = 4;
/** How many times commoner a word must be to win over one that is one slip nearer. */
const COMMONER_PER_SLIP = 20;

export interface Spelling {
  /** Takes in so many more words, which else the first unknown one waits for. @returns how many are left. */
  readonly take: (most: number) => number;
  /** Known words within reach of the unknown one, likeliest first. */
  readonly nearest: (folded: string, count: number) => readonly string[];
  /** Known words exactly one slip away, in most papers first. */
  readonly neighbours: (folded: string, count: number) => readonly string[];
  /** Known words that begin as the unknown one does, commonest first: for where nothing is within reach. */
  readonly sharingStart: (folded: string, count: number) => readonly string[];
}

export function makeSpelling(lexicon: Lexicon): Spelling {
  const tree = new SearchableMap<true>();
  let taken = 0;
  const take = (most: number): number => {
    const newer = lexicon.spellingsFrom(taken, most);
    for (const spelling of newer) if (!isNameSpelling(spelling)) tree.set(spelling, true); // names are not corrected to
    taken += newer.length;
    return lexicon.spellingCount() - taken;
  };
  const known = (): SearchableMap<true> => {
    take(Number.POSITIVE_INFINITY);
    return tree;
  };
  return {
    take,
    nearest: (folded, count) => {
      if (folded.length < SHORTEST || /^\p{N}+$/u.test(folded)) return [];
      const slipsAllowed = folded.length < LONG ? 1 : 2;
      const near: { readonly word: string; readonly weight: number }[] = [];
      for (const [word, [, distance]] of known().fuzzyGet(folded, 2)) {
        const slips = distance === 2 && isTransposition(folded, word) ? 1 : distance;
        if (slips > slipsAllowed || lexicon.termFor(word) === undefined) continue;
        near.push({ word, weight: lexicon.timesUsed(word) / COMMONER_PER_SLIP ** slips });
      }
      return near
        .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
        .slice(0, count)
        .map(({ word }) => word);
    },
    neighbours: (folded, count) => {
      const known = [...new Set(slipsOf(folded))].flatMap((word) => {
        const term = lexicon.timesUsed(word) === 0 ? undefined : lexicon.termFor(word);
        return term === undefined ? [] : [{ word, papers: lexicon.papersWith(term) }];
      });
      return known
        .sort((a, b) => b.papers - a.papers || (a.word < b.word ? -1 : 1))
        .slice(0, count)
        .map(({ word }) => word);
    },
    sharingStart: (folded, count) => {
      for (let length = folded.length - 1; length >= SHORTEST_START; length -= 1) {
        const words = [...known().atPrefix(folded.slice(0, length)).keys()].filter((word) => lexicon.termFor(word) !== undefined);
        if (words.length > 0) return words.sort((a, b) => lexicon.timesUsed(b) - lexicon.timesUsed(a)).slice(0, count);
      }
      return [];
    },
  };
}

function isTransposition(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Whatever one slip makes of a word: a letter dropped, put in or taken for another, or two neighbours in the wrong order. */
function slipsOf(word: string): readonly string[] {
  const slips: string[] = [];
  for (let at = 0; at <= word.length; at += 1) {
    const [before, letter, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
    for (const other of LETTERS) {
      slips.push(before + other + letter + after);
      if (letter !== '' && letter !== other) slips.push(before + other + after);
    }
    if (letter !== '') slips.push(before + after);
    if (after !== '' && after.charAt(0) !== letter) slips.push(before + after.charAt(0) + letter + after.slice(1));
  }
  return slips;
}
