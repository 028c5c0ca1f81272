import type { APIButtonComponent, APIStringSelectComponent } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { code, link, type Message, type PaperBlock, quiet, strong, text } from '../../src/core/message.ts';
import type { Paper } from '../../src/core/paper.ts';
import { type DiscordPayload, renderDiscord, renderDiscordNotice } from '../../src/render/discord.ts';
import { aBot } from '../support/a-bot.ts';
import { anInstant, aPagePaper, aPaper, somePapers } from '../support/builders.ts';
import { readDiscord } from '../support/discord-reading.ts';

const COMMANDS = ['search', 'save', 'export', 'settings zone'];

const SINGULAR = aPaper({
  id: 'arxiv:2404.00001',
  title: 'Singular Adapters*: Principal Directions First',
  authors: ['Mei Ling', 'Jo Wang', 'Ann Zhang'],
  abstract: 'We adapt large models along their principal singular directions. Code: https://github.com/a-lab/singular_v2',
  organization: { slug: 'a-lab', name: 'A Laboratory' },
  publishedOn: '2024-04-03',
  listedOn: '2024-04-09',
  upvotes: 1204,
  comments: 3,
  codeUrl: 'https://github.com/a-lab/singular_v2',
  codeStars: 410,
  summary: 'Adapters that start from the largest singular values converge faster.',
  keywords: ['low-rank adaptation', 'singular values'],
});

const show = (message: Partial<Message>): readonly DiscordPayload[] =>
  renderDiscord({ summary: 'Papers', blocks: [], buttons: [], ...message }, COMMANDS);

/** Where one body is all that there is. */
function only(payloads: readonly DiscordPayload[]): DiscordPayload {
  const [payload, ...others] = payloads;
  if (payload === undefined || others.length > 0) throw new Error(`${payloads.length} bodies`);
  return payload;
}

const described = (payload: DiscordPayload): string => payload.embeds.map(({ description = '' }) => description).join('\n\n');

function rowsOf({ components }: DiscordPayload): readonly (readonly string[])[] {
  return components.map((row) =>
    (row.components as (APIButtonComponent | APIStringSelectComponent)[]).map((component) => {
      if (component.type === 3) return `${component.placeholder} ${component.options.length}`;
      return 'label' in component ? (component.label ?? '') : '';
    }),
  );
}

const cards = (papers: readonly Paper[], detail: PaperBlock['detail'] = 'card'): readonly PaperBlock[] =>
  papers.map((paper, at) => ({ kind: 'paper', detail, paper, rank: at + 1 }));

describe('a page of results on Discord', () => {
  const RESULTS: Partial<Message> = {
    title: 'Results for singular_adapters',
    blocks: [
      { kind: 'note', spans: [quiet('2 papers · page 1 of 3')] },
      {
        kind: 'paper',
        detail: 'card',
        rank: 1,
        paper: SINGULAR,
        excerpt: [text('along their principal '), { kind: 'text', text: 'singular', weight: 'match' }, text(' directions.')],
        reason: [quiet('with '), text('Jo Wang')],
      },
      { kind: 'paper', detail: 'card', rank: 2, paper: aPagePaper('On *stars*') },
    ],
    buttons: [
      { kind: 'action', label: 'Next', action: { kind: 'list.page', page: 2 } },
      { kind: 'link', label: 'arXiv', url: 'https://arxiv.org' },
    ],
    share: { kind: 'trending.show', window: 'week' },
  };

  it('is one embed of linked titles, each with small print and the passage with its words in bold', () => {
    const payload = only(show(RESULTS));
    expect(payload.embeds).toHaveLength(1);
    expect(payload.embeds[0]?.title).toBe('Results for singular\\_adapters');
    expect(described(payload)).toMatchInlineSnapshot(`
      "-# 2 papers · page 1 of 3

      **1. [Singular Adapters∗: Principal Directions First](https://arxiv.org/abs/2404.00001)**
      -# Mei Ling, … Ann Zhang +1 · A Laboratory · 3 Apr 2024 · 1,204 votes · 3 comments · code
      along their principal **singular** directions.
      -# with Jo Wang

      **2. On \\*stars\\***
      -# 2 authors"
    `);
  });

  it('opens its papers from a menu, and acts, is shared and leads away by buttons', () => {
    const payload = only(show(RESULTS));
    expect(rowsOf(payload)).toEqual([['Open a paper… 2'], ['Next', 'Share to channel', 'arXiv']]);
    expect(payload.components[0]?.components[0]).toMatchObject({
      custom_id: 'open',
      options: [
        {
          label: '1. Singular Adapters*: Principal Directions First',
          value: '1|paper.show|arxiv:2404.00001',
          description: 'Mei Ling, … Ann Zhang +1 · A Laboratory · 3 Apr 2024 · 1,204 votes · 3 comments · code',
        },
        { label: '2. On *stars*', description: '2 authors' },
      ],
    });
    expect(payload.components[1]?.components).toEqual([
      { type: 2, style: 2, label: 'Next', custom_id: '1|list.page|2' },
      { type: 2, style: 2, label: 'Share to channel', custom_id: '1|share|trending.show|week' },
      { type: 2, style: 5, label: 'arXiv', url: 'https://arxiv.org/' },
    ]);
  });

  it('says each part of its body and pings nobody, so that an edit leaves nothing of what stood before', () => {
    expect(only(show({ title: 'Empty' }))).toMatchObject({ content: '', components: [], allowed_mentions: { parse: [] } });
  });
});

