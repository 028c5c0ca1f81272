import { describe, expect, it } from 'vitest';
import type { Compose } from '../../src/core/compose.ts';
import { deliveryId } from '../../src/core/delivery.ts';
import type { PaperId } from '../../src/core/paper.ts';
import { directPlace } from '../../src/core/place.ts';
import { plus } from '../../src/core/time.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { aChannel, type ChannelDraft, type TestChannel } from '../support/a-channel.ts';
import { aClock, type SettableClock } from '../support/a-clock.ts';
import { aWorker, type Death, STEPS, type Worker, type WorkerDraft } from '../support/a-worker.ts';
import { anInstant, aUser } from '../support/builders.ts';
import { aPostgresUrl, aSqlitePath, openTestStore, POSTGRES_URL } from '../support/databases.ts';
import { aMessage, aPlace, aSubscription, putDown, subscriptionId } from '../support/delivery-builders.ts';

const NINE = anInstant('2026-01-05T09:00:00Z');
const FIRST = deliveryId(subscriptionId('s1'), NINE);

interface Scene {
  readonly clock: SettableClock;
  readonly channel: TestChannel;
  readonly store: OpenStore;
  readonly start: (draft?: Partial<WorkerDraft>) => Promise<Worker>;
  /** Beats once a minute, as many minutes as told. */
  readonly minutes: (worker: Worker, count: number) => Promise<void>;
}

/** One subscription, daily at 09:00 UTC; it is Monday 09:00. */
async function aScene(draft: Omit<ChannelDraft, 'clock'> = {}, url: string = aSqlitePath()): Promise<Scene> {
  const clock = aClock('2026-01-05T09:00:00Z');
  const channel = aChannel({ clock, ...draft });
  const store = await openTestStore({ url });
  await store.addSubscription(aSubscription());
  return {
    clock,
    channel,
    store,
    start: (worker) => aWorker({ url, clock, messenger: channel.messenger, ...worker }),
    minutes: async (worker, count) => {
      for (let minute = 0; minute < count; minute += 1) {
        await worker.beat();
        clock.advance({ minutes: 1 });
      }
    },
  };
}

describe('a daily post', () => {
  it('is posted at its time, once, however many beats there are', async () => {
    const { channel, store, start, clock, minutes } = await aScene();
    clock.set('2026-01-05T08:58:00Z');
    await minutes(await start(), 10);
    expect(channel.posts.map(({ at, mark }) => [at, mark])).toEqual([[NINE, FIRST]]);
    expect(await store.deliveryState(FIRST)).toEqual({ kind: 'sent', at: NINE, ref: 'm1' });
  });

  it('is posted late, within the catch-up window, by a bot that was down', async () => {
    const { channel, start, clock } = await aScene();
    clock.set('2026-01-05T20:30:00Z');
    await (await start()).beat();
    expect(channel.posts).toHaveLength(1);
  });

  it('is one late post after a week asleep, and the slots that are skipped are named', async () => {
    const { channel, store, start, clock } = await aScene();
    clock.set('2026-01-12T10:00:00Z');
    const worker = await start();
    await worker.beat();
    expect(channel.posts.map(({ mark }) => mark)).toEqual([deliveryId(subscriptionId('s1'), anInstant('2026-01-12T09:00:00Z'))]);
    expect(worker.events).toContainEqual({
      kind: 'skipped',
      subscription: 's1',
      slots: [5, 6, 7, 8, 9, 10, 11].map((day) => anInstant(`2026-01-${String(day).padStart(2, '0')}T09:00:00Z`)),
    });
    const results = await store.slotResults(subscriptionId('s1'), 20);
    expect(results.map(({ result }) => result.kind)).toEqual(['sent', ...Array.from({ length: 7 }, () => 'closed')]);
  });

  it('is skipped, and nothing posted, by a bot that wakes after the catch-up window', async () => {
    const { channel, store, start, clock } = await aScene();
    clock.set('2026-01-05T21:30:00Z');
    await (await start()).beat();
    expect(channel.posts).toEqual([]);
    expect(await store.slotResults(subscriptionId('s1'), 5)).toMatchObject([{ slot: NINE, result: { kind: 'closed' } }]);
  });

  it('is not posted a week late when the bot fell asleep between composing and posting', async () => {
    const { channel, store, start, clock } = await aScene();
    await (await start({ dies: 'before claim' })).beat();
    clock.set('2026-01-12T10:00:00Z');
    await (await start()).beat();
    expect(channel.posts.map(({ message }) => message.summary)).toEqual(['The paper of 2026-01-12T09:00:00.000Z']);
    expect(await store.deliveryState(FIRST)).toMatchObject({ kind: 'failed', reason: 'too-late' });
  });
});

