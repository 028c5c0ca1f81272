/**
 * What every database behind subscriptions must do.
 */
import { describe, expect, it } from 'vitest';
import { deliveryId } from '../../src/core/delivery.ts';
import type { PlatformName } from '../../src/core/place.ts';
import { NO_FILTERS, wordsQuery } from '../../src/core/query.ts';
import type { Schedule } from '../../src/core/schedule.ts';
import type { Program } from '../../src/core/subscription.ts';
import type { PauseNotice } from '../../src/core/subscription-store.ts';
import { type Instant, type LocalDate, plus, type TimeZone } from '../../src/core/time.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { anInstant, aPaper, aUser } from '../support/builders.ts';
import { openTestStore } from '../support/databases.ts';
import { aDelivery, aPlace, aSubscription, DAILY_AT_NINE, putDown, subscriptionId } from '../support/delivery-builders.ts';
import type { FreshDatabase } from './store.ts';

const NINE = anInstant('2026-01-05T09:00:00Z');
const S1 = subscriptionId('s1');

export function subscriptionsContract(name: string, freshDatabase: FreshDatabase): void {
  const aStore = async (): Promise<OpenStore> => openTestStore({ url: await freshDatabase() });
  describe(`${name}: subscriptions`, () => {
    keeping(aStore);
    pausing(aStore);
  });
}

