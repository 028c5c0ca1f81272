/**
 * One pass over the rows of a query: every document's score, and how many of the query's words it has.
 *
 * The tallies are arrays by document that are kept from query to query and cleared where they were used: a query makes no
 * object a document, and costs what its rows are long.
 */

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

/** One word of a query: it is matched where one of its rows has the document. */
export interface ScanWord {
  readonly rows: readonly ScanRow[];
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

/** Where postings and documents are kept, whichever segment has them. */
export interface Scannable {
  readonly visit: (term: number, visit: (document: number, frequency: number) => void) => void;
  readonly places: number;
  readonly lengths: Uint16Array;
  readonly held: Uint8Array;
  /** In weighted words, above 0. */
  readonly averageLength: number;
}

export type Scan = (words: readonly ScanWord[], accepts: Accepts, index: Scannable) => Scanned;

/** A query's filters, asked once of each document that a telling word found; undefined where there are none. */
export type Accepts = ((document: number) => boolean) | undefined;

/** Not yet seen, refused by the filters or taken out, or the number of words matched plus one. */
const [UNSEEN, REFUSED, ACCEPTED] = [0, 1, 2];

export function makeScan(): Scan {
  let scores = new Float64Array(0);
  let states = new Uint16Array(0);
  /** By document: the last word, from 1, that was counted for it. */
  let counted = new Uint16Array(0);
  let seen = new Uint32Array(0);

  return (words, accepts, index) => {
    if (scores.length < index.places) {
      const room = Math.ceil(index.places * 1.25);
      [scores, states, counted, seen] = [
        new Float64Array(room),
        new Uint16Array(room),
        new Uint16Array(room),
        new Uint32Array(room),
      ];
    }
    const { held, lengths } = index;
    const [base, perWord] = [K1 * (1 - B), (K1 * B) / index.averageLength];
    let seenCount = 0;
    let refused = 0;
    const inOrder = [...words].sort((a, b) => Number(a.finds === 'support') - Number(b.finds === 'support'));
    inOrder.forEach(({ rows, finds }, number) => {
      for (const { term, weight, counts } of rows) {
        const gain = counts === 'frequency' ? weight * (K1 + 1) : weight;
        index.visit(term, (document, frequency) => {
          let state = states[document] ?? UNSEEN;
          if (state === UNSEEN) {
            if (finds === 'support') return;
            seen[seenCount] = document;
            seenCount += 1;
            const passes = held[document] === 1 && (accepts === undefined || accepts(document));
            state = passes ? ACCEPTED : REFUSED;
            if (!passes) refused += 1;
            states[document] = state;
          }
          if (state === REFUSED) return;
          if (counted[document] !== number + 1) {
            counted[document] = number + 1;
            states[document] = state + 1;
          }
          const room = counts === 'frequency' ? frequency / (frequency + base + perWord * (lengths[document] ?? 0)) : 1;
          scores[document] = (scores[document] ?? 0) + gain * room;
        });
      }
    });
    return collect(seenCount, seenCount - refused);
  };

  /** Takes what was found and leaves the tallies clear. */
  function collect(seenCount: number, found: number): Scanned {
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
    return scanned;
  }
}
