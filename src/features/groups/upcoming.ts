/**
 * The meeting that comes next, and how far its cycle is.
 */
import { stepSchedule } from '../../core/groups/cycle.ts';
import type { Group, Meeting } from '../../core/groups/group.ts';
import type { GroupStore } from '../../core/groups/group-store.ts';
import { nextSlots, slotBefore } from '../../core/schedule.ts';
import { type Instant, plus } from '../../core/time.ts';

export interface Upcoming {
  readonly meeting: Meeting;
  readonly ballotAt: Instant;
  readonly choiceAt: Instant;
  readonly stage: 'nominations' | 'voting' | 'chosen';
}

/** Meetings that are looked at for one that is not skipped: half a year. */
const MOST_SKIPPED = 26;

/** @returns undefined where all of half a year are skipped. */
export async function upcomingMeeting(
  group: Group,
  now: Instant,
  { groups }: { readonly groups: Pick<GroupStore, 'meeting'> },
): Promise<Upcoming | undefined> {
  for (const slot of nextSlots(group.meetings, now, MOST_SKIPPED)) {
    const meeting = await groups.meeting(group.id, slot);
    if (meeting.state === 'planned') return upcomingOf(group, meeting, now);
  }
  return undefined;
}

export function upcomingOf({ meetings, days }: Group, meeting: Meeting, now: Instant): Upcoming {
  const before = plus(meeting.slot, 1);
  const ballotAt = slotBefore(stepSchedule('ballot', meetings, days), before);
  const choiceAt = slotBefore(stepSchedule('choice', meetings, days), before);
  const stage = now >= choiceAt ? 'chosen' : now >= ballotAt ? 'voting' : 'nominations';
  return { meeting, ballotAt, choiceAt, stage };
}
