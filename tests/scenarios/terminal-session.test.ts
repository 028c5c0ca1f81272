/**
 * Whole conversations on the terminal, as a reader sees them: every letter of the output is reviewed here.
 */
import { describe, expect, it } from 'vitest';
import type { MessageRef } from '../../src/core/delivery.ts';
import type { PaperId } from '../../src/core/paper.ts';
import type { Milliseconds } from '../../src/core/time.ts';
import { aBot } from '../support/a-bot.ts';
import { piped } from '../support/a-terminal.ts';
import { aPaper } from '../support/builders.ts';
import { aDelivery, aSubscription, putDown } from '../support/delivery-builders.ts';

const PAPERS = [
  aPaper({
    id: 'arxiv:2608.00001',
    title: 'Quiet Adapters: Low-Rank Updates That Leave a Model Alone',
    authors: ['Mei Ling', 'Jo Wang', 'Ann Zhang'],
    abstract: 'Adapters change too much. We add low-rank updates that keep what a model knows.',
    organization: { slug: 'a-lab', name: 'A Laboratory' },
    publishedOn: '2026-08-20',
    listedOn: '2026-08-21',
    upvotes: 45,
    comments: 6,
    codeUrl: 'https://github.com/a-lab/quiet',
    keywords: ['low-rank adaptation'],
  }),
  aPaper({
    id: 'arxiv:2608.00002',
    title: 'Loud Adapters',
    publishedOn: '2026-08-19',
    listedOn: '2026-08-21',
    upvotes: 7,
    keywords: ['low-rank adaptation'],
  }),
];

