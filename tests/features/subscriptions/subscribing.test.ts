import { describe, expect, it } from 'vitest';
import { directPlace } from '../../../src/core/place.ts';
import type { AskContext } from '../../../src/features/bot.ts';
import { aBot, labelsOf, messageOf, type TestedBot, wordsOf } from '../../support/a-bot.ts';
import { aPaper, aUser, MEMBER } from '../../support/builders.ts';
import { aPlace } from '../../support/delivery-builders.ts';

/** Thursday, 8 January 2026, 12:00 in Berlin. */
const NOW = '2026-01-08T11:00:00Z';
const HERE = { place: aPlace('papers') };

async function said(bot: TestedBot, line: string, context: Partial<AskContext> = HERE): Promise<string> {
  const reply = await bot.ask(line, context);
  return reply.kind === 'notice' ? reply.text : wordsOf(messageOf(reply));
}

describe('subscribe paper-of-the-day', () => {
  it('is on weekdays at nine unless told, and echoes the schedule with its next three dates', async () => {
    const bot = await aBot({ now: NOW });
    const answer = await said(bot, 'subscribe paper-of-the-day');
    expect(answer).toContain('on weekdays at 09:00, UTC, to #papers');
    expect(answer).toMatch(/Next: 2026-01-09T09:00:00.000Z.*2026-01-12T09:00:00.000Z.*2026-01-13T09:00:00.000Z/);
    expect(answer).toContain('Times are in UTC.');
    expect(await bot.store.subscriptionsIn(HERE.place)).toMatchObject([
      { program: { kind: 'paper-of-the-day', weekends: 'settled', prompt: 'in-post' }, owner: aUser() },
    ]);
  });

  it('is in the asker’s own zone, unless it names another', async () => {
    const bot = await aBot({ now: NOW });
    await bot.ask('settings zone Asia/Tokyo', HERE);
    expect(await said(bot, 'subscribe paper-of-the-day daily at 8')).toContain('every day at 08:00, Asia/Tokyo');
    expect(await said(bot, 'subscribe paper-of-the-day daily at 8 zone Europe/Berlin')).toContain('08:00, Europe/Berlin');
  });

  it('owes nothing for the past', async () => {
    const bot = await aBot({ now: NOW });
    await bot.ask('subscribe paper-of-the-day daily at 9', HERE);
    expect(await bot.store.subscriptionsIn(HERE.place)).toMatchObject([{ lastSlot: '2026-01-08T11:00:00.000Z' }]);
  });

  it('said twice, also at once, is one subscription', async () => {
    const bot = await aBot({ now: NOW });
    const lines = Array.from({ length: 3 }, () => said(bot, 'subscribe paper-of-the-day topics:agents at 10'));
    const answers = (await Promise.all(lines)).map((answer) => answer.split(':')[0]).sort();
    expect(answers).toEqual(['Already subscribed', 'Already subscribed', 'Subscribed']);
    expect(await bot.store.subscriptionsIn(HERE.place)).toHaveLength(1);
  });

  it.each([
    ['at 25:00', '`25:00` is no time of day'],
    ['sometimes', 'A schedule cannot hold `sometimes`'],
    ['weekends:never', 'weekends is one of: settled, silent'],
    ['topics:"votes:many"', 'votes'],
  ])('says what is wrong with “%s”', async (rest, why) => {
    const bot = await aBot({ now: NOW });
    expect(await said(bot, `subscribe paper-of-the-day ${rest}`)).toContain(why);
    expect(await bot.store.subscriptionsIn(HERE.place)).toEqual([]);
  });
});

