/**
 * Every failure of a service at every list, and a crash at every step of the store: nothing lost, nothing doubled, and all in
 * order again at the next sync, without a restart of the client.
 */
import { describe, expect, it } from 'vitest';
import { addDays, type LocalDate } from '../../src/core/time.ts';
import { RECENT_DAYS, syncPapers, syncRange, syncRecent } from '../../src/jobs/sync-papers.ts';
import { huggingFace } from '../../src/sources/hugging-face.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { aDay, anInstant } from '../support/builders.ts';
import { aSqlitePath, openTestStore } from '../support/databases.ts';
import { aSourceServer } from '../support/source-server/a-source-server.ts';
import type { Failure } from '../support/source-server/failures.ts';
import { type GivenTime, givenTime } from '../support/source-server/given-time.ts';
import { aWorld, expectedList, serveWorld, storedList } from '../support/source-server/hub-world.ts';
import type { SourceServer } from '../support/source-server/source-server.ts';

/** Three weeks before a Friday whose list has come to rest. */
const WORLD = aWorld(aDay('2026-05-18'), 3);
const NOW = anInstant('2026-06-12T15:00:00Z');
const TODAY = aDay('2026-06-12');
const RECENT = Array.from({ length: RECENT_DAYS + 1 }, (_, back) => addDays(TODAY, -back));

interface Setting {
  readonly server: SourceServer;
  readonly store: OpenStore;
  readonly time: GivenTime;
  readonly hub: ReturnType<typeof huggingFace>;
}

const aSetting = async (): Promise<Setting> => {
  const time = givenTime(NOW);
  const server = await aSourceServer(time.clock);
  serveWorld(server, WORLD, NOW);
  const rules = { timeoutMs: 60, maxBytes: 1_000_000 };
  const hub = huggingFace({ address: server.address, userAgent: 'x', rules }, time);
  return { server, time, hub, store: await openTestStore({ url: aSqlitePath() }) };
};

/** Of the days that are given, all; each paper once. */
const expectWhole = async (store: OpenStore, days: readonly LocalDate[]): Promise<void> => {
  for (const day of days)
    expect([day, ...storedList(await store.papersListedOn(day))]).toEqual([day, ...expectedList(WORLD, day)]);
};

const FAILURES: readonly Failure[] = [
  { kind: 'status', status: 429, headers: { 'retry-after': '20' } },
  { kind: 'status', status: 429, headers: { 'retry-after': '7200' } },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503, headers: { 'retry-after': 'Fri, 12 Jun 2026 15:02:00 GMT' } },
  { kind: 'status', status: 400, body: '{"error":"date: must not be in the future"}' },
  { kind: 'silence' },
  { kind: 'stalled-body' },
  { kind: 'broken-body' },
  { kind: 'half-body' },
  { kind: 'empty-body' },
  { kind: 'web-page' },
  { kind: 'disguised-web-page' },
  { kind: 'oversized-body', bytes: 1_100_000 },
  { kind: 'moved', to: 'http://localhost:9/elsewhere' },
  { kind: 'reset' },
  { kind: 'status', status: 200, body: '[]' },
  { kind: 'status', status: 200, body: '{"error":"Sorry"}' },
  { kind: 'status', status: 200, body: '[{"paper":{"id":7}}]' },
];

