import { describe, expect, it } from 'vitest';
import { SourceError } from '../../src/core/errors.ts';
import type { Paper } from '../../src/core/paper.ts';
import type { DailyList, ListSource, SourceTroubleKind } from '../../src/core/source.ts';
import { addDays, type LocalDate } from '../../src/core/time.ts';
import {
  backfill,
  RECENT_DAYS,
  type SyncDeps,
  type SyncProgress,
  syncPapers,
  syncRange,
  syncRecent,
} from '../../src/jobs/sync-papers.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { aClock, type SettableClock } from '../support/a-clock.ts';
import { aDay, aPaper } from '../support/builders.ts';
import { aSqlitePath, openTestStore } from '../support/databases.ts';

interface FakeHub extends ListSource {
  readonly lists: Map<string, readonly Paper[]>;
  /** Days in the order in which they were asked for. */
  readonly asked: LocalDate[];
  readonly troubles: Map<string, SourceTroubleKind | 'not-begun'>;
}

const aHub = (): FakeHub => {
  const hub: FakeHub = {
    ...{ name: 'hugging-face', lists: new Map(), asked: [], troubles: new Map() },
    dailyList: async (date, signal): Promise<DailyList> => {
      signal?.throwIfAborted();
      hub.asked.push(date);
      const trouble = hub.troubles.get(date) ?? hub.troubles.get('all');
      if (trouble === 'not-begun') return { kind: 'not-begun', date };
      if (trouble !== undefined) throw new SourceError('hugging-face', { kind: trouble, what: `was made ${trouble}` });
      return { kind: 'list', date, papers: hub.lists.get(date) ?? [], rejected: [] };
    },
  };
  return hub;
};

const paperOf = (day: string, at = 1, upvotes = 5): Paper => {
  const id = `arxiv:${day.slice(2, 4)}${day.slice(5, 7)}.${String(10_000 + Number(day.slice(8)) * 100 + at)}`;
  return aPaper({ id, listedOn: day, upvotes, comments: 1 });
};

interface Setting {
  readonly hub: FakeHub;
  readonly store: OpenStore;
  readonly clock: SettableClock;
  readonly deps: SyncDeps;
}

/** Friday, 12 June 2026, in the afternoon. */
const aSetting = async (...listDays: readonly string[]): Promise<Setting> => {
  const clock = aClock('2026-06-12T15:00:00Z');
  const [hub, store] = [aHub(), await openTestStore({ url: aSqlitePath() })];
  for (const day of listDays) hub.lists.set(day, [paperOf(day, 1), paperOf(day, 2)]);
  return { hub, store, clock, deps: { source: hub, store, clock } };
};
const states = async (store: OpenStore, since: string, until: string) =>
  Object.fromEntries([...(await store.listDays(aDay(since), aDay(until)))].map(([day, { state }]) => [day, state.kind]).sort());

const LAST_WEEK = ['2026-06-05', '2026-06-08', '2026-06-09', '2026-06-10', '2026-06-12'];

