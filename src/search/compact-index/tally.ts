/**
 * What a scan keeps of each document while it reads rows: its score, and how many of the query's words it has.
 */
import { K1 } from './bm25.ts';
import type { Accepts, ScanInstead, Scannable, Scanned, ScanRow } from './scan.ts';

/** Not yet seen, refused by the filters or taken out, or the number of words matched plus two. */
const [UNSEEN, REFUSED, ACCEPTED] = [0, 1, 2];

/** Arrays by document, clear between queries. */
export interface Tallies {
  scores: Float64Array;
  states: Uint16Array;
  /** The last word, from 1, that was counted for it. */
  counted: Uint16Array;
  /** By order in which they were seen. */
  seen: Uint32Array;
  seenCount: number;
  refused: number;
}

export interface Query {
  readonly accepts: Accepts;
  readonly index: Scannable;
  readonly base: number;
  readonly perWord: number;
}

export interface Counting {
  /** Of the word, from 1. */
  readonly number: number;
  readonly mayFind: boolean;
  /** The word has no other row, so that no document can be counted twice for it. */
  readonly isOnly: boolean;
}

/** A row of a word. */
export interface Turn extends ScanRow, Counting {}

export function makeTallies(room: number): Tallies {
  return {
    scores: new Float64Array(room),
    states: new Uint16Array(room),
    counted: new Uint16Array(room),
    seen: new Uint32Array(room),
    seenCount: 0,
    refused: 0,
  };
}

export function makeRoom(tallies: Tallies, places: number): void {
  if (tallies.scores.length < places) Object.assign(tallies, makeTallies(Math.ceil(places * 1.25)));
}

/** As `visitRow` reads a row, but without a call a posting: most of a query's time is spent here. */
export function tallyRow(tallies: Tallies, turn: Turn, query: Query): void {
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

export function tallyPosting(tallies: Tallies, turn: Turn, query: Query, document: number, frequency: number): void {
  if (document >= query.index.places) return; // it came after the scan began
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
export function tallyInstead(
  tallies: Tallies,
  turn: Counting & Pick<ScanInstead, 'weight'>,
  query: Query,
  document: number,
): void {
  if (document >= query.index.places || tallies.counted[document] === turn.number) return;
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
export function collect(tallies: Tallies): Scanned {
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
