/**
 * Many reading groups that meet in the same minute: seven members each, three meetings behind them, and a paper chosen for this one.
 */
import { DEFAULT_STEP_DAYS } from '../../src/core/groups/cycle.ts';
import type { Group, GroupId } from '../../src/core/groups/group.ts';
import { EMPTY_ROTA, join } from '../../src/core/groups/rota.ts';
import type { PaperId } from '../../src/core/paper.ts';
import type { Weekday } from '../../src/core/schedule.ts';
import { type Instant, plus, UTC } from '../../src/core/time.ts';
import { startSteps } from '../../src/features/groups/steps.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { aUser } from './builders.ts';
import { aPlace } from './delivery-builders.ts';

const WEEK_MS = 7 * 86_400_000;
const MINUTE_MS = 60_000;
const MEMBERS = ['ada', 'bob', 'cai', 'dov', 'eve', 'fay', 'gil'].map((name) => aUser(name));
const READ_BEFORE = 3;
const WEEKDAYS: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** @param papers of which each group reads four in a row, each from another one on. */
export async function fillGroups(
  store: OpenStore,
  { count, at, papers }: { readonly count: number; readonly at: Instant; readonly papers: readonly PaperId[] },
): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const group = groupMeetingAt(at, number);
    await store.addGroup(group);
    for (let week = READ_BEFORE; week >= 0; week -= 1) {
      const paper = papers[(number * (READ_BEFORE + 1) + week) % papers.length];
      if (paper === undefined) throw new Error('groups need papers');
      await store.changeMeeting(group.id, plus(at, -week * WEEK_MS), (meeting) => ({
        ...meeting,
        nominations: [{ paper, by: aUser('ada') }],
        votes: MEMBERS.map((by) => ({ by, paper })),
      }));
    }
    await startSteps(group, plus(at, -MINUTE_MS), store);
  }
}

function groupMeetingAt(at: Instant, number: number): Group {
  const begun = plus(at, -(READ_BEFORE + 1) * WEEK_MS);
  const day = new Date(at);
  return {
    id: `g${String(number).padStart(5, '0')}` as GroupId,
    place: aPlace(`c${number}`),
    owner: aUser('ada'),
    name: `Readers ${number}`,
    meetings: {
      kind: 'weekly',
      on: WEEKDAYS[day.getUTCDay()] ?? 'sun',
      at: { hour: day.getUTCHours(), minute: day.getUTCMinutes() },
      zone: UTC,
    },
    days: DEFAULT_STEP_DAYS,
    createdAt: begun,
    members: MEMBERS.map((user) => ({ user, name: user.id, joinedAt: begun })),
    rota: MEMBERS.reduce((rota, user) => join(rota, user), EMPTY_ROTA),
    settledUpTo: begun,
  };
}
