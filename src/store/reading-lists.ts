/**
 * Personal reading lists.
 *
 * A row keeps the id that the paper had when it was saved. Where that id has become an alias since, it is followed at every
 * read instead of rewritten, so that a save and a take-over of the id at the same moment cannot lose one another.
 */
import type { ReadingListStore, SavedPaper } from '../core/person-store.ts';
import { placeKey, userKey } from '../core/place.ts';
import { parseInstant } from '../core/time.ts';
import { idsOf } from './paper-ids.ts';
import { readPaper } from './paper-record.ts';
import type { Database, Writer } from './schema.ts';

export function readingListStore(db: Database): ReadingListStore {
  return {
    savePaper: (user, paper, now, place) =>
      db.transaction().execute(async (transaction) => {
        const mine = userKey(user);
        const ids = await idsOf(transaction, paper);
        const known = await transaction
          .selectFrom('saved_paper')
          .select('paper_id')
          .where('user_key', '=', mine)
          .where('paper_id', 'in', ids)
          .executeTakeFirst();
        if (known !== undefined) return 'already-there';
        const saved = await transaction
          .insertInto('saved_paper')
          .values({ user_key: mine, paper_id: paper, saved_at: now, place_key: place === undefined ? null : placeKey(place) })
          .onConflict((conflict) => conflict.doNothing())
          .returning('paper_id')
          .executeTakeFirst();
        return saved === undefined ? 'already-there' : 'saved';
      }),
    unsavePaper: (user, paper) =>
      db.transaction().execute(async (transaction) => {
        const removed = await transaction
          .deleteFrom('saved_paper')
          .where('user_key', '=', userKey(user))
          .where('paper_id', 'in', await idsOf(transaction, paper))
          .returning('paper_id')
          .execute();
        return removed.length > 0 ? 'removed' : 'not-there';
      }),
    readingList: async (user) => {
      const rows = await db
        .selectFrom('saved_paper')
        .leftJoin('paper_alias', 'old_id', 'paper_id')
        .innerJoin('paper', (join) => join.on('paper.id', '=', (on) => on.fn.coalesce('new_id', 'paper_id')))
        .select(['record', 'saved_at'])
        .where('user_key', '=', userKey(user))
        .orderBy('saved_at', 'desc')
        .execute();
      return oncePerPaper(rows.map(({ record, saved_at }) => ({ paper: readPaper(record), savedAt: savedAt(saved_at) })));
    },
  };
}

/** As the step of `migrations.ts` that brings it: like every released step, it never changes. Of what was saved before it is not known. */
export async function addSavedPlace({ schema }: Writer): Promise<void> {
  await schema.alterTable('saved_paper').addColumn('place_key', 'text').execute();
  await schema.createIndex('saved_paper_place_key').on('saved_paper').column('place_key').execute();
}

function savedAt(text: string) {
  const instant = parseInstant(text);
  if (instant === undefined) throw new Error(`saved_paper.saved_at holds no instant: ${text}`);
  return instant;
}

/** One that was saved under two of its ids stands where it was saved first. Newest first; of one moment, by id. */
function oncePerPaper(newestFirst: readonly SavedPaper[]): readonly SavedPaper[] {
  const byId = new Map(newestFirst.map((saved) => [saved.paper.id, saved]));
  return [...byId.values()].sort((a, b) => {
    if (a.savedAt !== b.savedAt) return a.savedAt > b.savedAt ? -1 : 1;
    return a.paper.id < b.paper.id ? -1 : 1;
  });
}
