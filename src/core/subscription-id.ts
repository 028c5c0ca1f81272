/**
 * Short names of subscriptions, as people type them: `unsubscribe k7m2qx`.
 *
 * The name follows from what is subscribed where, so that the same wish said twice is one subscription, also when two
 * processes hear it. Its letters leave out vowels, which would make words, and what is read as something else.
 */
import { createHash } from 'node:crypto';
import type { GroupId } from './groups/group.ts';
import { type Place, placeKey } from './place.ts';
import type { Schedule } from './schedule.ts';
import { formatSchedule } from './schedule-text.ts';
import type { Program, SubscriptionId } from './subscription.ts';

const LETTERS = 'bcdfghjkmnpqrstvwxz23456789';
const LENGTH = 6;

/** What every such name looks like, those of the installation's own subscriptions too. */
export const SUBSCRIPTION_ID = /^(?:daily-)?[a-z0-9]{1,12}$/;

/** @param turn from 0: another name, for where one is taken by another wish; one in 390 million. */
export function subscriptionIdOf(
  place: Place,
  program: Program,
  { schedule, turn }: { readonly schedule: Schedule; readonly turn: number },
): SubscriptionId {
  return shortName(JSON.stringify([placeKey(place), program, formatSchedule(schedule), turn]));
}

/** The one digest of what a person follows. */
export function followingId(place: Place): SubscriptionId {
  return shortName(JSON.stringify([placeKey(place), 'following']));
}

/** The paper of the day of a channel that the installation's settings name. */
export function dailyChannelId(place: Place): SubscriptionId {
  return `daily-${shortName(placeKey(place))}` as SubscriptionId;
}

export function isDailyChannelId(id: SubscriptionId): boolean {
  return id.startsWith('daily-');
}

function shortName(text: string): SubscriptionId {
  const bytes = createHash('sha256').update(text).digest();
  let number = bytes.readUIntBE(0, 6);
  let name = '';
  for (let at = 0; at < LENGTH; at += 1) {
    name += LETTERS[number % LETTERS.length];
    number = Math.floor(number / LETTERS.length);
  }
  return name as SubscriptionId;
}

/** The one reading group of a place. */
export function groupIdOf(place: Place): GroupId {
  return shortName(JSON.stringify([placeKey(place), 'group'])) as string as GroupId;
}
