import { describe, expect, it } from 'vitest';
import type { BeatEvent } from '../../src/core/beat-events.ts';
import { type Beat, makeBeat } from '../../src/jobs/beat.ts';
import { logBeat } from '../../src/jobs/log-beat.ts';
import { aChannel } from '../support/a-channel.ts';
import { aClock } from '../support/a-clock.ts';
import { openTestStore } from '../support/databases.ts';
import { aMessage, aSubscription } from '../support/delivery-builders.ts';

const SECRET = 'The message that no log may hold';

async function aBeat(subscriptions = 1) {
  const clock = aClock('2026-01-05T09:00:00Z');
  const channel = aChannel({ clock });
  const store = await openTestStore({ url: ':memory:' });
  for (let at = 1; at <= subscriptions; at += 1) await store.addSubscription(aSubscription({ id: `s${at}` }));
  const events: BeatEvent[] = [];
  const beat: Beat = makeBeat({
    store,
    newCompose: () => async () => ({ kind: 'post', message: aMessage(SECRET), alongside: { posted: [] } }),
    say: () => aMessage(),
    messengers: new Map([['terminal', channel.messenger]]),
    clock,
    random: () => 0,
    catchUpHours: 12,
    rest: async () => {},
    tell: (event) => events.push(event),
  });
  return { beat, channel, clock, store, events };
}

describe('a beat', () => {
  it('puts down what is owed and delivers it', async () => {
    const { beat, channel } = await aBeat(3);
    await beat.run();
    expect(channel.posts).toHaveLength(3);
  });

  it('follows one that is under way, and never overlaps it', async () => {
    const { beat, channel } = await aBeat(3);
    await Promise.all([beat.run(), beat.run(), beat.run()]);
    expect(channel.posts).toHaveLength(3);
  });

  it('lets nothing be begun once it is stopped, and what is in hand end', async () => {
    const { beat, channel } = await aBeat(40);
    let goOn = (): void => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    channel.become({ kind: 'slow', goOn: held });
    const running = beat.run();
    while (channel.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const stopped = beat.stop();
    goOn();
    await Promise.all([stopped, running]);
    const posted = channel.posts.length;
    expect(posted).toBeGreaterThan(0);
    expect(posted).toBeLessThan(40);
    await beat.run();
    expect(channel.posts).toHaveLength(posted);
  });

  it('forgets after ninety days what became of slots', async () => {
    const { beat, clock, store } = await aBeat();
    await beat.run();
    const [first] = await store.slotResults(aSubscription().id, 1);
    clock.set('2026-04-20T09:00:00Z');
    await beat.run();
    const results = await store.slotResults(aSubscription().id, 500);
    expect(results.map(({ slot }) => slot)).not.toContain(first?.slot);
    expect(results[0]?.slot).toBe('2026-04-20T09:00:00.000Z');
  });
});

describe('what a beat tells', () => {
  it('is logged with ids and reasons, and never with what a message says', async () => {
    const { beat, channel, clock, events } = await aBeat(2);
    await beat.run();
    channel.become({ kind: 'broken' });
    clock.set('2026-01-06T09:00:00Z');
    await beat.run();
    channel.become({ kind: 'refuses', reason: 'channel-gone' });
    clock.set('2026-01-07T09:00:00Z');
    await beat.run();
    const lines: string[] = [];
    const note = (fields: object, said: string) => void lines.push(JSON.stringify([fields, said]));
    for (const event of events) logBeat({ debug: note, info: note, warn: note, error: note }, event);
    expect(lines.join('\n')).toContain('delivery sent');
    expect(lines.join('\n')).toContain('channel-gone');
    expect(lines.join('\n')).not.toContain(SECRET);
  });
});
