/**
 * What a digest brings, and when: January 2026, whose 5th, 12th, 19th and 26th are Mondays.
 */
import { describe, expect, it } from 'vitest';
import { anInstant, aPagePaper } from '../../support/builders.ts';
import { aDigest, at, listed } from './a-digest.ts';

/** Nothing in it is a finding. */
const OTHER = { title: 'Reading', abstract: '' };
const DAO = { authors: ['Tri Dao', 'Albert Gu'] };

describe('a daily digest', () => {
  it('brings what matched on the list that closed since the day before, most votes first', async () => {
    const { post } = await aDigest([listed(5, 1, 4), listed(6, 1, 5), listed(6, 2, 9), listed(6, 3, 7, OTHER), listed(7, 1, 90)]);
    expect(await post(at(6))).toEqual(['arxiv:2601.05001']);
    expect(await post(at(7))).toEqual(['arxiv:2601.06002', 'arxiv:2601.06001']);
    expect(await post(at(8))).toEqual(['arxiv:2601.07001']);
  });

  it('orders equal votes by comments, then by the newer list, then by id, whatever order they are stored in', async () => {
    const papers = [listed(5, 1, 3), listed(6, 2, 3), listed(6, 1, 3), listed(6, 3, 3, { comments: 1 }), listed(6, 4, 4)];
    const expected = ['arxiv:2601.06004', 'arxiv:2601.06003', 'arxiv:2601.06001', 'arxiv:2601.06002', 'arxiv:2601.05001'];
    for (const given of [papers, papers.toReversed()]) {
      const { post } = await aDigest(given);
      expect(await post(at(7))).toEqual(expected);
    }
  });

  it('brings a list once it is closed: of the day itself nothing, on Monday what Friday and the weekend brought', async () => {
    const { post } = await aDigest([listed(8, 1, 1), listed(9, 1, 1), listed(12, 1, 1)]);
    const posted: [number, readonly string[]][] = [];
    for (let day = 8; day <= 13; day += 1) posted.push([day, await post(at(day))]);
    expect(posted.filter(([, papers]) => papers.length > 0)).toEqual([
      [9, ['arxiv:2601.08001']],
      [12, ['arxiv:2601.09001']],
      [13, ['arxiv:2601.12001']],
    ]);
  });

  it('brings a paper once that matches several rules, and none that matches none', async () => {
    const papers = [listed(6, 1, 5, DAO), listed(6, 2, 4, { ...OTHER, ...DAO }), listed(6, 3, 3, OTHER)];
    const { post } = await aDigest(papers, { rules: ['findings', 'author:"Tri Dao"', 'author:gu'] });
    expect(await post(at(7))).toEqual(['arxiv:2601.06001', 'arxiv:2601.06002']);
  });

  it('brings papers of an organization that is followed', async () => {
    const organization = { slug: 'deepseek-ai', name: 'DeepSeek' };
    const { post } = await aDigest([listed(6, 1, 5, { organization }), listed(6, 2, 5)], { rules: ['org:deepseek-ai'] });
    expect(await post(at(7))).toEqual(['arxiv:2601.06001']);
  });

  it('brings no withdrawn paper', async () => {
    const { post } = await aDigest([listed(6, 1, 5, { withdrawnAt: at(6) }), listed(6, 2, 5)]);
    expect(await post(at(7))).toEqual(['arxiv:2601.06002']);
  });

  it('brings no paper that is on no list, though its day is within', async () => {
    const { listedOn: _, ...unlisted } = listed(6, 1, 5, { publishedOn: '2026-01-06' });
    const { post } = await aDigest([unlisted]);
    expect(await post(at(7))).toEqual([]);
  });

  it('counts all that matched as sent, also what its post only counts', async () => {
    const papers = [1, 2, 3, 4, 5].map((number) => listed(6, number, number));
    const { post } = await aDigest(papers, { max: 2 });
    expect(await post(at(7))).toHaveLength(5);
    expect(await post(at(8))).toEqual([]);
  });
});

