/**
 * What every database behind the outbox must do.
 */
import { describe, expect, it } from 'vitest';
import { type ClaimedDelivery, type Delivery, type DeliveryState, deliveryId, type MessageRef } from '../../src/core/delivery.ts';
import { link, type Message, quiet, text } from '../../src/core/message.ts';
import type { PaperId } from '../../src/core/paper.ts';
import { type Instant, type Milliseconds, plus, UTC } from '../../src/core/time.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { anInstant, aPagePaper, aPaper, aUser } from '../support/builders.ts';
import { openTestStore } from '../support/databases.ts';
import { aDelivery, aPlace, aSubscription, putDown, subscriptionId } from '../support/delivery-builders.ts';
import type { FreshDatabase } from './store.ts';

const NINE = anInstant('2026-01-05T09:00:00Z');
const TOMORROW = anInstant('2026-01-06T09:00:00Z');
const LEASE = 120_000 as Milliseconds;
const S1 = subscriptionId('s1');
const [ONE, TWO] = ['arxiv:2401.00001', 'arxiv:2401.00002'] as [PaperId, PaperId];
const SENT: DeliveryState = { kind: 'sent', at: NINE, ref: 'm1' as MessageRef };

export function outboxContract(name: string, freshDatabase: FreshDatabase): void {
  const aStore = async (subscriptions = [aSubscription()]): Promise<OpenStore> => {
    const store = await openTestStore({ url: await freshDatabase() });
    for (const subscription of subscriptions) await store.addSubscription(subscription);
    return store;
  };
  describe(`${name}: putting down`, () => puttingDown(aStore));
  describe(`${name}: claiming`, () => claiming(aStore));
  describe(`${name}: settling`, () => settling(aStore));
  describe(`${name}: papers that a place has seen`, () => seenPapers(aStore));
  describe(`${name}: several workers`, () => severalWorkers(freshDatabase));
}

type MakeStore = (subscriptions?: ReturnType<typeof aSubscription>[]) => Promise<OpenStore>;

async function claimAt(store: OpenStore, now: Instant, limit = 10): Promise<readonly ClaimedDelivery[]> {
  const claimed = await store.claim({ now, lease: LEASE, limit, platforms: ['terminal'] });
  return claimed.map((each) => {
    if (each.kind === 'unreadable') throw new Error(each.why);
    return each.delivery;
  });
}

