import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byDayOrder } from '../../src/features/lists/day-order.ts';
import { openingOf } from '../../src/features/lists/opening.ts';
import { trendingOrder, trendingScore, WINDOW_RULES } from '../../src/features/lists/trending-score.ts';
import { aBot, buttonOf, labelsOf, messageOf, papersIn, wordsOf } from '../support/a-bot.ts';
import { aDay, aPaper, aUser } from '../support/builders.ts';

const FRIDAY = '2026-08-21';
const TOP = aPaper({ id: 'arxiv:2608.00002', listedOn: FRIDAY, upvotes: 50, summary: 'It reads.' });
const SECOND = aPaper({ id: 'arxiv:2608.00001', listedOn: FRIDAY, upvotes: 7 });
const EARLIER = aPaper({ id: 'arxiv:2608.00003', listedOn: '2026-08-19', upvotes: 90 });
const PAPERS = [SECOND, EARLIER, TOP];

describe('today', () => {
  it("shows that day's list by votes, the top paper as a card with what it is about", async () => {
    const { read, bot } = await aBot({ papers: PAPERS });
    const message = await read('today');
    expect(message.title).toBe('Daily papers of Fri, 21 Aug 2026');
    expect(message.blocks).toMatchObject([
      { kind: 'note' },
      { kind: 'paper', detail: 'card', paper: { id: TOP.id }, excerpt: [{ text: 'It reads.' }] },
      { kind: 'paper', detail: 'line', paper: { id: SECOND.id } },
    ]);
    expect(bot.plan({ kind: 'command', name: 'today', options: new Map() }).answer).toBe('public');
  });

  it.each([
    ['today 2026-08-19', EARLIER],
    ['today yesterday', EARLIER],
    ['today Today', TOP],
  ])('reads the date of `%s`', async (line, first) => {
    const { read } = await aBot({
      papers: PAPERS,
      now: line.includes('yesterday') ? '2026-08-20T12:00:00Z' : '2026-08-21T12:00:00Z',
    });
    expect(papersIn(await read(line))[0]).toEqual(first);
  });

  it("begins the day where the asker's zone does", async () => {
    const { read, ask } = await aBot({ papers: PAPERS, now: '2026-08-20T20:00:00Z' });
    await ask('settings zone Asia/Tokyo');
    expect(papersIn(await read('today'))[0]).toEqual(TOP);
    expect(papersIn(await read('today', { asker: aUser('in UTC') }))).toEqual([]);
  });

  it.each([
    [
      'a weekend',
      'today 2026-08-22',
      '2026-08-24T09:00:00Z',
      'as lists appear on weekdays only. The newest list before it is of Fri, 21 Aug 2026.',
    ],
    ['a day to come', 'today 2026-09-01', '2026-08-21T09:00:00Z', 'Tue, 1 Sept 2026 is still to come.'],
    [
      'a day whose list has not come yet',
      'today',
      '2026-08-24T01:00:00Z',
      'There is no list for today, Mon, 24 Aug 2026, here yet.',
    ],
    ['a day that was never fetched', 'today 2026-08-20', '2026-08-24T01:00:00Z', 'There is no list for Thu, 20 Aug 2026 here.'],
  ])('is honest about %s and offers the newest list before it', async (_, line, now, sentence) => {
    const { read, press } = await aBot({ papers: PAPERS, now });
    const message = await read(line);
    expect(wordsOf(message)).toContain(sentence);
    const [offer = ''] = labelsOf(message);
    expect(papersIn(messageOf(await press(buttonOf(message, offer))))).not.toHaveLength(0);
  });

  it('says how lists get here where there are none at all', async () => {
    const { read } = await aBot({ papers: [aPaper()] });
    expect(wordsOf(await read('today'))).toContain('npm run import -- FILE');
  });

  it('shows how a date is written to who wrote none', async () => {
    const { ask } = await aBot();
    expect(await ask('today tomorrowish')).toMatchObject({ level: 'error', text: expect.stringContaining('today 2026-08-21') });
  });

  it('turns the pages of a long list and leads to the list before', async () => {
    const many = Array.from({ length: 23 }, (_, at) =>
      aPaper({ id: `arxiv:2608.${10_000 + at}`, listedOn: FRIDAY, upvotes: 23 - at }),
    );
    const { read, press } = await aBot({ papers: [...many, EARLIER] });
    const first = await read('today');
    const second = messageOf(await press(buttonOf(first, 'Next')));
    expect(papersIn(second)).toEqual(many.slice(10, 20));
    expect(labelsOf(second)).toEqual(['Previous', 'Next', 'List of 19 Aug 2026']);
    expect(papersIn(messageOf(await press(buttonOf(second, 'List of 19 Aug 2026'))))).toEqual([EARLIER]);
    expect(await press({ kind: 'today.show', date: aDay(FRIDAY), page: 9 })).toMatchObject({ level: 'error' });
  });
});

