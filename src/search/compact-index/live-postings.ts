/**
 * Postings of the documents that came last, until they are merged: written at once, read in order of term only.
 *
 * Each term's postings are a chain, newest first, through three arrays that grow together: nine bytes a posting, no object.
 */
import type { VisitPosting } from './segment.ts';

const FIRST_ROOM = 1024;
/** Ends a chain; postings are numbered from 1. */
const NONE = 0;

export interface LivePostings {
  readonly add: (term: number, document: number, frequency: number) => void;
  /** Newest document first. */
  readonly visit: (term: number, visit: VisitPosting) => void;
  /** Terms are below it. */
  readonly termCount: () => number;
  readonly size: () => number;
}

export function makeLivePostings(): LivePostings {
  let latest = new Uint32Array(FIRST_ROOM);
  let older = new Uint32Array(FIRST_ROOM);
  let documents = new Uint32Array(FIRST_ROOM);
  let frequencies = new Uint8Array(FIRST_ROOM);
  let terms = 0;
  let size = 0;
  return {
    add: (term, document, frequency) => {
      if (term >= latest.length) latest = grown(latest, new Uint32Array(roomFor(term)));
      size += 1;
      if (size >= older.length) {
        older = grown(older, new Uint32Array(roomFor(size)));
        documents = grown(documents, new Uint32Array(roomFor(size)));
        frequencies = grown(frequencies, new Uint8Array(roomFor(size)));
      }
      terms = Math.max(terms, term + 1);
      older[size] = latest[term] ?? NONE;
      documents[size] = document;
      frequencies[size] = frequency;
      latest[term] = size;
    },
    visit: (term, visit) => {
      for (let at = latest[term] ?? NONE; at !== NONE; at = older[at] ?? NONE) visit(documents[at] ?? 0, frequencies[at] ?? 0);
    },
    termCount: () => terms,
    size: () => size,
  };
}

/** Twice of what is needed. */
function roomFor(last: number): number {
  return 2 * (last + 1);
}

function grown<Numbers extends Uint32Array | Uint8Array>(numbers: Numbers, larger: Numbers): Numbers {
  larger.set(numbers);
  return larger;
}