function puttingDown(aStore: MakeStore): void {
  it('takes one delivery for a slot, and the slot is done with', async () => {
    const store = await aStore();
    expect(await putDown(store, aDelivery())).toBe('enqueued');
    expect(await putDown(store, aDelivery())).toBe('already-there');
    expect((await store.subscription(S1))?.lastSlot).toBe(NINE);
  });

  it('gives the message back as it was put down, with every kind of block and button', async () => {
    const store = await aStore();
    const message: Message = {
      summary: 'Two papers \u0000 𝒜',
      title: 'Digest',
      locale: 'de',
      blocks: [
        { kind: 'text', spans: [text('a'), quiet('b'), link('c', 'https://example.org'), { kind: 'code', text: 'd' }] },
        { kind: 'paper', paper: aPaper({ upvotes: 3 }), detail: 'card', rank: 1, excerpt: [text('x')], reason: [text('y')] },
        { kind: 'list', items: [[text('one')], []] },
        { kind: 'note', spans: [{ kind: 'time', at: NINE, style: 'relative', zone: UTC }] },
        { kind: 'note', spans: [] },
        { kind: 'divider' },
      ],
      buttons: [
        { kind: 'action', label: 'Save', action: { kind: 'paper.save', paper: ONE }, tone: 'primary' },
        { kind: 'link', label: 'Read', url: 'https://example.org' },
      ],
      share: { kind: 'paper.show', paper: ONE },
    };
    await putDown(store, aDelivery({ message }));
    expect((await claimAt(store, NINE))[0]?.message).toEqual(message);
  });

  it('answers for each of a batch, in their order, and one that is not taken holds back no other', async () => {
    const places = ['seen', 'paused', 'done', 'new'];
    const subscriptions = places.map((channel) => aSubscription({ id: channel, place: aPlace(channel) }));
    const store = await aStore(subscriptions);
    const other = aSubscription({ id: 'other', place: aPlace('seen') });
    await store.addSubscription(other);
    await putDown(store, aDelivery({ of: other }), { posted: [ONE] });
    await store.pauseSubscription(subscriptionId('paused'), 'asked', NINE);
    await putDown(store, aDelivery({ of: aSubscription({ id: 'done', place: aPlace('done') }) }));
    const batch = subscriptions.map((of) => ({ delivery: aDelivery({ of }), alongside: { posted: [ONE] } }));
    expect(await store.enqueueAll(batch, NINE)).toEqual(['seen', 'not-active', 'already-there', 'enqueued']);
    expect((await claimAt(store, NINE)).map(({ subscription }) => subscription).toSorted()).toEqual(['done', 'new', 'other']);
    expect((await store.subscription(subscriptionId('seen')))?.lastSlot).toBe(aSubscription().lastSlot);
    expect(await store.postedIn(aPlace('paused'), [ONE])).toEqual(new Map());
  });

  it('tells when the next of them falls due, or its lease ends', async () => {
    const store = await aStore();
    await putDown(store, aDelivery());
    expect(await store.nextDueAfter(plus(NINE, -1), ['terminal'])).toBe(NINE);
    expect(await store.nextDueAfter(plus(NINE, -1), ['slack'])).toBeUndefined();
    await claimAt(store, NINE);
    expect(await store.nextDueAfter(NINE, ['terminal'])).toBe(plus(NINE, LEASE));
    expect(await store.nextDueAfter(plus(NINE, LEASE), ['terminal'])).toBeUndefined();
  });

  it('refuses a delivery of a subscription that is paused or gone', async () => {
    const store = await aStore();
    await store.pauseSubscription(S1, 'asked', NINE);
    expect(await putDown(store, aDelivery())).toBe('not-active');
    await store.removeSubscription(S1);
    expect(await putDown(store, aDelivery())).toBe('not-active');
  });

  it('drops an older delivery that is still waiting, so that only the newest is posted late', async () => {
    const store = await aStore();
    await putDown(store, aDelivery(), { posted: [ONE] });
    expect(await putDown(store, aDelivery({ slot: TOMORROW }), { posted: [ONE] })).toBe('enqueued');
    expect(await store.deliveryState(aDelivery().id)).toEqual({ kind: 'failed', at: TOMORROW, reason: 'too-late' });
    expect(await claimAt(store, TOMORROW)).toMatchObject([{ slot: TOMORROW }]);
  });

  it('closes slots without a post, but none that is done with already', async () => {
    const store = await aStore();
    await putDown(store, aDelivery());
    await store.closeSlots([
      {
        subscription: S1,
        slots: [
          { slot: NINE, why: 'slept' },
          { slot: TOMORROW, why: 'nothing to say' },
        ],
      },
    ]);
    expect((await store.subscription(S1))?.lastSlot).toBe(TOMORROW);
    expect(await store.slotResults(S1, 10)).toEqual([
      { slot: TOMORROW, result: { kind: 'closed', why: 'nothing to say' } },
      { slot: NINE, result: { kind: 'pending', notBefore: NINE, failures: 0, interrupted: false } },
    ]);
    await store.closeSlots([{ subscription: subscriptionId('gone'), slots: [{ slot: NINE, why: 'slept' }] }]);
  });

  it('forgets what became of old slots, but nothing that is still to be posted', async () => {
    const store = await aStore();
    await store.closeSlots([{ subscription: S1, slots: [{ slot: anInstant('2026-01-05T08:30:00Z'), why: 'slept' }] }]);
    await putDown(store, aDelivery());
    expect(await store.forgetSlotsBefore(TOMORROW)).toBe(1);
    const [claimed] = await claimAt(store, NINE);
    if (claimed !== undefined) await store.settle(claimed, SENT, NINE);
    expect(await store.forgetSlotsBefore(TOMORROW)).toBe(1);
    expect(await store.slotResults(S1, 10)).toEqual([]);
  });
}

