/**
 * The objects of one JSON array, or one object written over many lines, out of a stream: found by counting braces outside
 * strings, so that a whole saved reply is read without holding more than one of its elements.
 */
import { LONGEST_LINE } from './text-lines.ts';

export type JsonElement =
  | { readonly kind: 'element'; readonly json: string; readonly line: number }
  | { readonly kind: 'too-long'; readonly line: number }
  /** The stream ended within this one. */
  | { readonly kind: 'cut-off'; readonly line: number };

const TOKEN = /\\[\s\S]|["{}\n]/g;

export async function* jsonElements(chunks: AsyncIterable<string>): AsyncGenerator<JsonElement> {
  let carried = '';
  let element = '';
  let isTooLong = false;
  let depth = 0;
  let inString = false;
  let line = 1;
  let firstLine = 1;
  for await (const chunk of chunks) {
    const { text, trailing } = withoutTrailingBackslashes(carried + chunk);
    carried = trailing;
    let from = 0;
    for (const { 0: token, index } of text.matchAll(TOKEN)) {
      if (token === '\n') line++;
      else if (token === '"') inString = depth > 0 && !inString;
      else if (inString || token.startsWith('\\')) continue;
      else if (token === '{') {
        if (depth++ > 0) continue;
        from = index;
        firstLine = line;
      } else if (depth > 0 && --depth === 0) {
        const json = element + text.slice(from, index + 1);
        yield isTooLong || json.length > LONGEST_LINE
          ? { kind: 'too-long', line: firstLine }
          : { kind: 'element', json, line: firstLine };
        element = '';
        isTooLong = false;
      }
    }
    if (depth > 0) element += text.slice(from);
    if (element.length > LONGEST_LINE) isTooLong = true;
    if (isTooLong) element = '';
  }
  if (depth > 0) yield { kind: isTooLong ? 'too-long' : 'cut-off', line: firstLine };
}

/** An escape must not be parted from what it escapes. */
function withoutTrailingBackslashes(text: string): { text: string; trailing: string } {
  let end = text.length;
  while (text[end - 1] === '\\') end--;
  return { text: text.slice(0, end), trailing: text.slice(end) };
}