describe("the order of a day's list", () => {
  it('goes by votes, then comments, then code, then id', () => {
    const votes = aPaper({ id: 'arxiv:2608.00009', upvotes: 2 });
    const comments = aPaper({ id: 'arxiv:2608.00008', upvotes: 1, comments: 3 });
    const withCode = aPaper({ id: 'arxiv:2608.00007', upvotes: 1, codeUrl: 'https://github.com/a/b' });
    const low = aPaper({ id: 'arxiv:2608.00005', upvotes: 1 });
    const high = aPaper({ id: 'arxiv:2608.00006', upvotes: 1 });
    expect([high, low, withCode, comments, votes].sort(byDayOrder)).toEqual([votes, comments, withCode, low, high]);
  });

  it('is the same in whatever order the papers come', () => {
    const drafts = fc.uniqueArray(
      fc.record({ number: fc.integer({ min: 10_000, max: 99_999 }), upvotes: fc.nat(3), comments: fc.nat(2) }),
      {
        selector: ({ number }) => number,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(drafts, (given) => {
        const papers = given.map(({ number, ...counts }) => aPaper({ id: `arxiv:2608.${number}`, ...counts }));
        expect([...papers].reverse().sort(byDayOrder)).toEqual([...papers].sort(byDayOrder));
      }),
    );
  });
});

describe('trending', () => {
  it('shows the week unless told otherwise, and the other windows by button', async () => {
    const { read, press } = await aBot({ papers: PAPERS });
    const message = await read('trending');
    expect(message.title).toBe('Trending this week');
    expect(papersIn(message)).toEqual([TOP, EARLIER, SECOND]); // 50/2, 90/4, 7/2
    expect(messageOf(await press(buttonOf(message, 'Month'))).title).toBe('Trending this month');
  });

  it('ends at the newest day of the archive, and says so where that is long ago', async () => {
    const { read } = await aBot({ papers: PAPERS, now: '2026-12-01T09:00:00Z' });
    const message = await read('trending week');
    expect(papersIn(message)).toHaveLength(3);
    expect(wordsOf(message)).toContain('newest here is 21 Aug 2026');
  });

  it('does not look past today, whatever dates the archive holds', async () => {
    const { read } = await aBot({ papers: PAPERS, now: '2026-08-20T09:00:00Z' });
    expect(papersIn(await read('trending week'))).toEqual([EARLIER]);
  });

  it('says why nothing trends where no paper has votes', async () => {
    const { read } = await aBot({ papers: [aPaper({ publishedOn: '2026-08-20' })] });
    expect(wordsOf(await read('trending'))).toContain('none can trend');
  });

  it('refuses an unknown window by naming those there are', async () => {
    const { ask } = await aBot();
    expect(await ask('trending decade')).toMatchObject({ level: 'error', text: 'window is one of: day, week, month, movers.' });
  });
});

describe('the trending score', () => {
  it('is votes over a power of age', () => {
    expect(trendingScore(40, 2, 1.5)).toBe(5);
    expect(trendingScore(40, 2, 0.5)).toBe(20);
  });

  it('asks three to four times the votes of a paper of the oldest day of every window', () => {
    for (const { days, gravity } of Object.values(WINDOW_RULES)) {
      const ratio = trendingScore(1, 0, gravity) / trendingScore(1, days - 1, gravity);
      expect(ratio).toBeGreaterThan(2.8);
      expect(ratio).toBeLessThan(4.1);
    }
  });

  it('never rises with age and always rises with votes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.nat(60), fc.constantFrom(1.5, 1, 0.5), (votes, days, gravity) => {
        expect(trendingScore(votes, days + 1, gravity)).toBeLessThan(trendingScore(votes, days, gravity));
        expect(trendingScore(votes + 1, days, gravity)).toBeGreaterThan(trendingScore(votes, days, gravity));
      }),
    );
  });

  it('leaves out papers without votes or without a day', () => {
    const undated = aPaper({ id: 'local:0123456789abcdef', upvotes: 9 });
    expect(trendingOrder([undated, aPaper({ listedOn: FRIDAY })], aDay(FRIDAY), WINDOW_RULES.day)).toEqual([]);
  });
});

describe('the opening of an abstract', () => {
  it('is all of a short one', () => {
    expect(openingOf('We read.')).toBe('We read.');
  });

  it('ends with a sentence where one ends in good time', () => {
    const first = `${'We read papers of e.g. Tri Dao '.repeat(4).trim()}.`;
    expect(openingOf(`${first} Then ${'we go on and on '.repeat(20)}`)).toBe(first);
  });

  it('is never longer than 240 characters nor cuts a word', () => {
    const texts = fc
      .array(fc.stringMatching(/^[a-z]{1,12}[.]?$/), { minLength: 1, maxLength: 120 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(texts, (abstract) => {
        const opening = openingOf(abstract);
        expect(opening.length).toBeLessThanOrEqual(240);
        const kept = opening.replace(/…$/, '');
        expect(abstract.startsWith(kept)).toBe(true);
        expect(abstract.slice(kept.length)).toMatch(/^(?:$|[\s,;:–—.-])/);
      }),
    );
  });
});
