/**
 * What every database behind the memory of places must do.
 */
import { describe, expect, it } from 'vitest';
import type { DeliveryState, MessageRef } from '../../src/core/delivery.ts';
import type { Nomination } from '../../src/core/groups/ballot.ts';
import { DEFAULT_STEP_DAYS } from '../../src/core/groups/cycle.ts';
import type { Group, GroupId } from '../../src/core/groups/group.ts';
import { EMPTY_ROTA } from '../../src/core/groups/rota.ts';
import type { PaperId } from '../../src/core/paper.ts';
import { directPlace, type Place } from '../../src/core/place.ts';
import type { Subscription } from '../../src/core/subscription.ts';
import type { Milliseconds, TimeZone } from '../../src/core/time.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { anInstant, aPagePaper, aPaper, aUser } from '../support/builders.ts';
import { openTestStore } from '../support/databases.ts';
import { aDelivery, aPlace, aSubscription, putDown } from '../support/delivery-builders.ts';
import type { FreshDatabase } from './store.ts';

const NINE = anInstant('2026-01-05T09:00:00Z');
const SLOT = anInstant('2026-01-08T14:00:00Z');
const paperId = (number: number): PaperId => `arxiv:2601.${String(number).padStart(5, '0')}` as PaperId;
const here = (...places: readonly Place[]) => ({ kind: 'places', places }) as const;
const LAB = { kind: 'workspace', platform: 'terminal', workspace: 'lab' } as const;

