/**
 * A delivery as its row. Its state is in columns, as claiming and settling write nothing else; place and message are JSON text.
 */
import { z } from 'zod';
import {
  type ClaimedDelivery,
  type Delivery,
  type DeliveryId,
  type DeliveryState,
  FAILURE_REASONS,
  type MessageRef,
  type Part,
  partKey,
  type Tried,
  UNTRIED,
} from '../core/delivery.ts';
import { assertNever } from '../core/errors.ts';
import type { Message } from '../core/message.ts';
import type { Claimed } from '../core/outbox.ts';
import type { SubscriptionId } from '../core/subscription.ts';
import { MessageRecord, messageFields } from './message-record.ts';
import type { Tables } from './schema.ts';
import { PlaceRecord, readInstant } from './subscription-record.ts';

type Row = Tables['delivery'];
export const STATE_COLUMNS = ['state', 'due_at', 'ended_at', 'failures', 'interrupted', 'result'] as const;
export type StateColumns = Pick<Row, (typeof STATE_COLUMNS)[number]>;

const DeliveryRecord = z.object({ place: PlaceRecord, message: MessageRecord, thread: z.string().exactOptional() });
const Reason = z.enum(FAILURE_REASONS);

/** @throws Error where the message holds what no later version of it could be read from. */
export function deliveryRow({ id, subscription, slot, part, place, message, attempts, state }: Delivery): Row {
  const thread = part.kind === 'beneath' ? { thread: part.thread } : {};
  const record = JSON.stringify({ place, message: messageFields(message), ...thread });
  DeliveryRecord.parse(JSON.parse(record));
  return {
    id,
    subscription_id: subscription,
    slot,
    part: partKey(part),
    attempts,
    platform: place.platform,
    ...stateColumns(state),
    post_ref: part.kind === 'beneath' ? (part.post ?? null) : null,
    record,
  };
}

export function stateColumns(state: DeliveryState): StateColumns {
  switch (state.kind) {
    case 'waiting':
      return { ...openColumns(UNTRIED), state: 'waiting', due_at: null };
    case 'pending':
      return { ...openColumns(state), state: 'pending', due_at: state.notBefore };
    case 'sending':
      return { ...openColumns(state), state: 'sending', due_at: state.leaseUntil };
    case 'sent':
      return { ...ENDED, state: 'sent', ended_at: state.at, result: state.ref };
    case 'failed':
      return { ...ENDED, state: 'failed', ended_at: state.at, result: state.reason };
    default:
      return assertNever(state);
  }
}

const ENDED = { due_at: null, failures: 0, interrupted: 0 } as const;

function openColumns({ failures, interrupted }: Tried) {
  return { ended_at: null, failures, interrupted: interrupted ? 1 : 0, result: null } as const;
}

export function readState(row: StateColumns): DeliveryState {
  const tried = { failures: row.failures, interrupted: row.interrupted === 1 };
  switch (row.state) {
    case 'waiting':
      return { kind: 'waiting' };
    case 'pending':
      return { kind: 'pending', notBefore: readInstant(row.due_at ?? ''), ...tried };
    case 'sending':
      return { kind: 'sending', leaseUntil: readInstant(row.due_at ?? ''), ...tried };
    case 'sent':
      return { kind: 'sent', at: readInstant(row.ended_at ?? ''), ref: (row.result ?? '') as MessageRef };
    case 'failed':
      return { kind: 'failed', at: readInstant(row.ended_at ?? ''), reason: Reason.parse(row.result) };
    default:
      return assertNever(row.state);
  }
}

export function readClaimed(row: Row): Claimed {
  const id = row.id as DeliveryId;
  try {
    return { kind: 'delivery', delivery: readSending(row) };
  } catch (error) {
    return { kind: 'unreadable', id, attempts: row.attempts, why: error instanceof Error ? error.message : String(error) };
  }
}

function readSending(row: Row): ClaimedDelivery {
  const state = readState(row);
  if (state.kind !== 'sending') throw new Error(`claimed, but ${state.kind}`);
  const { place, message, thread } = DeliveryRecord.parse(JSON.parse(row.record));
  return {
    id: row.id as DeliveryId,
    subscription: row.subscription_id as SubscriptionId,
    slot: readInstant(row.slot),
    part: readPart(row, thread),
    place,
    message,
    attempts: row.attempts,
    state,
  };
}

function readPart({ part, post_ref }: Row, thread: string | undefined): Part {
  if (part === partKey({ kind: 'post' })) return { kind: 'post' };
  if (part === partKey({ kind: 'notice' })) return { kind: 'notice' };
  if (thread === undefined) throw new Error('beneath a post, in a thread without a name');
  return { kind: 'beneath', number: part, thread, ...(post_ref !== null && { post: post_ref as MessageRef }) };
}

/** @returns undefined where another version wrote it in a form of its own. */
export function readMessage(record: string): Message | undefined {
  return DeliveryRecord.safeParse(JSON.parse(record)).data?.message;
}
