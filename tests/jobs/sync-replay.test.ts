/**
 * Three weeks of daily lists, synced every six hours through the real client from a local server: made up always, and rebuilt
 * from the archive where that is present.
 */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isWeekend } from '../../src/core/daily-lists.ts';
import { addDays, type LocalDate } from '../../src/core/time.ts';
import { BACKFILL_DAYS, RECENT_DAYS, syncPapers } from '../../src/jobs/sync-papers.ts';
import { huggingFace } from '../../src/sources/hugging-face.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { aDay, anInstant } from '../support/builders.ts';
import { aSqlitePath, openTestStore } from '../support/databases.ts';
import { aSourceServer } from '../support/source-server/a-source-server.ts';
import { givenTime } from '../support/source-server/given-time.ts';
import {
  aWorld,
  expectedList,
  type HubWorld,
  serveWorld,
  storedList,
  type WorldPaper,
} from '../support/source-server/hub-world.ts';
import type { SourceServer } from '../support/source-server/source-server.ts';

/** Of Hugging Face, for one address without a token. */
const MOST_REQUESTS = 500;
const WINDOW_MS = 300_000;
const EVERY_HOURS = 6;

interface Replayed {
  readonly store: OpenStore;
  readonly server: SourceServer;
  readonly syncs: number;
}

/** Until three days after the last list, when its votes have come to rest. */
const replay = async (world: HubWorld): Promise<Replayed> => {
  const first = world.days[0] ?? aDay();
  const last = world.days.at(-1) ?? first;
  const time = givenTime(`${first}T01:00:00Z`);
  const server = await aSourceServer(time.clock);
  const store = await openTestStore({ url: aSqlitePath() });
  const hub = huggingFace({ address: server.address, userAgent: 'Paperboy/1 (reader@example.org)' }, time);
  let syncs = 0;
  for (let day = first; day <= addDays(last, 3); day = addDays(day, 1)) {
    for (let hour = 1; hour < 24; hour += EVERY_HOURS) {
      time.clock.set(`${day}T${String(hour).padStart(2, '0')}:00:00Z`);
      serveWorld(server, world, time.clock.now());
      expect(await syncPapers({ source: hub, store, clock: time.clock })).toMatchObject({
        end: 'complete',
        failed: [],
        rejected: 0,
      });
      syncs++;
    }
  }
  return { store, server, syncs };
};

const expectWhole = async ({ store }: Replayed, world: HubWorld): Promise<void> => {
  for (const day of world.days)
    expect([day, ...storedList(await store.papersListedOn(day))]).toEqual([day, ...expectedList(world, day)]);
  expect((await store.archiveFacts()).papers).toBe(world.papers.length);
};

const mostInWindow = ({ requests }: SourceServer): number => {
  const times = requests.map(({ at }) => Date.parse(at));
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + WINDOW_MS).length));
};

const expectPolite = ({ server, syncs }: Replayed): void => {
  const backfilled = BACKFILL_DAYS - RECENT_DAYS; // all of them empty here, so looked at again each day
  expect(server.requests.length).toBeLessThanOrEqual(syncs * (RECENT_DAYS + 1) + backfilled * (1 + (syncs * EVERY_HOURS) / 24));
  expect(mostInWindow(server)).toBeLessThanOrEqual(RECENT_DAYS + 1 + backfilled);
  expect(mostInWindow(server)).toBeLessThan(MOST_REQUESTS);
};

describe('three weeks of lists, synced as they came about', () => {
  it('end with each paper on its day with its last votes, quiet days told apart, and few requests', async () => {
    const world = aWorld(aDay('2026-06-01'), 3, ['2026-06-11']);
    const replayed = await replay(world);
    await expectWhole(replayed, world);
    const known = await replayed.store.listDays(aDay('2026-06-01'), aDay('2026-06-21'));
    const kinds = world.days.map((day) => known.get(day)?.state.kind);
    const week = ['settled', 'settled', 'settled', 'settled', 'settled', 'none-due', 'none-due'];
    expect(kinds).toEqual([...week, ...week.with(3, 'empty'), ...week]);
    expectPolite(replayed);
  });

  it('tell how votes moved between any two syncs', async () => {
    const world = aWorld(aDay('2026-06-08'), 1);
    const { store } = await replay(world);
    const papers = world.papers.filter(({ listedOn }) => listedOn === '2026-06-10');
    const ids = (await store.papersListedOn(aDay('2026-06-10'))).map(({ id }) => id);
    const since = anInstant('2026-06-11T13:00:00Z');
    const then = (paper: WorldPaper): number => Math.floor(paper.upvotes * Math.min(1, (37 - paper.hour) / 72));
    const expected = papers.map((paper) => [`arxiv:${paper.arxivId}`, paper.upvotes - then(paper)]);
    expect(Object.fromEntries(await store.votesGained(ids, since))).toEqual(Object.fromEntries(expected));
  });
});

const ARCHIVE = new URL('../../../shared/data/hf-papers.jsonl.gz', import.meta.url);
const isHere = existsSync(ARCHIVE);
if (!isHere) process.stdout.write('skipped: a replay of real lists, as ../shared/data is not here\n');

const archivedWorld = (since: LocalDate, until: LocalDate): HubWorld => {
  const lines = gunzipSync(readFileSync(ARCHIVE)).toString('utf8').split('\n');
  const papers = lines.flatMap((line, at): readonly WorldPaper[] => {
    const day = /"submittedOnDailyAt": "(\d{4}-\d\d-\d\d)/.exec(line)?.[1];
    if (day === undefined || day < since || day > until || isWeekend(aDay(day))) return [];
    const { arxivId, title, abstract, authors, upvotes = 0, numComments: comments = 0 } = JSON.parse(line);
    return [{ arxivId, title, abstract, authors, upvotes, comments, listedOn: aDay(day), hour: at % 18 }];
  });
  const days = Array.from({ length: 21 }, (_, at) => addDays(since, at));
  return { days, papers, shapeOf: () => '2026' };
};

describe.skipIf(!isHere)('three weeks of real lists, synced as they may have come about', () => {
  it('end with each paper on its day with its last votes', async () => {
    const world = archivedWorld(aDay('2026-08-03'), aDay('2026-08-23'));
    expect(world.papers.length).toBeGreaterThan(300);
    const replayed = await replay(world);
    await expectWhole(replayed, world);
    expectPolite(replayed);
  }, 120_000);
});