describe('a whole paper on Discord', () => {
  const full = (paper: Paper): readonly DiscordPayload[] =>
    show({
      blocks: [{ kind: 'paper', detail: 'full', paper }],
      buttons: [{ kind: 'action', label: 'Similar', action: { kind: 'paper.similar', paper: paper.id } }],
    });

  it('has the title of the embed, its abstract, and its links in a line', () => {
    const payload = only(full(SINGULAR));
    expect(payload.embeds[0]).toMatchObject({
      title: 'Singular Adapters\\*: Principal Directions First',
      url: 'https://arxiv.org/abs/2404.00001',
    });
    expect(described(payload)).toMatchInlineSnapshot(`
      "Mei Ling, Jo Wang, Ann Zhang
      -# A Laboratory · 3 Apr 2024 · on the daily list 9 Apr 2024 · 1,204 votes · 3 comments

      We adapt large models along their principal singular directions. Code: https\\://github.com/a-lab/singular\\_v2

      **Summary** Adapters that start from the largest singular values converge faster.
      -# Keywords: low-rank adaptation, singular values

      [arXiv](https://arxiv.org/abs/2404.00001) · [PDF](https://arxiv.org/pdf/2404.00001) · [Hugging Face](https://huggingface.co/papers/2404.00001) · [Code](https://github.com/a-lab/singular_v2), 410 stars"
    `);
    expect(rowsOf(payload)).toEqual([['Similar']]);
  });

  it('shows a long abstract to its end in one body', () => {
    const abstract = 'It is said that x_i * y_i grows. '.repeat(75).trim();
    const payload = only(full(aPaper({ abstract })));
    expect(readDiscord(described(payload)).seen).toContain(abstract);
  });

  it('says where an abstract is not known, and where to look a paper up whose id is not', () => {
    const description = described(only(full(aPagePaper('A Title', { abstract: '' }))));
    expect(description).toContain('-# The abstract of this paper is not known here.');
    expect(description).toContain('[Look up](https://huggingface.co/papers?q=A+Title)');
  });
});

