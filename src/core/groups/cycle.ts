/**
 * The cycle of a reading group as steps around its meetings: when each comes, and of which meeting it is. Pure.
 *
 * A meeting has a slot of the group's schedule. Each step lies a number of days, at the meeting's own wall time, or an hour before that
 * slot, so each step has a schedule of its own kind that follows the meetings across clock changes, and is owed, caught up and
 * posted once as every scheduled post is.
 */
import type { LocalTime } from '../clock-time.ts';
import { DAYS_OF_WEEK, nextSlots, type Schedule } from '../schedule.ts';
import { addDays, type Instant, plus, type TimeZone, toInstant } from '../time.ts';
import { DAY_MS, instantOfWallTime, mod, wallTimeAt } from '../zoned-time.ts';

/** In the order of a cycle. */
export const GROUP_STEPS = ['call', 'ballot', 'choice', 'day-before', 'hour-before', 'meeting'] as const;
/** And what is told of one meeting alone: that it is moved or left out. */
export const ALL_STEPS = [...GROUP_STEPS, 'change'] as const;
export type GroupStep = (typeof ALL_STEPS)[number];
export type CycleStep = (typeof GROUP_STEPS)[number];

/** Once a week or every other week: what a cycle of several days fits into. */
export type MeetingSchedule = Extract<Schedule, { readonly kind: 'weekly' | 'fortnightly' }>;

/** How many days before a meeting its steps are; nominations are called for the day after the meeting before. */
export interface StepDays {
  /** More than `choice`. */
  readonly ballot: number;
  /** At least 1. */
  readonly choice: number;
}

export const DEFAULT_STEP_DAYS: StepDays = { ballot: 4, choice: 2 };
export const MOST_BALLOT_DAYS = 6;

const HOURS_BEFORE = 1;
const DAY_MINUTES = 1440;

export function stepSchedule(step: CycleStep, meetings: MeetingSchedule, days: StepDays): MeetingSchedule {
  switch (step) {
    case 'call':
      return shifted(meetings, DAY_MINUTES);
    case 'ballot':
      return shifted(meetings, -days.ballot * DAY_MINUTES);
    case 'choice':
      return shifted(meetings, -days.choice * DAY_MINUTES);
    case 'day-before':
      return shifted(meetings, -DAY_MINUTES);
    case 'hour-before':
      return shifted(meetings, -HOURS_BEFORE * 60);
    case 'meeting':
      return meetings;
  }
}

/** When a step comes around a meeting at an instant that need be no slot: by the wall clock, as the steps of slots do. */
export function stepAround(
  step: CycleStep,
  meeting: Instant,
  { days, zone }: { readonly days: StepDays; readonly zone: TimeZone },
): Instant {
  if (step === 'hour-before') return plus(meeting, -HOURS_BEFORE * 3_600_000);
  const away = { call: 1, ballot: -days.ballot, choice: -days.choice, 'day-before': -1, meeting: 0 }[step];
  const wall = wallTimeAt(Date.parse(meeting), zone) + away * DAY_MS;
  return toInstant(instantOfWallTime(wall, zone) ?? Date.parse(meeting) + away * DAY_MS);
}

/** The first slot after an instant, which need be none itself. */
export function meetingAfter(instant: Instant, meetings: MeetingSchedule): Instant {
  const [next] = nextSlots(meetings, instant, 1);
  if (next === undefined) throw new Error('a schedule without an end ended');
  return next;
}

/** The slot of the meeting that a step's slot belongs to: the next one that is not before it. */
export function meetingOf(step: CycleStep, slot: Instant, meetings: MeetingSchedule): Instant {
  return meetingAfter(step === 'call' ? slot : plus(slot, -1), meetings);
}

/** The same days of the calendar, later by so many minutes of the wall clock. */
function shifted(schedule: MeetingSchedule, minutes: number): MeetingSchedule {
  const total = schedule.at.hour * 60 + schedule.at.minute + minutes;
  const days = Math.floor(total / DAY_MINUTES);
  const inDay = mod(total, DAY_MINUTES);
  const at: LocalTime = { hour: Math.floor(inDay / 60), minute: inDay % 60 };
  if (schedule.kind === 'fortnightly') return { ...schedule, at, anchor: addDays(schedule.anchor, days) };
  const on = DAYS_OF_WEEK[mod(DAYS_OF_WEEK.indexOf(schedule.on) + days, 7)] ?? schedule.on;
  return { ...schedule, at, on };
}
