/**
 * The order of a digest: a total one, so that the same papers are always told in the same order.
 */
import type { Paper } from '../../core/paper.ts';

/** Most votes first, then most comments, then the newer list, then by id. */
export function byDigestOrder(a: Paper, b: Paper): number {
  return (
    (b.upvotes ?? 0) - (a.upvotes ?? 0) ||
    (b.comments ?? 0) - (a.comments ?? 0) ||
    inOrder(b.listedOn ?? '', a.listedOn ?? '') ||
    inOrder(a.id, b.id)
  );
}

function inOrder(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
