/**
 * Texts by position, as UTF-8: a string is made when one is asked for. Half of a surrogate pair comes back as U+FFFD.
 */
import { makeByteRows } from './byte-rows.ts';
import type { Parts } from './parts.ts';
import { makeUtf8 } from './utf8.ts';

export interface Texts {
  readonly push: (text: string) => number;
  readonly at: (position: number) => string;
  readonly save: (isKept?: (position: number) => boolean) => Parts;
}

/** @param saved as `save()` gave it. */
export function makeTexts(saved?: Parts): Texts {
  const rows = makeByteRows(saved);
  const utf8 = makeUtf8();
  return {
    push: (text) => {
      const length = utf8.encode(text);
      return rows.push(utf8.bytes(), length);
    },
    at: (position) => utf8.decode(rows.bytes(), rows.start(position), rows.end(position)),
    save: rows.save,
  };
}
