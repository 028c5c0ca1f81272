/**
 * One pass over the rows of a query: every document's score, and how many of the query's words it has.
 *
 * The tallies are arrays by document that are kept from query to query and cleared where they were used: a query makes no
 * object a document, and costs what its rows are long.
 */

import type { LivePostings } from './live-postings.ts';
import type { Segment } from './segment.ts';
import { makeTogether } from './together.ts';

/** BM25's saturation: how soon further occurrences of a word stop counting. */
export const K1 = 1.2;
/** BM25's length normalisation, from 0 (none) to 1 (in full proportion). */
export const B = 0.7;

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

export type Scan = (words: readonly ScanWord[], accepts: Accepts, index: Scannable) => Scanned;

/** A query's filters, asked once of each document that a telling word found; undefined where there are none. */
export type Accepts = ((document: number) => boolean) | undefined;

/** Not yet seen, refused by the filters or taken out, or the number of words matched plus two. */
const [UNSEEN, REFUSED, ACCEPTED] = [0, 1, 2];

export function makeScan(): Scan {
  const tallies = makeTallies(0);
  const visitTogether = makeTogether();
  return (words, accepts, index) => {
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
      }
      for (const { terms, weight } of instead) {
        visitTogether(terms, index, (document) => tallyInstead(tallies, { ...counting, weight }, query, document));
      }
    }
    return collect(tallies);
  };
}

/** Arrays by document, clear between queries. */
interface Tallies {
  scores: Float64Array;
  states: Uint16Array;
  /** The last word, from 1, that was counted for it. */
  counted: Uint16Array;
  /** By order in which they were seen. */
  seen: Uint32Array;
  seenCount: number;
  refused: number;
}

interface Query {
  readonly accepts: Accepts;
  readonly index: Scannable;
  readonly base: number;
  readonly perWord: number;
}

interface Counting {
  /** Of the word, from 1. */
  readonly number: number;
  readonly mayFind: boolean;
  /** The word has no other row, so that no document can be counted twice for it. */
  readonly isOnly: boolean;
}

/** A row of a word. */
interface Turn extends ScanRow, Counting {}

function makeTallies(room: number): Tallies {
  return {
    scores: new Float64Array(room),
    states: new Uint16Array(room),
    counted: new Uint16Array(room),
    seen: new Uint32Array(room),
    seenCount: 0,
    refused: 0,
  };
}

function makeRoom(tallies: Tallies, places: number): void {
  if (tallies.scores.length < places) Object.assign(tallies, makeTallies(Math.ceil(places * 1.25)));
}

/** As `visitRow` reads a row, but without a call a posting: most of a query's time is spent here. */
function tallyRow(tallies: Tallies, turn: Turn, query: Query): void {
  const { starts, rows } = query.index.main;
  if (turn.term + 1 >= starts.length) return;
  const { states, counted, scores } = tallies;
  const { lengths } = query.index;
  const { base, perWord } = query;
  const { number, mayFind, isOnly } = turn;
  const byFrequency = turn.counts === 'frequency';
  const gain = gainOf(turn);
  const end = starts[turn.term + 1] ?? 0;
  let at = starts[turn.term] ?? 0;
  let document = -1;
  while (at < end) {
    let byte = rows[at++] ?? 0;
    let gap = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = rows[at++] ?? 0;
      gap |= (byte & 0x7f) << shift;
    }
    document += gap;
    const frequency = rows[at++] ?? 0;
    let state = states[document] ?? UNSEEN;
    if (state === UNSEEN) {
      if (!mayFind) continue;
      state = see(tallies, document, query);
    }
    if (state === REFUSED) continue;
    if (isOnly) states[document] = state + 1;
    else if (counted[document] !== number) {
      counted[document] = number;
      states[document] = state + 1;
    }
    const room = byFrequency ? frequency / (frequency + base + perWord * (lengths[document] ?? 0)) : 1;
    scores[document] = (scores[document] ?? 0) + gain * room;
  }
}

function tallyPosting(tallies: Tallies, turn: Turn, query: Query, document: number, frequency: number): void {
  let state = tallies.states[document] ?? UNSEEN;
  if (state === UNSEEN) {
    if (!turn.mayFind) return;
    state = see(tallies, document, query);
  }
  if (state === REFUSED) return;
  if (tallies.counted[document] !== turn.number) {
    tallies.counted[document] = turn.number;
    tallies.states[document] = state + 1;
  }
  const length = query.base + query.perWord * (query.index.lengths[document] ?? 0);
  const room = turn.counts === 'frequency' ? frequency / (frequency + length) : 1;
  tallies.scores[document] = (tallies.scores[document] ?? 0) + gainOf(turn) * room;
}

/** Nothing to a document that has the word, or something else that stands for it. */
function tallyInstead(tallies: Tallies, turn: Counting & Pick<ScanInstead, 'weight'>, query: Query, document: number): void {
  if (tallies.counted[document] === turn.number) return;
  let state = tallies.states[document] ?? UNSEEN;
  if (state === UNSEEN && turn.mayFind) state = see(tallies, document, query);
  if (state < ACCEPTED) return;
  tallies.counted[document] = turn.number;
  tallies.states[document] = state + 1;
  tallies.scores[document] = (tallies.scores[document] ?? 0) + turn.weight;
}

function gainOf({ counts, weight }: ScanRow): number {
  return counts === 'frequency' ? weight * (K1 + 1) : weight;
}

/** @returns its state from now on. */
function see(tallies: Tallies, document: number, { index, accepts }: Query): number {
  tallies.seen[tallies.seenCount] = document;
  tallies.seenCount += 1;
  const passes = index.held[document] === 1 && (accepts === undefined || accepts(document));
  if (!passes) tallies.refused += 1;
  const state = passes ? ACCEPTED : REFUSED;
  tallies.states[document] = state;
  return state;
}

/** Takes what was found and leaves the tallies clear. */
function collect(tallies: Tallies): Scanned {
  const { seen, seenCount, states, scores, counted } = tallies;
  const found = seenCount - tallies.refused;
  const scanned = { documents: new Uint32Array(found), scores: new Float64Array(found), matched: new Uint16Array(found) };
  let at = 0;
  for (let order = 0; order < seenCount; order += 1) {
    const document = seen[order] ?? 0;
    const state = states[document] ?? UNSEEN;
    if (state !== REFUSED) {
      scanned.documents[at] = document;
      scanned.scores[at] = scores[document] ?? 0;
      scanned.matched[at] = state - ACCEPTED;
      at += 1;
    }
    scores[document] = 0;
    states[document] = UNSEEN;
    counted[document] = 0;
  }
  tallies.seenCount = 0;
  tallies.refused = 0;
  return scanned;
}
