/**
 * The beginning of an abstract, to tell a reader what a paper is about before they open it.
 */
const LONGEST_OPENING = 240;
const SENTENCE_END = /[.!?](?=\s+[\p{Lu}\d(“"])/gu;

/** Whole sentences while they fit in 240 characters, else whole words and an ellipsis. */
export function openingOf(abstract: string): string {
  if (abstract.length <= LONGEST_OPENING) return abstract;
  const head = abstract.slice(0, LONGEST_OPENING);
  const ends = [...abstract.slice(0, LONGEST_OPENING + 2).matchAll(SENTENCE_END)].map((match) => match.index + 1);
  const lastEnd = ends.filter((end) => end <= LONGEST_OPENING).at(-1);
  if (lastEnd !== undefined && lastEnd > LONGEST_OPENING / 3) return abstract.slice(0, lastEnd);
  const lastSpace = head.lastIndexOf(' ');
  return `${head.slice(0, lastSpace > 0 ? lastSpace : LONGEST_OPENING - 1).replace(/[\s,;:–—-]+$/u, '')}…`;
}
