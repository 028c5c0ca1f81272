/**
 * Lists of whole numbers by position: seven bits a byte, so that small numbers, which are given to what comes often, take one or two.
 */
import { makeByteRows } from './byte-rows.ts';
import type { Parts } from './parts.ts';

const MOST_BYTES = 5;
const FIRST_ROOM = 1024;

export interface NumberLists {
  /** @returns its position. */
  readonly push: (numbers: Uint32Array) => number;
  /** A list of its own. */
  readonly at: (position: number) => Uint32Array;
  readonly save: (isKept?: (position: number) => boolean) => Parts;
}

/** @param saved as `save()` gave it. */
export function makeNumberLists(saved?: Parts): NumberLists {
  const rows = makeByteRows(saved);
  let scratch = new Uint8Array(FIRST_ROOM);
  let read = new Uint32Array(FIRST_ROOM);
  return {
    push: (numbers) => {
      if (numbers.length * MOST_BYTES > scratch.length) scratch = new Uint8Array(numbers.length * MOST_BYTES);
      let used = 0;
      for (const number of numbers) {
        let rest = number;
        for (; rest >= 0x80; rest >>>= 7) scratch[used++] = (rest & 0x7f) | 0x80;
        scratch[used++] = rest;
      }
      return rows.push(scratch, used);
    },
    at: (position) => {
      const bytes = rows.bytes();
      const end = rows.end(position);
      let at = rows.start(position);
      if (end - at > read.length) read = new Uint32Array(end - at);
      let count = 0;
      while (at < end) {
        let byte = bytes[at++] ?? 0;
        let number = byte & 0x7f;
        for (let shift = 7; byte >= 0x80; shift += 7) {
          byte = bytes[at++] ?? 0;
          number |= (byte & 0x7f) << shift;
        }
        read[count++] = number >>> 0;
      }
      return read.slice(0, count);
    },
    save: rows.save,
  };
}