describe('a sync of the last lists', () => {
  it('reads today first, then seven days back, and tells each day from every other kind', async () => {
    const { hub, store, deps } = await aSetting(...LAST_WEEK);
    expect(await syncRecent(deps)).toMatchObject({ lists: 8, added: 10, rejected: 0, failed: [], end: 'complete' });
    expect(hub.asked).toEqual(Array.from({ length: RECENT_DAYS + 1 }, (_, back) => addDays(aDay('2026-06-12'), -back)));
    expect(await states(store, '2026-06-05', '2026-06-12')).toEqual({
      ...{ '2026-06-05': 'settled', '2026-06-06': 'none-due', '2026-06-07': 'none-due', '2026-06-08': 'settled' },
      ...{ '2026-06-09': 'settled', '2026-06-10': 'settled', '2026-06-11': 'empty', '2026-06-12': 'filling' },
    });
    expect(await store.sourceFreshness()).toEqual([{ source: 'hugging-face', lastSuccess: '2026-06-12T15:00:00.000Z' }]);
  });

  it('takes what came since, and the votes that moved', async () => {
    const { hub, store, clock, deps } = await aSetting(...LAST_WEEK);
    await syncRecent(deps);
    const since = clock.now();
    clock.advance({ hours: 1 });
    hub.lists.set('2026-06-12', [paperOf('2026-06-12', 1, 25), paperOf('2026-06-12', 2), paperOf('2026-06-12', 3)]);
    expect(await syncRecent(deps)).toMatchObject({ added: 1, changed: 1, unchanged: 9 });
    const ids = (await store.papersListedOn(aDay('2026-06-12'))).map(({ id }) => id);
    expect([...(await store.votesGained(ids, since)).values()].sort()).toEqual([0, 0, 20]);
  });

  it('that finds the source in trouble asks it no further, and says since when', async () => {
    const { hub, store, clock, deps } = await aSetting(...LAST_WEEK);
    for (const kind of ['unreachable', 'overloaded', 'failing', 'resting'] as const) {
      hub.troubles.set('all', kind);
      hub.asked.length = 0;
      expect(await syncRecent(deps)).toMatchObject({ lists: 0, failed: [{ date: '2026-06-12' }], end: 'broken-off' });
      expect(hub.asked).toEqual(['2026-06-12']);
      expect(await store.sourceTrouble('hugging-face')).toEqual({ since: '2026-06-12T15:00:00.000Z' });
      clock.advance({ minutes: 1 });
      clock.set('2026-06-12T15:00:00Z');
    }
    hub.troubles.clear();
    await syncRecent(deps);
    expect(await store.sourceTrouble('hugging-face')).toBeUndefined();
  });

  it('goes on past a list that cannot be read, which is no trouble of the source unless it is that of today', async () => {
    const { hub, store, deps } = await aSetting(...LAST_WEEK);
    hub.troubles.set('2026-06-09', 'unreadable');
    const report = await syncRecent(deps);
    expect(report).toMatchObject({ lists: 7, failed: [{ date: '2026-06-09' }], end: 'complete' });
    expect(await store.sourceTrouble('hugging-face')).toBeUndefined();
    expect(await states(store, '2026-06-09', '2026-06-09')).toEqual({});
    hub.troubles.set('2026-06-12', 'unreadable');
    await syncRecent(deps);
    expect(await store.sourceTrouble('hugging-face')).toBeDefined();
  });

  it('takes three unreadable lists in a row for trouble of the source', async () => {
    const { hub, deps } = await aSetting(...LAST_WEEK);
    hub.troubles.set('all', 'unreadable');
    expect(await syncRecent(deps)).toMatchObject({ failed: { length: 3 }, end: 'broken-off' });
  });

  it('does not take a list for empty that had papers before', async () => {
    const { hub, store, clock, deps } = await aSetting(...LAST_WEEK);
    await syncRecent(deps);
    clock.advance({ hours: 1 });
    hub.lists.clear();
    const report = await syncRecent(deps);
    expect(report.failed[0]?.error.message).toBe('Hugging Face sent an empty list for 2026-06-12, which had 2 papers before.');
    expect(await states(store, '2026-06-12', '2026-06-12')).toEqual({ '2026-06-12': 'filling' });
    expect(await store.sourceTrouble('hugging-face')).toBeDefined();
  });

  it('does not take papers of another day for the list that it asked for', async () => {
    const { hub, store, deps } = await aSetting();
    for (let back = 0; back <= RECENT_DAYS; back++) hub.lists.set(addDays(aDay('2026-06-12'), -back), [paperOf('2026-06-12')]);
    const report = await syncRecent(deps);
    expect(report.failed[0]).toMatchObject({
      date: '2026-06-11',
      error: { message: expect.stringContaining('papers of other days') },
    });
    expect((await store.papersListedOn(aDay('2026-06-12'))).length).toBe(1);
    expect(await states(store, '2026-06-05', '2026-06-11')).toEqual({});
  });

  it('leaves a day alone that has not begun for the service', async () => {
    const { hub, store, deps } = await aSetting(...LAST_WEEK);
    hub.troubles.set('2026-06-12', 'not-begun');
    expect(await syncRecent(deps)).toMatchObject({ lists: 7, failed: [], end: 'complete' });
    expect(await states(store, '2026-06-12', '2026-06-12')).toEqual({});
    expect(await store.sourceTrouble('hugging-face')).toBeUndefined();
  });

  it('that is stopped keeps what it has, and says nothing about the source', async () => {
    const { store, deps } = await aSetting(...LAST_WEEK);
    const stop = new AbortController();
    const onProgress = ({ done }: SyncProgress): void => {
      if (done === 3) stop.abort();
    };
    expect(await syncRecent({ ...deps, signal: stop.signal, onProgress })).toMatchObject({ lists: 3, end: 'interrupted' });
    expect(await store.sourceFreshness()).toEqual([]);
    expect(Object.keys(await states(store, '2026-06-01', '2026-06-12'))).toHaveLength(3);
  });
});

