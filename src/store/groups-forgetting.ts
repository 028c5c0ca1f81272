/**
 * That somebody is forgotten in reading groups, also in those that they left.
 */
import { groupWithout, meetingWithout } from '../core/groups/forgetting.ts';
import type { UserRef } from '../core/place.ts';
import type { SqlDialect } from './dialect.ts';
import { GroupRecord, MeetingRecord } from './group-record.ts';
import { lockGroup } from './groups.ts';
import type { Writer } from './schema.ts';

/** @returns in how many groups they were a member. */
export async function forgetInGroups(transaction: Writer, user: UserRef, dialect: Pick<SqlDialect, 'lockRows'>): Promise<number> {
  let memberships = 0;
  for (const id of await groupsThatName(transaction, user)) {
    const group = await lockGroup(transaction, id, dialect);
    if (group === undefined) continue;
    const without = groupWithout(group, user);
    memberships += group.members.length - without.members.length;
    const record = JSON.stringify(GroupRecord.parse(without));
    await transaction.updateTable('reading_group').set({ record }).where('id', '=', id).execute();
    await forgetInMeetings(transaction, id, user);
  }
  return memberships;
}

async function groupsThatName(transaction: Writer, user: UserRef) {
  const groups = await transaction.selectFrom('reading_group').select('id').where('record', 'like', naming(user)).execute();
  const meetings = transaction.selectFrom('group_meeting').select('group_id as id').distinct();
  const others = await meetings.where('record', 'like', naming(user)).execute();
  return new Set([...groups, ...others].map(({ id }) => id).sort());
}

async function forgetInMeetings(transaction: Writer, group: string, user: UserRef): Promise<void> {
  const ofGroup = transaction.selectFrom('group_meeting').select(['slot', 'record']).where('group_id', '=', group);
  for (const { slot, record } of await ofGroup.where('record', 'like', naming(user)).execute()) {
    const without = JSON.stringify(MeetingRecord.parse(meetingWithout(MeetingRecord.parse(JSON.parse(record)), user)));
    const row = transaction.updateTable('group_meeting').set({ record: without }).where('group_id', '=', group);
    await row.where('slot', '=', slot).execute();
  }
}

/** As their id stands in a record, or wider: who is meant is told by the record itself. */
function naming({ id }: UserRef): string {
  return `%${JSON.stringify(id).replace(/[\\%_]/g, '_')}%`;
}