describe('a place', () => {
  it('is never sent a paper twice, whichever of its subscriptions sends it', async () => {
    const { post, store } = await aDigest([listed(6, 1, 5, DAO), listed(6, 2, 4)]);
    const same = await aDigest([], { store, id: 'followed', rules: ['author:dao'] });
    const other = await aDigest([], { store, id: 'elsewhere', channel: 'elsewhere', rules: ['author:dao'] });
    expect(await same.post(at(7))).toEqual(['arxiv:2601.06001']);
    expect(await post(at(7))).toEqual(['arxiv:2601.06002']);
    expect(await other.post(at(7))).toEqual(['arxiv:2601.06001']);
  });

  it('is not sent a paper again whose arXiv id became known only after it was posted', async () => {
    const page = aPagePaper('Findings', { listedOn: '2026-01-06', upvotes: 5 });
    const { post, store } = await aDigest([page]);
    expect(await post(at(7))).toEqual([page.id]);
    await store.upsertPapers([listed(6, 1, 9, { title: 'Findings' })], anInstant(at(7, '12:00Z')));
    expect(await post(at(8))).toEqual([]);
  });

  it('has nothing changed by composing alone, so that a preview costs nothing', async () => {
    const { compose, post } = await aDigest([listed(6, 1, 5)]);
    expect(await compose(at(7))).toEqual(await compose(at(7)));
    expect(await post(at(7))).toEqual(['arxiv:2601.06001']);
  });
});

describe('a late addition', () => {
  it('to a list that was told of joins the next digest', async () => {
    const { post, store } = await aDigest([listed(6, 1, 5)]);
    expect(await post(at(7))).toEqual(['arxiv:2601.06001']);
    await store.upsertPapers([listed(6, 2, 3), listed(7, 1, 4)], anInstant(at(7, '12:00Z')));
    expect(await post(at(8))).toEqual(['arxiv:2601.07001', 'arxiv:2601.06002']);
  });

  it('is a paper too that comes to match later, as by its votes', async () => {
    const { post, store } = await aDigest([listed(6, 1, 5)], { rules: ['findings votes:>50'] });
    expect(await post(at(7))).toEqual([]);
    await store.upsertPapers([listed(6, 1, 60)], anInstant(at(9)));
    expect(await post(at(10))).toEqual(['arxiv:2601.06001']);
  });

  it('joins for a week after its list closed, and then no more', async () => {
    const { post, store } = await aDigest([]);
    await store.upsertPapers([listed(6, 1, 5), listed(7, 1, 5)], anInstant(at(14, '12:00Z')));
    expect(await post(at(15))).toEqual(['arxiv:2601.07001']);
  });

  it('is what a slot would have had that was skipped while the bot was down, so that nothing is lost', async () => {
    const { post } = await aDigest([listed(6, 1, 5), listed(7, 1, 4), listed(8, 1, 3)]);
    expect(await post(at(9))).toEqual(['arxiv:2601.06001', 'arxiv:2601.07001', 'arxiv:2601.08001']);
  });

  it('is so of a skipped month too, which is longer than a week', async () => {
    const { post } = await aDigest([listed(6, 1, 5), listed(29, 1, 4)], { schedule: 'monthly on the 1st at 09:00' });
    expect(await post('2026-03-01T09:00Z')).toEqual(['arxiv:2601.06001', 'arxiv:2601.29001']);
  });
});

describe('the first digest of a subscription', () => {
  const LISTS = [listed(1, 1, 1), listed(2, 1, 1), listed(5, 1, 1), listed(6, 1, 1), listed(7, 1, 1), listed(8, 1, 1)];

  it('brings the lists since the slot that would have been before, and none of earlier ones', async () => {
    const { post } = await aDigest(LISTS, { createdAt: at(8, '12:00Z') });
    expect(await post(at(9))).toEqual(['arxiv:2601.08001']);
  });

  it('of a week brings the whole week, the days before the subscribing too', async () => {
    const { post } = await aDigest(LISTS, { createdAt: at(8, '12:00Z'), schedule: 'weekly on friday at 09:00' });
    expect(await post(at(9))).toEqual([
      'arxiv:2601.08001',
      'arxiv:2601.07001',
      'arxiv:2601.06001',
      'arxiv:2601.05001',
      'arxiv:2601.02001',
    ]);
  });

  it('is followed by late additions to all that it read, and to nothing before', async () => {
    const { post, store } = await aDigest([], { createdAt: at(8, '12:00Z') });
    expect(await post(at(9))).toEqual([]);
    await store.upsertPapers(LISTS, anInstant(at(9, '12:00Z')));
    expect(await post(at(10))).toEqual(['arxiv:2601.08001']);
  });
});

