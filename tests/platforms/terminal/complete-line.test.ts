import { describe, expect, it } from 'vitest';
import { completeLine } from '../../../src/platforms/terminal/complete-line.ts';
import { aBot } from '../../support/a-bot.ts';
import { aPaper } from '../../support/builders.ts';

const PAPERS = [
  aPaper({ id: 'arxiv:2106.09685', title: 'LoRA: Low-Rank Adaptation' }),
  aPaper({ id: 'arxiv:2402.09353', title: 'LoRA, but for Low-Rank Vision' }),
  aPaper({ id: 'arxiv:2008.07669', title: 'HiPPO: Recurrent Memory' }),
];

describe('tab completion', () => {
  it.each([
    ['se', ['search ', 'settings ', 'settings zone ', 'settings language ']],
    ['settings z', ['settings zone ']],
    ['settings ', ['settings zone ', 'settings language ']],
    ['forget', ['forget-me ']],
    ['nothing', []],
  ])('of “%s” offers commands', async (typed, names) => {
    const { bot } = await aBot();
    expect(completeLine(typed, bot)).toEqual([names, typed]);
  });

  it('of a half-typed title offers the titles that hold it', async () => {
    const { bot } = await aBot({ papers: PAPERS });
    expect(completeLine('show hipp', bot)).toEqual([['HiPPO: Recurrent Memory'], 'hipp']);
  });

  it('keeps what was typed where several titles hold it in their middle', async () => {
    const { bot } = await aBot({ papers: PAPERS });
    expect(completeLine('show low-rank', bot)).toEqual([['LoRA: Low-Rank Adaptation', 'LoRA, but for Low-Rank Vision'], 'LoRA']);
  });

  it('of a zone or a choice offers these', async () => {
    const { bot } = await aBot();
    expect(completeLine('settings zone berl', bot)).toEqual([['Europe/Berlin'], 'berl']);
    expect(completeLine('trending w', bot)).toEqual([['week'], 'w']);
  });

  it('offers nothing after a command that takes free words', async () => {
    const { bot } = await aBot({ papers: PAPERS });
    expect(completeLine('search lo', bot)).toEqual([[], 'lo']);
    expect(completeLine('list x', bot)).toEqual([[], 'x']);
  });
});
