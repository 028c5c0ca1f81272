import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { owedSlots } from '../../src/core/subscription.ts';
import { plus } from '../../src/core/time.ts';
import { anInstant } from '../support/builders.ts';
import { aSubscription } from '../support/delivery-builders.ts';

const slot = (day: string) => anInstant(`2026-01-${day}T09:00:00Z`);
const owedAt = (now: string, draft: Parameters<typeof aSubscription>[0] = {}) =>
  owedSlots(aSubscription(draft), anInstant(now), 12);

describe('what a subscription owes', () => {
  it('is nothing before its first slot, and that slot from its minute on', () => {
    expect(owedAt('2026-01-05T08:59:59.999Z')).toEqual({ owed: undefined, skipped: [] });
    expect(owedAt('2026-01-05T09:00:00Z')).toEqual({ owed: slot('05'), skipped: [] });
  });

  it('is nothing for the time before it was made', () => {
    expect(owedAt('2026-01-05T10:00:00Z', { lastSlot: anInstant('2026-01-05T09:30:00Z') })).toEqual({
      owed: undefined,
      skipped: [],
    });
  });

  it('is nothing again for a slot that is done with', () => {
    expect(owedAt('2026-01-05T09:00:30Z', { lastSlot: slot('05') })).toEqual({ owed: undefined, skipped: [] });
  });

  it('is the newest slot within the catch-up window, and the older ones are named', () => {
    expect(owedAt('2026-01-08T20:59:00Z')).toEqual({ owed: slot('08'), skipped: [slot('05'), slot('06'), slot('07')] });
    expect(owedAt('2026-01-08T21:00:00Z').owed).toBe(slot('08'));
    expect(owedAt('2026-01-08T21:00:01Z')).toEqual({
      owed: undefined,
      skipped: [slot('05'), slot('06'), slot('07'), slot('08')],
    });
  });

  it('is nothing while it is paused', () => {
    const status = { kind: 'paused', since: slot('05'), why: 'asked' } as const;
    expect(owedAt('2026-01-09T09:00:00Z', { status })).toEqual({ owed: undefined, skipped: [] });
  });

  it('is nothing while the clock is behind the last slot', () => {
    expect(owedAt('2026-01-02T09:00:00Z', { lastSlot: slot('05') })).toEqual({ owed: undefined, skipped: [] });
  });

  it('is each slot exactly once, owed or skipped, whenever the beats come', () => {
    const gapsInHours = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(gapsInHours, (gaps) => {
        let subscription = aSubscription();
        let now = subscription.lastSlot;
        const done: string[] = [];
        for (const gap of gaps) {
          now = plus(now, gap * 3_600_000);
          const { owed, skipped } = owedSlots(subscription, now, 12);
          done.push(...skipped, ...(owed === undefined ? [] : [owed]));
          subscription = { ...subscription, lastSlot: owed ?? skipped.at(-1) ?? subscription.lastSlot };
        }
        expect(done).toEqual([...new Set(done)].sort());
        expect(done).toHaveLength(Math.floor((Date.parse(now) - Date.parse('2026-01-04T09:00:00Z')) / 86_400_000));
      }),
    );
  });
});
