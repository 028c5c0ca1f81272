/**
 * Authors' names as sources list them: LaTeX in a name, stray blanks and marks, the same name twice, names that are none.
 */
import { htmlToText } from './html-to-text.ts';
import { plainCharacters } from './plain-characters.ts';
import { texToText } from './tex-to-text.ts';

const LONGEST_NAME = 300;
/** The hub drops the backslash of `\"O` too; a nickname has its quotes in pairs. */
const BARE_UMLAUT = /^([^"]*)"([AEIOUaeiou])([^"]*)$/;

/** @returns undefined where nothing of a name is left. */
export function cleanName(raw: string): string | undefined {
  const text = texToText(htmlToText(plainCharacters(raw)));
  const umlauted = text.replace(BARE_UMLAUT, (_, head: string, vowel: string, tail: string) => `${head}${vowel}\u0308${tail}`);
  const name = plainCharacters(umlauted.replace(/[\\{}$]+/g, '').replace(/^[\s,;:*]+|[\s,;:*]+$/g, ''));
  return /\p{L}/u.test(name) && name.length <= LONGEST_NAME ? name : undefined;
}

/** In the order given; of two spellings that differ in case alone the first stays. */
export function cleanNames(raw: readonly string[]): readonly string[] {
  return withoutRepeats(raw.map(cleanName));
}

export function withoutRepeats(texts: readonly (string | undefined)[]): readonly string[] {
  const seen = new Map<string, string>();
  for (const text of texts) {
    const key = text?.toLowerCase();
    if (text && key && !seen.has(key)) seen.set(key, text);
  }
  return [...seen.values()];
}
