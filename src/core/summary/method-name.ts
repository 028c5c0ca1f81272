/**
 * The name that a paper gives to what it brings, as its title shows it: `Hydra: Bidirectional …`, `… (LQ-LoRA)`.
 *
 * Only a name that the abstract uses too counts, letter for letter: what stands before a colon may as well be a phrase
 * ("Share Your Attention").
 */
import type { Paper } from '../paper.ts';

const LONGEST_NAME = 40;

/** @returns undefined where the title shows no name that the abstract uses. */
export function methodNameOf({ title, abstract }: Pick<Paper, 'title' | 'abstract'>): string | undefined {
  const [, beforeColon] = /^([^:]+):\s*\S/u.exec(title) ?? [];
  const [, inBrackets] = /\(([^()\s]+)\)\s*$/u.exec(title) ?? [];
  return [beforeColon, inBrackets]
    .map((name) => name?.trim() ?? '')
    .find((name) => name !== '' && name.length <= LONGEST_NAME && looksLikeAName(name) && mentions(abstract, name));
}

/** Whether the name stands in the text as a word of its own. */
export function mentions(text: string, name: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u').test(text);
}

/** One word with a capital, or two at most of which one is not a plain word (`GPT-4 Turbo`, `Llama 3`). */
function looksLikeAName(text: string): boolean {
  const words = text.split(/\s+/);
  return (
    /\p{Lu}/u.test(text) && (words.length === 1 || (words.length === 2 && words.some((word) => /\d|\p{Lu}.*\p{Lu}/u.test(word))))
  );
}