function keeping(aStore: () => Promise<OpenStore>): void {
  const wallClock = { at: { hour: 9, minute: 30 }, zone: 'Europe/Berlin' as TimeZone };
  const schedules: readonly Schedule[] = [
    { kind: 'daily', ...wallClock },
    { kind: 'days', days: ['mon', 'wed', 'fri'], ...wallClock },
    { kind: 'weekly', on: 'sun', ...wallClock },
    { kind: 'fortnightly', anchor: '2026-01-05' as LocalDate, ...wallClock },
    { kind: 'monthly', day: 31, ...wallClock },
  ];
  const programs: readonly Program[] = [
    { kind: 'paper-of-the-day', weekends: 'silent', prompt: 'in-thread', topics: wordsQuery('agents') },
    {
      kind: 'digest',
      rules: [
        wordsQuery('quantization'),
        { ...wordsQuery(''), filters: { ...NO_FILTERS, authors: ['Tri Dao'] } },
        { ...wordsQuery(''), filters: { ...NO_FILTERS, organizations: ['deepseek-ai'] } },
      ],
      max: 5,
      details: 'in-thread',
      whenEmpty: 'say-why',
    },
    { kind: 'watch', paper: aPaper().id, title: 'A paper' },
  ];

  it('come back as they were added, with every kind of schedule and program', async () => {
    const store = await aStore();
    const all = schedules.flatMap((schedule, at) =>
      programs.map((program, which) => aSubscription({ id: `s${at}${which}`, schedule, program })),
    );
    for (const subscription of all) expect(await store.addSubscription(subscription)).toBe('added');
    expect(await store.subscriptionsIn(aPlace())).toEqual(all);
    expect(await store.subscription(all[0]?.id ?? S1)).toEqual(all[0]);
  });

  it('have an id each, and need no owner', async () => {
    const store = await aStore();
    const { owner: _, ...ownerless } = aSubscription();
    expect(await store.addSubscription(ownerless)).toBe('added');
    expect(await store.addSubscription(aSubscription())).toBe('already-there');
    expect(await store.subscription(S1)).toEqual(ownerless);
  });

  it('are listed by place and by owner, and to no other', async () => {
    const store = await aStore();
    const [mine, other] = [aSubscription(), aSubscription({ id: 's2', place: aPlace('other'), owner: aUser('a:b/c') })];
    for (const each of [mine, other]) await store.addSubscription(each);
    expect(await store.subscriptionsIn(aPlace('other'))).toEqual([other]);
    expect(await store.subscriptionsIn({ ...aPlace('other'), workspace: 'other lab' })).toEqual([]);
    expect(await store.subscriptionsOf(aUser('a:b/c'))).toEqual([other]);
    expect(await store.subscriptionsOf(aUser('a:b/c', 'slack'))).toEqual([]);
  });

  it('are due from their next slot on, those that are paused left out', async () => {
    const store = await aStore();
    for (let at = 1; at <= 3; at += 1) await store.addSubscription(aSubscription({ id: `s${at}` }));
    await store.pauseSubscription(subscriptionId('s2'), 'asked', NINE);
    expect(await dueIds(store, ['terminal'], plus(NINE, -1))).toEqual([]);
    expect(await dueIds(store, ['terminal'])).toEqual(['s1', 's3']);
    await putDown(store, aDelivery());
    expect(await dueIds(store, ['terminal'])).toEqual(['s3']);
    expect(await store.readDue([S1, subscriptionId('s2'), subscriptionId('s3')], NINE)).toMatchObject([
      { kind: 'subscription', subscription: { id: 's3' } },
    ]);
    expect(await dueIds(store, ['terminal'], plus(NINE, 24 * 3_600_000))).toEqual(['s1', 's3']);
  });

  it('are due on the platforms that are asked for', async () => {
    const store = await aStore();
    for (const platform of ['discord', 'slack', 'terminal'] as const) {
      await store.addSubscription(aSubscription({ id: platform, place: aPlace('papers', platform) }));
    }
    expect(await dueIds(store, ['slack', 'terminal'])).toEqual(['slack', 'terminal']);
    expect(await dueIds(store, [])).toEqual([]);
  });

  it('are told apart by whether a person made them', async () => {
    const store = await aStore();
    const { owner: _, ...ownerless } = aSubscription({ id: 's2' });
    for (const each of [aSubscription(), ownerless]) await store.addSubscription(each);
    expect(await store.ownerlessSubscriptions()).toEqual([ownerless]);
  });

  it('are told apart by platform, without those that are paused', async () => {
    const store = await aStore();
    const onDiscord = aSubscription({ place: aPlace('papers', 'discord') });
    const others = [
      aSubscription({ id: 's2', place: aPlace('papers', 'slack') }),
      aSubscription({ id: 's3', place: aPlace('papers', 'discord') }),
    ];
    for (const each of [onDiscord, ...others]) await store.addSubscription(each);
    await store.pauseSubscription(subscriptionId('s3'), 'asked', NINE);
    expect(await store.activeSubscriptionsOn('discord')).toEqual([onDiscord]);
  });

  it('tell the first slot that is still to come, of those that are not paused', async () => {
    const store = await aStore();
    const slotAfter = (instant: string, platform: PlatformName = 'terminal') =>
      store.nextSlotAfter(anInstant(instant), [platform]);
    await store.addSubscription(aSubscription());
    await store.addSubscription(aSubscription({ id: 's2', schedule: { ...DAILY_AT_NINE, at: { hour: 8, minute: 30 } } }));
    expect(await slotAfter('2026-01-05T08:00:00Z')).toBe(anInstant('2026-01-05T08:30:00Z'));
    expect(await slotAfter('2026-01-05T08:30:00Z')).toBe(NINE);
    expect(await slotAfter('2026-01-05T08:00:00Z', 'discord')).toBeUndefined();
    await store.pauseSubscription(subscriptionId('s2'), 'asked', NINE);
    expect(await slotAfter('2026-01-05T08:00:00Z')).toBe(NINE);
  });

  it('say something else when they are changed, and still owe the slot that was open', async () => {
    const store = await aStore();
    await store.addSubscription(aSubscription());
    const program = { kind: 'paper-of-the-day', weekends: 'silent', prompt: 'in-thread' } as const;
    const changed = await store.changeSubscription(S1, ({ schedule }) => ({ program, schedule }), NINE);
    expect(changed).toEqual({ ...aSubscription(), program });
    expect(await store.subscription(S1)).toEqual(changed);
    expect(await store.changeSubscription(subscriptionId('s9'), (current) => current, NINE)).toBeUndefined();
  });

  it('owe nothing for the past of a schedule that they are given', async () => {
    const store = await aStore();
    await store.addSubscription(aSubscription());
    const schedule = { ...DAILY_AT_NINE, at: { hour: 8, minute: 30 } };
    const changed = await store.changeSubscription(S1, ({ program }) => ({ program, schedule }), NINE);
    expect(changed).toMatchObject({ schedule, lastSlot: NINE });
  });

  it('keep every change of several that are made at once', async () => {
    const store = await aStore();
    await store.addSubscription(aSubscription({ program: aDigest([]) }));
    const words = ['one', 'two', 'three', 'four'];
    await Promise.all(
      words.map((word) =>
        store.changeSubscription(
          S1,
          ({ program, schedule }) => ({ program: aDigest([...rulesOf(program), word]), schedule }),
          NINE,
        ),
      ),
    );
    const program = (await store.subscription(S1))?.program;
    expect(program && rulesOf(program).toSorted()).toEqual(words.toSorted());
  });

  it('are removed with their results', async () => {
    const store = await aStore();
    await store.addSubscription(aSubscription());
    await putDown(store, aDelivery());
    await store.closeSlots([{ subscription: S1, slots: [{ slot: plus(NINE, 1), why: 'nothing' }] }]);
    expect(await store.removeSubscription(S1)).toBe('removed');
    expect(await store.removeSubscription(S1)).toBe('not-there');
    expect(await store.slotResults(S1, 5)).toEqual([]);
  });
}