describe('an afternoon at the terminal', () => {
  it('goes from a search to a paper, its neighbours, a saved list and a file', async () => {
    const { bot } = await aBot({ papers: PAPERS });
    const session = ['search quiet adapters', '1', '2', '1', 'list', 'export'];
    expect(await piped(bot, `${session.join('\n')}\n`)).toMatchInlineSnapshot(`
      "Results for quiet adapters
      1 paper with every word, 2 with some

      [1] Quiet Adapters: Low-Rank Updates That Leave a Model Alone
          Mei Ling, … Ann Zhang +1 · A Laboratory · 20 Aug 2026 · 45 votes
          6 comments · code · arxiv.org/abs/2608.00001
          Adapters change too much. We add low-rank updates that keep what a model
          knows.

      [2] Loud Adapters
          Ada Lovelace, Alan Turing · 19 Aug 2026 · 7 votes · arxiv.org/abs/2608.00002
          We study machines that read, and find that they can.

      [3] Subscribe

      Quiet Adapters: Low-Rank Updates That Leave a Model Alone
      Mei Ling, Jo Wang, Ann Zhang
      A Laboratory
      20 Aug 2026 · on the daily list 21 Aug 2026 · 45 votes · 6 comments

      Adapters change too much. We add low-rank updates that keep what a model knows.

      Keywords  low-rank adaptation
      Code      https://github.com/a-lab/quiet
      arXiv     https://arxiv.org/abs/2608.00001
      PDF       https://arxiv.org/pdf/2608.00001
      HF        https://huggingface.co/papers/2608.00001

      [1] Similar  [2] Save

      Saved “Quiet Adapters: Low-Rank Updates That Leave a Model Alone”. \`list\` shows
      your reading list.

      Similar to Quiet Adapters: Low-Rank Updates That Leave a Model Alone

      [1] Loud Adapters
          Ada Lovelace, Alan Turing · 19 Aug 2026 · 7 votes · arxiv.org/abs/2608.00002
          shares: adapters, low, rank

      [2] The paper itself

      Your reading list
      1 paper, last saved first

      [1] Quiet Adapters: Low-Rank Updates That Leave a Model Alone · 45 votes
          saved 21 Aug 2026

      \`export\` gives the list as a file, \`unsave\` takes a paper off.

      Your reading list: 1 paper as BibTeX.
      Written to ./paperboy-reading-list.bib
      "
    `);
  });

  it('begins with what is new today, and ends with everything forgotten', async () => {
    const { bot } = await aBot({ papers: PAPERS });
    const session = ['today', 'save 2', 'settings language de', 'trending', 'forget-me', '1', 'list'];
    expect(await piped(bot, `${session.join('\n')}\n`)).toMatchInlineSnapshot(`
      "Daily papers of Fri, 21 Aug 2026
      2 papers, most votes first

      [1] Quiet Adapters: Low-Rank Updates That Leave a Model Alone
          Mei Ling, … Ann Zhang +1 · A Laboratory · 20 Aug 2026 · 45 votes
          6 comments · code · arxiv.org/abs/2608.00001
          Adapters change too much. We add low-rank updates that keep what a model
          knows.

      [2] Loud Adapters · 7 votes

      Saved “Loud Adapters”. \`list\` shows your reading list.

      Dates and numbers are now written as in German (de): 21. Aug. 2026 and 1.234,5.
      The bot's own words are English.

      Trending this week
      15. Aug. 2026 to 21. Aug. 2026 · votes weighed by age

      [1] Quiet Adapters: Low-Rank Updates That Leave a Model Alone
          Mei Ling, … Ann Zhang +1 · A Laboratory · 20. Aug. 2026 · 45 votes
          6 comments · code · arxiv.org/abs/2608.00001

      [2] Loud Adapters
          Ada Lovelace, Alan Turing · 19. Aug. 2026 · 7 votes
          arxiv.org/abs/2608.00002

      [3] Day  [4] Month  [5] Movers

      Delete everything that is kept about you?

      Your reading list, settings, likes, what you get by direct message and your part
      in reading groups will be deleted. Channels keep what they get. This cannot be
      undone; \`export\` gives you the list as a file first.

      [1] Delete everything

      Deleted: 1 saved paper and 1 setting. Nothing is kept about you now.

      Your reading list is empty. Put a paper on it with its Save button, or with
      \`save 2106.09685\`.
      "
    `);
  });

  it('helps who mistypes', async () => {
    const { bot } = await aBot({ papers: PAPERS });
    const session = ['serch adapters', '1', 'trending decade', 'search votes:many', 'show 2404.02948', '99', 'today 2026-08-22'];
    expect(await piped(bot, `${session.join('\n')}\n`)).toMatchInlineSnapshot(`
      "There is no command “serch”. The nearest is \`search\`:

      [1] search adapters  [2] search serch adapters

      Results for adapters
      2 papers

      [1] Loud Adapters
          Ada Lovelace, Alan Turing · 19 Aug 2026 · 7 votes · arxiv.org/abs/2608.00002
          We study machines that read, and find that they can.

      [2] Quiet Adapters: Low-Rank Updates That Leave a Model Alone
          Mei Ling, … Ann Zhang +1 · A Laboratory · 20 Aug 2026 · 45 votes
          6 comments · code · arxiv.org/abs/2608.00001
          Adapters change too much. We add low-rank updates that keep what a model
          knows.

      [3] Subscribe

      window is one of: day, week, month, movers.

      \`votes:many\` is not a number of votes. Write \`votes:>50\`, \`votes:<10\` or
      \`votes:10..50\`.

      2404.02948 is not in the archive here. You may find it there:

      arXiv         https://arxiv.org/abs/2404.02948
      Hugging Face  https://huggingface.co/papers/2404.02948

      There is nothing numbered to choose. \`help\` shows what can be typed.

      Sat, 22 Aug 2026 is still to come. The newest list before it is of Fri, 21 Aug
      2026.

      [1] Show Fri, 21 Aug 2026
      "
    `);
  });
});

describe('a paper that a channel of the terminal was sent', () => {
  it('is shown with when that was and where, and is found among what was seen there', async () => {
    const { bot, store } = await aBot({ papers: PAPERS });
    const general = { platform: 'terminal', workspace: 'terminal', channel: 'general' } as const;
    const subscription = aSubscription({ place: general });
    await store.addSubscription(subscription);
    const delivery = aDelivery({ of: subscription });
    await putDown(store, delivery, { posted: [PAPERS[1]?.id as PaperId], as: 'paper-of-the-day' });
    await store.claim({ now: delivery.slot, lease: 120_000 as Milliseconds, limit: 1, platforms: ['terminal'] });
    const sent = { kind: 'sent', at: delivery.slot, ref: 'post 1' as MessageRef } as const;
    await store.settle({ id: delivery.id, attempts: 1 }, sent, delivery.slot);
    const session = [
      'search adapters in:here',
      'show 2608.00002',
      ':channel other',
      'search adapters in:here',
      'show 2608.00002',
    ];
    const [here, shown, , elsewhere, unknown] = (await piped(bot, `${session.join('\n')}\n`)).split(
      /\n\n(?=Results|Loud|You are|No paper)/,
    );
    expect(here).toMatch(/Results for adapters in:here\n1 paper\n\n\[1\] Loud Adapters/);
    expect(shown).toMatch(/• Paper of the day here, 5 Jan 2026 in #general/);
    expect(elsewhere).toMatch(/No paper for adapters in:here/);
    expect(unknown).not.toMatch(/Paper of the day/);
  });
});
