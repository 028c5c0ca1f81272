/**
 * What every database behind reading groups must do.
 */
import { describe, expect, it } from 'vitest';
import { choose } from '../../src/core/groups/ballot.ts';
import { type GroupId, plannedMeeting } from '../../src/core/groups/group.ts';
import { join } from '../../src/core/groups/rota.ts';
import type { PaperId } from '../../src/core/paper.ts';
import type { TimeZone } from '../../src/core/time.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { aDay, anInstant, aUser } from '../support/builders.ts';
import { openTestStore } from '../support/databases.ts';
import { aPlace } from '../support/delivery-builders.ts';
import { aGroup } from '../support/group-builders.ts';
import type { FreshDatabase } from './store.ts';

const NINE = anInstant('2026-01-05T09:00:00Z');
const [FIRST, SECOND] = [anInstant('2026-01-08T14:00:00Z'), anInstant('2026-01-15T14:00:00Z')];
const PAPER = 'arxiv:2601.00001' as PaperId;

export function groupsContract(freshDatabase: FreshDatabase): void {
  const aStore = async (): Promise<OpenStore> => openTestStore({ url: await freshDatabase() });

  describe('reading groups', () => {
    it('come back as they were added, one a place', async () => {
      const store = await aStore();
      const fortnightly = aGroup({
        id: 'other1',
        place: aPlace('elsewhere'),
        meetings: { kind: 'fortnightly', anchor: aDay('2026-01-08'), at: { hour: 9, minute: 30 }, zone: 'UTC' as TimeZone },
      });
      expect(await store.addGroup(aGroup())).toBe('added');
      expect(await store.addGroup(aGroup({ id: 'second' }))).toBe('already-there');
      expect(await store.addGroup(fortnightly)).toBe('added');
      expect(await store.groupIn(aPlace())).toEqual(aGroup());
      expect(await store.group(fortnightly.id)).toEqual(fortnightly);
      expect(await store.groupIn(aPlace('nowhere'))).toBeUndefined();
    });

    it('keep what was changed of their taste, and the words that spoke for what was proposed', async () => {
      const store = await aStore();
      const taste = { added: ['state space'], removed: ['video'] };
      await store.addGroup(aGroup({ taste }));
      expect((await store.groupIn(aPlace()))?.taste).toEqual(taste);
      await store.changeMeeting(aGroup().id, FIRST, (meeting) => ({ ...meeting, proposedFor: ['low-rank'] }));
      expect((await store.meeting(aGroup().id, FIRST)).proposedFor).toEqual(['low-rank']);
    });

    it('are found by those who are in them, and not by those who left', async () => {
      const store = await aStore();
      await store.addGroup(aGroup());
      expect(await store.groupsOf(aUser('ada'))).toEqual([aGroup()]);
      expect(await store.groupsOf(aUser('bob'))).toEqual([]);
    });

    it('are changed one change after the other, also where many come at once', async () => {
      const store = await aStore();
      await store.addGroup(aGroup());
      const names = Array.from({ length: 12 }, (_, at) => `member-${at}`);
      const joinAs = (name: string) =>
        store.changeGroup(aGroup().id, (group) => ({ ...group, rota: join(group.rota, aUser(name)) }));
      await Promise.all(names.map(joinAs));
      const users = (await store.group(aGroup().id))?.rota.members.map(({ user }) => user.id) ?? [];
      expect(users.toSorted()).toEqual(['ada', ...names].toSorted());
    });

    it('are left as they were by a change that throws, and by one of a group that is not there', async () => {
      const store = await aStore();
      await store.addGroup(aGroup());
      const refuse = () => {
        throw new Error('no');
      };
      await expect(store.changeGroup(aGroup().id, refuse)).rejects.toThrow('no');
      expect(await store.changeGroup('nobody' as GroupId, (group) => group)).toBeUndefined();
      expect(await store.group(aGroup().id)).toEqual(aGroup());
    });

    it('have meetings that are planned until something is done about them', async () => {
      const store = await aStore();
      await store.addGroup(aGroup());
      expect(await store.meeting(aGroup().id, FIRST)).toEqual(plannedMeeting(FIRST));
      await store.changeMeeting(aGroup().id, SECOND, (meeting) => ({
        ...meeting,
        nominations: [{ paper: PAPER, by: aUser('ada') }, { paper: 'arxiv:2601.00002' as PaperId }],
        votes: [{ by: aUser('bob'), paper: PAPER }],
        volunteer: aUser('bob'),
      }));
      await store.changeMeeting(aGroup().id, FIRST, (meeting) => ({ ...meeting, state: 'skipped' }));
      const stored = await store.meetings(aGroup().id, NINE, SECOND);
      expect(stored.map(({ slot, state }) => [slot, state])).toEqual([
        [FIRST, 'skipped'],
        [SECOND, 'planned'],
      ]);
      expect(stored[1]).toMatchObject({ votes: [{ paper: PAPER }], volunteer: aUser('bob') });
      expect(await store.meetings(aGroup().id, FIRST, SECOND)).toHaveLength(1);
    });

    it('count every vote of many at once', async () => {
      const store = await aStore();
      await store.addGroup(aGroup());
      const voters = Array.from({ length: 12 }, (_, at) => aUser(`voter-${at}`));
      await Promise.all(
        voters.map((by) =>
          store.changeMeeting(aGroup().id, FIRST, (meeting) => ({ ...meeting, votes: [...meeting.votes, { by, paper: PAPER }] })),
        ),
      );
      expect((await store.meeting(aGroup().id, FIRST)).votes).toHaveLength(12);
    });

    it('forget who asks for it, also who left, and keep what was decided with their votes', async () => {
      const store = await aStore();
      await store.addGroup(aGroup());
      const [ada, bob] = [aUser('ada'), aUser('bob')];
      const OTHER = 'arxiv:2601.00002' as PaperId;
      const held = await store.changeMeeting(aGroup().id, FIRST, (meeting) => ({
        ...meeting,
        nominations: [
          { paper: OTHER, by: ada },
          { paper: PAPER, by: bob },
        ],
        votes: [
          { by: ada, paper: PAPER },
          { by: bob, paper: PAPER },
          { by: aUser('cai'), paper: OTHER },
        ],
        presenter: ada,
        volunteer: bob,
      }));
      for (const user of [ada, bob]) expect(await store.forgetPerson(user)).toMatchObject({ groups: 1 });
      expect(await store.forgetPerson(ada)).toMatchObject({ groups: 0 });
      const [group, meeting] = [await store.group(aGroup().id), await store.meeting(aGroup().id, FIRST)];
      expect(choose(meeting)).toEqual(choose(held));
      expect(group).toMatchObject({ members: [], rota: { members: [] } });
      expect(JSON.stringify([group, meeting])).not.toMatch(/ada|bob/i);
      expect(meeting.votes).toContainEqual({ by: aUser('cai'), paper: OTHER });
    });

    it('forget nobody who has another’s id within their own, or on another platform', async () => {
      const store = await aStore();
      await store.addGroup(aGroup({ owner: aUser('adam'), members: [{ user: aUser('adam'), name: 'Adam', joinedAt: NINE }] }));
      const before = await store.group(aGroup().id);
      expect(await store.forgetPerson({ ...aUser('ada'), platform: 'slack' })).toMatchObject({ groups: 0 });
      expect(await store.forgetPerson(aUser('a_am'))).toMatchObject({ groups: 0 });
      expect(await store.group(aGroup().id)).toEqual(before);
    });

    it('keep a meeting that is moved, with its plan', async () => {
      const store = await aStore();
      await store.addGroup(aGroup());
      const moved = { to: SECOND, plan: { choice: NINE, meeting: SECOND } };
      await store.changeMeeting(aGroup().id, FIRST, (meeting) => ({ ...meeting, moved, changedAt: NINE }));
      expect(await store.meeting(aGroup().id, FIRST)).toMatchObject({ moved, changedAt: NINE });
    });

    it('go with their meetings', async () => {
      const store = await aStore();
      await store.addGroup(aGroup());
      await store.changeMeeting(aGroup().id, FIRST, (meeting) => ({ ...meeting, state: 'skipped' }));
      await store.removeGroup(aGroup().id);
      expect(await store.groupIn(aPlace())).toBeUndefined();
      expect(await store.addGroup(aGroup())).toBe('added');
      expect(await store.meetings(aGroup().id, NINE, SECOND)).toEqual([]);
    });
  });
}
