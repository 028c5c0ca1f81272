/**
 * A compact inverted index: numbered documents and numbered terms in, scored documents out.
 *
 * Goals: BM25F over fields of different weight in a time that follows the length of a query's rows; some two bytes a posting
 * and no object; an index that is a file's bytes, used as they lie; documents that are found the moment they are added.
 *
 * Not its goals: text (analysis, terms and their numbers are the caller's), how much a term tells (its weight comes with the
 * query, from whoever counts the documents that have it), positions (the caller looks at the few best documents itself), order
 * and pages, more documents than a machine's memory holds.
 *
 * Layout: one main segment (`segment.ts`), immutable and packed, and live postings (`live-postings.ts`) of the documents that
 * came since. When those are an eighth of the main segment they are merged (`merge.ts`), so that a document is copied a few
 * dozen times while a large archive is built; a few terms with each document that comes, so that no addition takes long. A
 * document that is taken out is unmarked at once and its postings go with a later merge. Documents must be added in growing order,
 * so that rows are appended to; what changed is added again under a new number.
 *
 * BM25F here is the simple kind: a term's frequencies are summed over the fields by their weights and saturated once, and length
 * is one weighted sum, against the average. A field may add nothing to the length, where a longer one is no thinner (names).
 */
import { type LivePostings, makeLivePostings } from './live-postings.ts';
import { beginMerge, type Merge } from './merge.ts';
import { type Accepts, makeScan, type Scanned, type ScanWord } from './scan.ts';
import { EMPTY_SEGMENT, HIGHEST_FREQUENCY, LONGEST, type Segment } from './segment.ts';
import { segmentFromBytes, segmentToBytes } from './segment-bytes.ts';
import type { Steps } from './steps.ts';
import { makeTogether } from './together.ts';

/** Live documents are merged at this share of the main segment's, but not below `FEWEST_MERGED`. */
const MERGED_SHARE = 1 / 8;
const FEWEST_MERGED = 1000;
/** A merge is done when a quarter as many documents came as began it: long before the next one is due. */
const MERGED_WITHIN = 1 / 4;

export interface Field {
  readonly terms: Iterable<number>;
  /** A whole number above 0: how many occurrences in a field of weight 1 one of this field is worth. */
  readonly weight: number;
  readonly length: 'counts' | 'ignored';
}

export interface CompactIndex {
  /** @throws RangeError where a document that came before has the same or a higher number. */
  readonly add: (document: number, fields: readonly Field[]) => void;
  /** Idempotent; unknown documents are none. */
  readonly remove: (document: number) => void;
  /** Of the documents that are held when it begins; what comes and goes meanwhile is for the next. */
  readonly scan: (words: readonly ScanWord[], accepts?: Accepts) => Steps<Scanned>;
  /** By document, 1 for each that has all of the terms. @param terms each once, at most 255; the one in the fewest documents first, to be quick. */
  readonly having: (terms: readonly number[]) => Uint8Array;
  /** How many are held. */
  readonly size: () => number;
  /** The whole index, live documents merged. Equal indexes of equal history give equal bytes. */
  readonly save: () => Uint8Array;
}

/** @param saved as `save()` gave it, beginning at a multiple of four in its buffer. @throws RangeError where it is unusable. */
export function makeCompactIndex(saved?: Uint8Array): CompactIndex {
  let main: Segment = saved === undefined ? EMPTY_SEGMENT : segmentFromBytes(saved);
  let live: LivePostings = makeLivePostings();
  let places = main.places;
  let lengths = main.lengths.slice();
  let held = main.held.slice();
  let size = held.reduce((sum, one) => sum + one, 0);
  let totalLength = lengths.reduce((sum, length) => sum + length, 0);
  let removed: 'some' | 'none' = 'none';
  let merge: Merge | undefined;
  let termsAtOnce = 0;
  const scan = makeScan();
  const visitTogether = makeTogether();
  const livePostings = (): readonly LivePostings[] => (merge === undefined ? [live] : [merge.live, live]);

  const begin = (): Merge => {
    const begun = beginMerge(main, live, { places, held, removed });
    const due = Math.max(FEWEST_MERGED, main.places * MERGED_SHARE);
    termsAtOnce = Math.ceil(begun.left() / (due * MERGED_WITHIN));
    live = makeLivePostings();
    removed = 'none';
    return begun;
  };
  const go = (begun: Merge, terms: number): Merge | undefined => {
    begun.advance(terms);
    if (begun.left() > 0) return begun;
    main = begun.done({ lengths, held });
    return undefined;
  };
  return {
    add: (document, fields) => {
      if (document < places) throw new RangeError(`document ${document} was added after ${places - 1}`);
      if (document >= held.length) {
        const room = Math.ceil((document + 1) * 1.25);
        lengths = withRoom(lengths, new Uint16Array(room));
        held = withRoom(held, new Uint8Array(room));
      }
      const { frequencies, length } = countFields(fields);
      for (const [term, frequency] of frequencies) live.add(term, document, Math.min(frequency, HIGHEST_FREQUENCY));
      lengths[document] = length;
      held[document] = 1;
      places = document + 1;
      size += 1;
      totalLength += length;
      if (merge !== undefined) merge = go(merge, termsAtOnce);
      else if (places - main.places >= Math.max(FEWEST_MERGED, main.places * MERGED_SHARE)) merge = begin();
    },
    remove: (document) => {
      if (held[document] !== 1) return;
      totalLength -= lengths[document] ?? 0;
      size -= 1;
      lengths[document] = 0;
      held[document] = 0;
      removed = 'some';
    },
    scan: (words, accepts) =>
      scan(words, accepts, {
        main,
        live: livePostings(),
        ...{ places, lengths, held },
        averageLength: totalLength / (size || 1) || 1,
      }),
    having: (terms) => {
      const has = new Uint8Array(places);
      visitTogether(terms, { main, live: livePostings(), places }, (document) => {
        has[document] = held[document] ?? 0;
      });
      return has;
    },
    size: () => size,
    save: () => {
      if (merge !== undefined) merge = go(merge, merge.left());
      if (places > main.places || removed === 'some') merge = go(begin(), Number.POSITIVE_INFINITY);
      return segmentToBytes(main);
    },
  };
}

function countFields(fields: readonly Field[]): { readonly frequencies: ReadonlyMap<number, number>; readonly length: number } {
  const frequencies = new Map<number, number>();
  let words = 0;
  for (const { terms, weight, length } of fields) {
    for (const term of terms) {
      frequencies.set(term, (frequencies.get(term) ?? 0) + weight);
      if (length === 'counts') words += weight;
    }
  }
  return { frequencies, length: Math.min(words, LONGEST) };
}

function withRoom<Numbers extends Uint16Array | Uint8Array>(numbers: Numbers, larger: Numbers): Numbers {
  larger.set(numbers);
  return larger;
}
