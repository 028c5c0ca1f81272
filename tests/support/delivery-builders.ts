/**
 * Makers of subscriptions and deliveries: whole and ordinary, so that a test names only what it is about.
 */
import { type Delivery, type DeliveryState, deliveryId, UNTRIED } from '../../src/core/delivery.ts';
import { type Message, text } from '../../src/core/message.ts';
import type { Alongside, EnqueueAnswer, Outbox } from '../../src/core/outbox.ts';
import type { Place } from '../../src/core/place.ts';
import type { Schedule } from '../../src/core/schedule.ts';
import type { Subscription, SubscriptionId } from '../../src/core/subscription.ts';
import { type Instant, UTC } from '../../src/core/time.ts';
import { anInstant, aUser } from './builders.ts';

export const DAILY_AT_NINE: Schedule = { kind: 'daily', at: { hour: 9, minute: 0 }, zone: UTC };

export function aPlace(channel = 'papers', platform: Place['platform'] = 'terminal'): Place {
  return { platform, workspace: 'lab', channel };
}

/** Daily at 09:00 UTC into `papers`, made on Monday 5 January 2026 at 08:00. */
export function aSubscription(draft: Partial<Omit<Subscription, 'id'>> & { readonly id?: string } = {}): Subscription {
  const { id = 's1', ...rest } = draft;
  return {
    place: aPlace(),
    owner: aUser('owner'),
    program: { kind: 'paper-of-the-day', weekends: 'settled', prompt: 'in-post' },
    schedule: DAILY_AT_NINE,
    createdAt: anInstant('2026-01-05T08:00:00Z'),
    status: { kind: 'active' },
    lastSlot: anInstant('2026-01-05T08:00:00Z'),
    ...rest,
    id: subscriptionId(id),
  };
}

export function subscriptionId(id: string): SubscriptionId {
  return id as SubscriptionId;
}

export function aMessage(said = 'A paper for today'): Message {
  return { summary: said, blocks: [{ kind: 'text', spans: [text(said)] }], buttons: [] };
}

export interface DeliveryDraft {
  readonly of?: Subscription;
  readonly slot?: Instant;
  readonly message?: Message;
  readonly state?: DeliveryState;
}

/** The first slot of `aSubscription`, due at once. */
export function aDelivery(draft: DeliveryDraft = {}): Delivery {
  const { of = aSubscription(), slot = anInstant('2026-01-05T09:00:00Z'), message = aMessage() } = draft;
  return {
    id: deliveryId(of.id, slot),
    subscription: of.id,
    slot,
    part: { kind: 'post' },
    place: of.place,
    message,
    attempts: 0,
    state: draft.state ?? { kind: 'pending', notBefore: slot, ...UNTRIED },
  };
}

/** Puts one delivery down alone. */
export async function putDown(
  store: Pick<Outbox, 'enqueueAll'>,
  delivery: Delivery,
  { now = delivery.slot, posted = [], beneath = [], ...told }: Partial<Alongside> & { readonly now?: Instant } = {},
): Promise<EnqueueAnswer> {
  const [answer] = await store.enqueueAll([{ delivery, alongside: { posted, beneath, ...told } }], now);
  if (answer === undefined) throw new Error('no answer for a delivery');
  return answer;
}