function claiming(aStore: MakeStore): void {
  it('gives what is due, in the hands of one worker until its lease ends', async () => {
    const store = await aStore();
    await putDown(store, aDelivery());
    expect(await claimAt(store, plus(NINE, -1))).toEqual([]);
    const lease = { kind: 'sending', leaseUntil: plus(NINE, LEASE), failures: 0, interrupted: false };
    expect(await claimAt(store, NINE)).toEqual([{ ...aDelivery(), attempts: 1, state: lease }]);
    expect(await claimAt(store, plus(NINE, LEASE - 1))).toEqual([]);
  });

  it('gives what was left in doubt when the lease ends, and says so from then on', async () => {
    const store = await aStore();
    await putDown(store, aDelivery());
    await claimAt(store, NINE);
    const [again] = await claimAt(store, plus(NINE, LEASE));
    expect(again).toMatchObject({ attempts: 2, state: { failures: 1, interrupted: true } });
    if (again === undefined) return;
    await store.settle(again, { kind: 'pending', notBefore: TOMORROW, failures: 2, interrupted: true }, NINE);
    expect(await claimAt(store, TOMORROW)).toMatchObject([{ attempts: 3, state: { failures: 2, interrupted: true } }]);
  });

  it('takes back a lease that ends impossibly late: it was given while the clock was ahead', async () => {
    const store = await aStore();
    await putDown(store, aDelivery());
    await claimAt(store, TOMORROW);
    expect(await claimAt(store, NINE)).toMatchObject([{ attempts: 2, state: { interrupted: true } }]);
  });

  it('gives at most as many as asked for, those that are longest due first', async () => {
    const subscriptions = [3, 1, 2].map((at) => aSubscription({ id: `s${at}` }));
    const store = await aStore(subscriptions);
    for (const [at, of] of subscriptions.entries()) {
      await putDown(store, aDelivery({ of, slot: plus(NINE, at * 1000) }));
    }
    expect((await claimAt(store, TOMORROW, 2)).map(({ subscription }) => subscription)).toEqual(['s3', 's1']);
    expect((await claimAt(store, TOMORROW, 2)).map(({ subscription }) => subscription)).toEqual(['s2']);
  });

  it('leaves deliveries to other platforms to those who can post there', async () => {
    const store = await aStore([aSubscription({ place: aPlace('papers', 'slack') })]);
    await putDown(store, aDelivery({ of: aSubscription({ place: aPlace('papers', 'slack') }) }));
    expect(await claimAt(store, NINE)).toEqual([]);
    expect(await store.claim({ now: NINE, lease: LEASE, limit: 1, platforms: [] })).toEqual([]);
    expect(await store.claim({ now: NINE, lease: LEASE, limit: 1, platforms: ['discord', 'slack'] })).toHaveLength(1);
  });

  it('gives nothing of a subscription that was paused or removed', async () => {
    const store = await aStore([aSubscription(), aSubscription({ id: 's2' })]);
    for (const of of [aSubscription(), aSubscription({ id: 's2' })]) await putDown(store, aDelivery({ of }));
    await store.pauseSubscription(S1, 'asked', NINE);
    await store.removeSubscription(subscriptionId('s2'));
    expect(await claimAt(store, NINE)).toEqual([]);
    expect(await store.deliveryState(aDelivery().id)).toEqual({ kind: 'failed', at: NINE, reason: 'paused' });
  });
}

