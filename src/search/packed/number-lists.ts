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
  readonly hasRun: (position: number, run: Run) => boolean;
  readonly size: () => number;
  readonly save: (isKept?: (position: number) => boolean) => Parts;
}

/** Numbers that are looked for one after the other. */
export interface Run {
  readonly numbers: readonly number[];
  /** As they lie in a list. */
  readonly bytes: Uint8Array;
}

export function makeRun(numbers: readonly number[]): Run {
  const bytes = new Uint8Array(numbers.length * MOST_BYTES);
  return { numbers, bytes: bytes.subarray(0, writeNumbers(numbers, bytes)) };
}

/** @returns how many bytes they take. */
function writeNumbers(numbers: Iterable<number>, bytes: Uint8Array): number {
  let used = 0;
  for (const number of numbers) {
    let rest = number;
    for (; rest >= 0x80; rest >>>= 7) bytes[used++] = (rest & 0x7f) | 0x80;
    bytes[used++] = rest;
  }
  return used;
}

/** @param saved as `save()` gave it. */
export function makeNumberLists(saved?: Parts): NumberLists {
  const rows = makeByteRows(saved);
  let scratch = new Uint8Array(FIRST_ROOM);
  let read = new Uint32Array(FIRST_ROOM);
  return {
    push: (numbers) => {
      if (numbers.length * MOST_BYTES > scratch.length) scratch = new Uint8Array(numbers.length * MOST_BYTES);
      return rows.push(scratch, writeNumbers(numbers, scratch));
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
    hasRun: (position, { bytes: wanted }) => {
      const row = rows.row(position);
      // The last byte of a number is below 0x80: what begins behind a higher one begins within a number
      for (let at = row.indexOf(wanted); at >= 0; at = row.indexOf(wanted, at + 1)) {
        if (at === 0 || (row[at - 1] ?? 0) < 0x80) return true;
      }
      return false;
    },
    size: rows.size,
    save: rows.save,
  };
}