describe('what runs by the hour', () => {
  it('reads the newest lists at once at a first start, then makes up for missing weekdays, newest first', async () => {
    const { hub, store, deps } = await aSetting(...LAST_WEEK, '2026-06-04', '2026-05-20');
    const report = await syncPapers(deps);
    expect(report).toMatchObject({ added: 14, failed: [], end: 'complete' });
    const later = hub.asked.slice(RECENT_DAYS + 1);
    expect(later.slice(0, 4)).toEqual(['2026-06-04', '2026-06-03', '2026-06-02', '2026-06-01']);
    expect([later.at(-1), later.length]).toEqual(['2026-04-13', 39]);
    expect(await states(store, '2026-06-03', '2026-06-04')).toEqual({ '2026-06-03': 'empty', '2026-06-04': 'settled' });
  });

  it('asks for nothing twice that is known to be over', async () => {
    const { hub, clock, deps } = await aSetting(...LAST_WEEK);
    await syncPapers(deps);
    hub.asked.length = 0;
    clock.advance({ hours: 1 });
    await syncPapers(deps);
    expect(hub.asked).toHaveLength(RECENT_DAYS + 1);
  });

  it('looks at weekdays that stayed empty once a day, in case that was a slip', async () => {
    const { hub, store, clock, deps } = await aSetting(...LAST_WEEK);
    await syncPapers(deps);
    expect(await states(store, '2026-06-03', '2026-06-03')).toEqual({ '2026-06-03': 'empty' });
    hub.lists.set('2026-06-03', [paperOf('2026-06-03')]);
    clock.advance({ hours: 25 });
    await syncPapers(deps);
    expect(await states(store, '2026-06-03', '2026-06-03')).toEqual({ '2026-06-03': 'settled' });
  });

  it('makes up for a time of standing still, also where a list was left half full', async () => {
    const { hub, store, clock, deps } = await aSetting(...LAST_WEEK);
    await syncPapers(deps);
    clock.set('2026-07-10T09:00:00Z');
    hub.lists.set(
      '2026-06-12',
      [1, 2, 3].map((at) => paperOf('2026-06-12', at)),
    );
    hub.lists.set('2026-06-22', [paperOf('2026-06-22')]);
    await syncPapers(deps);
    expect((await store.papersListedOn(aDay('2026-06-12'))).length).toBe(3);
    expect(await states(store, '2026-06-12', '2026-06-22')).toMatchObject({ '2026-06-12': 'settled', '2026-06-22': 'settled' });
    expect((await store.listDays(aDay('2026-06-12'), aDay('2026-07-10'))).size).toBeGreaterThan(20);
  });

  it('lets other work have its turn between lists', async () => {
    const { deps } = await aSetting(...LAST_WEEK);
    let turns = 0;
    const other = setInterval(() => turns++, 0);
    await backfill(deps);
    clearInterval(other);
    expect(turns).toBeGreaterThan(0);
  });

  it('does not make up for days while the source is in trouble', async () => {
    const { hub, deps } = await aSetting(...LAST_WEEK);
    hub.troubles.set('all', 'unreachable');
    await syncPapers(deps);
    expect(hub.asked).toHaveLength(1);
  });
});

