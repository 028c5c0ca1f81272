/**
 * Lists of the phrases by which a rule knows a sentence, written line by line.
 */

/** What any of the patterns matches; in upper or lower case unless other flags are given. */
export function anyOf(patterns: readonly RegExp[], flags = 'i'): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), flags);
}
