/**
 * What a button does, and its form of at most 100 characters that outlives restarts (Discord's limit for a `custom_id`;
 * Slack allows more).
 *
 * The form is `1|kind|argument|…`: a version, then the kind, then its arguments in a fixed order. A form of another
 * version or an unknown kind decodes to undefined, and the presser is told to run the command again.
 */
import type { DeliveryId } from './delivery.ts';
import { type GroupId, REMINDER_WAYS, type ReminderWay } from './groups/group.ts';
import { LONGEST_TASTE_WORD } from './groups/taste-edits.ts';
import type { PaperId } from './paper.ts';
import { parsePaperId } from './paper-reference.ts';
import type { SavedQueryId } from './query.ts';
import type { SubscriptionId } from './subscription.ts';
import { SUBSCRIPTION_ID } from './subscription-id.ts';
import { type Instant, type LocalDate, parseInstant, parseLocalDate } from './time.ts';

/** What can be put before a whole channel: the answers that a command gave one person. */
export type ShareableAction =
  | {
      readonly kind: 'search.page';
      readonly query: SavedQueryId;
      readonly page: number;
    }
  | { readonly kind: 'paper.show'; readonly paper: PaperId }
  | { readonly kind: 'paper.similar'; readonly paper: PaperId }
  | { readonly kind: 'trending.show'; readonly window: TrendingWindow };

export type Action =
  | ShareableAction
  | { readonly kind: 'share'; readonly what: ShareableAction }
  | { readonly kind: 'search.subscribe'; readonly query: SavedQueryId }
  /** The same search at Hugging Face. */
  | { readonly kind: 'search.live'; readonly query: SavedQueryId }
  /** A page of one day's list. */
  | { readonly kind: 'today.show'; readonly date: LocalDate; readonly page: number }
  /** A page of the asker's own reading list. */
  | { readonly kind: 'list.page'; readonly page: number }
  /** All that a digest told of, as its post only counts some; answered beside the post. */
  | { readonly kind: 'digest.rest'; readonly delivery: DeliveryId; readonly page: number }
  /** A page of the same, in place of another one. */
  | { readonly kind: 'digest.page'; readonly delivery: DeliveryId; readonly page: number }
  | { readonly kind: 'paper.save'; readonly paper: PaperId }
  | { readonly kind: 'paper.unsave'; readonly paper: PaperId }
  /** Pressed again it takes the like back. */
  | { readonly kind: 'paper.like'; readonly paper: PaperId }
  | { [K in SubscriptionActionKind]: { readonly kind: K; readonly subscription: SubscriptionId } }[SubscriptionActionKind]
  | { readonly kind: 'forget-me.confirm' }
  | { readonly kind: 'group.join'; readonly group: GroupId }
  | { readonly kind: 'group.leave'; readonly group: GroupId }
  | { readonly kind: 'group.remind'; readonly group: GroupId; readonly way: ReminderWay }
  /** Takes a word out of the group's taste, or out of those that were taken out. */
  | { readonly kind: 'group.taste-out'; readonly group: GroupId; readonly word: string }
  | { readonly kind: 'group.taste-back'; readonly group: GroupId; readonly word: string }
  /** Pressed again it stays; pressed for another paper it moves. */
  | { readonly kind: 'group.vote'; readonly group: GroupId; readonly meeting: Instant; readonly paper: PaperId }
  | { readonly kind: 'group.delete'; readonly group: GroupId }
  /** For the next meeting of the group of the place. */
  | { readonly kind: 'paper.nominate'; readonly paper: PaperId };

type SubscriptionActionKind =
  | 'subscription.show'
  | 'subscription.preview'
  | 'subscription.pause'
  | 'subscription.resume'
  | 'subscription.remove';

/** `movers`: by votes gained since yesterday, of any age. */
export const TRENDING_WINDOWS = ['day', 'week', 'month', 'movers'] as const;
export type TrendingWindow = (typeof TRENDING_WINDOWS)[number];

/** The last page that a button may turn to. */
export const MAX_PAGE = 10_000;

const MAX_ENCODED_LENGTH = 100;
const VERSION = '1';
const SEPARATOR = '|';

interface Argument<T> {
  readonly write: (value: T) => string;
  /** @returns undefined for what `write` never gives. */
  readonly read: (text: string) => T | undefined;
}

type ActionOf<K extends Action['kind']> = Extract<Action, { readonly kind: K }>;

/** The arguments of one kind of action, in the order in which they are written; only the last may hold a separator. */
type ArgumentsOf<A> = { readonly [Name in Exclude<keyof A, 'kind'>]: Argument<A[Name]> };

const page: Argument<number> = {
  write: String,
  read: (text) => (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= MAX_PAGE ? Number(text) : undefined),
};

const paper: Argument<PaperId> = {
  write: (id) => id,
  read: (text) => (parsePaperId(text) === text ? (text as PaperId) : undefined),
};

const query: Argument<SavedQueryId> = {
  write: (id) => id,
  read: (text) => (/^[0-9a-f]{16}$/.test(text) ? (text as SavedQueryId) : undefined),
};

