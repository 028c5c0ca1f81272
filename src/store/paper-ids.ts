/**
 * All ids of one paper: rows that name a paper keep the id that it had when they were written.
 */
import type { PaperId } from '../core/paper.ts';
import type { Database } from './schema.ts';
import { statementChunks } from './statement-size.ts';

/** Every id that the paper has had, the one asked for included. */
export async function idsOf(db: Pick<Database, 'selectFrom'>, paper: PaperId): Promise<readonly string[]> {
  const alias = await db.selectFrom('paper_alias').select('new_id').where('old_id', '=', paper).executeTakeFirst();
  const current = alias?.new_id ?? paper;
  const older = await db.selectFrom('paper_alias').select('old_id').where('new_id', '=', current).execute();
  return [current, ...older.map(({ old_id }) => old_id)];
}

/** The id that each of the papers has now. */
export async function currentIds(
  db: Pick<Database, 'selectFrom'>,
  papers: readonly PaperId[],
): Promise<ReadonlyMap<PaperId, PaperId>> {
  const current = new Map(papers.map((id) => [id, id]));
  for (const ids of statementChunks(papers)) {
    const aliases = await db.selectFrom('paper_alias').select(['old_id', 'new_id']).where('old_id', 'in', ids).execute();
    for (const { old_id, new_id } of aliases) current.set(old_id as PaperId, new_id as PaperId);
  }
  return current;
}

/** By every id that any of the papers has or has had, those of the given that it stands for. @param papers at most a statement's worth. */
export async function allIdsOf(
  db: Pick<Database, 'selectFrom'>,
  papers: readonly PaperId[],
): Promise<ReadonlyMap<string, readonly PaperId[]>> {
  const current = await currentIds(db, papers);
  const older = await db
    .selectFrom('paper_alias')
    .select(['old_id', 'new_id'])
    .where('new_id', 'in', [...current.values()])
    .execute();
  const all = new Map<string, PaperId[]>();
  for (const [given, now] of current) {
    const names = [now, ...older.flatMap(({ old_id, new_id }) => (new_id === now ? [old_id] : []))];
    for (const name of names) all.set(name, [...(all.get(name) ?? []), given]);
  }
  return all;
}