describe.each(STEPS.flatMap((step): readonly Death[] => [`before ${step}`, `after ${step}`]))(
  'a process that dies %s',
  (dies) => {
    it('has posted once when the next one is done', async () => {
      const { channel, store, start, minutes } = await aScene();
      if (dies.endsWith('find')) await (await start({ dies: 'after send' })).beat(); // only doubt is looked into
      await minutes(await start({ dies }), 5);
      await minutes(await start(), 10);
      expect(channel.posts.map(({ mark }) => mark)).toEqual([FIRST]);
      expect(await store.deliveryState(FIRST)).toMatchObject({ kind: 'sent', ref: 'm1' });
    });
  },
);

describe('what is said beneath a post', () => {
  const compose: Compose = async (_subscription, slot) => ({
    kind: 'post',
    message: aMessage(`The digest of ${slot}`),
    beneath: { thread: 'Details', messages: [aMessage('The first'), aMessage('The second')] },
    alongside: { posted: [] },
  });

  it('follows in its thread, in order, and once', async () => {
    const { channel, start, minutes } = await aScene();
    await minutes(await start({ compose }), 5);
    expect(channel.posts.map(({ message, thread }) => [message.summary, thread])).toEqual([
      [`The digest of ${NINE}`, undefined],
      ['The first', { name: 'Details', under: 'm1' }],
      ['The second', { name: 'Details', under: 'm1' }],
    ]);
  });

  it.each(STEPS.flatMap((step): readonly Death[] => [`before ${step}`, `after ${step}`]))(
    'is there once when a process dies %s while it is sent',
    async (dies) => {
      const { channel, start, minutes } = await aScene();
      await (await start({ compose, dies: 'before send' })).beat();
      if (dies.endsWith('find')) await (await start({ compose, dies: 'after send' })).beat();
      await minutes(await start({ compose, dies }), 5);
      await minutes(await start({ compose }), 12);
      expect(channel.posts.map(({ message }) => message.summary)).toEqual([`The digest of ${NINE}`, 'The first', 'The second']);
    },
  );

  it('waits where the post is not there yet, and never comes where the post does not', async () => {
    const { channel, store, start, minutes } = await aScene();
    channel.become({ kind: 'refuses', reason: 'rejected' });
    await minutes(await start({ compose }), 3);
    channel.become({ kind: 'well' });
    await minutes(await start({ compose }), 10);
    expect(channel.posts).toEqual([]);
    const beneath = deliveryId(subscriptionId('s1'), NINE, { kind: 'beneath', number: 1, thread: 'Details' });
    expect(await store.deliveryState(beneath)).toMatchObject({ kind: 'failed', reason: 'rejected' });
  });

  it('that is refused pauses nothing: the post itself is there', async () => {
    const { channel, store, start, minutes } = await aScene();
    channel.refuseThreads();
    await minutes(await start({ compose }), 3);
    expect(channel.posts).toHaveLength(1);
    expect((await store.subscription(subscriptionId('s1')))?.status).toEqual({ kind: 'active' });
  });
});

