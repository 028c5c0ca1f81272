/**
 * One segment out of the main one and what came since, a few terms at a time, so that nobody waits for all of it.
 *
 * Live documents are all later than the main segment's, so that a row is copied as bytes and lengthened; only where documents were
 * taken out is it read and written anew without them. What is merged must not change until it is done: documents that come
 * meanwhile are kept elsewhere, and one that is taken out meanwhile stays in its rows until the next merge.
 */
import type { LivePostings } from './live-postings.ts';
import { makeRowWriter, type RowWriter, type Segment, visitRow } from './segment.ts';

/** What the index knows of every document, those of both parts. */
export interface Documents {
  readonly places: number;
  readonly lengths: Uint16Array;
  readonly held: Uint8Array;
}

export interface Merge {
  readonly live: LivePostings;
  /** Terms that are left. */
  readonly left: () => number;
  /** Does so many more terms. */
  readonly advance: (terms: number) => void;
  /** Once no term is left. @param documents as they are by then. */
  readonly done: (documents: Pick<Documents, 'lengths' | 'held'>) => Segment;
}

/** @param removed whether the main segment may have postings of documents that are held no more. */
export function beginMerge(
  main: Segment,
  live: LivePostings,
  { places, held: heldNow, removed }: Omit<Documents, 'lengths'> & { readonly removed: 'some' | 'none' },
): Merge {
  const held = heldNow.slice(0, places);
  const termCount = Math.max(main.starts.length - 1, live.termCount());
  const starts = new Uint32Array(termCount + 1);
  const ends = new Uint32Array(termCount);
  const writer = makeRowWriter(main.rows.length + 3 * live.size());
  const chain: number[] = [];
  let term = 0;

  const mergeTerm = (): void => {
    starts[term] = writer.size();
    let end = removed === 'none' ? copyRow(main, term, writer) : rewriteRow(main, term, { writer, held });
    live.visit(term, (document, frequency) => {
      if (held[document] === 1) chain.push(frequency, document);
    });
    while (chain.length > 0) {
      const [document, frequency] = [chain.pop() ?? 0, chain.pop() ?? 0];
      writer.append(document + 1 - end, frequency);
      end = document + 1;
    }
    ends[term] = end;
    term += 1;
  };
  return {
    live,
    left: () => termCount - term,
    advance: (terms) => {
      for (const last = Math.min(termCount, term + terms); term < last; ) mergeTerm();
    },
    done: (documents) => {
      starts[termCount] = writer.size();
      const [lengths, stillHeld] = [documents.lengths.slice(0, places), documents.held.slice(0, places)];
      return { places, lengths, held: stillHeld, starts, ends, rows: writer.written() };
    },
  };
}

/** @returns where the row ends: its last document plus one. */
function copyRow({ starts, ends, rows }: Segment, term: number, writer: RowWriter): number {
  if (term >= ends.length) return 0;
  writer.copy(rows, starts[term] ?? 0, starts[term + 1] ?? 0);
  return ends[term] ?? 0;
}

function rewriteRow(main: Segment, term: number, { writer, held }: { writer: RowWriter; held: Uint8Array }): number {
  let end = 0;
  visitRow(main, term, (document, frequency) => {
    if (held[document] !== 1) return;
    writer.append(document + 1 - end, frequency);
    end = document + 1;
  });
  return end;
}
