/**
 * The indexed papers by place, and what is known of all of them together.
 *
 * A place is the paper's number in the compact index; it is given once, in growing order, and not reused, so that a stale one names nobody.
 */
import type { PaperId } from '../core/paper.ts';
import type { IndexedPaper } from './indexed-paper.ts';
import type { ArchiveLengths } from './ranking.ts';

export interface PaperTable {
  readonly add: (paper: IndexedPaper) => number;
  /** Puts another record of the same text in the paper's place. */
  readonly replace: (place: number, paper: IndexedPaper) => void;
  readonly remove: (place: number) => void;
  readonly placeOf: (id: PaperId) => number | undefined;
  readonly at: (place: number) => IndexedPaper | undefined;
  readonly all: () => readonly IndexedPaper[];
  /** By place; undefined where a paper was taken out. */
  readonly rows: () => readonly (IndexedPaper | undefined)[];
  readonly lengths: () => ArchiveLengths;
}

/** @param saved as `rows()` gave them. */
export function makePaperTable(saved: readonly (IndexedPaper | undefined)[] = []): PaperTable {
  const papers = [...saved];
  const places = new Map<PaperId, number>();
  let titleLengths = 0;
  let bodyLengths = 0;
  const count = (paper: IndexedPaper, change: 1 | -1): void => {
    titleLengths += change * paper.titleLength;
    bodyLengths += change * paper.bodyLength;
  };
  for (const [place, paper] of papers.entries()) {
    if (paper === undefined) continue;
    count(paper, 1);
    places.set(paper.id, place);
  }
  return {
    add: (paper) => {
      count(paper, 1);
      const place = papers.push(paper) - 1;
      places.set(paper.id, place);
      return place;
    },
    replace: (place, paper) => {
      papers[place] = paper;
    },
    remove: (place) => {
      const paper = papers[place];
      if (paper === undefined) return;
      count(paper, -1);
      papers[place] = undefined;
      places.delete(paper.id);
    },
    placeOf: (id) => places.get(id),
    at: (place) => papers[place],
    all: () => papers.filter((paper) => paper !== undefined),
    rows: () => papers,
    lengths: () => ({
      papers: places.size,
      titleLength: titleLengths / (places.size || 1),
      bodyLength: bodyLengths / (places.size || 1),
    }),
  };
}