describe('a platform in trouble', () => {
  it('gets no request before the moment that it named', async () => {
    const { channel, start, minutes } = await aScene();
    channel.moodAt((now) =>
      now < anInstant('2026-01-05T09:05:00Z') ? { kind: 'too-many-requests', seconds: 300 } : { kind: 'well' },
    );
    await minutes(await start(), 10);
    expect(channel.requests.map(({ at }) => at)).toEqual([NINE, anInstant('2026-01-05T09:05:00Z')]);
    expect(channel.posts).toHaveLength(1);
  });

  it('that wants to be left alone as a whole is, by all lanes, and what is due waits for the next beat', async () => {
    const { channel, store, start } = await aScene();
    for (let at = 2; at <= 9; at += 1) await store.addSubscription(aSubscription({ id: `s${at}` }));
    channel.become({ kind: 'too-many-requests', seconds: 60, everywhere: true });
    await (await start()).beat();
    expect(channel.requests.length).toBeLessThanOrEqual(2); // one a lane
  });

  it('that wants a short rest gets it from the worker, before the next request', async () => {
    const { channel, store, start } = await aScene();
    await store.addSubscription(aSubscription({ id: 's2' }));
    channel.become({ kind: 'too-many-requests', seconds: 1, everywhere: true });
    const worker = await start();
    await worker.beat();
    expect(worker.rests.length).toBeGreaterThan(0);
    expect(worker.rests.every((ms) => ms === 1000)).toBe(true);
  });

  it('is not given up on for asking to wait, however often', async () => {
    const { channel, start, minutes } = await aScene();
    channel.moodAt((now) =>
      now < anInstant('2026-01-05T10:00:00Z') ? { kind: 'too-many-requests', seconds: 30 } : { kind: 'well' },
    );
    await minutes(await start(), 70);
    expect(channel.posts).toHaveLength(1);
  });

  it('gets the post once when it answered 500 for five minutes', async () => {
    const { channel, store, start, minutes } = await aScene();
    channel.moodAt((now) => (now < anInstant('2026-01-05T09:05:00Z') ? { kind: 'broken' } : { kind: 'well' }));
    await minutes(await start(), 15);
    expect(channel.posts).toHaveLength(1);
    expect(await store.deliveryState(FIRST)).toMatchObject({ kind: 'sent' });
  });

  it('gets the post once when it posts and drops every connection before it answers', async () => {
    const { channel, store, start, minutes } = await aScene();
    channel.become({ kind: 'drops-answers' });
    await minutes(await start(), 15);
    expect(channel.posts).toHaveLength(1);
    expect(await store.deliveryState(FIRST)).toMatchObject({ kind: 'sent', ref: 'm1' });
  });

  it('is asked a bounded number of times, and what it never took is given up', async () => {
    const { channel, store, start, minutes } = await aScene();
    channel.become({ kind: 'broken' });
    await minutes(await start(), 11 * 60);
    expect(await store.deliveryState(FIRST)).toMatchObject({ kind: 'failed', reason: 'in-doubt' });
    expect(channel.requests.length).toBeLessThan(40);
  });

  it('may see a post twice only where it neither knows marks nor lets the bot look, and that is told', async () => {
    const { channel, start, minutes } = await aScene({ history: 'hidden' });
    const worker = await start({ dies: 'after send' });
    await worker.beat();
    const next = await start();
    await minutes(next, 5);
    expect(channel.posts).toHaveLength(2);
    expect(next.events.map(({ kind }) => kind)).toContain('may-double');
  });

  it('sees a post once without being looked into where it knows marks for some minutes', async () => {
    const { channel, start, minutes } = await aScene({ history: 'hidden', nonceMinutes: 5 });
    await (await start({ dies: 'after send' })).beat();
    await minutes(await start(), 5);
    expect(channel.posts).toHaveLength(1);
  });
});

describe('a channel that is deleted', () => {
  it('pauses its subscription with the reason, and its owner is told once, by direct message', async () => {
    const { channel, store, start, clock, minutes } = await aScene();
    channel.become({ kind: 'refuses', reason: 'channel-gone' });
    await minutes(await start(), 3);
    clock.set('2026-01-06T09:00:00Z');
    await minutes(await start(), 3);
    expect(channel.requests.map(({ at }) => at)).toEqual([NINE, plus(NINE, 60_000)]);
    expect((await store.subscription(subscriptionId('s1')))?.status).toEqual({
      kind: 'paused',
      since: NINE,
      why: 'channel-gone',
    });
    expect(channel.posts.map(({ place, message }) => [place, message.summary])).toEqual([
      [directPlace(aUser('owner')), 'Paused: channel-gone'],
    ]);
  });

  it('posts again from the next slot on when the subscription is resumed', async () => {
    const { channel, store, start, clock } = await aScene();
    channel.become({ kind: 'refuses', reason: 'not-permitted' });
    await (await start()).beat();
    channel.become({ kind: 'well' });
    clock.set('2026-01-07T10:00:00Z');
    expect(await store.resumeSubscription(subscriptionId('s1'), clock.now())).toBe('resumed');
    await (await start()).beat();
    expect(channel.posts).toEqual([]);
    clock.set('2026-01-08T09:00:00Z');
    await (await start()).beat();
    expect(channel.posts).toHaveLength(1);
  });
});