const date: Argument<LocalDate> = {
  write: (day) => day,
  read: parseLocalDate,
};

const subscription: Argument<SubscriptionId> = {
  write: (id) => id,
  read: (text) => (SUBSCRIPTION_ID.test(text) ? (text as SubscriptionId) : undefined),
};

const delivery: Argument<DeliveryId> = {
  write: (id) => id,
  read: (text) => (/^[0-9a-f]{24}$/.test(text) ? (text as DeliveryId) : undefined),
};

/** Of groups as of subscriptions. */
const group: Argument<GroupId> = {
  write: (id) => id,
  read: (text) => (SUBSCRIPTION_ID.test(text) ? (text as GroupId) : undefined),
};

const reminderWay: Argument<ReminderWay> = {
  write: (way) => way,
  read: (text) => REMINDER_WAYS.find((known) => known === text),
};

/** Of a group's taste: letters and digits with what joins them. */
const word: Argument<string> = {
  write: (typed) => typed,
  read: (typed) => (typed.length > 0 && typed.length <= LONGEST_TASTE_WORD ? typed : undefined),
};

/** A slot of a schedule, as `202601151400`. */
const minute: Argument<Instant> = {
  write: (instant) => instant.slice(0, 16).replace(/\D/g, ''),
  read: (text) => {
    const [, year, month, day, hour, inHour] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
    return inHour === undefined ? undefined : parseInstant(`${year}-${month}-${day}T${hour}:${inHour}:00.000Z`);
  },
};

const trendingWindow: Argument<TrendingWindow> = {
  write: (window) => window,
  read: (text) => TRENDING_WINDOWS.find((known) => known === text),
};

const SHAREABLE_ARGUMENTS: { readonly [K in ShareableAction['kind']]: ArgumentsOf<ActionOf<K>> } = {
  'search.page': { query, page },
  'paper.show': { paper },
  'paper.similar': { paper },
  'trending.show': { window: trendingWindow },
};

const shareable: Argument<ShareableAction> = {
  write: writeAction,
  read: (text) => {
    const action = readAction(text);
    return action && isShareable(action) ? action : undefined;
  },
};

const ARGUMENTS: { readonly [K in Action['kind']]: ArgumentsOf<ActionOf<K>> } = {
  ...SHAREABLE_ARGUMENTS,
  share: { what: shareable },
  'search.subscribe': { query },
  'search.live': { query },
  'today.show': { date, page },
  'list.page': { page },
  'digest.rest': { delivery, page },
  'digest.page': { delivery, page },
  'paper.save': { paper },
  'paper.unsave': { paper },
  'paper.like': { paper },
  'subscription.show': { subscription },
  'subscription.preview': { subscription },
  'subscription.pause': { subscription },
  'subscription.resume': { subscription },
  'subscription.remove': { subscription },
  'forget-me.confirm': {},
  'group.join': { group },
  'group.leave': { group },
  'group.remind': { group, way: reminderWay },
  'group.taste-out': { group, word },
  'group.taste-back': { group, word },
  'group.vote': { group, meeting: minute, paper },
  'group.delete': { group },
  'paper.nominate': { paper },
};

/** At most 100 characters for every action whose page is at most `MAX_PAGE`. */
export function encodeAction(action: Action): string {
  return `${VERSION}${SEPARATOR}${writeAction(action)}`;
}

/** @returns undefined for anything that `encodeAction` of this version never gives. */
export function decodeAction(encoded: string): Action | undefined {
  const prefix = `${VERSION}${SEPARATOR}`;
  if (encoded.length > MAX_ENCODED_LENGTH || !encoded.startsWith(prefix)) return undefined;
  return readAction(encoded.slice(prefix.length));
}

function isShareable(action: Action): action is ShareableAction {
  return Object.hasOwn(SHAREABLE_ARGUMENTS, action.kind);
}

function argumentsOf(kind: Action['kind']): readonly (readonly [string, Argument<unknown>])[] {
  return Object.entries(ARGUMENTS[kind]);
}

function writeAction(action: Action): string {
  const values: Readonly<Record<string, unknown>> = action;
  return [action.kind, ...argumentsOf(action.kind).map(([name, { write }]) => write(values[name]))].join(SEPARATOR);
}

function readAction(text: string): Action | undefined {
  const [kind = '', ...parts] = text.split(SEPARATOR);
  if (!isKind(kind)) return undefined;
  const named = argumentsOf(kind);
  if (parts.length < named.length || (named.length === 0 && parts.length > 0)) return undefined;

  const action: Record<string, unknown> = { kind };
  for (const [index, [name, { read }]] of named.entries()) {
    const isLast = index === named.length - 1;
    const value = read(isLast ? parts.slice(index).join(SEPARATOR) : (parts[index] ?? ''));
    if (value === undefined) return undefined;
    action[name] = value;
  }
  return action as Action;
}

function isKind(text: string): text is Action['kind'] {
  return Object.hasOwn(ARGUMENTS, text);
}
