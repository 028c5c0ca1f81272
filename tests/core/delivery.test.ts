import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Attempt,
  afterLookUp,
  afterSend,
  backoff,
  type ClaimedDelivery,
  type DeliveryState,
  deliveryId,
  endOfTrying,
  givenUp,
  MAX_FAILURES,
  type MessageRef,
  UNTRIED,
} from '../../src/core/delivery.ts';
import { type Milliseconds, plus } from '../../src/core/time.ts';
import { anInstant } from '../support/builders.ts';
import { aDelivery, subscriptionId } from '../support/delivery-builders.ts';

const NINE = anInstant('2026-01-05T09:00:00Z');
const REF = 'm1' as MessageRef;
const anAttempt = (draft: Partial<Attempt> = {}): Attempt => ({ tried: UNTRIED, now: NINE, jitter: 0, ...draft });
const DOUBTED = { failures: 2, interrupted: true };

function claimed(draft: { readonly slot?: string; readonly failures?: number } = {}): ClaimedDelivery {
  const { slot = '2026-01-05T09:00:00Z', failures = 0 } = draft;
  return { ...aDelivery({ slot: anInstant(slot) }), state: { kind: 'sending', leaseUntil: NINE, failures, interrupted: false } };
}

describe('the id of a delivery', () => {
  it('is the same for the same slot of the same subscription, and short enough for a Discord nonce', () => {
    const id = deliveryId(subscriptionId('s1'), NINE);
    expect(id).toMatch(/^[0-9a-f]{24}$/);
    expect(deliveryId(subscriptionId('s1'), NINE)).toBe(id);
    expect(deliveryId(subscriptionId('s2'), NINE)).not.toBe(id);
    expect(deliveryId(subscriptionId('s1'), plus(NINE, 1))).not.toBe(id);
  });
});

describe('after an attempt to send', () => {
  it('what was sent is sent, and what was refused has failed', () => {
    expect(afterSend({ kind: 'sent', ref: REF }, anAttempt())).toEqual({ kind: 'sent', at: NINE, ref: REF });
    expect(afterSend({ kind: 'refused', reason: 'rejected' }, anAttempt())).toEqual({
      kind: 'failed',
      at: NINE,
      reason: 'rejected',
    });
  });

  it('what surely was not sent waits a little, and is not in doubt', () => {
    expect(afterSend({ kind: 'not-sent' }, anAttempt())).toEqual({
      kind: 'pending',
      notBefore: plus(NINE, 7_500),
      failures: 1,
      interrupted: false,
    });
  });

  it('what may be there is looked for, not before the platform has had half a minute', () => {
    expect(afterSend({ kind: 'unknown' }, anAttempt())).toEqual({
      kind: 'pending',
      notBefore: plus(NINE, 30_000),
      failures: 1,
      interrupted: true,
    });
  });

  it('a doubt stays until the post was found', () => {
    expect(afterSend({ kind: 'not-sent' }, anAttempt({ tried: DOUBTED }))).toMatchObject({ interrupted: true, failures: 3 });
  });

  it('the wait that the platform asked for is kept, and is no failure', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400_000 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (asked, jitter) => {
        const state = afterSend({ kind: 'not-sent', retryAfter: asked as Milliseconds }, anAttempt({ jitter }));
        expect(state).toMatchObject({ kind: 'pending', failures: 0 });
        if (state.kind === 'pending') expect(state.notBefore >= plus(NINE, asked)).toBe(true);
      }),
    );
  });

  it('what failed too often is given up, at once where it is surely not there', () => {
    const tried = { failures: MAX_FAILURES - 1, interrupted: false };
    expect(afterSend({ kind: 'not-sent' }, anAttempt({ tried }))).toEqual({ kind: 'failed', at: NINE, reason: 'gave-up' });
    expect(afterSend({ kind: 'unknown' }, anAttempt({ tried }))).toMatchObject({ kind: 'pending', failures: MAX_FAILURES });
  });

  it('an outage of 45 minutes loses no post, however the waits are spread', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 20, maxLength: 20 }), (draws) => {
        let [now, state] = [NINE, undefined as DeliveryState | undefined];
        for (const jitter of draws) {
          if (state?.kind === 'failed') break;
          const tried = state?.kind === 'pending' ? state : UNTRIED;
          if (state?.kind === 'pending') now = state.notBefore;
          state = afterSend({ kind: 'not-sent' }, { tried, now, jitter });
        }
        expect(state).toMatchObject({ kind: 'failed', reason: 'gave-up' });
        expect(now >= plus(NINE, 45 * 60_000)).toBe(true);
      }),
    );
  });
});

describe('the wait between attempts', () => {
  it('doubles up to a quarter of an hour, half of it left to chance', () => {
    expect([1, 2, 3, 7, 50].map((failures) => backoff(failures, 0))).toEqual([7_500, 15_000, 30_000, 450_000, 450_000]);
    expect([1, 2, 3, 7, 50].map((failures) => backoff(failures, 0.5))).toEqual([11_250, 22_500, 45_000, 675_000, 675_000]);
  });
});

describe('after a look-up', () => {
  it('what was found is sent, what is absent or cannot be told is to be sent', () => {
    expect(afterLookUp({ kind: 'found', ref: REF }, anAttempt())).toEqual({ kind: 'sent', at: NINE, ref: REF });
    expect(afterLookUp({ kind: 'absent' }, anAttempt())).toBeUndefined();
    expect(afterLookUp({ kind: 'cannot-tell' }, anAttempt())).toBeUndefined();
  });

  it('nothing is sent while the look-up gets no answer', () => {
    const attempt = anAttempt({ tried: DOUBTED });
    expect(afterLookUp({ kind: 'not-answered' }, attempt)).toMatchObject({ kind: 'pending', failures: 3, interrupted: true });
  });
});

describe('a delivery that is not tried any more', () => {
  it('is one that is older than the catch-up window, or failed too often', () => {
    expect(endOfTrying(claimed(), anInstant('2026-01-05T21:00:00Z'), 12)).toBeUndefined();
    expect(endOfTrying(claimed(), anInstant('2026-01-05T21:00:01Z'), 12)).toBe('too-late');
    expect(endOfTrying(claimed({ failures: MAX_FAILURES }), NINE, 12)).toBe('gave-up');
  });

  it('is looked for once more: found it is sent, absent it has failed, else it stays in doubt', () => {
    const last = anAttempt({ tried: { failures: MAX_FAILURES + 3, interrupted: true } });
    expect(givenUp('gave-up', { kind: 'found', ref: REF }, last)).toMatchObject({ kind: 'sent', ref: REF });
    expect(givenUp('too-late', { kind: 'absent' }, last)).toMatchObject({ kind: 'failed', reason: 'too-late' });
    expect(givenUp('too-late', undefined, last)).toMatchObject({ kind: 'failed', reason: 'too-late' });
    expect(givenUp('gave-up', { kind: 'cannot-tell' }, last)).toMatchObject({ kind: 'failed', reason: 'in-doubt' });
    expect(givenUp('gave-up', { kind: 'not-answered' }, last)).toMatchObject({ kind: 'failed', reason: 'in-doubt' });
  });

  it('is looked for a few times more while the look-up gets no answer', () => {
    const tried = { failures: MAX_FAILURES, interrupted: true };
    expect(givenUp('gave-up', { kind: 'not-answered' }, anAttempt({ tried }))).toMatchObject({ kind: 'pending' });
  });
});