describe('lists of papers on Discord', () => {
  it('show ten trending cards in one embed', () => {
    const payload = only(show({ title: 'Trending this week', blocks: cards(somePapers(10, { upvotes: 9 })) }));
    expect(payload.embeds).toHaveLength(1);
    expect(rowsOf(payload)).toEqual([['Open a paper… 10']]);
  });

  it('show the first of a day as a card and the others a line each', () => {
    const [first, ...others] = cards(somePapers(3, { upvotes: 9 }));
    const lines = others.map((block): PaperBlock => ({ ...block, detail: 'line' }));
    expect(described(only(show({ blocks: first === undefined ? [] : [first, ...lines] })))).toMatchInlineSnapshot(`
      "**1. [Findings on arxiv:2401.00001](https://arxiv.org/abs/2401.00001)**
      -# Ada Lovelace, Alan Turing · Jan 2024 · 9 votes

      **2.** [Findings on arxiv:2401.00002](https://arxiv.org/abs/2401.00002) · 9 votes
      **3.** [Findings on arxiv:2401.00003](https://arxiv.org/abs/2401.00003) · 9 votes"
    `);
  });

  it('show a reading list with the day on which each was saved, and what can be typed', () => {
    const saved = cards(somePapers(2), 'line').map((block): PaperBlock => ({ ...block, reason: [quiet('saved 3 Apr 2024')] }));
    const hint = { kind: 'note', spans: [code('export'), text(' gives the list as a file.')] } as const;
    expect(described(only(show({ title: 'Your reading list', blocks: [...saved, hint] })))).toMatchInlineSnapshot(`
      "**1.** [Findings on arxiv:2401.00001](https://arxiv.org/abs/2401.00001)
      -# saved 3 Apr 2024
      **2.** [Findings on arxiv:2401.00002](https://arxiv.org/abs/2401.00002)
      -# saved 3 Apr 2024

      -# \`/papers export\` gives the list as a file."
    `);
  });

  it('open each paper once, one alone by a button, and none that a button opens already', () => {
    const [paper] = somePapers(1);
    const twice = paper === undefined ? [] : cards([paper, paper]);
    expect(rowsOf(only(show({ blocks: twice })))).toEqual([['Open']]);
    const abstract = twice.map((block) => ({ kind: 'paper.show', paper: block.paper.id }) as const)[0];
    const buttons = abstract === undefined ? [] : [{ kind: 'action', label: 'Abstract', action: abstract } as const];
    expect(rowsOf(only(show({ blocks: twice, buttons })))).toEqual([['Abstract']]);
  });

  it('go on in further messages where one is full, and say how many are left out after the fifth', () => {
    const long = cards(somePapers(60)).map((block): PaperBlock => ({ ...block, excerpt: [text('words '.repeat(160))] }));
    const payloads = show({ blocks: long });
    expect(payloads).toHaveLength(5);
    const shown = payloads
      .map((payload) => described(payload).match(/\*\*\d+\. /g)?.length ?? 0)
      .reduce((sum, count) => sum + count);
    expect(payloads.map(described).at(-1)).toMatch(new RegExp(`\n-# and ${60 - shown} more$`));
    expect(rowsOf(payloads[0] ?? only([]))).toEqual([['Open a paper… 25'], ['Open another paper… (10 do not fit) 25']]);
    expect(payloads.slice(1).flatMap(({ components }) => components)).toEqual([]);
  });
});

describe('a paper of the day on Discord', () => {
  it('has the paper as its title, and what it is above it', () => {
    const payload = only(
      show({
        title: 'Paper of the day',
        blocks: [
          { kind: 'paper', detail: 'card', paper: SINGULAR, excerpt: [text('Adapters converge faster.')] },
          { kind: 'text', spans: [strong('To discuss: '), text('Which baseline is beaten?')] },
          { kind: 'note', spans: [text('Chosen for 1,204 votes.')] },
        ],
        buttons: [
          { kind: 'action', label: 'Abstract', action: { kind: 'paper.show', paper: SINGULAR.id } },
          { kind: 'action', label: 'Similar', action: { kind: 'paper.similar', paper: SINGULAR.id } },
          { kind: 'action', label: 'Save', action: { kind: 'paper.save', paper: SINGULAR.id }, tone: 'primary' },
          ...['PDF', 'Hugging Face', 'Code'].map(
            (label) => ({ kind: 'link', label, url: `https://a.example/${label}` }) as const,
          ),
        ],
      }),
    );
    expect(payload.embeds[0]).toMatchObject({ author: { name: 'Paper of the day' }, url: 'https://arxiv.org/abs/2404.00001' });
    expect(described(payload)).toMatchInlineSnapshot(`
      "-# Mei Ling, … Ann Zhang +1 · A Laboratory · 3 Apr 2024 · 1,204 votes · 3 comments · code
      Adapters converge faster.

      **To discuss:** Which baseline is beaten?

      -# Chosen for 1,204 votes."
    `);
    expect(rowsOf(payload)).toEqual([
      ['Abstract', 'Similar', 'Save'],
      ['PDF', 'Hugging Face', 'Code'],
    ]);
  });
});