export function placeMemoryContract(freshDatabase: FreshDatabase): void {
  const aStore = async (): Promise<OpenStore> => openTestStore({ url: await freshDatabase() });

  const post = async (store: OpenStore, place: Place, papers: readonly PaperId[]): Promise<void> => {
    const subscription = aSubscription({ id: `s-${JSON.stringify(place)}`, place });
    await store.addSubscription(subscription);
    await putDown(store, aDelivery({ of: subscription }), { posted: papers, as: 'digest' });
  };
  const vote = async (store: OpenStore, place: Place, nominations: readonly Nomination[]): Promise<void> => {
    const group: Group = {
      id: `g-${JSON.stringify(place)}` as GroupId,
      place,
      owner: aUser('ada'),
      name: 'Reading group',
      meetings: { kind: 'weekly', on: 'thu', at: { hour: 15, minute: 0 }, zone: 'Europe/Berlin' as TimeZone },
      days: DEFAULT_STEP_DAYS,
      createdAt: NINE,
      members: [],
      rota: EMPTY_ROTA,
      settledUpTo: NINE,
    };
    await store.addGroup(group);
    await store.changeMeeting(group.id, SLOT, (meeting) => ({ ...meeting, nominations }));
  };
  const sorted = (seen: ReadonlySet<PaperId>): readonly PaperId[] => [...seen].sort();

  describe('what a place has seen', () => {
    it('is what was posted, liked, nominated and put to the vote there', async () => {
      const store = await aStore();
      await post(store, aPlace(), [paperId(1), paperId(2)]);
      await store.toggleLike(paperId(3), { user: aUser(), place: aPlace() }, NINE);
      await vote(store, aPlace(), [{ paper: paperId(4), by: aUser() }, { paper: paperId(5) }]);
      expect(sorted(await store.seenIn(here(aPlace())))).toEqual([1, 2, 3, 4, 5].map(paperId));
    });

    it('is nothing of another channel, workspace or platform, whatever they are called', async () => {
      const store = await aStore();
      const others: readonly Place[] = [
        aPlace('other'),
        aPlace('papers', 'slack'),
        { platform: 'terminal', workspace: 'lab2', channel: 'papers' },
        { platform: 'terminal', workspace: '%', channel: 'papers' },
      ];
      for (const [at, place] of others.entries()) {
        await post(store, place, [paperId(at + 10)]);
        await vote(store, place, [{ paper: paperId(at + 20) }]);
      }
      expect(sorted(await store.seenIn(here(aPlace())))).toEqual([]);
      expect(sorted(await store.seenIn(LAB))).toEqual([paperId(10), paperId(20)]);
    });

    it('of several places is that of each of them', async () => {
      const store = await aStore();
      await post(store, aPlace(), [paperId(1)]);
      await post(store, aPlace('thread'), [paperId(2)]);
      expect(sorted(await store.seenIn(here(aPlace('thread'), aPlace())))).toEqual([1, 2].map(paperId));
    });

    it('of a workspace is that of all its channels and of nobody’s direct messages', async () => {
      const store = await aStore();
      await post(store, aPlace(), [paperId(1)]);
      await vote(store, aPlace('other'), [{ paper: paperId(2) }]);
      await post(store, directPlace(aUser()), [paperId(3)]);
      expect(sorted(await store.seenIn(LAB))).toEqual([1, 2].map(paperId));
    });

    it('of direct messages is what came there and what that person saved, and nobody else', async () => {
      const store = await aStore();
      const papers = [1, 2, 3].map((number) => aPaper({ id: paperId(number) }));
      await store.upsertPapers(papers, NINE);
      await post(store, directPlace(aUser('ada')), [paperId(1)]);
      await store.savePaper(aUser('ada'), paperId(2), NINE);
      await store.savePaper(aUser('bob'), paperId(3), NINE);
      expect(sorted(await store.seenIn(here(directPlace(aUser('ada')))))).toEqual([1, 2].map(paperId));
      expect(sorted(await store.seenIn(here(aPlace())))).toEqual([]);
    });

    it('is told by the id that a paper has now', async () => {
      const store = await aStore();
      const page = aPagePaper('On Reading');
      await store.upsertPapers([page], NINE);
      await post(store, aPlace(), [page.id]);
      await vote(store, aPlace(), [{ paper: page.id }]);
      await store.upsertPapers([aPaper({ id: paperId(9), title: 'On Reading' })], NINE);
      expect(sorted(await store.seenIn(here(aPlace())))).toEqual([paperId(9)]);
    });
  });

  describe('what a place was told of a paper', () => {
    const aStoreWith = async (...subscriptions: readonly Subscription[]): Promise<OpenStore> => {
      const store = await aStore();
      for (const subscription of subscriptions) await store.addSubscription(subscription);
      return store;
    };
    const settle = async (store: OpenStore, state: DeliveryState): Promise<void> => {
      for (const each of await store.claim({ now: SLOT, lease: 120_000 as Milliseconds, limit: 9, platforms: ['terminal'] })) {
        if (each.kind === 'unreadable') throw new Error(each.why);
        await store.settle(each.delivery, state, SLOT);
      }
    };
    const sent = (ref: string): DeliveryState => ({ kind: 'sent', at: SLOT, ref: ref as MessageRef });
    const told = async (store: OpenStore, number: number, ...places: readonly Place[]) =>
      (await store.mentionsOf([paperId(number)], places.length === 0 ? [aPlace()] : places)).get(paperId(number)) ?? [];

    it('counts once the post is there, with the reference that the platform gave it, for longer than the delivery is kept', async () => {
      const store = await aStoreWith(aSubscription());
      await putDown(store, aDelivery(), { posted: [paperId(1)], as: 'paper-of-the-day' });
      expect(await told(store, 1)).toEqual([]);
      await settle(store, sent('m1'));
      await store.forgetSlotsBefore(anInstant('2027-01-01'));
      await store.removeSubscription(aSubscription().id);
      expect(await told(store, 1)).toEqual([{ place: aPlace(), as: 'paper-of-the-day', slot: NINE, ref: 'm1' }]);
    });

    it.each(['rejected', 'in-doubt'] as const)('is nothing where the post is not surely there: %s', async (reason) => {
      const store = await aStoreWith(aSubscription());
      await putDown(store, aDelivery(), { posted: [paperId(1)], as: 'digest' });
      await settle(store, { kind: 'failed', at: SLOT, reason });
      expect(await told(store, 1)).toEqual([]);
    });

    it('is every message that told of it, newest first, also of a paper that the place had seen before', async () => {
      const [day, meeting] = [aSubscription({ id: 'day' }), aSubscription({ id: 'meeting' })];
      const store = await aStoreWith(day, meeting);
      await putDown(store, aDelivery({ of: day }), { posted: [paperId(1)], as: 'paper-of-the-day' });
      await settle(store, sent('m1'));
      const later = aDelivery({ of: meeting, slot: SLOT });
      expect(await putDown(store, later, { told: [paperId(1), paperId(2)], as: 'meeting' })).toBe('enqueued');
      await settle(store, sent('m2'));
      expect((await told(store, 1)).map(({ as, ref }) => [as, ref])).toEqual([
        ['meeting', 'm2'],
        ['paper-of-the-day', 'm1'],
      ]);
      expect([...(await store.postedIn(aPlace(), [paperId(1), paperId(2)]))]).toEqual([
        [paperId(1), NINE],
        [paperId(2), SLOT],
      ]);
    });

    it('does not keep from the paper of the day what was only put to the vote', async () => {
      const store = await aStoreWith(aSubscription());
      await putDown(store, aDelivery(), { told: [paperId(1)], as: 'ballot' });
      expect(await store.postedIn(aPlace(), [paperId(1)])).toEqual(new Map());
    });

    it('is nothing of another place, and goes with a workspace that let the bot go', async () => {
      const rivals: Place = { platform: 'terminal', workspace: 'rivals', channel: 'papers' };
      const store = await aStoreWith(aSubscription({ id: 'ours' }), aSubscription({ id: 'theirs', place: rivals }));
      for (const [id, place] of [
        ['ours', aPlace()],
        ['theirs', rivals],
      ] as const) {
        await putDown(store, aDelivery({ of: aSubscription({ id, place }) }), { posted: [paperId(1)], as: 'digest' });
        await settle(store, sent(id));
      }
      expect((await told(store, 1)).map(({ ref }) => ref)).toEqual(['ours']);
      expect(await told(store, 1, aPlace('elsewhere'))).toEqual([]);
      await store.noteDeparture({ platform: 'terminal', workspace: 'lab' }, NINE);
      await store.forgetDepartedBefore(SLOT);
      expect(await told(store, 1)).toEqual([]);
      expect(await told(store, 1, rivals)).toHaveLength(1);
    });

    it('of direct messages is forgotten with the person', async () => {
      const place = directPlace(aUser('ada'));
      const store = await aStoreWith(aSubscription({ place }));
      await putDown(store, aDelivery({ of: aSubscription({ place }) }), { posted: [paperId(1)], as: 'digest' });
      await settle(store, sent('m1'));
      expect(await told(store, 1, place)).toHaveLength(1);
      await store.forgetPerson(aUser('ada'));
      expect(await told(store, 1, place)).toEqual([]);
    });

    it('and the likes that it has there are known by each id that the paper ever had', async () => {
      const store = await aStoreWith(aSubscription());
      const page = aPagePaper('On Reading');
      await store.upsertPapers([page], NINE);
      await putDown(store, aDelivery(), { posted: [page.id], as: 'digest' });
      await settle(store, sent('m1'));
      await store.toggleLike(page.id, { user: aUser('ada'), place: aPlace() }, NINE);
      await store.upsertPapers([aPaper({ id: paperId(9), title: 'On Reading' })], NINE);
      await store.toggleLike(paperId(9), { user: aUser('bob'), place: aPlace() }, NINE);
      await store.toggleLike(paperId(9), { user: aUser('bob'), place: aPlace('elsewhere') }, NINE);
      for (const id of [page.id, paperId(9)]) {
        expect((await store.mentionsOf([id], [aPlace()])).get(id), id).toHaveLength(1);
        expect((await store.likesOf([id], [aPlace()])).get(id), id).toBe(2);
      }
      expect((await store.likesOf([paperId(9)], [aPlace('nowhere')])).size).toBe(0);
    });
  });

  describe('what was liked in a place', () => {
    const [ada, bob] = [aUser('ada'), aUser('bob')];
    const TEN = anInstant('2026-01-05T10:00:00Z');

    it('is likes of anybody and what the named people saved there, oldest first, without who it was', async () => {
      const store = await aStore();
      await store.toggleLike(paperId(1), { user: aUser('cai'), place: aPlace() }, TEN);
      await store.savePaper(ada, paperId(2), NINE, aPlace());
      await store.savePaper(bob, paperId(3), NINE, aPlace());
      await store.savePaper(ada, paperId(4), NINE);
      await store.savePaper(ada, paperId(5), NINE, aPlace('elsewhere'));
      expect(await store.likedIn(aPlace(), [ada])).toEqual([
        { kind: 'save', paper: paperId(2), at: NINE },
        { kind: 'like', paper: paperId(1), at: TEN },
      ]);
      expect(await store.likedIn(aPlace(), [])).toHaveLength(1);
      expect(await store.likedIn({ ...aPlace(), workspace: 'rivals' }, [ada, bob])).toEqual([]);
    });

    it('goes with what is taken off a list, with whoever is forgotten, and with the workspace, whose people keep their lists', async () => {
      const store = await aStore();
      await store.upsertPapers([aPaper({ id: paperId(3) })], NINE);
      await store.savePaper(ada, paperId(1), NINE, aPlace());
      await store.savePaper(ada, paperId(2), NINE, aPlace());
      await store.savePaper(bob, paperId(3), NINE, aPlace());
      await store.unsavePaper(ada, paperId(1));
      expect((await store.likedIn(aPlace(), [ada, bob])).map(({ paper }) => paper).toSorted()).toEqual([2, 3].map(paperId));
      await store.forgetPerson(ada);
      expect((await store.likedIn(aPlace(), [ada, bob])).map(({ paper }) => paper)).toEqual([paperId(3)]);
      await store.noteDeparture({ platform: 'terminal', workspace: 'lab' }, NINE);
      await store.forgetDepartedBefore(TEN);
      expect(await store.likedIn(aPlace(), [ada, bob])).toEqual([]);
      expect(await store.readingList(bob)).toHaveLength(1);
    });
  });
}
