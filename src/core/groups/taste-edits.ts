/**
 * What members put into a group's taste by hand, and what they took out of it. Pure.
 *
 * A word stands for all of its forms. What is added is taken out no more, and the other way round; saying it again changes nothing.
 */
import { UserError } from '../errors.ts';
import type { Vocabulary } from '../search-index.ts';

export interface TasteEdits {
  /** As typed, in their order; each for all of its forms. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export const NO_EDITS: TasteEdits = { added: [], removed: [] };

/** In characters: a short phrase, that fits on a button too. */
export const LONGEST_TASTE_WORD = 40;
const MOST_EDITS = 50;

/** The same for all forms of a word or a phrase: its words as the archive counts them. */
export function keyOf(word: string, { termsOf }: Vocabulary): string {
  return termsOf(word).join(' ');
}

/** One or several, parted by commas. @throws UserError where one is no word, or too long. */
export function readTasteWords(typed: string, vocabulary: Vocabulary): readonly string[] {
  const words = typed
    .split(/[,;\n]/)
    .map((part) => part.replace(/[\s`"|]+/g, ' ').trim())
    .filter((part) => part !== '');
  if (words.length === 0) throw noWord('nothing');
  for (const word of words) {
    if (keyOf(word, vocabulary) === '') throw noWord(`“${word}”`);
    if (word.length <= LONGEST_TASTE_WORD) continue;
    throw new UserError('long-taste', `A word has at most ${LONGEST_TASTE_WORD} characters here. Part several with commas.`);
  }
  return words;
}

/** @throws UserError where there are too many. */
export function withAdded(edits: TasteEdits, words: readonly string[], vocabulary: Vocabulary): TasteEdits {
  return { added: limited(joined(edits.added, words, vocabulary)), removed: without(edits.removed, words, vocabulary) };
}

/** @throws UserError where there are too many. */
export function withRemoved(edits: TasteEdits, words: readonly string[], vocabulary: Vocabulary): TasteEdits {
  return { added: without(edits.added, words, vocabulary), removed: limited(joined(edits.removed, words, vocabulary)) };
}

/** Neither added nor taken out: as the group's own reading has it. */
export function withRestored({ added, removed }: TasteEdits, words: readonly string[], vocabulary: Vocabulary): TasteEdits {
  return { added, removed: without(removed, words, vocabulary) };
}

function joined(known: readonly string[], words: readonly string[], vocabulary: Vocabulary): readonly string[] {
  const byKey = new Map<string, string>();
  for (const word of [...known, ...words]) {
    const key = keyOf(word, vocabulary);
    if (!byKey.has(key)) byKey.set(key, word);
  }
  return [...byKey.values()];
}

function without(known: readonly string[], words: readonly string[], vocabulary: Vocabulary): readonly string[] {
  const keys = new Set(words.map((word) => keyOf(word, vocabulary)));
  return known.filter((word) => !keys.has(keyOf(word, vocabulary)));
}

function limited(words: readonly string[]): readonly string[] {
  if (words.length <= MOST_EDITS) return words;
  throw new UserError('much-taste', `${MOST_EDITS} words are changed by hand already, and that is the most.`);
}

function noWord(what: string): UserError {
  return new UserError(
    'no-taste-word',
    `${what} is no word to look for. For example: \`group taste add:"low-rank, quantization"\`.`,
  );
}
