/**
 * One pass over the rows of a query: every document's score, and how many of the query's words it has.
 *
 * The tallies are arrays by document that are kept from query to query and cleared where they were used: a query makes no
 * object a document, and costs what its rows are long.
 */

import { B, K1 } from './bm25.ts';
import type { LivePostings } from './live-postings.ts';
import type { Segment } from './segment.ts';
import type { Steps } from './steps.ts';
import {
  collect,
  makeRoom,
  makeTallies,
  type Query,
  type Tallies,
  type Turn,
  tallyInstead,
  tallyPosting,
  tallyRow,
} from './tally.ts';
import { makeTogether } from './together.ts';

export interface ScanRow {
  readonly term: number;
  /** What a document that is full of the term gains, over K1 + 1; one of average length gains once it for having it once. */
  readonly weight: number;
  /** `frequency`: the more often the better, against the document's length. `presence`: having it is all that counts. */
  readonly counts: 'frequency' | 'presence';
}

/** What may stand for a word: documents with all of the terms that do not have the word itself gain the weight, once. */
export interface ScanInstead {
  /** The one in the fewest documents first, to be quick. */
  readonly terms: readonly number[];
  readonly weight: number;
}

/** One word of a query: it is matched where one of its rows has the document, or else what stands for it. */
export interface ScanWord {
  readonly rows: readonly ScanRow[];
  /** The first that a document has is what counts. */
  readonly instead?: readonly ScanInstead[];
  /** Whether having this word alone makes an answer, or it only adds to those that have another. */
  readonly finds: 'answers' | 'support';
}

/** In no order. Each array has one entry a document found. */
export interface Scanned {
  readonly documents: Uint32Array;
  readonly scores: Float64Array;
  /** How many words of the query the document has. */
  readonly matched: Uint16Array;
}

/** Where postings and documents are kept. */
export interface Scannable {
  readonly main: Segment;
  /** Of documents that are in no segment yet. */
  readonly live: readonly Pick<LivePostings, 'visit'>[];
  readonly places: number;
  readonly lengths: Uint16Array;
  readonly held: Uint8Array;
  /** In weighted words, above 0. */
  readonly averageLength: number;
}

/** A step is a row. Several may be under way at once. */
export type Scan = (words: readonly ScanWord[], accepts: Accepts, index: Scannable) => Steps<Scanned>;

/** A query's filters, asked once of each document that a telling word found; undefined where there are none. */
export type Accepts = ((document: number) => boolean) | undefined;

export function makeScan(): Scan {
  /** That no scan has in hand. */
  const free: Tallies[] = [];
  const visitTogether = makeTogether();
  return function* (words, accepts, index) {
    const tallies = free.pop() ?? makeTallies(0);
    makeRoom(tallies, index.places);
    const query: Query = { accepts, index, base: K1 * (1 - B), perWord: (K1 * B) / index.averageLength };
    const inOrder = [...words].sort((a, b) => Number(a.finds === 'support') - Number(b.finds === 'support'));
    for (const [at, { rows, instead = [], finds }] of inOrder.entries()) {
      const counting = { number: at + 1, mayFind: finds === 'answers', isOnly: rows.length + instead.length === 1 };
      for (const row of rows) {
        const turn: Turn = { ...row, ...counting };
        tallyRow(tallies, turn, query);
        for (const live of index.live) {
          live.visit(row.term, (document, frequency) => tallyPosting(tallies, turn, query, document, frequency));
        }
        yield postingsOf(row.term, index);
      }
      for (const { terms, weight } of instead) {
        visitTogether(terms, index, (document) => tallyInstead(tallies, { ...counting, weight }, query, document));
        yield terms.reduce((sum, term) => sum + 2 * postingsOf(term, index), 0);
      }
    }
    const scanned = collect(tallies);
    free.push(tallies);
    return scanned;
  };
}

/** About so many: of two bytes mostly. */
function postingsOf(term: number, { main: { starts } }: Scannable): number {
  return term + 1 < starts.length ? ((starts[term + 1] ?? 0) - (starts[term] ?? 0)) / 2 : 0;
}
