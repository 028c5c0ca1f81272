/**
 * A channel that takes everything: what is pending on the terminal is sent, by the real outbox.
 */
import type { MessageRef } from '../../src/core/delivery.ts';
import type { Outbox } from '../../src/core/outbox.ts';
import type { Instant, Milliseconds } from '../../src/core/time.ts';

export async function deliverAll(store: Pick<Outbox, 'claim' | 'settle'>, now: Instant): Promise<void> {
  const request = { now, lease: 60_000 as Milliseconds, limit: 10, platforms: ['terminal'] } as const;
  for (const claim of await store.claim(request)) {
    if (claim.kind !== 'delivery') throw new Error('a delivery that this version cannot read');
    await store.settle(claim.delivery, { kind: 'sent', at: now, ref: 'm1' as MessageRef }, now);
  }
}
