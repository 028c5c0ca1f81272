/**
 * Whether a word is written as a name is: `LoRA`, `SVD`. A capital at the start may be that of a title or a sentence, and one behind a
 * hyphen that of a title (`Low-Rank`).
 */
export function isWrittenAsName(word: string): boolean {
  return /\p{Lu}/u.test(word.slice(1)) && !/-\p{Lu}\p{Ll}/u.test(word);
}
