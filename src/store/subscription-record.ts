/**
 * A subscription as its row: what never changes as JSON text, the rest in columns. A row that another version wrote in a form
 * of its own is told apart from a broken one no further: both are named, and neither stops the others.
 */
import { z } from 'zod';
import { ALL_STEPS } from '../core/groups/cycle.ts';
import type { GroupId } from '../core/groups/group.ts';
import type { PaperId } from '../core/paper.ts';
import { type Place, placeKey, type UserRef, userKey } from '../core/place.ts';
import { DAYS_OF_WEEK, nextSlots, type Schedule } from '../core/schedule.ts';
import {
  PAUSE_REASONS,
  type Program,
  type Subscription,
  type SubscriptionId,
  type SubscriptionStatus,
} from '../core/subscription.ts';
import type { StoredSubscription } from '../core/subscription-store.ts';
import { type Instant, type LocalDate, parseInstant, parseTimeZone, type TimeZone } from '../core/time.ts';
import { SavedQuery } from './queries.ts';
import type { Tables } from './schema.ts';

const platform = z.enum(['discord', 'slack', 'terminal']);

export const PlaceRecord = z.object({
  platform,
  workspace: z.string(),
  channel: z.string(),
} satisfies Record<keyof Place, z.ZodType>);

export const UserRecord = z.object({ platform, id: z.string() } satisfies Record<keyof UserRef, z.ZodType>);

/** Asking `Intl` takes a tenth of a millisecond, and every beat reads the zones of all subscriptions. */
const KNOWN_ZONES = new Set<string>();

function isKnownZone(name: string): boolean {
  if (KNOWN_ZONES.has(name)) return true;
  const isKnown = parseTimeZone(name) !== undefined;
  if (isKnown) KNOWN_ZONES.add(name);
  return isKnown;
}

export const ZoneRecord = z
  .string()
  .refine(isKnownZone)
  .transform((name) => name as TimeZone);

export const InstantRecord = z.iso.datetime().transform((text) => text as Instant);

const weekday = z.enum(DAYS_OF_WEEK);
const wallClock = {
  at: z.object({ hour: z.int().min(0).max(23), minute: z.int().min(0).max(59) }),
  zone: ZoneRecord,
};

export const ScheduleRecord: z.ZodType<Schedule> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('daily'), ...wallClock }),
  z.object({ kind: z.literal('days'), days: z.tuple([weekday, weekday], weekday), ...wallClock }),
  z.object({ kind: z.literal('weekly'), on: weekday, ...wallClock }),
  z.object({
    kind: z.literal('fortnightly'),
    anchor: z.iso.date().transform((text) => text as LocalDate),
    ...wallClock,
  }),
  z.object({ kind: z.literal('monthly'), day: z.int().min(1).max(31), ...wallClock }),
  z.object({ kind: z.literal('once'), on: z.iso.date().transform((text) => text as LocalDate), ...wallClock }),
]);

const ProgramRecord: z.ZodType<Program> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('paper-of-the-day'),
    weekends: z.enum(['settled', 'silent']),
    topics: SavedQuery.exactOptional(),
    prompt: z.enum(['in-post', 'in-thread']),
  }),
  z.object({
    kind: z.literal('digest'),
    rules: z.array(SavedQuery),
    max: z.int(),
    details: z.enum(['in-thread', 'none']),
    whenEmpty: z.enum(['say-why', 'silent']),
  }),
  z.object({ kind: z.literal('watch'), paper: z.string().transform((id) => id as PaperId), title: z.string() }),
  z.object({
    kind: z.literal('group'),
    group: z.string().transform((id) => id as GroupId),
    step: z.enum(ALL_STEPS),
    meeting: InstantRecord.exactOptional(),
    member: UserRecord.exactOptional(),
  }),
]);

const SubscriptionRecord = z.object({ place: PlaceRecord, program: ProgramRecord, schedule: ScheduleRecord });

const ScheduleOnly = z.object({ schedule: ScheduleRecord });

const PauseRecord = z.object({ since: InstantRecord, why: z.enum(PAUSE_REASONS) });

/** @throws Error where a field holds what no subscription can have. */
export function subscriptionRow(subscription: Subscription): Tables['subscription'] {
  const { id, place, owner, program, schedule, createdAt, status, lastSlot } = subscription;
  const record = JSON.stringify({ place, program, schedule });
  SubscriptionRecord.parse(JSON.parse(record));
  return {
    id,
    place_key: placeKey(place),
    owner_key: owner === undefined ? null : userKey(owner),
    status: status.kind,
    paused_since: status.kind === 'paused' ? status.since : null,
    paused_why: status.kind === 'paused' ? status.why : null,
    last_slot: lastSlot,
    next_slot: nextSlot(schedule, lastSlot),
    created_at: createdAt,
    record,
  };
}

/** What `next_slot` becomes together with `last_slot`. */
export function nextSlotOf(record: string, lastSlot: Instant): string {
  const read = ScheduleOnly.safeParse(JSON.parse(record));
  return read.success ? nextSlot(read.data.schedule, lastSlot) : '';
}

/** Of one that came once: later than all that is asked for. */
export const NEVER = '9999-12-31T00:00:00.000Z';

function nextSlot(schedule: Schedule, lastSlot: Instant): string {
  return nextSlots(schedule, lastSlot, 1)[0] ?? NEVER;
}

export function readSubscription(row: Tables['subscription']): StoredSubscription {
  const id = row.id as SubscriptionId;
  try {
    const owner = row.owner_key === null ? undefined : readUserKey(row.owner_key);
    const subscription: Subscription = {
      id,
      ...SubscriptionRecord.parse(JSON.parse(row.record)),
      ...(owner === undefined ? {} : { owner }),
      createdAt: readInstant(row.created_at),
      status: readStatus(row),
      lastSlot: readInstant(row.last_slot),
    };
    return { kind: 'subscription', subscription };
  } catch (error) {
    return { kind: 'unreadable', id, why: error instanceof Error ? error.message : String(error) };
  }
}

function readStatus({ status, paused_since, paused_why }: Tables['subscription']): SubscriptionStatus {
  if (status === 'active') return { kind: 'active' };
  return { kind: 'paused', ...PauseRecord.parse({ since: paused_since, why: paused_why }) };
}

/** The other way round than `userKey`. */
export function readUserKey(key: string): UserRef {
  const end = key.indexOf(':');
  return { platform: platform.parse(key.slice(0, end)), id: key.slice(end + 1) };
}

/** @throws Error for a text that is no instant. */
export function readInstant(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === undefined) throw new Error(`no instant: ${text}`);
  return instant;
}
