/**
 * What every database behind the facts about sources must do.
 */
import { describe, expect, it } from 'vitest';
import { listDayAsRead } from '../../src/core/list-day.ts';
import type { PaperId } from '../../src/core/paper.ts';
import type { VoteCount } from '../../src/core/source-store.ts';
import { type Instant, plus } from '../../src/core/time.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { aDay, anInstant } from '../support/builders.ts';
import { openTestStore } from '../support/databases.ts';
import type { FreshDatabase } from './store.ts';

const NINE = anInstant('2026-06-12T09:00:00Z');
const TEN = anInstant('2026-06-12T10:00:00Z');
const ELEVEN = anInstant('2026-06-12T11:00:00Z');
const HOUR_MS = 3_600_000;
const [ONE, TWO] = ['arxiv:2606.00001', 'arxiv:2606.00002'] as [PaperId, PaperId];

export function sourcesContract(name: string, freshDatabase: FreshDatabase): void {
  const aStore = async () => openTestStore({ url: await freshDatabase() });
  describe(`${name}: whether sources answer`, () => answering(aStore));
  describe(`${name}: days of lists`, () => days(aStore));
  describe(`${name}: how far a range was read`, () => cursors(aStore));
  describe(`${name}: votes over time`, () => votes(aStore));
}

type MakeStore = () => Promise<OpenStore>;

function answering(aStore: MakeStore): void {
  it('is not known of a source that was never asked', async () => {
    const store = await aStore();
    expect(await store.sourceFreshness()).toEqual([]);
    expect(await store.sourceTrouble('hugging-face')).toBeUndefined();
  });

  it('says since when one fails: since the first failure after the last success', async () => {
    const store = await aStore();
    await store.sourceSucceeded('hugging-face', NINE);
    await store.sourceFailed('hugging-face', 'Hugging Face is in trouble (status 500).', TEN);
    await store.sourceFailed('hugging-face', 'Hugging Face cannot be reached (ECONNRESET).', ELEVEN);
    expect(await store.sourceFreshness()).toEqual([
      {
        source: 'hugging-face',
        lastSuccess: NINE,
        failure: { since: TEN, lastError: 'Hugging Face cannot be reached (ECONNRESET).' },
      },
    ]);
    expect(await store.sourceTrouble('hugging-face')).toEqual({ since: TEN });
  });

  it('says so of one that never answered', async () => {
    const store = await aStore();
    await store.sourceFailed('arxiv', 'arXiv cannot be reached (ENOTFOUND).', NINE);
    expect(await store.sourceTrouble('arxiv')).toEqual({ since: NINE });
    expect((await store.sourceFreshness())[0]).not.toHaveProperty('lastSuccess');
  });

  it('forgets a failure at the next success', async () => {
    const store = await aStore();
    await store.sourceFailed('hugging-face', 'It failed.', NINE);
    await store.sourceSucceeded('hugging-face', TEN);
    expect(await store.sourceFreshness()).toEqual([{ source: 'hugging-face', lastSuccess: TEN }]);
    expect(await store.sourceTrouble('hugging-face')).toBeUndefined();
  });

  it('tells one source from the other', async () => {
    const store = await aStore();
    await store.sourceFailed('hugging-face', 'It failed.', TEN);
    await store.sourceFailed('arxiv', 'It failed too.', NINE);
    expect(await store.sourceTrouble('hugging-face')).toEqual({ since: TEN });
    expect(await store.sourceTrouble('arxiv')).toEqual({ since: NINE });
  });

  it('keeps an error short', async () => {
    const store = await aStore();
    await store.sourceFailed('arxiv', 'x'.repeat(5000), NINE);
    expect((await store.sourceFreshness())[0]?.failure?.lastError).toHaveLength(200);
  });
}

function days(aStore: MakeStore): void {
  const friday = aDay('2026-06-12');

  it('are kept as they were read, each with its state', async () => {
    const store = await aStore();
    const read = [
      listDayAsRead(friday, 7, TEN),
      listDayAsRead(aDay('2026-06-11'), 21, TEN),
      listDayAsRead(aDay('2026-06-10'), 0, TEN),
      listDayAsRead(aDay('2026-06-07'), 0, TEN),
    ];
    for (const day of read) await store.recordList({ day, votes: [] });
    const known = await store.listDays(aDay('2026-06-07'), friday);
    expect([...known.values()].map(({ state }) => state.kind).sort()).toEqual(['empty', 'filling', 'none-due', 'settled']);
    for (const day of read) expect(known.get(day.date)).toEqual(day);
    expect((await store.listDays(aDay('2026-06-11'), aDay('2026-06-11'))).size).toBe(1);
  });

  it('that were never read are not there, unlike empty ones', async () => {
    const store = await aStore();
    await store.recordList({ day: listDayAsRead(aDay('2026-06-10'), 0, TEN), votes: [] });
    expect([...(await store.listDays(aDay('2026-06-01'), friday)).keys()]).toEqual(['2026-06-10']);
  });

  it('keep the reading that began last, whichever is recorded last', async () => {
    const store = await aStore();
    await store.recordList({ day: listDayAsRead(friday, 9, ELEVEN), votes: [] });
    await store.recordList({ day: listDayAsRead(friday, 7, TEN), votes: [] });
    expect((await store.listDays(friday, friday)).get(friday)?.state).toEqual({ kind: 'filling', papers: 9 });
  });
}

