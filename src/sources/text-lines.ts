/**
 * A stream of bytes as lines or as the elements of one JSON array, in bounded memory: what is longer than a record can be
 * is skipped and reported, never collected.
 */
export type Line =
  | { readonly kind: 'line'; readonly text: string; readonly number: number; readonly end: 'newline' | 'end-of-file' }
  | { readonly kind: 'too-long'; readonly number: number };

/** In characters; the largest real record, with 3,303 authors, has under 200,000. */
export const LONGEST_LINE = 5_000_000;

/** Lines by `\n`, `\r\n` or `\r`, numbered from 1; an empty last line is left out. */
export async function* textLines(chunks: AsyncIterable<string>): AsyncGenerator<Line> {
  let number = 1;
  let rest = '';
  let skipping = false;
  let afterReturn = false;
  for await (const chunk of chunks) {
    const fresh = afterReturn && chunk.startsWith('\n') ? chunk.slice(1) : chunk;
    if (chunk !== '') afterReturn = chunk.endsWith('\r');
    const pieces = fresh.split(/\r\n|\n|\r/);
    pieces[0] = rest + pieces[0];
    rest = pieces.pop() ?? '';
    for (const text of pieces) {
      yield skipping || text.length > LONGEST_LINE
        ? { kind: 'too-long', number }
        : { kind: 'line', text, number, end: 'newline' };
      skipping = false;
      number++;
    }
    if (rest.length > LONGEST_LINE) skipping = true;
    if (skipping) rest = '';
  }
  if (skipping) yield { kind: 'too-long', number };
  else if (rest !== '') yield { kind: 'line', text: rest, number, end: 'end-of-file' };
}
