/**
 * A channel in January 2026: the 5th, 12th and 19th are Mondays, and the 13th is a holiday without a list. Posts go through
 * the real store, so that what was sent is what is known.
 */
import { describe, expect, it } from 'vitest';
import type { Composed } from '../../../src/core/compose.ts';
import type { Paper } from '../../../src/core/paper.ts';
import { parseQueryText } from '../../../src/core/query-language.ts';
import type { Instant } from '../../../src/core/time.ts';
import {
  composePaperOfTheDay,
  type PaperOfTheDayDeps,
  type PaperOfTheDaySubscription,
} from '../../../src/features/paper-of-the-day/compose.ts';
import type { Store } from '../../../src/store/open-store.ts';
import { aSchedule } from '../../support/a-schedule.ts';
import { aDay, anInstant, aPagePaper, aPaper, type PaperDraft } from '../../support/builders.ts';
import { openTestStore } from '../../support/databases.ts';
import { deliverAll } from '../../support/deliver-all.ts';
import { aDelivery, aPlace, aSubscription, DAILY_AT_NINE, putDown } from '../../support/delivery-builders.ts';

/** A paper of a list of January 2026: `listed(7, 1, 40)` is `arxiv:2601.07001`, of the 7th, with 40 votes. */
function listed(day: number, number: number, upvotes: number, draft: PaperDraft = {}): Paper {
  const listedOn = `2026-01-${String(day).padStart(2, '0')}`;
  return aPaper({ id: `arxiv:2601.${String(day).padStart(2, '0')}00${number}`, listedOn, upvotes, ...draft });
}

interface Channel {
  readonly store: Store;
  /** Composes the slot and posts what it says, as the heartbeat does. @returns the paper's id, or why there is none. */
  readonly post: (slot: string) => Promise<string>;
  readonly compose: (slot: string) => Promise<Composed>;
}

type ChannelDraft = Partial<PaperOfTheDaySubscription> &
  Pick<PaperOfTheDayDeps, 'fitTo' | 'movementOf'> & { readonly store?: Store };

async function aChannel(papers: readonly Paper[], draft: ChannelDraft = {}): Promise<Channel> {
  const store = draft.store ?? (await openTestStore({ url: ':memory:' }));
  await store.upsertPapers(papers, anInstant('2026-01-05'));
  const program = draft.program ?? { kind: 'paper-of-the-day', weekends: 'settled', prompt: 'in-post' };
  const place = draft.place ?? aPlace();
  const subscription = aSubscription({ id: place.channel, place, schedule: draft.schedule ?? DAILY_AT_NINE, program });
  await store.addSubscription({ ...subscription, lastSlot: anInstant('2026-01-01') });
  const composer = composePaperOfTheDay({
    papers: store,
    posted: store,
    ...(draft.fitTo && { fitTo: draft.fitTo }),
    ...(draft.movementOf && { movementOf: draft.movementOf }),
  });
  const compose = (slot: string) => composer({ ...subscription, program }, anInstant(slot));
  const post = async (slot: string) => {
    const composed = await compose(slot);
    if (composed.kind === 'nothing') return composed.why;
    const delivery = aDelivery({ of: subscription, slot: anInstant(slot), message: composed.message });
    expect(await putDown(store, delivery, composed.alongside)).toBe('enqueued');
    await deliverAll(store, anInstant(slot));
    return composed.alongside.posted.join();
  };
  return { store, post, compose };
}

/** Two papers a list, the first with more votes. Nothing on the 13th. */
const TWO_WEEKS: readonly Paper[] = [2, 5, 6, 7, 8, 9, 12, 14, 15, 16].flatMap((day) => [
  listed(day, 1, 20 + day),
  listed(day, 2, 10 + day),
]);

const at = (day: number, time = '09:00Z') => `2026-01-${String(day).padStart(2, '0')}T${time}`;