function settling(aStore: MakeStore): void {
  const claimed = async (store: OpenStore, posted: readonly PaperId[] = []): Promise<ClaimedDelivery> => {
    await putDown(store, aDelivery(), { posted });
    const [delivery] = await claimAt(store, NINE);
    if (delivery === undefined) throw new Error('one delivery was due');
    return delivery;
  };

  it('writes how it ended, and what ended is never claimed again', async () => {
    const store = await aStore();
    expect(await store.settle(await claimed(store), SENT, NINE)).toBe('settled');
    expect(await store.deliveryState(aDelivery().id)).toEqual(SENT);
    expect(await claimAt(store, anInstant('2027-01-01'))).toEqual([]);
  });

  it('is refused to whoever was slower than the lease, whether the other has settled or not', async () => {
    const store = await aStore();
    const slow = await claimed(store);
    const [quick] = await claimAt(store, plus(NINE, LEASE));
    expect(await store.settle(slow, { kind: 'failed', at: NINE, reason: 'gave-up' }, NINE)).toBe('lost-lease');
    if (quick !== undefined) expect(await store.settle(quick, SENT, NINE)).toBe('settled');
    expect(await store.settle(slow, { kind: 'failed', at: NINE, reason: 'channel-gone' }, NINE)).toBe('lost-lease');
    expect(await store.deliveryState(aDelivery().id)).toEqual(SENT);
    expect((await store.subscription(S1))?.status).toEqual({ kind: 'active' });
  });

  it('is refused for a delivery that is gone', async () => {
    const store = await aStore();
    const delivery = await claimed(store);
    await store.removeSubscription(S1);
    expect(await store.settle(delivery, SENT, NINE)).toBe('lost-lease');
  });

  it('pauses the subscription together with a refusal, and leaves its owner one notice', async () => {
    const store = await aStore();
    await store.settle(await claimed(store), { kind: 'failed', at: NINE, reason: 'bot-removed' }, NINE);
    expect((await store.subscription(S1))?.status).toEqual({ kind: 'paused', since: NINE, why: 'bot-removed' });
    expect(await store.pauseNotices(10)).toEqual([
      { subscription: S1, owner: aUser('owner'), place: aPlace(), why: 'bot-removed', since: NINE },
    ]);
  });

  it.each(['rejected', 'gave-up', 'too-late'] as const)('does not pause for a delivery that was %s', async (reason) => {
    const store = await aStore();
    await store.settle(await claimed(store), { kind: 'failed', at: NINE, reason }, NINE);
    expect((await store.subscription(S1))?.status).toEqual({ kind: 'active' });
    expect(await store.pauseNotices(10)).toEqual([]);
  });

  it('gives the papers back that were surely not posted, and keeps those in doubt', async () => {
    const store = await aStore();
    await store.settle(await claimed(store, [ONE]), { kind: 'failed', at: NINE, reason: 'gave-up' }, NINE);
    expect(await store.postedIn(aPlace(), [ONE])).toEqual(new Map());
    await putDown(store, aDelivery({ slot: TOMORROW }), { posted: [ONE] });
    for (const delivery of await claimAt(store, TOMORROW)) {
      await store.settle(delivery, { kind: 'failed', at: TOMORROW, reason: 'in-doubt' }, TOMORROW);
    }
    expect(await store.postedIn(aPlace(), [ONE])).toEqual(new Map([[ONE, TOMORROW]]));
  });
}

function seenPapers(aStore: MakeStore): void {
  it('are known by place, with the slot', async () => {
    const store = await aStore();
    await putDown(store, aDelivery(), { posted: [ONE, ONE] });
    expect(await store.postedIn(aPlace(), [ONE, TWO])).toEqual(new Map([[ONE, NINE]]));
    expect(await store.postedIn(aPlace('other'), [ONE])).toEqual(new Map());
    expect(await store.postedIn(aPlace('papers', 'slack'), [ONE])).toEqual(new Map());
    expect(await store.postedIn(aPlace(), [])).toEqual(new Map());
  });

  it('are sent to a place once, whichever subscription sends them: the later one hears it and writes nothing', async () => {
    const other = aSubscription({ id: 's2' });
    const store = await aStore([aSubscription(), other]);
    await putDown(store, aDelivery(), { posted: [TWO] });
    expect(await putDown(store, aDelivery({ of: other }), { posted: [ONE, TWO] })).toBe('seen');
    expect(await store.postedIn(aPlace(), [ONE])).toEqual(new Map());
    expect((await store.subscription(other.id))?.lastSlot).toBe(other.lastSlot);
    expect(await putDown(store, aDelivery({ of: other }), { posted: [ONE] })).toBe('enqueued');
  });

  it('stay known under the id that they have now', async () => {
    const store = await aStore();
    const page = aPagePaper('Twice told');
    await store.upsertPapers([page], NINE);
    await putDown(store, aDelivery(), { posted: [page.id] });
    await store.upsertPapers([aPaper({ id: ONE, title: 'Twice told' })], NINE);
    expect(await store.postedIn(aPlace(), [ONE, page.id])).toEqual(
      new Map([
        [ONE, NINE],
        [page.id, NINE],
      ]),
    );
  });

  it('are known by the delivery that told of them, under the id that they have now', async () => {
    const store = await aStore();
    const page = aPagePaper('On Reading');
    await store.upsertPapers([page], NINE);
    await putDown(store, aDelivery(), { posted: [TWO, page.id] });
    expect(await store.postedBy(aDelivery().id)).toEqual([TWO, page.id]);
    await store.upsertPapers([aPaper({ id: ONE, title: 'On Reading' })], NINE);
    expect(await store.postedBy(aDelivery().id)).toEqual([ONE, TWO]);
    expect(await store.postedBy(aDelivery({ slot: TOMORROW }).id)).toEqual([]);
  });

  it('can be liked there, each by a person once, under any id that the paper has had', async () => {
    const store = await aStore();
    const page = aPagePaper('On Reading');
    await store.upsertPapers([page], NINE);
    const by = (name: string) => ({ user: aUser(name), place: aPlace() });
    expect([await store.toggleLike(page.id, by('ada'), NINE), await store.toggleLike(page.id, by('alan'), NINE)]).toEqual([1, 2]);
    await store.upsertPapers([aPaper({ id: ONE, title: 'On Reading' })], NINE);
    expect(await store.toggleLike(ONE, by('ada'), NINE)).toBe(1);
    expect(await store.toggleLike(ONE, { user: aUser('ada'), place: aPlace('other') }, NINE)).toBe(1);
  });

  it('are shown again as they were posted, while that is kept', async () => {
    const store = await aStore();
    await putDown(store, aDelivery(), { posted: [ONE] });
    expect(await store.postOf(ONE, aPlace())).toEqual(aDelivery().message);
    expect(await store.postOf(ONE, aPlace('other'))).toBeUndefined();
    expect(await store.postOf(TWO, aPlace())).toBeUndefined();
  });

  it('stay known when the subscription is removed', async () => {
    const store = await aStore();
    await putDown(store, aDelivery(), { posted: [ONE] });
    await store.removeSubscription(S1);
    expect(await store.postedIn(aPlace(), [ONE])).toEqual(new Map([[ONE, NINE]]));
  });
}