function pausing(aStore: () => Promise<OpenStore>): void {
  const paused = async (why: 'asked' | 'channel-gone'): Promise<OpenStore> => {
    const store = await aStore();
    await store.addSubscription(aSubscription());
    expect(await store.pauseSubscription(S1, why, NINE)).toBe('paused');
    return store;
  };

  it('are paused once, and the first reason stands', async () => {
    const store = await paused('asked');
    expect(await store.pauseSubscription(S1, 'channel-gone', plus(NINE, 1))).toBe('not-active');
    expect((await store.subscription(S1))?.status).toEqual({ kind: 'paused', since: NINE, why: 'asked' });
    expect(await store.pauseNotices(5)).toEqual([]);
  });

  it('owe nothing for the time that they were paused', async () => {
    const store = await paused('asked');
    const later = anInstant('2026-02-01T12:00:00Z');
    expect(await store.resumeSubscription(S1, later)).toBe('resumed');
    expect(await store.resumeSubscription(S1, later)).toBe('not-paused');
    expect(await store.subscription(S1)).toMatchObject({ status: { kind: 'active' }, lastSlot: later });
  });

  it('owe nothing twice when they are resumed while the clock is behind', async () => {
    const store = await paused('asked');
    await store.resumeSubscription(S1, anInstant('2026-01-01'));
    expect((await store.subscription(S1))?.lastSlot).toBe(aSubscription().lastSlot);
  });

  it('leave a notice for each pause that was not asked for, until the owner was told', async () => {
    const store = await paused('channel-gone');
    const [first] = await store.pauseNotices(5);
    expect(first).toMatchObject({ subscription: 's1', why: 'channel-gone', since: NINE });
    if (first !== undefined) await tell(store, first);
    expect(await store.pauseNotices(5)).toEqual([]);
    await store.resumeSubscription(S1, NINE);
    await store.pauseSubscription(S1, 'not-permitted', plus(NINE, 1));
    expect(await store.pauseNotices(5)).toMatchObject([{ why: 'not-permitted' }]);
  });

  it('have nobody to tell when nobody owns them', async () => {
    const store = await aStore();
    const { owner: _, ...ownerless } = aSubscription();
    await store.addSubscription(ownerless);
    await store.pauseSubscription(S1, 'channel-gone', NINE);
    expect(await store.pauseNotices(5)).toEqual([]);
  });

  it('go on without their owner when the owner is forgotten', async () => {
    const store = await paused('channel-gone');
    await store.forgetPerson(aUser('owner'));
    expect(await store.subscriptionsOf(aUser('owner'))).toEqual([]);
    expect(await store.pauseNotices(5)).toEqual([]);
    expect(await store.subscription(S1)).toMatchObject({ place: aPlace() });
  });
}

async function dueIds(store: OpenStore, platforms: readonly PlatformName[], now: Instant = NINE): Promise<readonly string[]> {
  return [...(await store.dueSubscriptions({ platforms, now }))].sort();
}

function aDigest(words: readonly string[]): Program {
  return { kind: 'digest', rules: words.map(wordsQuery), max: 5, details: 'none', whenEmpty: 'silent' };
}

function rulesOf(program: Program): readonly string[] {
  return program.kind === 'digest' ? program.rules.map(({ words }) => words) : [];
}

async function tell(store: OpenStore, notice: PauseNotice): Promise<void> {
  const part = { kind: 'notice' } as const;
  const told = { ...aDelivery({ slot: notice.since }), id: deliveryId(notice.subscription, notice.since, part), part };
  expect(await store.enqueueNotice(told, notice)).toBe('enqueued');
  expect(await store.enqueueNotice(told, notice)).toBe('already-there');
}
