/**
 * What moving one meeting does to its steps. Pure.
 *
 * A step that was told stays told: only those still to come are planned anew, at their distance from the new time. Where there is no
 * time left for votes as usual, they begin at once and end halfway to the meeting. Reminders that would come before the choice, or
 * in the past, are left out. Moving back is moving to the slot.
 */
import { type Instant, toInstant } from '../time.ts';
import { MINUTE_MS } from '../zoned-time.ts';
import { type CycleStep, type StepDays, stepAround } from './cycle.ts';
import type { Group, Meeting } from './group.ts';

/** `call` is that of the meeting after: nobody nominates for it before this one is over. */
export const MOVED_STEPS = ['ballot', 'choice', 'day-before', 'hour-before', 'meeting', 'call'] as const;
export type MovedStep = (typeof MOVED_STEPS)[number];

/** When each step comes that was open when the meeting was moved. */
export type MovedPlan = { readonly [S in MovedStep]?: Instant };

export interface Move {
  readonly meeting: Meeting;
  readonly to: Instant;
  readonly now: Instant;
  /** The meeting after it. */
  readonly following: Instant;
}

/** @param move `to` lies after `now` and before `following`. */
export function planOfMove(
  { meeting, to, now, following }: Move,
  { days, meetings }: Pick<Group, 'days' | 'meetings'>,
): MovedPlan {
  const around = { days, zone: meetings.zone };
  const isOpen = (step: MovedStep): boolean => plannedAt(step, meeting, around) > now;
  const at = (step: CycleStep): Instant => stepAround(step, to, around);
  const ballot = isOpen('ballot') ? later(at('ballot'), nextMinute(now)) : undefined;
  const choice = isOpen('choice') ? (at('choice') > now ? at('choice') : halfway(now, to)) : undefined;
  const reminders = (['day-before', 'hour-before'] as const).filter(
    (step) => isOpen(step) && at(step) > now && (choice === undefined || at(step) > choice),
  );
  const call = at('call') < stepAround('ballot', following, around) ? at('call') : undefined;
  return {
    // Votes that would begin when they are over do not begin
    ...(ballot !== undefined && (choice === undefined || ballot < choice) && { ballot }),
    ...(choice !== undefined && { choice }),
    ...Object.fromEntries(reminders.map((step) => [step, at(step)])),
    meeting: to,
    ...(isOpen('call') && call !== undefined && { call }),
  };
}

/** When a step of the meeting comes or came; one that a move left out came before all others. */
function plannedAt(
  step: MovedStep,
  { slot, moved }: Pick<Meeting, 'slot' | 'moved'>,
  around: { readonly days: StepDays; readonly zone: Group['meetings']['zone'] },
): Instant {
  return moved === undefined ? stepAround(step, slot, around) : (moved.plan[step] ?? LONG_AGO);
}

const LONG_AGO = toInstant(0);

/** The first full minute after an instant: slots have no seconds. */
export function nextMinute(instant: Instant): Instant {
  return toInstant((Math.floor(Date.parse(instant) / MINUTE_MS) + 1) * MINUTE_MS);
}

/** On a full minute, and after both the next and before the end as far as there is room. */
function halfway(from: Instant, to: Instant): Instant {
  const middle = toInstant(Math.floor((Date.parse(from) + Date.parse(to)) / 2 / MINUTE_MS) * MINUTE_MS);
  return later(middle, nextMinute(from));
}

function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}
