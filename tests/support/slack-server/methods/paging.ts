/**
 * Lists that come in pages.
 */
import type { JsonObject } from '../json.ts';
import { Refusal } from '../refusal.ts';

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly more: JsonObject;
}

/** Cursors are places in the list; the real ones are opaque, and so no app may read anything into these. */
export function pageOf<Row>(
  rows: readonly Row[],
  { cursor = '', limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Page<Row> {
  const from = cursor === '' ? 0 : Number(/^after:(\d+)$/.exec(cursor)?.[1] ?? Number.NaN);
  if (Number.isNaN(from)) throw new Refusal('invalid_cursor', `${cursor} is no cursor that was given out`);
  const to = from + limit;
  return { rows: rows.slice(from, to), more: { response_metadata: { next_cursor: to < rows.length ? `after:${to}` : '' } } };
}
