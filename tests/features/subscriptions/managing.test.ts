import { describe, expect, it } from 'vitest';
import type { DeliveryState } from '../../../src/core/delivery.ts';
import { directPlace } from '../../../src/core/place.ts';
import type { PauseReason } from '../../../src/core/subscription.ts';
import { labelsOf, messageOf, wordsOf } from '../../support/a-bot.ts';
import { anInstant, aUser, MEMBER } from '../../support/builders.ts';
import { aDelivery, aPlace, putDown } from '../../support/delivery-builders.ts';
import { aSubscribedBot, HERE, said } from './a-subscribed-bot.ts';

const DAILY = 'subscribe paper-of-the-day daily at 9';
const SLOT = anInstant('2026-01-09T09:00:00Z');

describe('subscriptions', () => {
  it('say how to begin where there are none', async () => {
    const { bot } = await aSubscribedBot([]);
    expect(await said(bot, 'subscriptions')).toMatch(/Nothing is subscribed here.*subscribe paper-of-the-day weekdays at 9/);
  });

  it('are told with their name, what and when, the next run and that nothing was due yet', async () => {
    const { bot, ids } = await aSubscribedBot([DAILY, 'subscribe digest "agents | reading | sums" weekdays']);
    const answer = await said(bot, 'subscriptions');
    expect(answer).toContain(`${ids[0]} Paper of the day, every day at 09:00, UTC, to #papers next 2026-01-09T09:00:00.000Z`);
    expect(answer).toContain(`${ids[1]} Digest of agents and reading and 1 more, on weekdays at 09:00, UTC`);
    expect(answer).toContain('nothing was due yet');
  });

  it('show what comes to the asker beside what comes to the channel, and nobody else’s', async () => {
    const { bot } = await aSubscribedBot([DAILY]);
    await bot.ask('subscribe digest mine to:me', HERE);
    await bot.ask('subscribe digest theirs to:me', { ...HERE, asker: aUser('other') });
    const answer = await said(bot, 'subscriptions');
    expect(answer).toContain('Digest of mine');
    expect(answer).not.toContain('theirs');
    const elsewhere = { place: { ...HERE.place, workspace: 'another lab' }, asker: aUser('stranger') };
    expect(await said(bot, 'subscriptions', elsewhere)).toContain('Nothing is subscribed here');
  });

  it.each<[DeliveryState, string]>([
    [{ kind: 'failed', at: SLOT, reason: 'gave-up' }, 'not posted: it failed too often'],
    [{ kind: 'failed', at: SLOT, reason: 'in-doubt' }, 'may have been posted'],
    [{ kind: 'sent', at: SLOT, ref: 'm1' as never }, `posted ${SLOT}`],
  ])('tell what became of the last slot: %o', async (state, words) => {
    const { bot } = await aSubscribedBot([DAILY]);
    const [of] = await bot.store.subscriptionsIn(HERE.place);
    if (of === undefined) throw new Error('nothing subscribed');
    await putDown(bot.store, aDelivery({ of, slot: SLOT }));
    const [claim] = await bot.store.claim({ now: SLOT, lease: 60_000 as never, limit: 1, platforms: ['terminal'] });
    if (claim?.kind !== 'delivery') throw new Error('nothing to claim');
    await bot.store.settle(claim.delivery, state, SLOT);
    expect(await said(bot, 'subscriptions')).toContain(words);
  });

  it('tell a slot without a post with its reason', async () => {
    const { bot, ids } = await aSubscribedBot([DAILY]);
    await bot.store.closeSlots([{ subscription: ids[0] as never, slots: [{ slot: SLOT, why: 'No list came.' }] }]);
    expect(await said(bot, 'subscriptions')).toContain(`${SLOT}: nothing posted. No list came.`);
  });

  it.each<[PauseReason, string]>([
    ['asked', 'paused, as it was asked to'],
    ['channel-gone', 'paused, as the channel is gone'],
    ['bot-removed', 'paused, as the bot was removed from there'],
    ['not-permitted', 'paused, as the bot may not post there'],
  ])('say why they are paused: %s', async (why, words) => {
    const { bot, ids } = await aSubscribedBot([DAILY]);
    await bot.store.pauseSubscription(ids[0] as never, why, SLOT);
    expect(await said(bot, 'subscriptions')).toContain(words);
  });

  it('open one by one, with what can be done about each', async () => {
    const { bot, ids } = await aSubscribedBot(['subscribe digest "agents | author:tri-dao" weekdays']);
    const shown = messageOf(await bot.press({ kind: 'subscription.show', subscription: ids[0] as never }, HERE));
    expect(wordsOf(shown)).toContain('What matches any of agents author:tri-dao');
    expect(labelsOf(shown)).toEqual(['Preview', 'Pause', 'Unsubscribe']);
  });
});

describe('pausing, resuming and ending', () => {
  it('needs no name where there is one subscription, and its name where there are several', async () => {
    const { bot, ids } = await aSubscribedBot([DAILY]);
    await bot.ask('pause', HERE);
    expect((await bot.store.subscription(ids[0] as never))?.status.kind).toBe('paused');
    await bot.ask('subscribe digest agents', HERE);
    expect(await said(bot, 'resume')).toMatch(new RegExp(`Which one\\? There are .*\`${ids[0]}\``));
    await bot.ask(`resume #${String(ids[0]).toUpperCase()}`, HERE);
    expect((await bot.store.subscription(ids[0] as never))?.status.kind).toBe('active');
  });

  it('ends with what to type to have it again', async () => {
    const { bot } = await aSubscribedBot([`subscribe digest 'agents author:"Tri Dao" | reading' daily at 7 max 3`]);
    const answer = await said(bot, 'unsubscribe');
    const again = /To have it again: (subscribe digest .*)$/.exec(answer)?.[1] ?? '';
    const before = await bot.store.subscriptionsIn(HERE.place);
    expect(before).toEqual([]);
    await bot.ask(again, HERE);
    expect(await bot.store.subscriptionsIn(HERE.place)).toMatchObject([
      { program: { max: 3, rules: [{ words: 'agents', filters: { authors: ['Tri Dao'] } }, { words: 'reading' }] } },
    ]);
  });

  it('does not know what is subscribed elsewhere', async () => {
    const { bot, ids } = await aSubscribedBot([DAILY]);
    const elsewhere = { place: aPlace('other'), asker: aUser('stranger') };
    expect(await said(bot, `unsubscribe ${ids[0]}`, elsewhere)).toContain('Nothing is subscribed here.');
    const press = await bot.press({ kind: 'subscription.remove', subscription: ids[0] as never }, elsewhere);
    expect(press).toMatchObject({ level: 'error', text: expect.stringContaining('not here any more') });
    expect(await bot.store.subscription(ids[0] as never)).toBeDefined();
  });

  it('takes the right to manage the channel, or to have subscribed it', async () => {
    const place = aPlace('papers', 'discord');
    const [owner, other] = [aUser('owner', 'discord'), aUser('other', 'discord')];
    const { bot } = await aSubscribedBot([]);
    await bot.ask(DAILY, { place, asker: owner });
    const refused = await said(bot, 'unsubscribe', { place, asker: other, standing: MEMBER });
    expect(refused).toContain('Manage Channels');
    expect(await said(bot, 'unsubscribe', { place: directPlace(owner), asker: owner, standing: MEMBER })).toContain('Ended');
  });
});
