/**
 * One post on its way to one place, and what becomes of it after each attempt. What is said beneath a post, and what an owner is
 * told of a pause, are deliveries of their own, so that a crash between two messages doubles and loses none of them.
 *
 * No platform promises to post exactly once, so a delivery remembers whether an attempt ended in doubt (`interrupted`): it is
 * then looked for before it is sent again. `attempts` counts claims and is the token that a worker settles with: whoever settles
 * with an older number has lost the delivery to another. `failures` counts those that came to nothing, and is bounded; a wait
 * that the platform asked for is none, and ends with the catch-up window. Nothing here reads the time or draws a number: both are given.
 */
import { createHash } from 'node:crypto';
import { assertNever } from './errors.ts';
import type { Message } from './message.ts';
import type { Place } from './place.ts';
import { oldestLateSlot, REFUSALS, type Refusal, type SubscriptionId } from './subscription.ts';
import { type Id, type Instant, type Milliseconds, plus } from './time.ts';

/** 24 hex digits, short enough to be a Discord nonce (25 characters). */
export type DeliveryId = Id<'Delivery'>;
/** How the platform names a posted message: a Discord message id, a Slack timestamp. */
export type MessageRef = Id<'MessageRef'>;

export const FAILURE_REASONS = [
  ...REFUSALS,
  /** The platform takes posts there, but not this message. */
  'rejected',
  /** Older than the catch-up window before it could be posted. */
  'too-late',
  /** It failed too often, and is surely not there. */
  'gave-up',
  /** It is not tried any more, and whether it is there the platform would not say. */
  'in-doubt',
  /** The subscription was paused before it could be posted. */
  'paused',
  /** Another version wrote it in a form that this one cannot read. */
  'unreadable',
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/** What came of the attempts so far. */
export interface Tried {
  readonly failures: number;
  /** One of them ended in doubt: it may be there. */
  readonly interrupted: boolean;
}

export const UNTRIED: Tried = { failures: 0, interrupted: false };

/** What a delivery is to its slot. */
export type Part =
  | { readonly kind: 'post' }
  | {
      /** Said below the post, in its thread where the platform has threads, once the post is there. */
      readonly kind: 'beneath';
      /** From 1, in order. */
      readonly number: number;
      /** What the thread is called. */
      readonly thread: string;
      /** Absent until the post is there. */
      readonly post?: MessageRef;
    }
  /** That the subscription was paused at this moment, to its owner. */
  | { readonly kind: 'notice' };

export type DeliveryState =
  /** For the post that it belongs beneath. */
  | { readonly kind: 'waiting' }
  | ({ readonly kind: 'pending'; readonly notBefore: Instant } & Tried)
  /** In the hands of a worker until the lease ends. */
  | ({ readonly kind: 'sending'; readonly leaseUntil: Instant } & Tried)
  | { readonly kind: 'sent'; readonly at: Instant; readonly ref: MessageRef }
  | { readonly kind: 'failed'; readonly at: Instant; readonly reason: FailureReason };

export interface Delivery {
  readonly id: DeliveryId;
  readonly subscription: SubscriptionId;
  readonly slot: Instant;
  readonly part: Part;
  readonly place: Place;
  /** Composed once and kept neutral: a retry says the same. */
  readonly message: Message;
  /** How often it was claimed. */
  readonly attempts: number;
  readonly state: DeliveryState;
}

/** As it is once a worker has claimed it. */
export type ClaimedDelivery = Delivery & { readonly state: Extract<DeliveryState, { readonly kind: 'sending' }> };

export type SendOutcome =
  | { readonly kind: 'sent'; readonly ref: MessageRef }
  /**
   * Surely nothing was posted: 429, a refused connection. `retryAfter` is the platform's own word, which may hold for all that
   * is sent to it (`everywhere`) and not for one place alone.
   */
  | { readonly kind: 'not-sent'; readonly retryAfter?: Milliseconds; readonly everywhere?: true }
  /** It may be there: a time-out, a lost connection, a 5xx. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly reason: Refusal | 'rejected' };

export type LookUpOutcome =
  | { readonly kind: 'found'; readonly ref: MessageRef }
  | { readonly kind: 'absent' }
  /** The platform does not let the bot look there, and will not in a minute either. */
  | { readonly kind: 'cannot-tell' }
  /** The look-up itself failed: ask again later, and send nothing until then. */
  | { readonly kind: 'not-answered'; readonly retryAfter?: Milliseconds };

/** Together their waits are at least 45 minutes: an outage of that length loses no post. */
export const MAX_FAILURES = 12;

const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** A platform that was slow to answer may still be posting: a look-up before that could miss it. */
const DOUBT_WAIT_MS = 30_000;
/** Look-ups that may go unanswered after all else was tried, before the doubt is left standing. */
const LAST_LOOK_UPS = 3;

/** The same part of the same slot of the same subscription has the same id, even after a lost database. */
export function deliveryId(subscription: SubscriptionId, slot: Instant, part: Part = { kind: 'post' }): DeliveryId {
  const named = part.kind === 'post' ? '' : `\n${partKey(part)}`;
  return createHash('sha256').update(`${subscription}\n${slot}${named}`).digest('hex').slice(0, 24) as DeliveryId;
}

/** `0` for the post, `1` and up for what stands beneath it, `-1` for a notice: the parts of one slot in one number each. */
export function partKey(part: Part): number {
  switch (part.kind) {
    case 'post':
      return 0;
    case 'beneath':
      return part.number;
    case 'notice':
      return -1;
    default:
      return assertNever(part);
  }
}

/** Why a claimed delivery is not to be sent any more; it is still looked for where it was interrupted. */
export function endOfTrying(delivery: ClaimedDelivery, now: Instant, catchUpHours: number): 'too-late' | 'gave-up' | undefined {
  if (delivery.slot < oldestLateSlot(now, catchUpHours)) return 'too-late';
  return delivery.state.failures >= MAX_FAILURES ? 'gave-up' : undefined;
}

/** What a decision after an attempt goes by. */
export interface Attempt {
  /** Before this attempt. */
  readonly tried: Tried;
  readonly now: Instant;
  /** 0 up to 1, drawn anew for each attempt, so that many that failed together do not come back together. */
  readonly jitter: number;
}

export function afterSend(outcome: SendOutcome, attempt: Attempt): DeliveryState {
  const { tried, now } = attempt;
  switch (outcome.kind) {
    case 'sent':
      return { kind: 'sent', at: now, ref: outcome.ref };
    case 'refused':
      return { kind: 'failed', at: now, reason: outcome.reason };
    case 'not-sent': {
      const state = waiting(attempt, tried, outcome.retryAfter);
      const isLast = state.failures >= MAX_FAILURES && !tried.interrupted;
      return isLast ? { kind: 'failed', at: now, reason: 'gave-up' } : state;
    }
    case 'unknown':
      return waiting(attempt, { ...tried, interrupted: true });
    default:
      return assertNever(outcome);
  }
}

/** @returns undefined where it is to be sent: it is surely not there, or nobody can tell. */
export function afterLookUp(outcome: LookUpOutcome, attempt: Attempt): DeliveryState | undefined {
  switch (outcome.kind) {
    case 'found':
      return { kind: 'sent', at: attempt.now, ref: outcome.ref };
    case 'not-answered':
      return waiting(attempt, attempt.tried, outcome.retryAfter);
    case 'absent':
    case 'cannot-tell':
      return undefined;
    default:
      return assertNever(outcome);
  }
}

/**
 * How one ends that is not tried any more.
 * @param lookUp what the look-up said where it was interrupted; one that got no answer is repeated a few times.
 */
export function givenUp(why: 'too-late' | 'gave-up', lookUp: LookUpOutcome | undefined, attempt: Attempt): DeliveryState {
  const { now, tried } = attempt;
  if (lookUp?.kind === 'found') return { kind: 'sent', at: now, ref: lookUp.ref };
  if (lookUp?.kind === 'not-answered' && tried.failures < MAX_FAILURES + LAST_LOOK_UPS) {
    return waiting(attempt, tried, lookUp.retryAfter);
  }
  const isSure = lookUp === undefined || lookUp.kind === 'absent';
  return { kind: 'failed', at: now, reason: isSure ? why : 'in-doubt' };
}

/** After a doubtful last attempt too: the claim that follows only looks for the post. */
function waiting({ now, jitter }: Pick<Attempt, 'now' | 'jitter'>, tried: Tried, asked?: Milliseconds) {
  const failures = asked === undefined ? tried.failures + 1 : tried.failures;
  // Never before the moment that the platform named, and spread a little after it.
  const wait = asked === undefined ? backoff(failures, jitter) : asked + jitter * FIRST_WAIT_MS;
  const notBefore = plus(now, tried.interrupted ? Math.max(wait, DOUBT_WAIT_MS) : wait);
  return { kind: 'pending', notBefore, failures, interrupted: tried.interrupted } as const;
}

/** Doubles from 15 s up to 15 min; the second half of it is left to chance. @param failures from 1. @param jitter 0 up to 1. */
export function backoff(failures: number, jitter: number): Milliseconds {
  const whole = Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS);
  return (whole / 2 + (whole / 2) * jitter) as Milliseconds;
}
