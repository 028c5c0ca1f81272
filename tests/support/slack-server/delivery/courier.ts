/**
 * Sends what Slack has for the app, and judges how it is received: within 3 seconds, or it has failed.
 *
 * An event that failed is sent three times more: at once, a minute later and five minutes after that. A command or an interaction is
 * not: its person is told that it did not work. A test may have any sent again, as a lost acknowledgement would.
 */
import { type Json, textIn } from '../json.ts';
import type { Twin } from '../twin.ts';
import type { Attempt, Carried, Carrier, Delivery, Errand, FailureReason } from './delivery.ts';

const ACKNOWLEDGE_MS = 3000;
const RETRY_AFTER_MS: readonly number[] = [0, 60_000, 300_000];

export interface Courier {
  readonly deliveries: readonly Delivery[];
  /** @param actId what a person did, where they wait for something. */
  readonly deliver: (errand: Errand, actId?: string) => Delivery;
  /** Sends the same once more, whether or not it was received. */
  readonly deliverAgain: (delivery: Delivery, reason?: FailureReason) => void;
}

export interface CourierParts {
  readonly twin: Pick<Twin, 'clock' | 'ids' | 'ledger' | 'changes'>;
  readonly carrier: Carrier;
  /** What an acknowledgement in time brings about. */
  readonly received: (delivery: Delivery, body: Json | undefined) => void;
  readonly failed: (delivery: Delivery) => void;
}

type Failed = Extract<Carried, { readonly kind: 'failed' }>;

function whatOf({ kind, body }: Errand): string {
  if (kind === 'command') return body.command ?? '';
  if (kind === 'interaction') return textIn(body, 'type');
  return textIn(body.event, 'type');
}

export function makeCourier({ twin, carrier, received, failed }: CourierParts): Courier {
  const deliveries: Delivery[] = [];

  const take = (delivery: Delivery, body: Json | undefined): void => {
    const first = delivery.state !== 'acknowledged';
    delivery.state = 'acknowledged';
    if (first) delivery.acknowledgement = body;
    // A command that came twice and was answered twice shows its answer twice.
    if (first || delivery.errand.kind === 'command') received(delivery, body);
  };

  const fail = (delivery: Delivery, number: number, { reason, sentence, final }: Failed): void => {
    // Nothing listening is how a crash looks from here, and no fault in itself.
    if (reason !== 'connection_failed' && delivery.state !== 'acknowledged') {
      twin.ledger.violate({ rule: `unacknowledged_${reason}`, where: delivery.what, sentence });
    }
    const wait = RETRY_AFTER_MS[number];
    if (delivery.errand.kind === 'event' && wait !== undefined && !final) {
      if (wait === 0) attempt(delivery, number + 1, reason);
      else twin.clock.at(twin.clock.now() + wait, () => attempt(delivery, number + 1, reason));
    } else if (delivery.state === 'waiting') {
      delivery.state = 'failed';
      failed(delivery);
    }
  };

  const attempt = (delivery: Delivery, number: number, reason: FailureReason | undefined): void => {
    const made: Attempt = { number, at: twin.clock.now(), outcome: 'waiting' };
    delivery.attempts.push(made);
    const startedAt = performance.now();
    const settle = (carried: Carried): void => {
      if (made.outcome !== 'waiting') return;
      callOff();
      made.outcome = carried.kind === 'acknowledged' ? 'acknowledged' : carried.reason;
      if (carried.kind === 'acknowledged') {
        delivery.acknowledgedAfterMs ??= performance.now() - startedAt;
        take(delivery, carried.body);
      } else fail(delivery, number, carried);
      twin.changes.changed();
    };
    const callOff = twin.clock.at(twin.clock.now() + ACKNOWLEDGE_MS, () =>
      settle({
        kind: 'failed',
        reason: delivery.errand.kind === 'event' ? 'http_timeout' : 'timeout',
        sentence: late(delivery),
        final: false,
      }),
    );
    void carrier({ delivery, attempt: number, reason }).then(settle);
  };

  return {
    deliveries,
    deliver: (errand, actId) => {
      const delivery: Delivery = {
        id: twin.ids.secret('envelope-'),
        errand,
        what: whatOf(errand),
        actId,
        attempts: [],
        state: 'waiting',
        acknowledgement: undefined,
        acknowledgedAfterMs: undefined,
      };
      deliveries.push(delivery);
      attempt(delivery, 0, undefined);
      return delivery;
    },
    deliverAgain: (delivery, reason = 'http_timeout') => attempt(delivery, delivery.attempts.length, reason),
  };
}

const late = ({ what }: Delivery): string => `${what} was not acknowledged within 3 seconds`;
