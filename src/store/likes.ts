/**
 * Likes: one a person for a paper in a place. As with what was posted, a row keeps the id that the paper had then.
 */
import type { LikeStore } from '../core/likes.ts';
import { placeKey, userKey } from '../core/place.ts';
import { readMessage } from './delivery-record.ts';
import { idsOf } from './paper-ids.ts';
import type { Database } from './schema.ts';

export function likeStore(db: Database): LikeStore {
  return {
    toggleLike: (paper, { user, place }, now) =>
      db.transaction().execute(async (transaction) => {
        const ids = await idsOf(transaction, paper);
        const there = { place_key: placeKey(place), user_key: userKey(user) };
        const withdrawn = await transaction
          .deleteFrom('paper_like')
          .where('place_key', '=', there.place_key)
          .where('user_key', '=', there.user_key)
          .where('paper_id', 'in', ids)
          .returning('paper_id')
          .execute();
        if (withdrawn.length === 0) {
          const like = transaction.insertInto('paper_like').values({ ...there, paper_id: paper, liked_at: now });
          await like.onConflict((conflict) => conflict.doNothing()).execute();
        }
        const { likes } = await transaction
          .selectFrom('paper_like')
          .select((row) => row.cast<number>(row.fn.count('user_key').distinct(), 'integer').as('likes'))
          .where('place_key', '=', there.place_key)
          .where('paper_id', 'in', ids)
          .executeTakeFirstOrThrow();
        return likes;
      }),
    postOf: async (paper, place) => {
      const row = await db
        .selectFrom('posted_paper')
        .innerJoin('delivery', 'delivery.id', 'delivery_id')
        .select('delivery.record')
        .where('place_key', '=', placeKey(place))
        .where('paper_id', 'in', await idsOf(db, paper))
        .executeTakeFirst();
      return row && readMessage(row.record);
    },
  };
}