describe('a range of lists', () => {
  const RANGE = { since: aDay('2026-05-25'), until: aDay('2026-06-05') };
  const WEEKDAYS = ['2026-05-25', '2026-05-26', '2026-05-27', '2026-05-28', '2026-05-29'].concat(
    ...['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04', '2026-06-05'],
  );

  it('is read oldest first, weekdays only, with progress', async () => {
    const { hub, deps } = await aSetting(...WEEKDAYS);
    const shown: string[] = [];
    const onProgress = ({ done, total }: SyncProgress): void => void shown.push(`${done}/${total}`);
    expect(await syncRange(RANGE, { ...deps, onProgress })).toMatchObject({ lists: 10, added: 20, end: 'complete' });
    expect(hub.asked).toEqual(WEEKDAYS);
    expect(shown).toEqual(WEEKDAYS.map((_, at) => `${at + 1}/10`));
  });

  it('goes on where it was stopped, and is read anew once it is through', async () => {
    const { hub, store, deps } = await aSetting(...WEEKDAYS);
    const stop = new AbortController();
    const onProgress = ({ done }: SyncProgress): void => {
      if (done === 4) stop.abort();
    };
    await syncRange(RANGE, { ...deps, signal: stop.signal, onProgress });
    hub.asked.length = 0;
    expect(await syncRange(RANGE, deps)).toMatchObject({ lists: 6, end: 'complete' });
    expect(hub.asked).toEqual(WEEKDAYS.slice(4));
    expect(await store.syncCursor(RANGE)).toBeUndefined();
    await syncRange(RANGE, deps);
    expect(hub.asked).toHaveLength(6 + 10);
  });

  it('goes on at the list where the source failed', async () => {
    const { hub, store, deps } = await aSetting(...WEEKDAYS);
    hub.troubles.set('2026-05-28', 'failing');
    expect(await syncRange(RANGE, deps)).toMatchObject({ lists: 3, end: 'broken-off' });
    expect(await store.sourceTrouble('hugging-face')).toBeDefined();
    hub.troubles.clear();
    hub.asked.length = 0;
    await syncRange(RANGE, deps);
    expect(hub.asked).toEqual(WEEKDAYS.slice(3));
  });

  it('goes past one unreadable list, and begins with it next time', async () => {
    const { hub, store, deps } = await aSetting(...WEEKDAYS);
    hub.troubles.set('2026-05-28', 'unreadable');
    expect(await syncRange(RANGE, deps)).toMatchObject({ lists: 9, failed: [{ date: '2026-05-28' }], end: 'complete' });
    expect(await store.syncCursor(RANGE)).toBe('2026-05-28');
  });

  it('ends with today where its end is to come, and counts then as an answer of the source', async () => {
    const { hub, store, deps } = await aSetting(...WEEKDAYS);
    await syncRange({ since: aDay('2026-06-11'), until: aDay('2026-07-01') }, deps);
    expect(hub.asked).toEqual(['2026-06-11', '2026-06-12']);
    expect(await store.sourceFreshness()).toMatchObject([{ lastSuccess: '2026-06-12T15:00:00.000Z' }]);
  });

  it('of old lists keeps no snapshots, as their votes are not followed', async () => {
    const { store, clock, deps } = await aSetting('2026-05-25', '2026-06-12');
    await syncRange({ since: aDay('2026-05-25') }, deps);
    const gained = async (day: string) => {
      const ids = (await store.papersListedOn(aDay(day))).map(({ id }) => id);
      return (await store.votesGained(ids, clock.now())).size;
    };
    expect([await gained('2026-05-25'), await gained('2026-06-12')]).toEqual([0, 2]);
  });
});
