import { describe, expect, it } from 'vitest';
import { completeLine } from '../../../src/platforms/terminal/complete-line.ts';
import { aBot } from '../../support/a-bot.ts';
import { aPaper, aUser } from '../../support/builders.ts';
import { aPlace } from '../../support/delivery-builders.ts';

const PAPERS = [
  aPaper({ id: 'arxiv:2106.09685', title: 'LoRA: Low-Rank Adaptation' }),
  aPaper({ id: 'arxiv:2402.09353', title: 'LoRA, but for Low-Rank Vision' }),
  aPaper({ id: 'arxiv:2008.07669', title: 'HiPPO: Recurrent Memory' }),
];

const AT = { asker: aUser(), place: aPlace() };

describe('tab completion', () => {
  it.each([
    ['se', ['search ', 'settings ', 'settings zone ', 'settings language ']],
    ['settings z', ['settings zone ']],
    ['settings ', ['settings zone ', 'settings language ']],
    ['forget', ['forget-me ']],
    ['nothing', []],
  ])('of “%s” offers commands', async (typed, names) => {
    const { bot } = await aBot();
    expect(await completeLine(typed, bot, AT)).toEqual([names, typed]);
  });

  it('of a half-typed title offers the titles that hold it', async () => {
    const { bot } = await aBot({ papers: PAPERS });
    expect(await completeLine('show hipp', bot, AT)).toEqual([['HiPPO: Recurrent Memory'], 'hipp']);
  });

  it('keeps what was typed where several titles hold it in their middle', async () => {
    const { bot } = await aBot({ papers: PAPERS });
    expect(await completeLine('show low-rank', bot, AT)).toEqual([
      ['LoRA: Low-Rank Adaptation', 'LoRA, but for Low-Rank Vision'],
      'LoRA',
    ]);
  });

  it('of a zone or a choice offers these', async () => {
    const { bot } = await aBot();
    expect(await completeLine('settings zone berl', bot, AT)).toEqual([['Europe/Berlin'], 'berl']);
    expect(await completeLine('trending w', bot, AT)).toEqual([['week'], 'w']);
  });

  it('offers nothing after a command that takes free words', async () => {
    const { bot } = await aBot({ papers: PAPERS });
    expect(await completeLine('search lo', bot, AT)).toEqual([[], 'lo']);
    expect(await completeLine('list x', bot, AT)).toEqual([[], 'x']);
  });
});

describe('tab completion of what directs the play', () => {
  it('offers its words', async () => {
    const { bot } = await aBot();
    expect(await completeLine(':c', bot, AT)).toEqual([[':clock ', ':channel ', ':close ', ':crash '], ':c']);
    expect(await completeLine(':ti', bot, AT)).toEqual([[':tick '], ':ti']);
  });

  it('of a subscription offers the short names of those that are there', async () => {
    const { bot, ask } = await aBot();
    await ask('subscribe paper-of-the-day', AT);
    const [names] = await completeLine('preview paper', bot, AT);
    expect(names).toEqual([expect.stringMatching(/^[a-z0-9]{6}$/)]);
  });
});
