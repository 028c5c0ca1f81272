/**
 * The meeting that comes next, and how far its cycle is.
 */
import { stepAround } from '../../core/groups/cycle.ts';
import { type Group, type Meeting, plannedMeeting, timeOf } from '../../core/groups/group.ts';
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

/** One that was moved over this moment may have a slot before it, or have taken place already. @returns undefined where all of half a year are skipped. */
export async function upcomingMeeting(
  group: Group,
  now: Instant,
  { groups }: { readonly groups: Pick<GroupStore, 'meeting'> },
): Promise<Upcoming | undefined> {
  for (const slot of slotsFrom(group, now, MOST_SKIPPED)) {
    const meeting = await groups.meeting(group.id, slot);
    if (isComing(meeting, now)) return upcomingOf(group, meeting, now);
  }
  return undefined;
}

/** Of so many slots, those meetings that take place, with when they do. */
export async function comingMeetings(
  group: Group,
  now: Instant,
  slots: number,
  { groups }: { readonly groups: Pick<GroupStore, 'meetings'> },
): Promise<readonly { readonly slot: Instant; readonly at: Instant }[]> {
  const all = slotsFrom(group, now, slots);
  const [first = now, last = now] = [all[0], all.at(-1)];
  const stored = new Map((await groups.meetings(group.id, plus(first, -1), last)).map((meeting) => [meeting.slot, meeting]));
  const meetings = all.map((slot) => stored.get(slot) ?? plannedMeeting(slot));
  return meetings.filter((meeting) => isComing(meeting, now)).map((meeting) => ({ slot: meeting.slot, at: timeOf(meeting) }));
}

/** From the one before, which may be moved to later. */
function slotsFrom({ meetings }: Group, now: Instant, count: number): readonly Instant[] {
  return [slotBefore(meetings, plus(now, 1)), ...nextSlots(meetings, now, count)];
}

function isComing(meeting: Meeting, now: Instant): boolean {
  return meeting.state === 'planned' && timeOf(meeting) > now;
}

export function upcomingOf({ meetings, days }: Group, meeting: Meeting, now: Instant): Upcoming {
  const around = { days, zone: meetings.zone };
  const { ballot = stepAround('ballot', meeting.slot, around), choice = stepAround('choice', meeting.slot, around) } =
    meeting.moved?.plan ?? {};
  const stage = now >= choice ? 'chosen' : now >= ballot ? 'voting' : 'nominations';
  return { meeting, ballotAt: ballot, choiceAt: choice, stage };
}
