/**
 * The order of one day's list, and with it the day's top paper: a total order, so that the same list is always shown the
 * same way.
 */
import type { Paper } from '../../core/paper.ts';

/** Most votes first, then most comments, then papers with code, then by id. */
export function byDayOrder(a: Paper, b: Paper): number {
  return (
    (b.upvotes ?? 0) - (a.upvotes ?? 0) ||
    (b.comments ?? 0) - (a.comments ?? 0) ||
    Number(b.codeUrl !== undefined) - Number(a.codeUrl !== undefined) ||
    (a.id < b.id ? -1 : Number(a.id > b.id))
  );
}