describe('subscribing a channel', () => {
  const discord = { place: aPlace('papers', 'discord'), asker: aUser('u', 'discord') };

  it('takes the right to manage it, and says what else can be done', async () => {
    const bot = await aBot({ now: NOW });
    const answer = await said(bot, 'subscribe paper-of-the-day', { ...discord, standing: MEMBER });
    expect(answer).toMatch(/manage this channel \(Manage Channels\).*to:me/);
    expect(await bot.store.subscriptionsIn(discord.place)).toEqual([]);
  });

  it('by direct message takes no right, and stays the asker’s own', async () => {
    const bot = await aBot({ now: NOW });
    expect(await said(bot, 'subscribe digest agents to:me', { ...discord, standing: MEMBER })).toContain('to direct messages');
    expect(await bot.store.subscriptionsIn(directPlace(discord.asker))).toHaveLength(1);
  });

  it('where the bot may not post is refused with what it lacks', async () => {
    const missing = ['View Channel', 'Send Messages'];
    const bot = await aBot({ now: NOW, checkPlace: async () => ({ kind: 'may-not-post', why: 'not-permitted', missing }) });
    expect(await said(bot, 'subscribe paper-of-the-day')).toContain('it lacks View Channel and Send Messages. Mend that');
  });

  it('ends at twenty-five', async () => {
    const bot = await aBot({ now: NOW });
    for (let hour = 0; hour < 24; hour += 1) await bot.ask(`subscribe paper-of-the-day daily at ${hour}:30`, HERE);
    await bot.ask('subscribe paper-of-the-day daily at 1:15', HERE);
    expect(await said(bot, 'subscribe paper-of-the-day daily at 2:15')).toContain('There are 25 subscriptions here already.');
  });
});

describe('subscribe digest', () => {
  const rules = async (bot: TestedBot) => (await bot.store.subscriptionsIn(HERE.place)).map(({ program }) => program);

  it('reads the query in quotes, the schedule, and how many to show', async () => {
    const bot = await aBot({ now: NOW });
    await bot.ask(
      'subscribe digest "low-rank -video" at 09:00 weekdays zone Europe/Berlin max 7 empty:silent details:none',
      HERE,
    );
    expect(await rules(bot)).toMatchObject([
      { kind: 'digest', max: 7, whenEmpty: 'silent', details: 'none', rules: [{ words: 'low-rank', excluded: ['video'] }] },
    ]);
  });

  it('takes several queries, each with quotes of its own', async () => {
    const bot = await aBot({ now: NOW });
    await bot.ask(`subscribe digest 'agents | author:"Tri Dao" | "a | b" | agents' weekdays`, HERE);
    expect(await rules(bot)).toMatchObject([
      { rules: [{ words: 'agents' }, { filters: { authors: ['Tri Dao'] } }, { phrases: ['a | b'] }] },
    ]);
  });

  it('says how much it would have brought of late', async () => {
    const papers = [
      aPaper({ id: 'arxiv:2601.00001', title: 'Sparse agents', listedOn: '2026-01-06' }),
      aPaper({ id: 'arxiv:2601.00002', title: 'Dense readers', listedOn: '2026-01-06' }),
      aPaper({ id: 'arxiv:2601.00003', title: 'Older agents', listedOn: '2025-11-06' }),
    ];
    const bot = await aBot({ now: NOW, papers });
    const of = 'of the 2 papers on the lists of the last 30 days would have matched';
    expect(await said(bot, 'subscribe digest agents')).toContain(`1 paper ${of}`);
    expect(await said(bot, 'subscribe digest quarks')).toContain(`Nothing ${of}`);
  });

  it.each([
    ['subscribe digest low rank weekdays', 'Put a query of several words in quotes'],
    ['subscribe digest agents max 90', 'max is a whole number from 1 to 25'],
    ['subscribe digest "votes:many"', 'votes'],
    ['subscribe digest ""', 'needs query'],
    ['subscribe digest "-video"', 'only says what to leave out'],
    [`subscribe digest "${Array.from({ length: 21 }, (_, at) => `w${at}`).join('|')}"`, 'at most 20 queries'],
  ])('says what is wrong: %s', async (line, why) => {
    const bot = await aBot({ now: NOW });
    expect(await said(bot, line)).toContain(why);
    expect(await rules(bot)).toEqual([]);
  });

  it('offers a preview and the way back', async () => {
    const bot = await aBot({ now: NOW });
    expect(labelsOf(await bot.read('subscribe digest agents', HERE))).toEqual(['Preview', 'Unsubscribe']);
  });
});
