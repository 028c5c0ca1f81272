/**
 * The documents that have every one of several terms, however far apart: rows are gone over one after the other, and a document
 * stays in as long as each has it. The marks are kept from query to query, as the scan's tallies are.
 */
import type { Scannable } from './scan.ts';
import { type VisitPosting, visitRow } from './segment.ts';

/** @param terms at most 255, as each takes one of the marks that a byte has. */
export type VisitTogether = (
  terms: readonly number[],
  index: Pick<Scannable, 'main' | 'live' | 'places'>,
  visit: (document: number) => void,
) => void;

export function makeTogether(): VisitTogether {
  let marks = new Uint8Array(0);
  return ([first, ...others], { main, live, places }, visit) => {
    if (first === undefined) return;
    if (marks.length < places) marks = new Uint8Array(Math.ceil(places * 1.25));
    const visitAll = (term: number, posting: VisitPosting): void => {
      visitRow(main, term, posting);
      for (const postings of live) postings.visit(term, posting);
    };
    const having: number[] = [];
    visitAll(first, (document) => {
      marks[document] = 1;
      having.push(document);
    });
    others.forEach((term, order) => {
      visitAll(term, (document) => {
        if (marks[document] === order + 1) marks[document] = order + 2;
      });
    });
    for (const document of having) {
      if (marks[document] === others.length + 1) visit(document);
      marks[document] = 0;
    }
  };
}
