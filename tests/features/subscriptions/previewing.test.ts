import { describe, expect, it } from 'vitest';
import { papersIn } from '../../support/a-bot.ts';
import { aPaper } from '../../support/builders.ts';
import { aSubscribedBot, HERE, said } from './a-subscribed-bot.ts';

const LISTED = [
  aPaper({ id: 'arxiv:2601.00001', title: 'Sparse agents read', listedOn: '2026-01-07', upvotes: 9 }),
  aPaper({ id: 'arxiv:2601.00002', title: 'Dense agents', listedOn: '2026-01-07', upvotes: 20 }),
  aPaper({ id: 'arxiv:2601.00003', title: 'Sparse agents on video', listedOn: '2026-01-07', upvotes: 5 }),
];

describe('a preview', () => {
  it('shows what the next post will say as things stand, and posts nothing', async () => {
    const { bot } = await aSubscribedBot(['subscribe digest "sparse agents -video" daily at 9'], {
      papers: LISTED,
      now: '2026-01-08T08:00:00Z',
    });
    const message = await bot.read('preview', HERE);
    expect(papersIn(message).map(({ title }) => title)).toEqual(['Sparse agents read']);
    expect(
      await bot.store.postedIn(
        HERE.place,
        LISTED.map(({ id }) => id),
      ),
    ).toEqual(new Map());
  });

  it('tells what each rule brings, what it nearly brings, and what an exclusion keeps out', async () => {
    const { bot } = await aSubscribedBot(['subscribe digest "sparse agents -video | quarks" daily at 9'], {
      papers: LISTED,
      now: '2026-01-08T08:00:00Z',
    });
    const answer = await said(bot, 'preview');
    expect(answer).toContain('Read from 3 papers of the lists.');
    expect(answer).toContain('sparse agents -video brings 1 paper');
    expect(answer).toContain('nearly: Dense agents, without sparse');
    expect(answer).toContain('kept out: Sparse agents on video, by -video');
    expect(answer).toContain('quarks brings nothing');
  });

  it('tells which papers stand next after the paper of the day', async () => {
    const { bot } = await aSubscribedBot(['subscribe paper-of-the-day daily at 9'], {
      papers: LISTED,
      now: '2026-01-08T08:00:00Z',
    });
    const message = await bot.read('preview', HERE);
    expect(papersIn(message).map(({ upvotes }) => upvotes)).toEqual([20, 9, 5]);
  });

  it('shows the next five runs, with the zone’s offset where clocks change between them', async () => {
    const { bot } = await aSubscribedBot(['subscribe paper-of-the-day daily at 9 zone Europe/Berlin'], {
      now: '2026-03-27T12:00:00Z',
    });
    expect(await said(bot, 'preview')).toContain(
      '2026-03-28T08:00:00.000Z (UTC+1)2026-03-29T07:00:00.000Z (UTC+2, clocks have changed)2026-03-30T07:00:00.000Z (UTC+2)'.replaceAll(
        ')2',
        ') 2',
      ),
    );
    const { bot: winter } = await aSubscribedBot(['subscribe paper-of-the-day daily at 9 zone Europe/Berlin']);
    expect(await said(winter, 'preview')).not.toContain('UTC+');
  });

  it('says whether the bot may post there', async () => {
    const line = ['subscribe paper-of-the-day daily at 9'];
    expect(await said((await aSubscribedBot(line)).bot, 'preview')).toContain('The bot may post there.');
    let may = true;
    const checkPlace = async () =>
      may ? ({ kind: 'may-post' } as const) : ({ kind: 'may-not-post', why: 'not-permitted', missing: ['Embed Links'] } as const);
    const { bot } = await aSubscribedBot(line, { checkPlace });
    may = false;
    expect(await said(bot, 'preview')).toContain('it lacks Embed Links.');
  });

  it('of a paused one says so first', async () => {
    const { bot } = await aSubscribedBot(['subscribe paper-of-the-day daily at 9']);
    await bot.ask('pause', HERE);
    expect(await said(bot, 'preview')).toContain('It is paused, as it was asked to.');
  });
});
