/**
 * What a channel or a person asked to be sent, and which of its slots are owed at a moment.
 *
 * A slot is the instant of one scheduled post. What is owed follows from `lastSlot` and the schedule alone, so a beat that is
 * late, doubled or missing changes nothing. Of the slots that passed while nothing ran, the newest is posted late if it lies
 * within the catch-up window; all others are skipped and named, so that a bot that slept a week posts once and not seven times.
 */
import type { GroupStep } from './groups/cycle.ts';
import type { GroupId } from './groups/group.ts';
import type { PaperId } from './paper.ts';
import type { Place, UserRef } from './place.ts';
import type { SearchQuery } from './query.ts';
import { type Schedule, slotsBetween } from './schedule.ts';
import { type Id, type Instant, plus } from './time.ts';

export type SubscriptionId = Id<'Subscription'>;

/** What is composed at each slot. Kept as JSON: plain fields only. */
export type Program =
  | {
      readonly kind: 'paper-of-the-day';
      /** On days without a list of their own: a paper of the settled week, or no post. */
      readonly weekends: 'settled' | 'silent';
      /** What the channel is about, for the choice between papers. */
      readonly topics?: SearchQuery;
      /** Where the discussion prompt stands. */
      readonly prompt: 'in-post' | 'in-thread';
    }
  | {
      readonly kind: 'digest';
      /** A paper that matches any of them is in, once, with all that it matches as its reason. A followed author is a query too. */
      readonly rules: readonly SearchQuery[];
      /** Papers shown; the others are counted. */
      readonly max: number;
      /** Whether the post's thread tells more of each paper. */
      readonly details: 'in-thread' | 'none';
      /** What a slot with nothing to show does: it says why, or posts nothing. */
      readonly whenEmpty: 'say-why' | 'silent';
    }
  /** Told when something first happens to the paper. */
  | { readonly kind: 'watch'; readonly paper: PaperId; readonly title: string }
  /** One step of a reading group's cycle; made and ended with the group, and shown with it alone. */
  | {
      readonly kind: 'group';
      readonly group: GroupId;
      readonly step: GroupStep;
      /** The slot of the one meeting that a step which comes once is of; absent for those that come with every meeting. */
      readonly meeting?: Instant;
      /** Who gets it by direct message; absent for what the channel gets. */
      readonly member?: UserRef;
    };

export type GroupProgram = Extract<Program, { readonly kind: 'group' }>;

/** Why a place takes no posts at all. */
export const REFUSALS = ['channel-gone', 'bot-removed', 'not-permitted'] as const;
export type Refusal = (typeof REFUSALS)[number];

export const PAUSE_REASONS = ['asked', ...REFUSALS] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

export type SubscriptionStatus =
  | { readonly kind: 'active' }
  | { readonly kind: 'paused'; readonly since: Instant; readonly why: PauseReason };

export interface Subscription {
  readonly id: SubscriptionId;
  readonly place: Place;
  /** Whoever subscribed, to be told when it is paused. Absent where the installation itself subscribed the place. */
  readonly owner?: UserRef;
  readonly program: Program;
  readonly schedule: Schedule;
  readonly createdAt: Instant;
  readonly status: SubscriptionStatus;
  /** The newest slot that is done with, posted or not. It starts at the moment of subscribing: nothing is owed for the past. */
  readonly lastSlot: Instant;
}

export interface OwedSlots {
  readonly owed: Instant | undefined;
  /** Passed and not to be posted any more, oldest first. */
  readonly skipped: readonly Instant[];
}

const NOTHING_OWED: OwedSlots = { owed: undefined, skipped: [] };

/** What a slot's age is measured by: one that is older is not posted any more. */
export function oldestLateSlot(now: Instant, catchUpHours: number): Instant {
  return plus(now, -catchUpHours * 3_600_000);
}

/** A clock that was set back owes nothing until it has passed `lastSlot` again. */
export function owedSlots(subscription: Subscription, now: Instant, catchUpHours: number): OwedSlots {
  const { schedule, status, lastSlot } = subscription;
  if (status.kind === 'paused' || now <= lastSlot) return NOTHING_OWED;
  const passed = slotsBetween(schedule, lastSlot, now);
  const newest = passed.at(-1);
  if (newest === undefined) return NOTHING_OWED;
  if (newest < oldestLateSlot(now, catchUpHours)) return { owed: undefined, skipped: passed };
  return { owed: newest, skipped: passed.slice(0, -1) };
}
