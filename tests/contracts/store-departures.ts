/**
 * What every database must do about workspaces that take the bot out.
 */
import { describe, expect, it } from 'vitest';
import type { PaperId } from '../../src/core/paper.ts';
import { directPlace, type Place } from '../../src/core/place.ts';
import { plus } from '../../src/core/time.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { anInstant, aUser } from '../support/builders.ts';
import { openTestStore } from '../support/databases.ts';
import { aDelivery, aSubscription, putDown, subscriptionId } from '../support/delivery-builders.ts';
import { aGroup } from '../support/group-builders.ts';
import type { FreshDatabase } from './store.ts';

const NOW = anInstant('2026-01-05T09:00:00Z');
const DAY_MS = 86_400_000;
const PAPER = 'arxiv:2401.00001' as PaperId;
const LAB = { platform: 'discord', workspace: '1001' } as const;

function placeIn(workspace: string, channel = '2001'): Place {
  return { platform: 'discord', workspace, channel };
}

export function departuresContract(freshDatabase: FreshDatabase): void {
  const aStore = async (): Promise<OpenStore> => openTestStore({ url: await freshDatabase() });

  describe('a workspace that took the bot out', () => {
    it('has its subscriptions paused, and those of others go on', async () => {
      const store = await aStore();
      await store.addSubscription(aSubscription({ id: 's1', place: placeIn('1001') }));
      await store.addSubscription(aSubscription({ id: 's2', place: placeIn('1001', '2002') }));
      await store.addSubscription(aSubscription({ id: 's3', place: placeIn('10010') }));
      await store.addSubscription(aSubscription({ id: 's4', place: { ...placeIn('1001'), platform: 'slack' } }));
      expect(await store.noteDeparture(LAB, NOW)).toBe(2);
      const statuses = await Promise.all(['s1', 's2', 's3', 's4'].map((id) => store.subscription(subscriptionId(id))));
      expect(statuses.map((each) => each?.status.kind)).toEqual(['paused', 'paused', 'active', 'active']);
      expect(statuses[0]?.status).toMatchObject({ why: 'bot-removed' });
      expect(await store.pauseNotices(9)).toHaveLength(2);
      expect(await store.noteDeparture(LAB, plus(NOW, DAY_MS))).toBe(0);
    });

    it('is deleted whole once its time is up, by the moment that was noted first, and nothing of others is', async () => {
      const store = await aStore();
      for (const [id, workspace] of [
        ['s1', '1001'],
        ['s2', '10010'],
      ] as const) {
        const subscription = aSubscription({ id, place: placeIn(workspace), owner: aUser(id, 'discord') });
        await store.addSubscription(subscription);
        await putDown(store, aDelivery({ of: subscription, slot: NOW }), { posted: [PAPER] });
        await store.toggleLike(PAPER, { user: aUser('fan', 'discord'), place: subscription.place }, NOW);
        const group = aGroup({ id: `of${id}`, place: subscription.place });
        await store.addGroup(group);
        await store.changeMeeting(group.id, NOW, (meeting) => ({ ...meeting, state: 'skipped' }));
      }
      await store.noteDeparture(LAB, NOW);
      await store.noteDeparture(LAB, plus(NOW, 20 * DAY_MS));
      expect(await store.forgetDepartedBefore(NOW)).toEqual([]);
      expect(await store.forgetDepartedBefore(plus(NOW, 1))).toEqual([LAB]);
      expect(await store.forgetDepartedBefore(plus(NOW, 1))).toEqual([]);
      expect(await store.subscription(subscriptionId('s1'))).toBeUndefined();
      expect(await store.deliveryState(aDelivery({ of: aSubscription({ id: 's1' }), slot: NOW }).id)).toBeUndefined();
      expect(await store.postedIn(placeIn('1001'), [PAPER])).toEqual(new Map());
      expect(await store.subscription(subscriptionId('s2'))).toBeDefined();
      expect((await store.postedIn(placeIn('10010'), [PAPER])).size).toBe(1);
      expect(await store.groupIn(placeIn('1001'))).toBeUndefined();
      const kept = await store.groupIn(placeIn('10010'));
      expect(kept && (await store.meeting(kept.id, NOW))).toMatchObject({ state: 'skipped' });
      const likesAfterOneMore = async (place: Place) => store.toggleLike(PAPER, { user: aUser('other', 'discord'), place }, NOW);
      expect(await likesAfterOneMore(placeIn('1001'))).toBe(1);
      expect(await likesAfterOneMore(placeIn('10010'))).toBe(2);
    });

    it('keeps everything where it lets the bot in again before', async () => {
      const store = await aStore();
      await store.addSubscription(aSubscription({ place: placeIn('1001') }));
      await store.noteDeparture(LAB, NOW);
      await store.noteReturn(LAB);
      expect(await store.forgetDepartedBefore(plus(NOW, DAY_MS))).toEqual([]);
      expect(await store.subscription(subscriptionId('s1'))).toBeDefined();
    });

    it('is known by what is subscribed there, and direct messages are no workspace', async () => {
      const store = await aStore();
      expect(await store.workspacesOn('discord')).toEqual([]);
      await store.addSubscription(aSubscription({ id: 's1', place: placeIn('1001') }));
      await store.addSubscription(aSubscription({ id: 's2', place: placeIn('1001', '2002') }));
      await store.addSubscription(aSubscription({ id: 's3', place: directPlace(aUser('7', 'discord')) }));
      await store.addSubscription(aSubscription({ id: 's4', place: { ...placeIn('T1'), platform: 'slack' } }));
      expect(await store.workspacesOn('discord')).toEqual(['1001']);
    });
  });
}
