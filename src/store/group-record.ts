/**
 * A reading group and a meeting as JSON text.
 */
import { z } from 'zod';
import type { MeetingSchedule } from '../core/groups/cycle.ts';
import { type Group, type GroupId, type Meeting, REMINDER_WAYS } from '../core/groups/group.ts';
import { MOVED_STEPS, type MovedPlan } from '../core/groups/moving.ts';
import type { Rota } from '../core/groups/rota.ts';
import type { PaperId } from '../core/paper.ts';
import { InstantRecord, PlaceRecord, ScheduleRecord, UserRecord } from './subscription-record.ts';

const paper = z.string().transform((id) => id as PaperId);

const RotaRecord: z.ZodType<Rota> = z.object({
  members: z.array(z.object({ user: UserRecord, turns: z.int(), waitingSince: z.int() })),
  standIns: z.array(z.object({ of: UserRecord, by: UserRecord })),
  clock: z.int(),
});

const MeetingsRecord = ScheduleRecord.transform((schedule, context): MeetingSchedule => {
  if (schedule.kind === 'weekly' || schedule.kind === 'fortnightly') return schedule;
  context.addIssue('no schedule of meetings');
  return z.NEVER;
});

export const GroupRecord: z.ZodType<Group> = z.object({
  id: z.string().transform((id) => id as GroupId),
  place: PlaceRecord,
  owner: UserRecord,
  name: z.string(),
  meetings: MeetingsRecord,
  days: z.object({ ballot: z.int(), choice: z.int() }),
  createdAt: InstantRecord,
  members: z.array(
    z.object({
      user: UserRecord,
      name: z.string(),
      joinedAt: InstantRecord,
      left: z.object({ at: InstantRecord, turns: z.int() }).exactOptional(),
      reminders: z.enum(REMINDER_WAYS).exactOptional(),
    }),
  ),
  rota: RotaRecord,
  settledUpTo: InstantRecord,
  taste: z.object({ added: z.array(z.string()), removed: z.array(z.string()) }).exactOptional(),
});

const PlanRecord: z.ZodType<MovedPlan> = z.partialRecord(z.enum(MOVED_STEPS), InstantRecord);

export const MeetingRecord: z.ZodType<Meeting> = z.object({
  slot: InstantRecord,
  state: z.enum(['planned', 'skipped']),
  moved: z.object({ to: InstantRecord, plan: PlanRecord }).exactOptional(),
  changedAt: InstantRecord.exactOptional(),
  proposedFor: z.array(z.string()).exactOptional(),
  presenter: UserRecord.exactOptional(),
  volunteer: UserRecord.exactOptional(),
  nominations: z.array(z.object({ paper, by: UserRecord.exactOptional() })),
  votes: z.array(z.object({ by: UserRecord, paper })),
});