describe('a message that a platform rejects', () => {
  it('fails alone: the next slot is tried again', async () => {
    const { channel, store, start, clock } = await aScene();
    channel.become({ kind: 'refuses', reason: 'rejected' });
    const worker = await start();
    await worker.beat();
    channel.become({ kind: 'well' });
    clock.set('2026-01-06T09:00:00Z');
    await worker.beat();
    expect(await store.deliveryState(FIRST)).toMatchObject({ kind: 'failed', reason: 'rejected' });
    expect(channel.posts).toHaveLength(1);
  });
});

describe('a clock that jumps', () => {
  it.each([
    ['an hour back', '2026-01-05T08:00:00Z', 2],
    ['a day back', '2026-01-04T09:00:00Z', 26],
  ])('%s after the post brings no second one', async (_jump, time, hours) => {
    const { channel, start, clock, minutes } = await aScene();
    const worker = await start();
    await worker.beat();
    clock.set(time);
    await minutes(worker, hours * 60);
    clock.set('2026-01-05T23:00:00Z');
    await minutes(worker, 5);
    expect(channel.posts.map(({ mark }) => mark)).toEqual([FIRST]);
  });

  it('a day ahead and back posts each slot at most once, and every slot is accounted for', async () => {
    const { channel, store, start, clock, minutes } = await aScene();
    const worker = await start();
    await worker.beat();
    clock.set('2026-01-06T09:30:00Z');
    await minutes(worker, 3);
    clock.set('2026-01-05T10:00:00Z');
    await minutes(worker, 25 * 60);
    clock.set('2026-01-07T09:00:00Z');
    await minutes(worker, 3);
    expect(channel.posts.map(({ message }) => message.summary)).toEqual(
      ['05', '06', '07'].map((day) => `The paper of 2026-01-${day}T09:00:00.000Z`),
    );
    expect(await store.slotResults(subscriptionId('s1'), 5)).toHaveLength(3);
  });

  it('back, while a process holds a delivery and dies, does not hold the delivery until the clock is there again', async () => {
    const { channel, start, clock, minutes } = await aScene();
    clock.set('2026-01-05T15:00:00Z');
    await (await start({ dies: 'after claim' })).beat();
    clock.set('2026-01-05T09:10:00Z');
    await minutes(await start(), 5);
    expect(channel.posts).toHaveLength(1);
  });
});

describe('a subscription in trouble', () => {
  const composed: Compose = async (_subscription, slot) => ({
    kind: 'post',
    message: aMessage(slot),
    alongside: { posted: [] },
  });

  it('does not keep the others waiting when its message cannot be composed, and is tried again', async () => {
    const { channel, store, start, clock } = await aScene();
    await store.addSubscription(aSubscription({ id: 's2' }));
    let broken = true;
    const compose: Compose = async (subscription, slot) => {
      if (subscription.id === 's1' && broken) throw new Error('no papers today');
      return composed(subscription, slot);
    };
    const worker = await start({ compose });
    await worker.beat();
    expect(channel.posts).toHaveLength(1);
    expect(worker.events).toContainEqual({ kind: 'not-composed', subscription: 's1', error: new Error('no papers today') });
    broken = false;
    clock.advance({ minutes: 1 });
    await worker.beat();
    expect(channel.posts).toHaveLength(2);
  });

  it('whose post the store refuses does not hold up those that were put down with it', async () => {
    const { channel, store, start } = await aScene();
    await store.addSubscription(aSubscription({ id: 's2', place: aPlace('other') }));
    const unreadable = {
      ...aMessage(),
      buttons: [{ kind: 'action', label: 'Old', action: { kind: 'no-such-action' } }],
    } as never;
    const compose: Compose = async (subscription, slot) => ({
      kind: 'post',
      message: subscription.id === 's1' ? unreadable : aMessage(slot),
      alongside: { posted: [] },
    });
    const worker = await start({ compose });
    await worker.beat();
    expect(channel.posts.map(({ place }) => place.channel)).toEqual(['other']);
    expect(worker.events).toContainEqual({ kind: 'not-composed', subscription: 's1', error: expect.anything() });
  });

  it('with nothing to say closes the slot with the reason, and is not asked again', async () => {
    const { channel, store, start, minutes } = await aScene();
    let asked = 0;
    const compose: Compose = async () => {
      asked += 1;
      return { kind: 'nothing', why: 'No list came out on this day.' };
    };
    await minutes(await start({ compose }), 3);
    expect([asked, channel.posts.length]).toEqual([1, 0]);
    expect(await store.slotResults(subscriptionId('s1'), 5)).toEqual([
      { slot: NINE, result: { kind: 'closed', why: 'No list came out on this day.' } },
    ]);
  });

  it('is composed anew when another has posted its paper to the place meanwhile', async () => {
    const { store, channel, start } = await aScene();
    await store.addSubscription(aSubscription({ id: 's2' }));
    const papers = ['arxiv:2401.00001', 'arxiv:2401.00002'] as PaperId[];
    const compose: Compose = async (subscription) => {
      const seen = await store.postedIn(subscription.place, papers);
      if (subscription.id === 's1' && seen.size === 0) {
        // The other one is quicker.
        await enqueueMeanwhile(store, papers[0] as PaperId);
      }
      const paper = papers.find((id) => !seen.has(id)) as PaperId;
      return { kind: 'post', message: aMessage(paper), alongside: { posted: [paper] } };
    };
    await (await start({ compose })).beat();
    expect(channel.posts.map(({ message }) => message.summary).sort()).toEqual(papers);
  });
});

