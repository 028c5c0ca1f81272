/**
 * What a beat tells, as events of the log: ids and reasons, never what a message says.
 */
import type { BeatEvent } from '../core/beat-events.ts';
import { assertNever } from '../core/errors.ts';

type Level = 'debug' | 'info' | 'warn' | 'error';

/** The part of a logger that is used. */
export type BeatLog = { readonly [L in Level]: (fields: object, event: string) => void };

type Entry = readonly [level: Level, fields: object, event: string];

export function logBeat(log: BeatLog, event: BeatEvent): void {
  const [level, fields, said] = entryOf(event);
  log[level](fields, said);
}

function entryOf(event: BeatEvent): Entry {
  switch (event.kind) {
    case 'enqueued':
      return ['debug', { delivery: event.delivery.id, subscription: event.delivery.subscription }, 'delivery put down'];
    case 'nothing-to-post':
      return ['info', { subscription: event.subscription, slot: event.slot, why: event.why }, 'nothing to post'];
    case 'skipped':
      return ['warn', { subscription: event.subscription, slots: event.slots }, 'slots skipped'];
    case 'not-composed':
      return ['error', { subscription: event.subscription, err: event.error }, 'a post could not be composed'];
    case 'unreadable-subscription':
      return ['error', { subscription: event.subscription, why: event.why }, 'a subscription cannot be read'];
    case 'settled':
      return settledEntry(event);
    case 'lost-lease':
      return ['info', { delivery: event.delivery.id, attempts: event.delivery.attempts }, 'another worker took a delivery over'];
    case 'overslept':
      return ['warn', { delivery: event.delivery.id }, 'too little of a lease was left to send'];
    case 'may-double':
      return ['warn', { delivery: event.delivery.id }, 'a post is sent again without a look-up'];
    case 'trouble':
      return ['warn', { delivery: event.delivery.id, err: event.error }, 'an attempt went wrong'];
    case 'unreadable-delivery':
      return ['error', { delivery: event.id, why: event.why }, 'a delivery cannot be read'];
    default:
      return assertNever(event);
  }
}

function settledEntry({ delivery, state }: Extract<BeatEvent, { readonly kind: 'settled' }>): Entry {
  const { id, subscription, slot, attempts } = delivery;
  const fields = { delivery: id, subscription, slot, attempts };
  switch (state.kind) {
    case 'sent':
      return ['info', { ...fields, ref: state.ref }, 'delivery sent'];
    case 'failed': {
      const isLoss = state.reason === 'gave-up' || state.reason === 'in-doubt';
      return [isLoss ? 'error' : 'warn', { ...fields, reason: state.reason }, 'delivery failed'];
    }
    case 'pending':
      return ['info', { ...fields, notBefore: state.notBefore, failures: state.failures }, 'delivery put off'];
    case 'sending':
    case 'waiting':
      return ['debug', fields, `delivery ${state.kind}`];
  }
}
