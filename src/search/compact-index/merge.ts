/**
 * One segment out of the main one and what came since. Live documents are all later than the main segment's, so that a row is
 * copied as bytes and lengthened; only where documents were taken out is it read and written anew without them.
 */
import type { LivePostings } from './live-postings.ts';
import { makeRowWriter, type RowWriter, type Segment, visitRow } from './segment.ts';

/** What the index knows of every document, those of both parts. */
export interface Documents {
  readonly places: number;
  readonly lengths: Uint16Array;
  readonly held: Uint8Array;
}

/** @param removed whether the main segment may have postings of documents that are held no more. */
export function mergeSegment(
  main: Segment,
  live: LivePostings,
  documents: Documents & { readonly removed: 'some' | 'none' },
): Segment {
  const { places, removed } = documents;
  const lengths = documents.lengths.slice(0, places);
  const held = documents.held.slice(0, places);
  const termCount = Math.max(main.starts.length - 1, live.termCount());
  const starts = new Uint32Array(termCount + 1);
  const ends = new Uint32Array(termCount);
  const writer = makeRowWriter(main.rows.length + 3 * live.size());
  const chain: number[] = [];
  for (let term = 0; term < termCount; term += 1) {
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
  }
  starts[termCount] = writer.size();
  return { places, lengths, held, starts, ends, rows: writer.written() };
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
