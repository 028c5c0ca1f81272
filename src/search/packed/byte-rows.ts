/**
 * Rows of bytes by position, one after the other in one run that grows; what is read is a view of it.
 */
import { makeColumn } from './column.ts';
import { type Parts, part } from './parts.ts';

const FIRST_ROOM = 1024;
const GROWTH = 1.25;

export interface ByteRows {
  /** Appends the first `length` bytes as the next row. @returns its position. */
  readonly push: (bytes: Uint8Array, length: number) => number;
  readonly start: (position: number) => number;
  readonly end: (position: number) => number;
  /** A view of it; valid until the next one is pushed. */
  readonly row: (position: number) => Buffer;
  /** All rows; valid until the next one is pushed. */
  readonly bytes: () => Uint8Array;
  /** As their bytes are ordered; a row that another begins with goes before it. */
  readonly compare: (a: number, b: number) => number;
  readonly size: () => number;
  /** @param isKept rows for which it does not hold are saved empty. */
  readonly save: (isKept?: (position: number) => boolean) => Parts;
}

/** @param saved as `save()` gave it. */
export function makeByteRows(saved?: Parts): ByteRows {
  let bytes = saved === undefined ? new Uint8Array(FIRST_ROOM) : part(saved, 'bytes');
  const ends = makeColumn('four-bytes', saved && part(saved, 'ends'));
  const start = (position: number): number => (position === 0 ? 0 : ends.at(position - 1));
  let used = ends.size() === 0 ? 0 : ends.at(ends.size() - 1);
  return {
    push: (row, length) => {
      if (used + length > bytes.length) {
        const larger = new Uint8Array(Math.ceil((used + length) * GROWTH));
        larger.set(bytes.subarray(0, used));
        bytes = larger;
      }
      if (length < 64) for (let at = 0; at < length; at += 1) bytes[used + at] = row[at] ?? 0;
      else bytes.set(row.subarray(0, length), used);
      used += length;
      return ends.push(used);
    },
    start,
    end: (position) => ends.at(position),
    row: (position) => Buffer.from(bytes.buffer, bytes.byteOffset + start(position), ends.at(position) - start(position)),
    bytes: () => bytes,
    compare: (a, b) => {
      const [endA, endB] = [ends.at(a), ends.at(b)];
      let [atA, atB] = [start(a), start(b)];
      for (; atA < endA && atB < endB; atA += 1, atB += 1) {
        const difference = (bytes[atA] ?? 0) - (bytes[atB] ?? 0);
        if (difference !== 0) return difference;
      }
      return endA - atA - (endB - atB);
    },
    size: ends.size,
    save: (isKept = () => true) => {
      const run = new Uint8Array(used);
      const runEnds = makeColumn('four-bytes');
      let size = 0;
      for (let position = 0; position < ends.size(); position += 1) {
        const row = isKept(position) ? bytes.subarray(start(position), ends.at(position)) : NOTHING;
        run.set(row, size);
        size += row.length;
        runEnds.push(size);
      }
      return { bytes: run.slice(0, size), ends: runEnds.save() };
    },
  };
}

const NOTHING = new Uint8Array(0);
