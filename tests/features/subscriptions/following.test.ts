import { describe, expect, it } from 'vitest';
import { directPlace } from '../../../src/core/place.ts';
import { aPaper, aUser } from '../../support/builders.ts';
import { aSubscribedBot, HERE, said } from './a-subscribed-bot.ts';

const MINE = directPlace(aUser());

describe('following', () => {
  it('makes one digest by direct message, and each further name is a rule of it', async () => {
    const { bot } = await aSubscribedBot([], { papers: [aPaper({ authors: ['Tri Dao'] })] });
    expect(await said(bot, 'follow author Tri Dao')).toContain('You follow author:"Tri Dao". 1 paper here names them.');
    expect(await said(bot, 'follow org "deepseek-ai"')).toContain('All that you follow: author:"Tri Dao" org:deepseek-ai');
    await bot.ask('follow author tri dao', HERE);
    expect(await bot.store.subscriptionsIn(MINE)).toMatchObject([
      {
        program: {
          rules: [{ filters: { authors: ['Tri Dao'] } }, { filters: { organizations: ['deepseek-ai'] } }],
          whenEmpty: 'silent',
        },
      },
    ]);
  });

  it('keeps each of several names said at once', async () => {
    const { bot } = await aSubscribedBot([]);
    await Promise.all(['A. One', 'B. Two', 'C. Three'].map((name) => bot.ask(`follow author ${name}`, HERE)));
    const [mine] = await bot.store.subscriptionsIn(MINE);
    expect(mine?.program).toMatchObject({ rules: { length: 3 } });
  });

  it('says where no paper has the name, and refuses what is none', async () => {
    const { bot } = await aSubscribedBot([]);
    expect(await said(bot, 'follow author Nobody Atall')).toContain('check the spelling');
    expect(await said(bot, 'follow author ---')).toContain('That is no name.');
    expect(await said(bot, 'follow author')).toContain('needs name');
  });

  it('is undone name by name, and the digest ends with the last', async () => {
    const { bot } = await aSubscribedBot([]);
    await bot.ask('follow author Tri Dao', HERE);
    await bot.ask('follow org deepseek-ai', HERE);
    expect(await said(bot, 'unfollow author Song Han')).toContain('You do not follow that. You follow');
    expect(await said(bot, 'unfollow author Tri Dao')).toContain('You follow author:"Tri Dao" no more.');
    expect(await said(bot, 'unfollow org deepseek-ai')).toContain('nobody else');
    expect(await bot.store.subscriptionsIn(MINE)).toEqual([]);
    expect(await said(bot, 'unfollow org deepseek-ai')).toContain('You follow nobody.');
  });

  it('ends when the person is forgotten', async () => {
    const { bot } = await aSubscribedBot(['subscribe paper-of-the-day']);
    await bot.ask('follow author Tri Dao', HERE);
    expect(await bot.store.forgetPerson(aUser())).toMatchObject({ subscriptions: 1 });
    expect(await bot.store.subscriptionsIn(MINE)).toEqual([]);
    expect(await bot.store.subscriptionsIn(HERE.place)).toHaveLength(1);
  });
});
