/**
 * The personal part of the store's contract: reading lists, settings, what can be forgotten; and the queries behind buttons.
 */
import { describe, expect, it } from 'vitest';
import type { PaperId } from '../../src/core/paper.ts';
import { NO_FILTERS, type SavedQueryId, type SearchQuery, wordsQuery } from '../../src/core/query.ts';
import { type TimeZone, UTC } from '../../src/core/time.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { aDay, anInstant, aPagePaper, aPaper, aUser, somePapers } from '../support/builders.ts';
import { openTestStore } from '../support/databases.ts';
import type { FreshDatabase } from './store.ts';

const MONDAY = anInstant('2026-01-05T09:00:00Z');
const TUESDAY = anInstant('2026-01-06T09:00:00Z');
const [ONE, TWO] = ['arxiv:2401.00001', 'arxiv:2401.00002'] as [PaperId, PaperId];
const READER = aUser('reader');

export function storedPeopleContract(freshDatabase: FreshDatabase): void {
  const aStore = async () => openTestStore({ url: await freshDatabase() });
  describe('reading lists', () => {
    savingPapers(aStore);
    savingUnderTwoIds(aStore);
  });
  describe('people', () => settingsAndForgetting(aStore));
  describe('saved queries', () => queries(aStore));
}

type MakeStore = () => Promise<OpenStore>;

function savingPapers(aStore: MakeStore): void {
  it('lists what a person saved, newest first, with the paper as it is now', async () => {
    const store = await aStore();
    await store.upsertPapers(somePapers(2), MONDAY);
    expect(await store.savePaper(READER, ONE, MONDAY)).toBe('saved');
    expect(await store.savePaper(READER, TWO, TUESDAY)).toBe('saved');
    await store.upsertPapers([aPaper({ id: ONE, upvotes: 12 })], TUESDAY);
    const list = await store.readingList(READER);
    expect(list.map(({ paper, savedAt }) => [paper.id, savedAt, paper.upvotes])).toEqual([
      [TWO, TUESDAY, undefined],
      [ONE, MONDAY, 12],
    ]);
  });

  it('saves a paper once, and leaves it where it stood', async () => {
    const store = await aStore();
    await store.upsertPapers(somePapers(1), MONDAY);
    await store.savePaper(READER, ONE, MONDAY);
    expect(await store.savePaper(READER, ONE, TUESDAY)).toBe('already-there');
    expect(await store.readingList(READER)).toMatchObject([{ savedAt: MONDAY }]);
  });

  it('takes a paper off the list', async () => {
    const store = await aStore();
    await store.upsertPapers(somePapers(1), MONDAY);
    await store.savePaper(READER, ONE, MONDAY);
    expect(await store.unsavePaper(READER, ONE)).toBe('removed');
    expect(await store.unsavePaper(READER, ONE)).toBe('not-there');
    expect(await store.readingList(READER)).toEqual([]);
  });

  it('shows nobody the list of another, of another platform neither', async () => {
    const store = await aStore();
    await store.upsertPapers(somePapers(1), MONDAY);
    await store.savePaper(READER, ONE, MONDAY);
    expect(await store.readingList(aUser('reader', 'discord'))).toEqual([]);
    expect(await store.unsavePaper(aUser('other'), ONE)).toBe('not-there');
    expect(await store.readingList(READER)).toHaveLength(1);
  });
}

function savingUnderTwoIds(aStore: MakeStore): void {
  const page = aPagePaper('Twice told');
  const whole = aPaper({ id: ONE, title: 'Twice told' });

  it('keeps a paper on the list when its id becomes another', async () => {
    const store = await aStore();
    await store.upsertPapers([page], MONDAY);
    await store.savePaper(READER, page.id, MONDAY);
    await store.upsertPapers([whole], TUESDAY);
    expect(await store.readingList(READER)).toMatchObject([{ paper: { id: ONE }, savedAt: MONDAY }]);
    expect(await store.savePaper(READER, ONE, TUESDAY)).toBe('already-there');
    expect(await store.savePaper(READER, page.id, TUESDAY)).toBe('already-there');
    expect(await store.unsavePaper(READER, ONE)).toBe('removed');
    expect(await store.readingList(READER)).toEqual([]);
  });

  it('lists a paper once that was saved under both of its ids, where it was saved first', async () => {
    const store = await aStore();
    await store.upsertPapers([page, aPaper({ id: ONE, title: 'Once told' })], MONDAY);
    await store.savePaper(READER, ONE, TUESDAY);
    await store.savePaper(READER, page.id, MONDAY);
    await store.upsertPapers([whole], TUESDAY);
    expect(await store.readingList(READER)).toMatchObject([{ paper: { id: ONE }, savedAt: MONDAY }]);
    expect(await store.forgetPerson(READER)).toEqual({ savedPapers: 1, settings: 0, subscriptions: 0, likes: 0, groups: 0 });
  });

  it('takes a paper off by the id that it had before', async () => {
    const store = await aStore();
    await store.upsertPapers([page, whole], MONDAY);
    expect(await store.savePaper(READER, page.id, MONDAY)).toBe('saved');
    expect(await store.readingList(READER)).toMatchObject([{ paper: { id: ONE } }]);
    expect(await store.unsavePaper(READER, page.id)).toBe('removed');
  });
}

