/**
 * A reading group of a channel, its members and its meetings, as facts that are stored; what follows from them is reckoned.
 */
import type { Place, UserRef } from '../place.ts';
import type { Id, Instant } from '../time.ts';
import type { Ballot } from './ballot.ts';
import type { MeetingSchedule, StepDays } from './cycle.ts';
import type { MovedPlan } from './moving.ts';
import { nextTurn, presented, type Rota, type Turn, volunteered } from './rota.ts';
import type { TasteEdits } from './taste-edits.ts';

/** Six letters and digits, as those of subscriptions. */
export type GroupId = Id<'Group'>;

export const REMINDER_WAYS = ['channel', 'direct', 'off'] as const;
export type ReminderWay = (typeof REMINDER_WAYS)[number];

export interface Member {
  readonly user: UserRef;
  /** As the platform showed it when they joined; nobody is mentioned. */
  readonly name: string;
  readonly joinedAt: Instant;
  /** When they left, with the turns that they had: they may come back. */
  readonly left?: { readonly at: Instant; readonly turns: number };
  /** Where the reminders of a day and an hour before reach them; the channel unless they chose. */
  readonly reminders?: ReminderWay;
}

export interface Group {
  readonly id: GroupId;
  /** At most one group a place. */
  readonly place: Place;
  readonly owner: UserRef;
  readonly name: string;
  readonly meetings: MeetingSchedule;
  readonly days: StepDays;
  readonly createdAt: Instant;
  /** Those who left too. */
  readonly members: readonly Member[];
  /** As it stood once the meetings up to `settledUpTo` were over. */
  readonly rota: Rota;
  readonly settledUpTo: Instant;
  /** What members changed of its taste by hand. */
  readonly taste?: TasteEdits;
}

/** What was said and done about one meeting; one that nobody did anything about has none. */
export interface Meeting extends Ballot {
  /** Of the schedule. */
  readonly slot: Instant;
  readonly state: 'planned' | 'skipped';
  /** It takes place at another time than its slot, and its steps that were open then come by that plan. */
  readonly moved?: { readonly to: Instant; readonly plan: MovedPlan };
  /** When it was moved or left out, to be told to the channel. */
  readonly changedAt?: Instant;
  /** Where the bot proposed what is put to the vote: the words of the group's taste that spoke for it, none where votes alone did. */
  readonly proposedFor?: readonly string[];
  /** Who presented; absent before. */
  readonly presenter?: UserRef;
  /** Who presents out of turn. */
  readonly volunteer?: UserRef;
}

export function plannedMeeting(slot: Instant): Meeting {
  return { slot, state: 'planned', nominations: [], votes: [] };
}

/** When it takes place. */
export function timeOf({ slot, moved }: Pick<Meeting, 'slot' | 'moved'>): Instant {
  return moved?.to ?? slot;
}

export function presentMembers({ members }: Pick<Group, 'members'>): readonly Member[] {
  return members.filter(({ left }) => left === undefined);
}

/** Who presents at a meeting that is not settled yet. @param rota as it stands before that meeting. */
export function presenterOf(rota: Rota, { volunteer }: Pick<Meeting, 'volunteer'>): UserRef | undefined {
  const isMember = volunteer !== undefined && rota.members.some(({ user }) => user.id === volunteer.id);
  return isMember ? volunteer : nextTurn(rota)?.by;
}

/** Takes meetings that are over into the rota, oldest first. One that was skipped is nobody's turn. */
export function settled(group: Group, over: readonly Meeting[]): Group {
  let { rota, settledUpTo } = group;
  for (const meeting of over) {
    if (meeting.slot <= settledUpTo) continue;
    settledUpTo = meeting.slot;
    if (meeting.state === 'planned') rota = afterMeeting(rota, meeting);
  }
  return { ...group, rota, settledUpTo };
}

function afterMeeting(rota: Rota, meeting: Meeting): Rota {
  const turn: Turn | undefined = nextTurn(rota);
  if (turn === undefined) return rota;
  const presenter = presenterOf(rota, meeting);
  const isVolunteer = meeting.volunteer !== undefined && presenter?.id === meeting.volunteer.id && turn.by.id !== presenter.id;
  return isVolunteer && presenter !== undefined ? volunteered(rota, presenter) : presented(rota, turn);
}
