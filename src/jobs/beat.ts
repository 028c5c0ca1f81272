/**
 * One beat of deliveries: what is owed is put down, what is due is sent, owners are told of pauses, and old results are
 * forgotten. Beats of one process never overlap: one that is asked for while another runs follows it.
 */
import type { BeatEvent } from '../core/beat-events.ts';
import type { DepartureStore } from '../core/departures.ts';
import type { Messenger } from '../core/messenger.ts';
import type { Outbox } from '../core/outbox.ts';
import type { PlatformName } from '../core/place.ts';
import type { SubscriptionStore } from '../core/subscription-store.ts';
import { type Clock, type Instant, plus } from '../core/time.ts';
import { deliverDue } from './deliver-due.ts';
import { type EnqueueParts, enqueueOwed } from './enqueue-owed.ts';
import { type TellParts, tellOwners } from './tell-owners.ts';

export interface BeatParts extends Pick<EnqueueParts, 'newCompose'> {
  readonly store: SubscriptionStore & Outbox & Pick<DepartureStore, 'forgetDepartedBefore'>;
  readonly say: TellParts['say'];
  readonly messengers: ReadonlyMap<PlatformName, Messenger>;
  readonly clock: Clock;
  /** A number from 0 up to 1. */
  readonly random: () => number;
  readonly catchUpHours: number;
  readonly rest: (ms: number) => Promise<void>;
  /** Never throws. */
  readonly tell: (event: BeatEvent) => void;
}

export interface Beat {
  /** @throws what the store throws; the next beat does again what this one did not. */
  readonly run: () => Promise<void>;
  /** Nothing more is begun; resolves when what is in hand is done. */
  readonly stop: () => Promise<void>;
}

/** Sent at the same time: enough to be held up by no slow channel, few enough for any platform's pace. */
const LANES = 8;
/** For so long `subscriptions` and the buttons of posts know what was posted. */
const RESULTS_KEPT_DAYS = 90;
/** For so long a workspace that took the bot out finds everything again when it lets it back in. */
const DEPARTED_KEPT_DAYS = 30;
const DAY_MS = 86_400_000;
/** Forgetting looks through all results: once an hour is enough. */
const FORGETTING_MS = 3_600_000;

export function makeBeat(parts: BeatParts): Beat {
  const stopping = new AbortController();
  let last: Promise<void> = Promise.resolve();
  let forgotten: Instant | undefined;
  const after = (work: () => Promise<void>): Promise<void> => {
    const next = last.then(work);
    last = next.catch(() => undefined); // whoever asked for the beat hears of it
    return next;
  };
  return {
    run: () =>
      after(async () => {
        await beatOnce(parts, stopping.signal);
        const now = parts.clock.now();
        if (stopping.signal.aborted || (forgotten !== undefined && now < plus(forgotten, FORGETTING_MS))) return;
        await parts.store.forgetSlotsBefore(plus(now, -RESULTS_KEPT_DAYS * DAY_MS));
        await parts.store.forgetDepartedBefore(plus(now, -DEPARTED_KEPT_DAYS * DAY_MS));
        forgotten = now;
      }),
    stop: async () => {
      stopping.abort();
      await last;
    },
  };
}

async function beatOnce(parts: BeatParts, stop: AbortSignal): Promise<void> {
  if (stop.aborted) return;
  const { store, newCompose, say, messengers, clock, random, catchUpHours, rest, tell } = parts;
  const platforms = [...messengers.keys()];
  await enqueueOwed({ store, newCompose, platforms, random, catchUpHours, tell }, clock.now(), stop);
  const deliver = () => deliverDue({ store, messengers, clock, jitter: random, catchUpHours, lanes: LANES, rest, tell }, stop);
  await deliver();
  await tellOwners({ store, say }, clock.now(), stop);
  await deliver(); // what owners are told of the refusals just met
}