function settingsAndForgetting(aStore: MakeStore): void {
  const berlin = 'Europe/Berlin' as TimeZone;

  it('have no settings until they make some', async () => {
    const store = await aStore();
    expect(await store.settingsOf(READER)).toEqual({});
  });

  it('change one setting and keep the rest', async () => {
    const store = await aStore();
    await store.changeSettings(READER, { zone: UTC });
    await store.changeSettings(READER, { locale: 'de' });
    await store.changeSettings(READER, { zone: berlin });
    await store.changeSettings(READER, {});
    expect(await store.settingsOf(READER)).toEqual({ zone: berlin, locale: 'de' });
    expect(await store.settingsOf(aUser('other'))).toEqual({});
  });

  it('are forgotten whole, and nobody else is', async () => {
    const store = await aStore();
    await store.upsertPapers(somePapers(2), MONDAY);
    for (const user of [READER, aUser('other')]) {
      await store.savePaper(user, ONE, MONDAY);
      await store.savePaper(user, TWO, MONDAY);
      await store.changeSettings(user, { zone: berlin });
    }
    expect(await store.forgetPerson(READER)).toEqual({ savedPapers: 2, settings: 1, subscriptions: 0, likes: 0, groups: 0 });
    expect(await store.forgetPerson(READER)).toEqual({ savedPapers: 0, settings: 0, subscriptions: 0, likes: 0, groups: 0 });
    expect(await store.readingList(READER)).toEqual([]);
    expect(await store.settingsOf(READER)).toEqual({});
    expect(await store.readingList(aUser('other'))).toHaveLength(2);
    expect(await store.settingsOf(aUser('other'))).toEqual({ zone: berlin });
  });

  it('may have ids with any character, NUL included', async () => {
    const store = await aStore();
    await store.upsertPapers(somePapers(1), MONDAY);
    for (const id of ['a\u0000b', 'a\ud800b', "a'b", '𝒜 b\n']) {
      expect(await store.savePaper(aUser(id), ONE, MONDAY)).toBe('saved');
      expect(await store.readingList(aUser(id))).toHaveLength(1);
      await store.changeSettings(aUser(id), { locale: 'de' });
      expect(await store.forgetPerson(aUser(id))).toEqual({ savedPapers: 1, settings: 1, subscriptions: 0, likes: 0, groups: 0 });
    }
  });
}

function queries(aStore: MakeStore): void {
  const whole: SearchQuery = {
    words: 'low-rank \u0000 adaptation',
    phrases: ['fine tuning'],
    excluded: ['vision'],
    filters: { ...NO_FILTERS, authors: ['Tri Dao'], since: aDay('2024-01-01'), minVotes: 5, has: ['code'] },
    sort: 'votes',
  };

  it('come back as they were saved', async () => {
    const store = await aStore();
    const id = await store.saveQuery(whole, MONDAY);
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(await store.loadQuery(id)).toEqual(whole);
    expect(await store.loadQuery(await store.saveQuery(wordsQuery('pissa'), MONDAY))).toEqual(wordsQuery('pissa'));
  });

  it('have one id each, in whatever order their fields were set', async () => {
    const store = await aStore();
    const turned = Object.fromEntries(Object.entries(whole).reverse()) as unknown as SearchQuery;
    expect(await store.saveQuery(turned, MONDAY)).toBe(await store.saveQuery(whole, MONDAY));
    expect(await store.saveQuery({ ...whole, sort: 'newest' }, MONDAY)).not.toBe(await store.saveQuery(whole, MONDAY));
  });

  it('are forgotten when they were last saved before a given time', async () => {
    const store = await aStore();
    const [old, again] = [await store.saveQuery(wordsQuery('old'), MONDAY), await store.saveQuery(wordsQuery('again'), MONDAY)];
    await store.saveQuery(wordsQuery('again'), TUESDAY);
    expect(await store.forgetQueriesBefore(TUESDAY)).toBe(1);
    expect(await store.loadQuery(old)).toBeUndefined();
    expect(await store.loadQuery(again)).toEqual(wordsQuery('again'));
    expect(await store.loadQuery('\u0000' as SavedQueryId)).toBeUndefined();
  });
}