describe('words on Discord', () => {
  it('explain commands as they are typed there, in the whole of help and on one command', async () => {
    const { bot, read } = await aBot();
    const names = bot.commands.map(({ name }) => name);
    const overview = described(only(renderDiscord(await read('help'), names)));
    for (const name of names) expect(overview).toContain(`\`/papers ${name}\` `);
    const search = described(only(renderDiscord(await read('help search'), names)));
    expect(search).toContain('\n`low-rank adaptation` words; papers with more of them come first\n');
    expect(search).toContain('-# For example: `/papers search ');
  });

  it('tell facts in a list', async () => {
    const { read } = await aBot();
    expect(described(only(renderDiscord(await read('about'))))).toContain('\n- Papers: **0, 0 of them with an abstract**\n');
  });

  it('stand alone where nothing was found or nothing is said', () => {
    const payload = only(
      show({ title: 'No paper for x', blocks: [{ kind: 'text', spans: [text('Try '), code('search y'), text('.')] }] }),
    );
    expect(described(payload)).toBe('Try `/papers search y`.');
    expect(described(only(show({ summary: 'Only *this*' })))).toBe('Only \\*this\\*');
    expect(described(only(show({ summary: '\u200b' })))).toBe('Nothing to show.');
  });

  it('show a moment by the clock of whoever reads', () => {
    const at = anInstant('2026-11-23T09:00:00Z');
    const styles = (['moment', 'day', 'relative'] as const).flatMap((style) => [{ kind: 'time', at, style } as const, text(' ')]);
    expect(described(only(show({ blocks: [{ kind: 'note', spans: styles }] })))).toBe(
      '-# <t:1795424400:f> <t:1795424400:D> <t:1795424400:R>',
    );
  });

  it('show a link that is its own text without its scheme, as Discord makes no link of an address over an address', () => {
    const spans = [link('https://arxiv.org/abs/2404.00001', 'https://arxiv.org/abs/2404.00001')];
    expect(described(only(show({ blocks: [{ kind: 'text', spans }] })))).toBe(
      '[arxiv.org/abs/2404.00001](https://arxiv.org/abs/2404.00001)',
    );
  });
});

describe('buttons on Discord', () => {
  const turnTo = (page: number, label = `Page ${page}`) =>
    ({ kind: 'action', label, action: { kind: 'list.page', page } }) as const;

  it('are one where two do the same, under the first name', () => {
    expect(rowsOf(only(show({ buttons: [turnTo(1, 'One'), turnTo(1, 'Uno'), turnTo(2)] })))).toEqual([['One', 'Page 2']]);
  });

  it('go on in a menu where five rows are full, and links in the text', () => {
    const many = Array.from({ length: 30 }, (_, at) => turnTo(at + 1));
    const payload = only(show({ buttons: [...many, { kind: 'link', label: 'Code', url: 'https://a.example' }] }));
    expect(rowsOf(payload).map((row) => row.length)).toEqual([5, 5, 5, 5, 1]);
    expect(rowsOf(payload).at(-1)).toEqual(['More… 10']);
    expect(described(payload)).toBe('[Code](https://a.example/)');
  });

  it('always have a name, cut between characters, and a link only where it can be followed', () => {
    const payload = only(
      show({
        buttons: [turnTo(1, '\u200b'), turnTo(2, '👩‍👩‍👧‍👦'.repeat(20)), { kind: 'link', label: 'X', url: 'javascript:x' }],
      }),
    );
    expect(rowsOf(payload)).toEqual([['Go', `${'👩‍👩‍👧‍👦'.repeat(7)}…`]]);
    expect(described(payload)).toBe('X');
  });

  it('show an action that is too long to be read back, without letting it be pressed', () => {
    const paper = `arxiv:${'9'.repeat(120)}` as Paper['id'];
    const payload = only(show({ buttons: [{ kind: 'action', label: 'Save', action: { kind: 'paper.save', paper } }] }));
    expect(payload.components[0]?.components).toEqual([
      { type: 2, style: 2, label: 'Save', custom_id: 'too-long:0', disabled: true },
    ]);
  });
});

describe('a notice on Discord', () => {
  it('is one line of plain content with what can be typed as it is typed there', () => {
    expect(
      renderDiscordNotice({ level: 'error', text: 'No *such* zone: use `settings zone Europe/Berlin`. @here' }, COMMANDS),
    ).toEqual({
      content: 'No \\*such\\* zone: use `/papers settings zone Europe/Berlin`. \\@here',
      embeds: [],
      components: [],
      allowed_mentions: { parse: [] },
    });
  });

  it('survives an odd number of backticks and says something where nothing is said', () => {
    expect(renderDiscordNotice({ level: 'info', text: 'a ` b' }).content).toBe('a b');
    expect(renderDiscordNotice({ level: 'info', text: ' ' }).content).toBe('Nothing to show.');
  });
});