async function enqueueMeanwhile(store: OpenStore, paper: PaperId): Promise<void> {
  const other = aSubscription({ id: 's2' });
  const delivery = {
    id: deliveryId(other.id, NINE),
    subscription: other.id,
    slot: NINE,
    part: { kind: 'post' } as const,
    place: other.place,
    message: aMessage(paper),
    attempts: 0,
    state: { kind: 'pending', notBefore: NINE, failures: 0, interrupted: false } as const,
  };
  expect(await putDown(store, delivery, { posted: [paper] })).toBe('enqueued');
}

describe('a clean stop', () => {
  it('waits for what is in hand and begins nothing more', async () => {
    const { channel, store, start } = await aScene();
    for (let at = 2; at <= 9; at += 1) await store.addSubscription(aSubscription({ id: `s${at}` }));
    let goOn = (): void => {};
    channel.become({
      kind: 'slow',
      goOn: new Promise((resolve) => {
        goOn = resolve;
      }),
    });
    const stop = new AbortController();
    const worker = await start();
    const beating = worker.beat(stop.signal);
    await expect.poll(() => channel.requests.length).toBe(2);
    stop.abort();
    goOn();
    await beating;
    expect(channel.posts).toHaveLength(2);
    for (const { mark } of channel.posts) expect(await store.deliveryState(mark)).toMatchObject({ kind: 'sent' });
  });
});

describe.skipIf(POSTGRES_URL === undefined)('two workers on PostgreSQL', () => {
  it('post each delivery once between them', async () => {
    const { channel, store, start, minutes } = await aScene({}, await aPostgresUrl());
    for (let at = 2; at <= 60; at += 1) await store.addSubscription(aSubscription({ id: `s${at}` }));
    const workers = [await start(), await start()];
    await Promise.all(workers.map((worker) => worker.beat()));
    await minutes(await start(), 1);
    expect(new Set(channel.posts.map(({ mark }) => mark)).size).toBe(60);
    expect(channel.posts).toHaveLength(60);
  });
});

describe('a worker that is slower than its lease', () => {
  it('overwrites nothing when another has taken the delivery over', async () => {
    const { channel, store, start, clock, minutes } = await aScene({ nonceMinutes: 10 });
    let goOn = (): void => {};
    channel.become({
      kind: 'slow',
      goOn: new Promise((resolve) => {
        goOn = resolve;
      }),
    });
    const slow = await start();
    const beating = slow.beat();
    await expect.poll(() => channel.requests.length).toBe(1);
    channel.become({ kind: 'well' });
    clock.advance({ minutes: 3 });
    await minutes(await start(), 1);
    const settled = await store.deliveryState(FIRST);
    goOn();
    await beating;
    expect(slow.events.map(({ kind }) => kind)).toContain('lost-lease');
    expect(await store.deliveryState(FIRST)).toEqual(settled);
    expect(channel.posts).toHaveLength(1);
  });
});
