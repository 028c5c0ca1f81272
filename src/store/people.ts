/**
 * What is kept about a person beside the reading list, and the deletion of everything that is.
 */
import { sql } from 'kysely';
import type { PersonSettings, PersonStore } from '../core/person-store.ts';
import { directPlace, placeKey, type UserRef, userKey } from '../core/place.ts';
import { parseTimeZone } from '../core/time.ts';
import type { SqlDialect } from './dialect.ts';
import { forgetInGroups } from './groups-forgetting.ts';
import type { Database, Writer } from './schema.ts';

export function personStore(db: Database, dialect: Pick<SqlDialect, 'lockRows'>): PersonStore {
  return {
    settingsOf: async (user) => {
      const row = await db.selectFrom('person_settings').selectAll().where('user_key', '=', userKey(user)).executeTakeFirst();
      const zone = parseTimeZone(row?.zone ?? '');
      const locale = row?.locale ?? undefined;
      return { ...(zone === undefined ? {} : { zone }), ...(locale === undefined ? {} : { locale }) };
    },
    changeSettings: (user, settings) => db.transaction().execute((transaction) => changeSettings(transaction, user, settings)),
    forgetPerson: (user) =>
      db.transaction().execute(async (transaction) => {
        const subscriptions = await forgetSubscriptions(transaction, user);
        return {
          subscriptions,
          groups: await forgetInGroups(transaction, user, dialect),
          likes: await forgetLikes(transaction, user),
          savedPapers: await forgetSavedPapers(transaction, user),
          settings: await forgetSettings(transaction, user),
        };
      }),
  };
}

async function changeSettings(transaction: Writer, user: UserRef, { zone, locale }: PersonSettings): Promise<void> {
  const changed = { ...(zone === undefined ? {} : { zone }), ...(locale === undefined ? {} : { locale }) };
  if (Object.keys(changed).length === 0) return;
  await transaction
    .insertInto('person_settings')
    .values({ user_key: userKey(user), ...changed })
    .onConflict((conflict) => conflict.column('user_key').doUpdateSet(changed))
    .execute();
}

/** @returns how many papers; one that was saved under two of its ids is one. */
async function forgetSavedPapers(transaction: Writer, user: UserRef): Promise<number> {
  const mine = userKey(user);
  const { papers } = await transaction
    .selectFrom('saved_paper')
    .leftJoin('paper_alias', 'old_id', 'paper_id')
    .select(sql<number>`cast(count(distinct coalesce(new_id, paper_id)) as integer)`.as('papers'))
    .where('user_key', '=', mine)
    .executeTakeFirstOrThrow();
  await transaction.deleteFrom('saved_paper').where('user_key', '=', mine).execute();
  return papers;
}

/** @returns how many settings the person had made. */
async function forgetSettings(transaction: Writer, user: UserRef): Promise<number> {
  const row = await transaction
    .deleteFrom('person_settings')
    .where('user_key', '=', userKey(user))
    .returning(['zone', 'locale'])
    .executeTakeFirst();
  return Object.values(row ?? {}).filter((setting) => setting !== null).length;
}

async function forgetLikes(transaction: Writer, user: UserRef): Promise<number> {
  const mine = transaction.deleteFrom('paper_like').where('user_key', '=', userKey(user));
  return (await mine.returning('paper_id').execute()).length;
}

/** What comes by direct message ends. A channel keeps what it gets; who asked for it is forgotten. @returns how many ended. */
async function forgetSubscriptions(transaction: Writer, user: UserRef): Promise<number> {
  const mine = userKey(user);
  const direct = placeKey(directPlace(user));
  const ended = await transaction.deleteFrom('subscription').where('place_key', '=', direct).returning('id').execute();
  await transaction.deleteFrom('posted_paper').where('place_key', '=', direct).execute();
  await transaction.deleteFrom('paper_mention').where('place_key', '=', direct).execute();
  await transaction.updateTable('subscription').set({ owner_key: null }).where('owner_key', '=', mine).execute();
  await transaction.deleteFrom('pause_notice').where('owner_key', '=', mine).execute();
  return ended.length;
}