describe('two weeks of the paper of the day', () => {
  it('post the best of the newest closed list on weekdays, and the best unseen of the week on other days', async () => {
    const { post } = await aChannel(TWO_WEEKS);
    const posted: [number, string][] = [];
    for (let day = 5; day <= 19; day += 1) posted.push([day, await post(at(day))]);
    expect(posted).toEqual([
      [5, 'arxiv:2601.02001'],
      [6, 'arxiv:2601.05001'],
      [7, 'arxiv:2601.06001'],
      [8, 'arxiv:2601.07001'],
      [9, 'arxiv:2601.08001'],
      [10, 'arxiv:2601.08002'], // Saturday: the list of Friday is still open
      [11, 'arxiv:2601.07002'],
      [12, 'arxiv:2601.09001'],
      [13, 'arxiv:2601.12001'], // the holiday itself still has Monday's list
      [14, 'arxiv:2601.12002'], // the day after has none, and takes from the week
      [15, 'arxiv:2601.14001'],
      [16, 'arxiv:2601.15001'],
      [17, 'arxiv:2601.15002'],
      [18, 'arxiv:2601.14002'],
      [19, 'arxiv:2601.16001'],
    ]);
  });

  it('are silent on weekends and after a holiday where the channel wants it so, and say why', async () => {
    const { post } = await aChannel(TWO_WEEKS, { program: { kind: 'paper-of-the-day', weekends: 'silent', prompt: 'in-post' } });
    const said = new Map<number, string>();
    for (let day = 5; day <= 19; day += 1) said.set(day, await post(at(day)));
    const silent = [...said].filter(([, what]) => !what.startsWith('arxiv:'));
    expect(silent).toEqual([
      [10, 'Sat, 10 Jan 2026 is on a weekend, which has no lists.'],
      [11, 'Sun, 11 Jan 2026 is on a weekend, which has no lists.'],
      [14, 'No list of Tue, 13 Jan 2026 is stored here.'],
      [17, 'Sat, 17 Jan 2026 is on a weekend, which has no lists.'],
      [18, 'Sun, 18 Jan 2026 is on a weekend, which has no lists.'],
    ]);
    expect(said.get(12)).toBe('arxiv:2601.09001');
  });

  it('never post one paper twice, however long the week has no new list', async () => {
    const { post } = await aChannel([listed(2, 1, 9), listed(2, 2, 8)]);
    expect([await post(at(5)), await post(at(6)), await post(at(7))]).toEqual([
      'arxiv:2601.02001',
      'arxiv:2601.02002',
      'No paper of the lists since Wed, 31 Dec 2025 is new to this channel.',
    ]);
  });
});

describe('a list that fills up late', () => {
  it('is not chosen from while its day lasts, however many votes it gathers', async () => {
    const { post, store } = await aChannel([listed(7, 1, 30)]);
    await store.upsertPapers([listed(8, 1, 400)], anInstant(at(8, '08:00Z')));
    expect(await post(at(8))).toBe('arxiv:2601.07001');
    expect(await post(at(9))).toBe('arxiv:2601.08001');
  });

  it('is chosen from as it stands when it is over: votes and papers that came in the evening count', async () => {
    const { post, store } = await aChannel([listed(8, 1, 30), listed(8, 2, 20)]);
    await store.upsertPapers([listed(8, 2, 50), listed(8, 3, 80)], anInstant(at(8, '23:30Z')));
    expect(await post(at(9))).toBe('arxiv:2601.08003');
  });

  it('gives a paper that joined it after its post to a later day without a list', async () => {
    const { post, store } = await aChannel([listed(8, 1, 30)]);
    expect(await post(at(9))).toBe('arxiv:2601.08001');
    await store.upsertPapers([listed(8, 2, 5)], anInstant(at(9, '12:00Z')));
    expect(await post(at(10))).toBe('arxiv:2601.08002');
  });
});

