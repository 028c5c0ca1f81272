/**
 * The laws of a digest over weeks of made-up lists: they fill in any order and long after they closed, and the bot is down at
 * some slots. What must come is worked out from the slots alone.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closesAt, isWeekend } from '../../../src/core/daily-lists.ts';
import type { Paper } from '../../../src/core/paper.ts';
import { slotsBetween } from '../../../src/core/schedule.ts';
import { addDays, type Instant, type LocalDate, plus } from '../../../src/core/time.ts';
import { composeDigest } from '../../../src/features/digest/compose.ts';
import { makeMatchQuery } from '../../../src/search/match-query.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { aDay, anInstant, aPaper } from '../../support/builders.ts';
import { digestSubscription, postDigest } from './a-digest.ts';

const FIRST_LIST = aDay('2025-12-29');
const CREATED = anInstant('2026-01-05T12:00Z');
const END = anInstant('2026-01-20T12:00Z');
const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;

interface Arrival {
  readonly paper: Paper;
  readonly list: LocalDate;
  readonly at: Instant;
  readonly matches: boolean;
}

const SCHEDULES = [
  'daily at 09:00',
  'weekdays at 23:30 America/Los_Angeles',
  'mon,thu at 08:00 Asia/Tokyo',
  'weekly on wednesday at 00:00',
  'fortnightly from 2026-01-07 at 10:00 Pacific/Kiritimati',
];

const anyArrivals = fc
  .array(fc.record({ day: fc.nat(20), hours: fc.nat(24 * 9), matches: fc.boolean(), votes: fc.nat(3) }), { maxLength: 12 })
  .map((drafts): readonly Arrival[] =>
    drafts.flatMap(({ day, hours, matches, votes }, number): readonly Arrival[] => {
      const list = addDays(FIRST_LIST, day);
      if (isWeekend(list)) return [];
      const id = `arxiv:2601.${String(number).padStart(5, '0')}`;
      const title = matches ? `Findings ${number}` : `Reading ${number}`;
      const paper = aPaper({ id, title, abstract: '', listedOn: list, upvotes: votes });
      return [{ paper, list, matches, at: plus(anInstant(list), hours * HOUR_MS) }];
    }),
  );

/** Every slot at which the bot is up, with what was sent then. */
async function sentAt(slots: readonly Instant[], schedule: string, arrivals: readonly Arrival[]) {
  const store = await openStore({ url: ':memory:' });
  try {
    const made = digestSubscription({ schedule });
    const subscription = { ...made, createdAt: CREATED, lastSlot: CREATED };
    await store.addSubscription(subscription);
    const compose = composeDigest({
      papers: store,
      posted: store,
      matchQuery: makeMatchQuery(),
      sourceTrouble: async () => undefined,
    });
    const sent: { readonly slot: Instant; readonly papers: readonly string[] }[] = [];
    for (const slot of slots) {
      await store.upsertPapers(
        arrivals.filter(({ at }) => at <= slot).map(({ paper }) => paper),
        slot,
      );
      sent.push({ slot, papers: await postDigest(store, subscription, await compose(subscription, slot), slot) });
    }
    return sent;
  } finally {
    await store.close();
  }
}

describe('over weeks of lists that fill in any order', () => {
  it('nothing is sent twice, nothing before its list closed, and what was in time is sent, whatever slots were skipped', async () => {
    const anyRun = fc.record({
      schedule: fc.constantFrom(...SCHEDULES),
      arrivals: anyArrivals,
      down: fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }),
    });
    await fc.assert(
      fc.asyncProperty(anyRun, async ({ schedule, arrivals, down }) => {
        const recurring = digestSubscription({ schedule }).schedule;
        const slots = slotsBetween(recurring, CREATED, END);
        const up = slots.filter((_, number) => !down[number]);
        const sent = await sentAt(up, schedule, arrivals);
        for (const { paper, list, at, matches } of arrivals) {
          const times = sent.filter(({ papers }) => papers.includes(paper.id));
          const closed = closesAt(list);
          const due = slots.filter((slot) => slot >= closed);
          const inTime = up.some((slot) => slot >= at && slot >= closed && (slot <= plus(closed, WEEK_MS) || slot === due[1]));
          expect(times.length).toBeLessThanOrEqual(1);
          for (const { slot } of times) expect([matches, slot >= closed, slot >= at]).toEqual([true, true, true]);
          if (matches && inTime && closed > CREATED) expect(times).toHaveLength(1);
        }
      }),
      { numRuns: 40 },
    );
  });
});
