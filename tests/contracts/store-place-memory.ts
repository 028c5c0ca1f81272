/**
 * What every database behind the memory of places must do.
 */
import { describe, expect, it } from 'vitest';
import type { Nomination } from '../../src/core/groups/ballot.ts';
import { DEFAULT_STEP_DAYS } from '../../src/core/groups/cycle.ts';
import type { Group, GroupId } from '../../src/core/groups/group.ts';
import { EMPTY_ROTA } from '../../src/core/groups/rota.ts';
import type { PaperId } from '../../src/core/paper.ts';
import { directPlace, type Place } from '../../src/core/place.ts';
import type { TimeZone } from '../../src/core/time.ts';
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
    await putDown(store, aDelivery({ of: subscription }), { posted: papers });
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
}
