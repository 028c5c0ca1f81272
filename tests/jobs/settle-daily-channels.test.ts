import { describe, expect, it } from 'vitest';
import { parseDailyChannels } from '../../src/core/daily-channel.ts';
import { settleDailyChannels } from '../../src/jobs/settle-daily-channels.ts';
import { anInstant } from '../support/builders.ts';
import { openTestStore } from '../support/databases.ts';
import { aSubscription } from '../support/delivery-builders.ts';

const NOW = anInstant('2026-01-05T12:00:00Z');

async function settled(...settings: readonly string[]) {
  const store = await openTestStore({ url: ':memory:' });
  const counts = [];
  for (const text of settings) counts.push(await settleDailyChannels(parseDailyChannels(text), store, NOW));
  return { store, counts, subscriptions: await store.ownerlessSubscriptions() };
}

describe('channels that the settings name', () => {
  it('are subscribed once, however often the program starts', async () => {
    const { counts, subscriptions } = await settled('discord:1/2; slack:T/C at 10', 'discord:1/2; slack:T/C at 10');
    expect(counts).toEqual([
      { added: 2, changed: 0, ended: 0 },
      { added: 0, changed: 0, ended: 0 },
    ]);
    expect(subscriptions).toMatchObject([
      { place: { platform: 'discord' }, lastSlot: NOW },
      { place: { platform: 'slack' }, lastSlot: NOW },
    ]);
  });

  it('follow the settings: another time, and an end', async () => {
    const { counts, subscriptions } = await settled('discord:1/2; slack:T/C', 'discord:1/2 daily at 8 zone Asia/Tokyo');
    expect(counts[1]).toEqual({ added: 0, changed: 1, ended: 1 });
    expect(subscriptions).toMatchObject([{ schedule: { kind: 'daily', zone: 'Asia/Tokyo' }, lastSlot: NOW }]);
  });

  it('leave alone what people subscribed, and what lost its owner', async () => {
    const store = await openTestStore({ url: ':memory:' });
    const { owner: _, ...ownerless } = aSubscription({ id: 's2' });
    for (const each of [aSubscription(), ownerless]) await store.addSubscription(each);
    expect(await settleDailyChannels([], store, NOW)).toEqual({ added: 0, changed: 0, ended: 0 });
    expect(await store.subscription(ownerless.id)).toEqual(ownerless);
  });
});
