/**
 * The terms that a paper shares with one that the group has read, as the paper writes them.
 */
import { mentions } from '../summary/method-name.ts';
import { isWrittenAsName } from '../word-case.ts';
import type { Claiming } from './fact.ts';

/** A paper that the group has read before, and the terms that it shares with this one. */
export interface ReadBefore {
  readonly paper: { readonly id: string; readonly title: string; readonly abstract: string };
  readonly sharedTerms: readonly string[];
}

const MOST_TERMS = 4;

/**
 * Terms that both texts have, letter for letter but for case: the only ones that may be said of both. A part of a word with hyphens
 * is shown as the whole of it where both have that (`fine-tuning`, and neither `fine` nor `tuning`).
 */
export function termsOfBoth(paper: Claiming, { paper: other, sharedTerms }: ReadBefore): readonly string[] {
  const [text, before] = [paper, other].map(({ title, abstract }) => `${title}\n${abstract}`) as [string, string];
  const isInBoth = (term: string): boolean => [text, before].every((each) => mentions(each.toLowerCase(), term.toLowerCase()));
  const written = sharedTerms.flatMap((term) => {
    const whole = wholeWords(text, term).find(isInBoth) ?? (isInBoth(term) ? term : undefined);
    return whole === undefined ? [] : [inItsOwnCase(text, whole)];
  });
  return [...new Map(written.map((term) => [term.toLowerCase(), term])).values()].slice(0, MOST_TERMS);
}

/** Words with hyphens that the term is a part of. */
function wholeWords(text: string, term: string): readonly string[] {
  const words = text.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)+/gu) ?? [];
  return words.filter((word) => word.toLowerCase().split('-').includes(term.toLowerCase()));
}

/** `LoRA` where it is ever written so; small letters where capitals only begin a sentence or stand in a title. */
function inItsOwnCase(text: string, term: string): string {
  const small = term.toLowerCase();
  const found = text.match(/[\p{L}\p{N}-]+/gu)?.filter((word) => word.toLowerCase() === small) ?? [];
  return found.find(isWrittenAsName) ?? small;
}
