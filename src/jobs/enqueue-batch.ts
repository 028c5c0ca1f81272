/**
 * Some subscriptions at once: what each owes is composed, and all of it is put down in one transaction, which waits for the
 * disk once. Where the store refuses a batch, each of it is tried alone, so that a broken one does not hold up the others.
 */
import type { SlotEvent } from '../core/beat-events.ts';
import type { Compose, Composed } from '../core/compose.ts';
import { withDeadline } from '../core/deadline.ts';
import { type Delivery, type DeliveryState, deliveryId, type Part, UNTRIED } from '../core/delivery.ts';
import type { Message } from '../core/message.ts';
import type { ClosedSlot, Closing, Enqueueing, Outbox } from '../core/outbox.ts';
import { mentionKindOf } from '../core/place-memory.ts';
import { owedSlots, type Subscription, type SubscriptionId } from '../core/subscription.ts';
import type { Instant } from '../core/time.ts';

export interface BatchParts {
  readonly store: Pick<Outbox, 'enqueueAll' | 'closeSlots'>;
  readonly compose: Compose;
  readonly catchUpHours: number;
  readonly now: Instant;
  /** Never throws. */
  readonly tell: (event: SlotEvent) => void;
}

interface OwedSlot {
  readonly subscription: Subscription;
  readonly slot: Instant;
}

const COMPOSE_DEADLINE_MS = 30_000;

/** Another process may post a paper to the place between composing and enqueueing: then it is composed anew. */
const COMPOSITIONS = 3;

const WHY_SKIPPED = 'The bot was not running at that time, or could not compose the post.';

/** @param subscriptions of different places. */
export async function enqueueBatch(subscriptions: readonly Subscription[], parts: BatchParts): Promise<void> {
  const { catchUpHours, now } = parts;
  const slots = subscriptions.map((subscription) => ({ subscription, ...owedSlots(subscription, now, catchUpHours) }));
  const withSkipped = slots.filter(({ skipped }) => skipped.length > 0);
  await closeSkipped(
    withSkipped.map(({ subscription, skipped }) => ({ subscription: subscription.id, slots: skipped.map(asSkipped) })),
    parts,
  );
  let open = slots.flatMap(({ subscription, owed }) => (owed === undefined ? [] : [{ subscription, slot: owed }]));
  for (let composition = 1; composition <= COMPOSITIONS && open.length > 0; composition += 1) open = await postAll(open, parts);
}

function asSkipped(slot: Instant): ClosedSlot {
  return { slot, why: WHY_SKIPPED };
}

async function closeSkipped(closings: readonly Closing[], parts: BatchParts): Promise<void> {
  await together(closings, parts, async (some) => {
    await parts.store.closeSlots(some);
    for (const { subscription, slots } of some) {
      parts.tell({ kind: 'skipped', subscription, slots: slots.map(({ slot }) => slot) });
    }
  });
}

/** @returns those that are to be composed anew. */
async function postAll(open: readonly OwedSlot[], parts: BatchParts): Promise<OwedSlot[]> {
  const { store, tell, now } = parts;
  const posts: (Enqueueing & { readonly subscription: SubscriptionId; readonly owed: OwedSlot })[] = [];
  const silent: Closing[] = [];
  for (const owed of open) {
    const subscription = owed.subscription.id;
    const composed = await composeSafely(owed, parts);
    if (composed?.kind === 'post') posts.push({ subscription, owed, ...enqueueingOf(owed, composed, now) });
    if (composed?.kind === 'nothing') silent.push({ subscription, slots: [{ slot: owed.slot, why: composed.why }] });
  }
  await closeSilent(silent, parts);
  const seen: OwedSlot[] = [];
  await together(posts, parts, async (some) => {
    const answers = await store.enqueueAll(some, now);
    for (const [at, { delivery, owed }] of some.entries()) {
      if (answers[at] === 'enqueued') tell({ kind: 'enqueued', delivery });
      if (answers[at] === 'seen') seen.push(owed);
    }
  });
  return seen;
}

async function closeSilent(closings: readonly Closing[], parts: BatchParts): Promise<void> {
  await together(closings, parts, async (some) => {
    await parts.store.closeSlots(some);
    for (const { subscription, slots } of some) {
      for (const closed of slots) parts.tell({ kind: 'nothing-to-post', subscription, ...closed });
    }
  });
}

async function composeSafely({ subscription, slot }: OwedSlot, { compose, tell }: BatchParts): Promise<Composed | undefined> {
  try {
    return await withDeadline(COMPOSE_DEADLINE_MS, () => compose(subscription, slot));
  } catch (error) {
    tell({ kind: 'not-composed', subscription: subscription.id, error });
    return undefined;
  }
}

/** Where the work fails for all of them, it is done for each alone, and those that fail alone are told. */
async function together<Each extends { readonly subscription: SubscriptionId }>(
  all: readonly Each[],
  parts: Pick<BatchParts, 'tell'>,
  work: (some: readonly Each[]) => Promise<void>,
): Promise<void> {
  if (all.length === 0) return;
  try {
    await work(all);
  } catch (error) {
    const [only] = all;
    if (all.length > 1) for (const each of all) await together([each], parts, work);
    else if (only !== undefined) parts.tell({ kind: 'not-composed', subscription: only.subscription, error });
  }
}

function enqueueingOf(
  { subscription, slot }: OwedSlot,
  composed: Extract<Composed, { readonly kind: 'post' }>,
  now: Instant,
): Enqueueing {
  const deliveryOf = (part: Part, message: Message, state: DeliveryState): Delivery => ({
    id: deliveryId(subscription.id, slot, part),
    subscription: subscription.id,
    slot,
    part,
    place: subscription.place,
    message,
    attempts: 0,
    state,
  });
  const { thread = '', messages = [] } = composed.beneath ?? {};
  const beneath = messages.map((message, at) =>
    deliveryOf({ kind: 'beneath', number: at + 1, thread }, message, { kind: 'waiting' }),
  );
  return {
    delivery: deliveryOf({ kind: 'post' }, composed.message, { kind: 'pending', notBefore: now, ...UNTRIED }),
    alongside: { ...composed.alongside, as: mentionKindOf(subscription.program), beneath },
  };
}