describe('a roll-up', () => {
  const MONTH = [2, 5, 9, 12, 16, 19, 23, 26, 30].map((day) => listed(day, 1, day));

  it('of a week brings its lists by votes', async () => {
    const { post } = await aDigest(MONTH, { schedule: 'weekly on monday at 09:00', createdAt: at(5, '12:00Z') });
    expect(await post(at(12))).toEqual(['arxiv:2601.09001', 'arxiv:2601.05001']);
    expect(await post(at(19))).toEqual(['arxiv:2601.16001', 'arxiv:2601.12001']);
  });

  it('of a fortnight brings two weeks, at its first slot too', async () => {
    const schedule = 'fortnightly from 2026-01-19 at 09:00';
    const { post } = await aDigest(MONTH, { schedule });
    expect(await post(at(19))).toEqual(['arxiv:2601.16001', 'arxiv:2601.12001', 'arxiv:2601.09001', 'arxiv:2601.05001']);
    expect(await post('2026-02-02T09:00Z')).toEqual([
      'arxiv:2601.30001',
      'arxiv:2601.26001',
      'arxiv:2601.23001',
      'arxiv:2601.19001',
    ]);
  });

  it('of a month brings all of it, and a list that closes with its last weekend in the next', async () => {
    const { post } = await aDigest(MONTH, { schedule: 'monthly on the 1st at 09:00' });
    expect(await post('2026-02-01T09:00Z')).toEqual([26, 23, 19, 16, 12, 9, 5, 2].map((day) => listed(day, 1, day).id));
    expect(await post('2026-03-01T09:00Z')).toEqual(['arxiv:2601.30001']);
  });
});

describe('a channel far from Greenwich', () => {
  const lists = [7, 8, 9, 12].map((day) => listed(day, 1, day));

  it('in Tokyo has on its Monday morning no list yet, as Friday is still open, and on Tuesday that of Friday', async () => {
    const { post } = await aDigest(lists, { schedule: 'daily at 08:00 Asia/Tokyo' });
    expect(await post(at(8, '23:00Z'))).toEqual(['arxiv:2601.07001']);
    expect(await post(at(9, '23:00Z'))).toEqual(['arxiv:2601.08001']);
    expect(await post(at(11, '23:00Z'))).toEqual([]);
    expect(await post(at(12, '23:00Z'))).toEqual(['arxiv:2601.09001']);
  });

  it('in Los Angeles has on Sunday evening what its Friday brought', async () => {
    const { post } = await aDigest(lists, { schedule: 'daily at 17:00 America/Los_Angeles', createdAt: at(8, '12:00Z') });
    expect(await post(at(9, '01:00Z'))).toEqual(['arxiv:2601.08001']);
    expect(await post(at(10, '01:00Z'))).toEqual([]);
    expect(await post(at(12, '01:00Z'))).toEqual(['arxiv:2601.09001']);
  });

  it('has each list once over a change of its clocks', async () => {
    const march = [26, 27, 30, 31].map((day) => listed(1, day, day, { listedOn: `2026-03-${day}` }));
    const { post } = await aDigest(march, { schedule: 'daily at 02:30 Europe/Berlin', createdAt: '2026-03-26T12:00Z' });
    const posted: string[][] = [];
    for (const slot of ['27T01:30', '28T01:30', '29T01:00', '30T00:30', '31T00:30'])
      posted.push([...(await post(`2026-03-${slot}Z`))]);
    expect(posted).toEqual([['arxiv:2601.01026'], [], [], ['arxiv:2601.01027'], ['arxiv:2601.01030']]);
  });
});
