/**
 * From the outbox to the channels: each due delivery is claimed, looked for if an earlier attempt ended in doubt, sent, and
 * settled.
 *
 * Several lanes work side by side, each with one delivery in hand, so that its lease starts when its sending does. Where a
 * platform wants to be left alone as a whole, all of them rest: hammering on brings bans. A delivery
 * that goes wrong in a way nobody thought of is told and left: its lease ends, and the next claim looks for it first.
 */
import type { DeliveryEvent } from '../core/beat-events.ts';
import { withDeadline } from '../core/deadline.ts';
import {
  type Attempt,
  afterLookUp,
  afterSend,
  type ClaimedDelivery,
  type DeliveryState,
  endOfTrying,
  givenUp,
  type LookUpOutcome,
  type SendOutcome,
} from '../core/delivery.ts';
import type { Messenger } from '../core/messenger.ts';
import type { Claimed, Outbox } from '../core/outbox.ts';
import type { PlatformName } from '../core/place.ts';
import { type Clock, type Instant, type Milliseconds, plus } from '../core/time.ts';

export interface DeliverParts {
  readonly store: Pick<Outbox, 'claim' | 'settle'>;
  /** Of the platforms that this process serves; deliveries to others are left to other processes. */
  readonly messengers: ReadonlyMap<PlatformName, Messenger>;
  readonly clock: Clock;
  /** A number from 0 up to 1. */
  readonly jitter: () => number;
  readonly catchUpHours: number;
  /** How many are sent at the same time. */
  readonly lanes: number;
  /** Lets so much time pass, or less where the work is stopped. */
  readonly rest: (ms: number) => Promise<void>;
  /** Never throws. */
  readonly tell: (event: DeliveryEvent) => void;
}

/** Longer than a look-up and a send may take together. */
export const LEASE_MS = 120_000 as Milliseconds;
const LOOK_UP_DEADLINE_MS = 30_000;
const SEND_DEADLINE_MS = 30_000;

/** Longer rests end the lane: what is due then waits for the next beat. */
const LONGEST_REST_MS = 5_000;

/** What all lanes know of how fast the platforms take posts. */
interface Pace {
  /** Until when each wants to be left alone. */
  readonly restUntil: Map<PlatformName, Instant>;
}

/**
 * Works until nothing is due.
 * @param stop once it is aborted nothing more is claimed; what is in hand is finished.
 * @throws what the store throws while it claims, when all lanes have ended.
 */
export async function deliverDue(parts: DeliverParts, stop?: AbortSignal): Promise<void> {
  const pace: Pace = { restUntil: new Map() };
  const lanes = Array.from({ length: parts.lanes }, () => workLane(parts, pace, stop));
  const ends = await Promise.allSettled(lanes);
  const broken = ends.find((end) => end.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
}

async function workLane(parts: DeliverParts, pace: Pace, stop: AbortSignal | undefined): Promise<void> {
  const platforms = [...parts.messengers.keys()];
  while (!stop?.aborted) {
    const wait = longestWait(pace, parts.clock.now());
    if (wait > LONGEST_REST_MS) return;
    if (wait > 0) await parts.rest(wait);
    const [claimed] = await parts.store.claim({ now: parts.clock.now(), lease: LEASE_MS, limit: 1, platforms });
    if (claimed === undefined) return;
    await deliverClaimed(claimed, parts, pace);
  }
}

/** In ms; a process serves one platform, or few: all lanes rest while one of them wants it. */
function longestWait({ restUntil }: Pace, now: Instant): number {
  return Math.max(0, ...[...restUntil.values()].map((until) => Date.parse(until) - Date.parse(now)));
}

async function deliverClaimed(claimed: Claimed, parts: DeliverParts, pace: Pace): Promise<void> {
  const { store, clock, tell } = parts;
  if (claimed.kind === 'unreadable') {
    const now = clock.now();
    tell({ kind: 'unreadable-delivery', id: claimed.id, why: claimed.why });
    await store.settle(claimed, { kind: 'failed', at: now, reason: 'unreadable' }, now);
    return;
  }
  const { delivery } = claimed;
  try {
    const state = await attemptDelivery(delivery, parts, pace);
    if (state === 'overslept') return tell({ kind: 'overslept', delivery });
    const answer = await store.settle(delivery, state, clock.now());
    tell(answer === 'settled' ? { kind: 'settled', delivery, state } : { kind: 'lost-lease', delivery });
  } catch (error) {
    tell({ kind: 'trouble', delivery, error });
  }
}

async function attemptDelivery(delivery: ClaimedDelivery, parts: DeliverParts, pace: Pace): Promise<DeliveryState | 'overslept'> {
  const { clock, catchUpHours, tell } = parts;
  const { state } = delivery;
  const attempt = (): Attempt => ({ tried: state, now: clock.now(), jitter: parts.jitter() });
  const end = endOfTrying(delivery, clock.now(), catchUpHours);
  const lookUp = state.interrupted ? await find(delivery, parts) : undefined;
  if (end !== undefined) return givenUp(end, lookUp, attempt());
  const known = lookUp && afterLookUp(lookUp, attempt());
  if (known !== undefined) return known;
  if (plus(clock.now(), SEND_DEADLINE_MS) > state.leaseUntil) return 'overslept';
  if (lookUp?.kind === 'cannot-tell') tell({ kind: 'may-double', delivery });
  const outcome = await send(delivery, parts);
  if (outcome.kind === 'not-sent' && outcome.everywhere && outcome.retryAfter !== undefined) {
    pace.restUntil.set(delivery.place.platform, plus(clock.now(), outcome.retryAfter));
  }
  return afterSend(outcome, attempt());
}

async function find(delivery: ClaimedDelivery, { messengers, tell }: DeliverParts): Promise<LookUpOutcome> {
  try {
    return await withDeadline(LOOK_UP_DEADLINE_MS, (signal) => messengerOf(delivery, messengers).find(delivery, signal));
  } catch (error) {
    tell({ kind: 'trouble', delivery, error });
    return { kind: 'not-answered' };
  }
}

async function send(delivery: ClaimedDelivery, { messengers, tell }: DeliverParts): Promise<SendOutcome> {
  try {
    return await withDeadline(SEND_DEADLINE_MS, (signal) => messengerOf(delivery, messengers).send(delivery, signal));
  } catch (error) {
    tell({ kind: 'trouble', delivery, error });
    return { kind: 'unknown' };
  }
}

function messengerOf({ place }: ClaimedDelivery, messengers: DeliverParts['messengers']): Messenger {
  const messenger = messengers.get(place.platform);
  if (messenger === undefined) throw new Error(`no messenger for ${place.platform}`);
  return messenger;
}