function cursors(aStore: MakeStore): void {
  it('is kept for each range, with and without an end, until it is through', async () => {
    const store = await aStore();
    const open = { since: aDay('2024-01-01') };
    const closed = { since: aDay('2024-01-01'), until: aDay('2024-02-01') };
    expect(await store.syncCursor(open)).toBeUndefined();
    await store.moveSyncCursor(open, aDay('2024-01-03'));
    await store.moveSyncCursor(open, aDay('2024-01-04'));
    await store.moveSyncCursor(closed, aDay('2024-01-20'));
    expect([await store.syncCursor(open), await store.syncCursor(closed)]).toEqual(['2024-01-04', '2024-01-20']);
    await store.endSync(open);
    expect([await store.syncCursor(open), await store.syncCursor(closed)]).toEqual([undefined, '2024-01-20']);
  });
}

function votes(aStore: MakeStore): void {
  const friday = aDay('2026-06-12');
  const record = (store: OpenStore, at: Instant, counts: Record<string, number>): Promise<void> => {
    const taken = Object.entries(counts).map(
      ([paper, upvotes]): VoteCount => ({ paper: paper as PaperId, upvotes, comments: 1 }),
    );
    return store.recordList({ day: listDayAsRead(friday, taken.length, at), votes: taken });
  };
  const gained = async (store: OpenStore, since: Instant) => Object.fromEntries(await store.votesGained([ONE, TWO], since));

  it('are told as the difference since the snapshot that held then', async () => {
    const store = await aStore();
    await record(store, NINE, { [ONE]: 10, [TWO]: 3 });
    await record(store, TEN, { [ONE]: 14, [TWO]: 3 });
    await record(store, ELEVEN, { [ONE]: 20, [TWO]: 2 });
    expect(await gained(store, NINE)).toEqual({ [ONE]: 10, [TWO]: -1 });
    expect(await gained(store, plus(TEN, 1))).toEqual({ [ONE]: 6, [TWO]: -1 });
    expect(await gained(store, ELEVEN)).toEqual({ [ONE]: 0, [TWO]: 0 });
  });

  it('count from the first snapshot of a paper that came later, and leave out one without any', async () => {
    const store = await aStore();
    await record(store, TEN, { [ONE]: 10 });
    await record(store, ELEVEN, { [ONE]: 12 });
    expect(await gained(store, NINE)).toEqual({ [ONE]: 2 });
  });

  it('that did not move make no snapshot', async () => {
    const store = await aStore();
    await record(store, NINE, { [ONE]: 10 });
    for (let hours = 1; hours <= 10; hours++) await record(store, plus(NINE, hours * HOUR_MS), { [ONE]: 10 });
    expect(await store.thinSnapshots(plus(NINE, 1000 * HOUR_MS))).toBe(0);
  });

  it('older than a week keep the last snapshot of each day, and tell the same gains from day to day', async () => {
    const store = await aStore();
    for (let hours = 0; hours < 30; hours++) await record(store, plus(NINE, hours * HOUR_MS), { [ONE]: hours });
    const later = plus(NINE, 20 * 24 * HOUR_MS);
    await record(store, later, { [ONE]: 100 });
    expect(await store.thinSnapshots(later)).toBe(28);
    expect(await store.thinSnapshots(later)).toBe(0);
    expect(await gained(store, anInstant('2026-06-13T00:00:00Z'))).toEqual({ [ONE]: 100 - 14 });
    expect(await gained(store, anInstant('2026-06-14T00:00:00Z'))).toEqual({ [ONE]: 100 - 29 });
  });

  it('of the last week all stay', async () => {
    const store = await aStore();
    for (let hours = 0; hours < 30; hours++) await record(store, plus(NINE, hours * HOUR_MS), { [ONE]: hours });
    expect(await store.thinSnapshots(plus(NINE, 7 * 24 * HOUR_MS))).toBe(0);
  });

  it('of many papers are told at once', async () => {
    const store = await aStore();
    const ids = Array.from({ length: 1200 }, (_, at) => `arxiv:2606.${String(10_000 + at)}` as PaperId);
    await record(store, NINE, Object.fromEntries(ids.map((id) => [id, 1])));
    await record(store, TEN, Object.fromEntries(ids.map((id) => [id, 3])));
    const all = await store.votesGained(ids, NINE);
    expect([all.size, new Set(all.values())]).toEqual([1200, new Set([2])]);
    expect(await store.votesGained([], NINE)).toEqual(new Map());
  });
}