describe('a channel far from Greenwich', () => {
  const lists = [listed(7, 1, 20), listed(8, 1, 20), listed(9, 1, 20), listed(9, 2, 10)];
  const silent = { kind: 'paper-of-the-day', weekends: 'silent', prompt: 'in-post' } as const;

  it('in Tokyo has its weekend when its own calendar shows one', async () => {
    const { post } = await aChannel(lists, { program: silent, schedule: aSchedule('daily at 08:00 Asia/Tokyo') });
    expect(await post(at(8, '23:00Z'))).toBe('arxiv:2601.07001'); // Friday morning
    expect(await post(at(9, '23:00Z'))).toMatch(/Sat, 10 Jan/);
    expect(await post(at(10, '23:00Z'))).toMatch(/Sun, 11 Jan/);
    expect(await post(at(11, '23:00Z'))).toBe('arxiv:2601.08001'); // Monday morning, Friday's list is open for an hour yet
    expect(await post(at(12, '23:00Z'))).toBe('arxiv:2601.09001');
  });

  it('in Los Angeles never has a list that is open in Greenwich', async () => {
    const { post } = await aChannel(lists, { program: silent, schedule: aSchedule('daily at 15:00 America/Los_Angeles') });
    expect(await post(at(8, '23:00Z'))).toBe('arxiv:2601.07001');
    expect(await post(at(9, '23:00Z'))).toBe('arxiv:2601.08001');
  });
});

describe('what a channel has seen', () => {
  it('is its own: another channel gets the same paper', async () => {
    const { store, post } = await aChannel([listed(7, 1, 30)]);
    const other = await aChannel([], { store, place: aPlace('other') });
    expect([await post(at(8)), await other.post(at(8))]).toEqual(['arxiv:2601.07001', 'arxiv:2601.07001']);
  });

  it('holds for a paper whose arXiv id became known only after it was posted', async () => {
    const page = aPagePaper('On Reading', { listedOn: '2026-01-07', upvotes: 90 });
    const { store, post } = await aChannel([page, listed(7, 1, 30)]);
    expect(await post(at(8))).toBe(page.id);
    await store.upsertPapers([listed(7, 2, 90, { title: 'On Reading' })], anInstant(at(8, '12:00Z')));
    expect(await post(at(9))).toBe('arxiv:2601.07001');
  });

  it('does not change by composing alone, so that a preview costs nothing', async () => {
    const { compose, post } = await aChannel([listed(7, 1, 30)]);
    const preview = await compose(at(8));
    expect(await compose(at(8))).toEqual(preview);
    expect(await post(at(8))).toBe('arxiv:2601.07001');
  });
});

describe('what is composed', () => {
  it('is a message with the reasons, and the paper that the channel has then seen', async () => {
    const { compose } = await aChannel([listed(7, 1, 30, { comments: 3 }), listed(7, 2, 10)]);
    const composed = await compose(at(8));
    expect(composed).toMatchObject({ kind: 'post', alongside: { posted: ['arxiv:2601.07001'] } });
    expect(JSON.stringify(composed)).toContain(
      'On the list of Wed, 7 Jan 2026. Chosen for 30 votes, 3 comments, from 2 papers not posted here before.',
    );
  });

  it("follows the channel's topics where they are known", async () => {
    const topics = parseQueryText('reading');
    const fitting = listed(7, 2, 20);
    const { post } = await aChannel([listed(7, 1, 30), fitting], {
      program: { kind: 'paper-of-the-day', weekends: 'settled', prompt: 'in-post', topics },
      fitTo: async (asked) => new Map(asked === topics ? [[fitting.id, 0.5]] : []),
    });
    expect(await post(at(8))).toBe(fitting.id);
  });

  it('tells how votes moved up to the slot', async () => {
    const asked: Instant[] = [];
    const { compose } = await aChannel([listed(7, 1, 30)], {
      movementOf: async (_, slot) => {
        asked.push(slot);
        return { gained: 4, since: aDay('2026-01-07') };
      },
    });
    expect(JSON.stringify(await compose(at(8)))).toContain('30 votes (4 of them since 7 Jan 2026)');
    expect(asked).toEqual([anInstant(at(8))]);
  });

  it('is nothing where no list of the week is stored, or none has a paper that may be posted', async () => {
    const { post } = await aChannel([
      aPaper({ publishedOn: '2026-01-07', upvotes: 99 }),
      listed(7, 1, 9, { withdrawnAt: at(8) }),
    ]);
    expect(await post(at(30))).toBe('No list since Fri, 23 Jan 2026 is stored here.');
    expect(await post(at(8))).toBe('No paper of the lists since Thu, 1 Jan 2026 is new to this channel.');
  });
});