describe('a sync during which a list fails', () => {
  const describedFailures = FAILURES.map((failure) => ({ name: JSON.stringify(failure), failure }));

  it.each(describedFailures)(
    'for good, by $name, is whole again at the next one',
    async ({ failure }) => {
      for (const failing of RECENT) {
        const { server, store, time, hub } = await aSetting();
        await syncRecent({ source: hub, store, clock: time.clock });
        const before = await store.archiveFacts();
        time.clock.advance({ hours: 1 });
        server.failWhen = ({ target }) => (target.includes(failing) ? failure : undefined);
        await syncRecent({ source: hub, store, clock: time.clock });
        expect(await store.archiveFacts()).toEqual(before);
        await expectWhole(store, RECENT);
        server.failWhen = () => undefined;
        time.clock.advance({ hours: 25 });
        expect(await syncRecent({ source: hub, store, clock: time.clock })).toMatchObject({ failed: [], end: 'complete' });
        expect(await store.archiveFacts()).toEqual(before);
        expect(await store.sourceTrouble('hugging-face')).toBeUndefined();
      }
    },
    60_000,
  );

  it.each(describedFailures)(
    'at a first start, by $name, loses nothing in the end',
    async ({ failure }) => {
      for (const failing of [TODAY, addDays(TODAY, -3), addDays(TODAY, -9), addDays(TODAY, -15)]) {
        const { server, store, time, hub } = await aSetting();
        server.failWhen = ({ target }) => (target.includes(failing) ? failure : undefined);
        await syncPapers({ source: hub, store, clock: time.clock });
        server.failWhen = () => undefined;
        time.clock.advance({ hours: 25 });
        expect(await syncPapers({ source: hub, store, clock: time.clock })).toMatchObject({ failed: [], end: 'complete' });
        await expectWhole(store, WORLD.days);
        expect((await store.archiveFacts()).papers).toBe(WORLD.papers.length);
      }
    },
    60_000,
  );

  it('with everything down says since when, and for how long it was so, and recovers by itself', async () => {
    const { server, store, time, hub } = await aSetting();
    server.failWhen = () => ({ kind: 'reset' });
    for (let hour = 0; hour < 6; hour++) {
      await syncPapers({ source: hub, store, clock: time.clock });
      expect((await store.sourceTrouble('hugging-face'))?.since.slice(0, 16)).toBe('2026-06-12T15:00');
      time.clock.advance({ hours: 1 });
    }
    expect(server.requests.length).toBeLessThanOrEqual(6 * 3);
    server.failWhen = () => undefined;
    await syncPapers({ source: hub, store, clock: time.clock });
    expect(await store.sourceTrouble('hugging-face')).toBeUndefined();
    await expectWhole(store, WORLD.days);
  });
});

/** A store that dies at its nth call from now on; `calls` counts them. */
const dyingAt = (store: OpenStore, nth: number): { readonly store: OpenStore; readonly calls: () => number } => {
  let calls = 0;
  const dying = Object.entries(store).map(([name, call]: [string, (...given: unknown[]) => unknown]) => [
    name,
    (...given: unknown[]) => {
      calls++;
      if (calls === nth) throw new Error('killed');
      return call(...given);
    },
  ]);
  return { store: Object.fromEntries(dying) as OpenStore, calls: () => calls };
};

describe('a sync that dies at any step', () => {
  const RANGE = { since: aDay('2026-06-01'), until: aDay('2026-06-05') };

  it('of the hourly one is made up for by the next', async () => {
    const counted = await aSetting();
    const whole = dyingAt(counted.store, 0);
    await syncRecent({ source: counted.hub, store: whole.store, clock: counted.time.clock });
    for (let nth = 1; nth <= whole.calls(); nth++) {
      const { store, time, hub } = await aSetting();
      const dying = dyingAt(store, nth).store;
      await expect(syncRecent({ source: hub, store: dying, clock: time.clock })).rejects.toThrow('killed');
      expect(await syncRecent({ source: hub, store, clock: time.clock })).toMatchObject({ failed: [], end: 'complete' });
      await expectWhole(store, RECENT);
    }
  }, 60_000);

  it('of a range goes on there, reads at most one list twice, and leaves no cursor behind', async () => {
    const counted = await aSetting();
    const whole = dyingAt(counted.store, 0);
    await syncRange(RANGE, { source: counted.hub, store: whole.store, clock: counted.time.clock });
    for (let nth = 1; nth <= whole.calls(); nth++) {
      const { server, store, time, hub } = await aSetting();
      const dying = dyingAt(store, nth).store;
      await expect(syncRange(RANGE, { source: hub, store: dying, clock: time.clock })).rejects.toThrow('killed');
      await syncRange(RANGE, { source: hub, store, clock: time.clock });
      await expectWhole(store, WORLD.days.slice(14, 19));
      expect(server.requests.length).toBeLessThanOrEqual(6);
      expect(await store.syncCursor(RANGE)).toBeUndefined();
    }
  }, 60_000);
});