function severalWorkers(freshDatabase: FreshDatabase): void {
  const COUNT = 60;
  const subscriptions = Array.from({ length: COUNT }, (_, at) => aSubscription({ id: `s${at}`, place: aPlace(`c${at % 7}`) }));
  const deliveries = subscriptions.map((of): Delivery => aDelivery({ of }));
  const stores = async (): Promise<readonly [OpenStore, OpenStore, OpenStore]> => {
    const url = await freshDatabase();
    const first = await openTestStore({ url });
    for (const subscription of subscriptions) await first.addSubscription(subscription);
    return [first, await openTestStore({ url }), await openTestStore({ url })];
  };

  it('put each slot down once between them', async () => {
    const all = await stores();
    const put = (store: OpenStore) =>
      Promise.all(deliveries.map((each) => putDown(store, each, { posted: [`arxiv:${each.subscription}` as PaperId] })));
    const answers = (await Promise.all(all.map(put))).flat();
    expect(answers.filter((answer) => answer === 'enqueued')).toHaveLength(COUNT);
  });

  it('claim each delivery once between them, and never more than they ask for', async () => {
    const all = await stores();
    for (const delivery of deliveries) await putDown(all[0], delivery);
    const batches: (readonly ClaimedDelivery[])[] = [];
    const drain = async (store: OpenStore): Promise<void> => {
      for (;;) {
        const batch = await claimAt(store, NINE, 4);
        if (batch.length === 0) return;
        batches.push(batch);
      }
    };
    await Promise.all(all.map(drain));
    expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(4);
    expect(
      batches
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(deliveries.map(({ id }) => id).sort());
  });

  it('pause, refuse, put down and close at once without waiting for each other for ever', async () => {
    const [one, two, three] = await stores();
    for (const delivery of deliveries) await putDown(one, delivery);
    const claims = await claimAt(one, NINE, COUNT);
    await Promise.all([
      ...claims.map((claim) => one.settle(claim, { kind: 'failed', at: NINE, reason: 'channel-gone' }, NINE)),
      ...subscriptions.map((of) => putDown(two, aDelivery({ of, slot: TOMORROW }), { posted: [ONE, TWO] })),
      ...subscriptions.map(({ id }) => three.pauseSubscription(id, 'asked', NINE)),
    ]);
    for (const { id } of subscriptions) expect((await one.subscription(id))?.status.kind).toBe('paused');
    expect(await two.deliveryState(deliveryId(subscriptionId('s0'), NINE))).toMatchObject({ reason: 'channel-gone' });
  });
}
