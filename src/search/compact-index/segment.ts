/**
 * An immutable piece of the index: for each term a row of documents with frequencies, in one run of bytes.
 *
 * A row is its postings in order of document. A posting is the distance from the document before it (the first one's from
 * -1), seven bits a byte, lowest first, a set high bit saying that more follow; then the frequency in one byte. Most postings
 * so take two bytes, and rows of growing documents are appended to without being read.
 */

/** What one byte holds. BM25 tells higher frequencies apart no more. */
export const HIGHEST_FREQUENCY = 0xff;
/** In weighted words; a longer document counts as this long. */
export const LONGEST = 0xffff;

export interface Segment {
  /** Every document is below it. */
  readonly places: number;
  /** By document: its weighted length; 0 where it has none or was taken out. */
  readonly lengths: Uint16Array;
  /** By document: 1 where it is held. */
  readonly held: Uint8Array;
  /** By term: where its row begins; one more entry than terms, for where the last row ends. */
  readonly starts: Uint32Array;
  /** By term: its last document plus one, from which an appended posting counts; 0 where the row is empty. */
  readonly ends: Uint32Array;
  readonly rows: Uint8Array;
}

export const EMPTY_SEGMENT: Segment = {
  places: 0,
  lengths: new Uint16Array(0),
  held: new Uint8Array(0),
  starts: new Uint32Array(1),
  ends: new Uint32Array(0),
  rows: new Uint8Array(0),
};

export type VisitPosting = (document: number, frequency: number) => void;

/** In order of document, those taken out among them. */
export function visitRow({ starts, rows }: Segment, term: number, visit: VisitPosting): void {
  if (term + 1 >= starts.length) return;
  const end = starts[term + 1] ?? 0;
  let at = starts[term] ?? 0;
  let document = -1;
  while (at < end) {
    let byte = rows[at++] ?? 0;
    let gap = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = rows[at++] ?? 0;
      gap |= (byte & 0x7f) << shift;
    }
    document += gap;
    visit(document, rows[at++] ?? 0);
  }
}

/** Rows while they are written, in memory that doubles. */
export interface RowWriter {
  readonly append: (gap: number, frequency: number) => void;
  readonly copy: (rows: Uint8Array, from: number, to: number) => void;
  readonly size: () => number;
  readonly written: () => Uint8Array;
}

export function makeRowWriter(expectedBytes: number): RowWriter {
  let rows = new Uint8Array(Math.max(64, expectedBytes));
  let size = 0;
  const reserve = (more: number): void => {
    if (size + more <= rows.length) return;
    const larger = new Uint8Array(Math.max(rows.length * 2, size + more));
    larger.set(rows.subarray(0, size));
    rows = larger;
  };
  return {
    append: (gap, frequency) => {
      reserve(6); // five bytes of gap at most, one of frequency
      let rest = gap;
      for (; rest >= 0x80; rest >>>= 7) rows[size++] = (rest & 0x7f) | 0x80;
      rows[size++] = rest;
      rows[size++] = frequency;
    },
    copy: (source, from, to) => {
      reserve(to - from);
      if (to - from < 64) for (let at = from; at < to; at += 1) rows[size++] = source[at] ?? 0;
      else {
        rows.set(source.subarray(from, to), size);
        size += to - from;
      }
    },
    size: () => size,
    written: () => rows.slice(0, size),
  };
}
