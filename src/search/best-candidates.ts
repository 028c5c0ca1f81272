/**
 * The best of many candidates in their order, without sorting them all: by score, of equal ones the newer paper first.
 */
import type { Candidates } from './candidates.ts';
import type { PaperTable } from './paper-table.ts';

/** @returns positions in the arrays of `candidates`, at most `count`. The first of more are the same whatever the count. */
export function bestCandidates(
  { places, scores }: Pick<Candidates, 'places' | 'scores'>,
  count: number,
  table: Pick<PaperTable, 'newestFirst'>,
): readonly number[] {
  const bar = scoreAtRank(scores, count);
  const [above, level]: [number[], number[]] = [[], []];
  for (let position = 0; position < scores.length; position += 1) {
    const score = scores[position] ?? 0;
    if (score > bar) above.push(position);
    else if (score === bar) level.push(position);
  }
  const byPaper = (a: number, b: number): number => table.newestFirst(places[a] ?? 0, places[b] ?? 0);
  above.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || byPaper(a, b));
  return [...above, ...level.sort(byPaper)].slice(0, count);
}

/**
 * The `rank`-th highest score; the lowest where there are fewer. A heap of the best so far, the least on top: nearly every
 * score is below it, and is done with after one look.
 */
export function scoreAtRank(scores: Float64Array, rank: number): number {
  const size = Math.min(rank, scores.length);
  const heap = scores.slice(0, size).sort();
  for (let position = size; position < scores.length; position += 1) {
    const score = scores[position] ?? 0;
    if (score > (heap[0] ?? score)) sinkFromTop(heap, score);
  }
  return heap[0] ?? Number.NEGATIVE_INFINITY;
}

function sinkFromTop(heap: Float64Array, score: number): void {
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && (heap[child + 1] ?? 0) < (heap[child] ?? 0)) child += 1;
    const lesser = heap[child] ?? 0;
    if (lesser >= score) break;
    heap[at] = lesser;
    at = child;
  }
  heap[at] = score;
}
