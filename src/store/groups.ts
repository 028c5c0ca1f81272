/**
 * Reading groups: a row a group and a row a meeting, each changed under its lock.
 */
import type { Group, GroupId, Meeting } from '../core/groups/group.ts';
import { plannedMeeting, presentMembers } from '../core/groups/group.ts';
import type { GroupStore } from '../core/groups/group-store.ts';
import { isSameUser, placeKey } from '../core/place.ts';
import type { Instant } from '../core/time.ts';
import type { SqlDialect } from './dialect.ts';
import { GroupRecord, MeetingRecord } from './group-record.ts';
import type { Database, Writer } from './schema.ts';

/** As the step of `migrations.ts` that brings it: like every released step, it never changes. */
export async function makeGroups({ schema }: Writer): Promise<void> {
  await schema
    .createTable('reading_group')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('place_key', 'text', (column) => column.notNull().unique())
    .addColumn('record', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('group_meeting')
    .addColumn('group_id', 'text', (column) => column.notNull().references('reading_group.id').onDelete('cascade'))
    .addColumn('slot', 'text', (column) => column.notNull())
    .addColumn('record', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('group_meeting_key', ['group_id', 'slot'])
    .execute();
}

export function groupStore(db: Database, dialect: Pick<SqlDialect, 'lockRows'>): GroupStore {
  const one = async (column: 'id' | 'place_key', value: string): Promise<Group | undefined> => {
    const row = await db.selectFrom('reading_group').select('record').where(column, '=', value).executeTakeFirst();
    return row && GroupRecord.parse(JSON.parse(row.record));
  };
  const meetingRows = (group: GroupId) => db.selectFrom('group_meeting').select('record').where('group_id', '=', group);
  return {
    addGroup: (group) =>
      db.transaction().execute(async (transaction) => {
        const row = { id: group.id, place_key: placeKey(group.place), record: written(GroupRecord, group) };
        const adding = transaction.insertInto('reading_group').values(row);
        const added = await adding
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .execute();
        return added.length > 0 ? 'added' : 'already-there';
      }),
    groupIn: (place) => one('place_key', placeKey(place)),
    // There are few groups beside papers, and this is asked for one person's own page
    groupsOf: async (user) => {
      const rows = await db
        .selectFrom('reading_group')
        .select('record')
        .where('place_key', 'like', `["${user.platform}",%`)
        .execute();
      const groups = rows.map(({ record }) => GroupRecord.parse(JSON.parse(record)));
      const own = groups.filter((group) => presentMembers(group).some((member) => isSameUser(member.user, user)));
      return own.sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    group: (id) => one('id', id),
    changeGroup: (id, change) =>
      db.transaction().execute(async (transaction) => {
        const current = await lockGroup(transaction, id, dialect);
        if (current === undefined) return undefined;
        const changed = change(current);
        const record = written(GroupRecord, changed);
        await transaction.updateTable('reading_group').set({ record }).where('id', '=', id).execute();
        return changed;
      }),
    removeGroup: (id) =>
      db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('group_meeting').where('group_id', '=', id).execute();
        await transaction.deleteFrom('reading_group').where('id', '=', id).execute();
      }),
    meeting: async (group, slot) => {
      const row = await meetingRows(group).where('slot', '=', slot).executeTakeFirst();
      return row === undefined ? plannedMeeting(slot) : MeetingRecord.parse(JSON.parse(row.record));
    },
    // The group's lock is taken, as a meeting that has no row yet has none of its own
    changeMeeting: (group, slot, change) =>
      db.transaction().execute(async (transaction) => {
        await lockGroup(transaction, group, dialect);
        return changeMeeting(transaction, { group, slot }, change);
      }),
    meetings: async (group, after, upTo) => {
      const rows = await meetingRows(group).where('slot', '>', after).where('slot', '<=', upTo).orderBy('slot').execute();
      return rows.map(({ record }) => MeetingRecord.parse(JSON.parse(record)));
    },
  };
}

/** As it is until the transaction ends. */
export async function lockGroup(
  transaction: Writer,
  id: string,
  { lockRows }: Pick<SqlDialect, 'lockRows'>,
): Promise<Group | undefined> {
  const row = await lockRows(transaction.selectFrom('reading_group').select('record').where('id', '=', id)).executeTakeFirst();
  return row && GroupRecord.parse(JSON.parse(row.record));
}

async function changeMeeting(
  transaction: Writer,
  { group, slot }: { readonly group: GroupId; readonly slot: Instant },
  change: (current: Meeting) => Meeting,
): Promise<Meeting> {
  const found = transaction.selectFrom('group_meeting').select('record').where('group_id', '=', group).where('slot', '=', slot);
  const row = await found.executeTakeFirst();
  const changed = change(row === undefined ? plannedMeeting(slot) : MeetingRecord.parse(JSON.parse(row.record)));
  const record = written(MeetingRecord, changed);
  await transaction
    .insertInto('group_meeting')
    .values({ group_id: group, slot, record })
    .onConflict((conflict) => conflict.columns(['group_id', 'slot']).doUpdateSet({ record }))
    .execute();
  return changed;
}

/** @throws Error where it holds what none can have. */
function written<T>(form: { readonly parse: (value: unknown) => T }, value: T): string {
  const record = JSON.stringify(value);
  form.parse(JSON.parse(record));
  return record;
}
