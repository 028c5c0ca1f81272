/**
 * How much one statement carries. SQLite takes at most 32,766 bound values (PostgreSQL 65,535), and a statement of many rows
 * is far faster than many of one; past some hundred rows nothing more is won.
 */

/** Times the columns of the widest table this stays well below SQLite's bound. */
const ROWS_PER_STATEMENT = 500;

export function statementChunks<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const count = Math.ceil(rows.length / ROWS_PER_STATEMENT);
  return Array.from({ length: count }, (_, at) => rows.slice(at * ROWS_PER_STATEMENT, (at + 1) * ROWS_PER_STATEMENT));
}
