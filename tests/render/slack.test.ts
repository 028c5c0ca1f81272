import type { Button, StaticSelect } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { code, link, type Message, type PaperBlock, quiet, strong, text } from '../../src/core/message.ts';
import type { Paper } from '../../src/core/paper.ts';
import { renderSlack, renderSlackNotice, type SlackPayload } from '../../src/render/slack.ts';
import type { SlackBlock } from '../../src/render/slack-blocks.ts';
import { aBot } from '../support/a-bot.ts';
import { anInstant, aPagePaper, aPaper, somePapers } from '../support/builders.ts';
import { readSlack } from '../support/slack-reading.ts';

const COMMANDS = ['search', 'save', 'export', 'settings zone'];

const SINGULAR = aPaper({
  id: 'arxiv:2404.00001',
  title: 'Singular Adapters*: Principal <Directions> First',
  authors: ['Mei Ling', 'Jo Wang', 'Ann Zhang'],
  abstract: 'We adapt large models along their principal singular directions. Code: https://github.com/a-lab/singular_v2',
  organization: { slug: 'a-lab', name: 'A & B Laboratory' },
  publishedOn: '2024-04-03',
  listedOn: '2024-04-09',
  upvotes: 1204,
  comments: 3,
  codeUrl: 'https://github.com/a-lab/singular_v2',
  codeStars: 410,
  summary: 'Adapters that start from the largest singular values converge faster.',
  keywords: ['low-rank adaptation', 'singular values'],
});

const show = (message: Partial<Message>): readonly SlackPayload[] =>
  renderSlack({ summary: 'Papers', blocks: [], buttons: [], ...message }, COMMANDS);

/** Where one body is all that there is. */
function only(payloads: readonly SlackPayload[]): SlackPayload {
  const [payload, ...others] = payloads;
  if (payload === undefined || others.length > 0) throw new Error(`${payloads.length} bodies`);
  return payload;
}

/** A body as an outline: what each block is, what it says, and what can be pressed. */
function outline({ blocks }: SlackPayload): string {
  return blocks.map(outlineOf).join('\n');
}

function outlineOf(block: SlackBlock): string {
  switch (block.type) {
    case 'header':
      return `# ${block.text.text}`;
    case 'section': {
      const pressed = block.accessory === undefined ? '' : `   [${(block.accessory as Button).text.text}]`;
      return `${block.text?.text}${pressed}`;
    }
    case 'context':
      return block.elements.map((element) => ('text' in element ? `  ${element.text}` : '')).join('\n');
    case 'actions':
      return block.elements.map((element) => `[${pressableName(element as Button | StaticSelect)}]`).join(' ');
    case 'divider':
      return '---';
  }
}

function pressableName(element: Button | StaticSelect): string {
  return element.type === 'button' ? element.text.text : `${element.placeholder?.text} ${element.options?.length}`;
}

const rowsOf = ({ blocks }: SlackPayload): readonly string[] =>
  blocks.filter(({ type }) => type === 'actions').map((block) => outlineOf(block));

const cards = (papers: readonly Paper[], detail: PaperBlock['detail'] = 'card'): readonly PaperBlock[] =>
  papers.map((paper, at) => ({ kind: 'paper', detail, paper, rank: at + 1 }));

describe('a page of results on Slack', () => {
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

  it('is a column of linked titles, each with the passage, a button that opens it, and small print', () => {
    const payload = only(show(RESULTS));
    expect(payload.text).toBe('Papers');
    expect(outline(payload)).toMatchInlineSnapshot(`
      "# Results for singular_adapters
        2 papers · page 1 of 3
      *<https://arxiv.org/abs/2404.00001|1. Singular Adapters∗: Principal &lt;Directions&gt; First>*
      along their principal *singular* directions.   [Open]
        Mei Ling, … Ann Zhang +1 · A &amp; B Laboratory · 3 Apr 2024 · 1,204 votes · 3 comments · code
        with Jo Wang
      *2. On ∗stars∗*   [Open]
        2 authors
      [Next] [Share to channel] [arXiv]"
    `);
  });

  it('carries in each button the action that it does, and the address in one that leads away', () => {
    const payload = only(show(RESULTS));
    expect(payload.blocks[2]).toMatchObject({
      accessory: { type: 'button', value: '1|paper.show|arxiv:2404.00001', text: { type: 'plain_text', text: 'Open' } },
    });
    expect(payload.blocks.at(-1)).toEqual({
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: 'act-1|list.page|2',
          text: { type: 'plain_text', text: 'Next', emoji: false },
          value: '1|list.page|2',
        },
        {
          type: 'button',
          action_id: 'act-1|share|trending.show|week',
          text: { type: 'plain_text', text: 'Share to channel', emoji: false },
          value: '1|share|trending.show|week',
        },
        {
          type: 'button',
          action_id: 'link-https://arxiv.org/',
          text: { type: 'plain_text', text: 'arXiv', emoji: false },
          url: 'https://arxiv.org/',
        },
      ],
    });
  });
});

describe('a whole paper on Slack', () => {
  const full = (paper: Paper): readonly SlackPayload[] =>
    show({
      blocks: [{ kind: 'paper', detail: 'full', paper }],
      buttons: [{ kind: 'action', label: 'Similar', action: { kind: 'paper.similar', paper: paper.id } }],
    });

  it('has its title as a link, its abstract, and its links in a line of small print', () => {
    expect(outline(only(full(SINGULAR)))).toMatchInlineSnapshot(`
      "*<https://arxiv.org/abs/2404.00001|Singular Adapters∗: Principal &lt;Directions&gt; First>*
      Mei Ling, Jo Wang, Ann Zhang
        A &amp; B Laboratory · 3 Apr 2024 · on the daily list 9 Apr 2024 · 1,204 votes · 3 comments
      We adapt large models along their principal singular directions. Code: https://github.com/a-lab/singular_v2
      *Summary* Adapters that start from the largest singular values converge faster.
        Keywords: low-rank adaptation, singular values
        <https://arxiv.org/abs/2404.00001|arXiv> · <https://arxiv.org/pdf/2404.00001|PDF> · <https://huggingface.co/papers/2404.00001|Hugging Face> · <https://github.com/a-lab/singular_v2|Code>, 410 stars
      [Similar]"
    `);
  });

  it('shows a long abstract to its end in one body', () => {
    const abstract = 'It is said that a < b & b > c grows. '.repeat(75).trim();
    const payload = only(full(aPaper({ abstract })));
    const seen = payload.blocks.map((block) => (block.type === 'section' ? readSlack(block.text?.text ?? '').seen : ''));
    expect(seen.join(' ').replace(/\s+/g, ' ').replaceAll('›', '>')).toContain(abstract);
  });

  it('says where an abstract is not known, and where to look a paper up whose id is not', () => {
    const said = outline(only(full(aPagePaper('A Title', { abstract: '' }))));
    expect(said).toContain('  The abstract of this paper is not known here.');
    expect(said).toContain('<https://huggingface.co/papers?q=A+Title|Look up>');
  });
});

describe('lists of papers on Slack', () => {
  it('show ten trending cards in one message', () => {
    const excerpt = [text('Adapters that start from the largest singular values converge faster than others. '.repeat(3))];
    const blocks = cards(somePapers(10, { upvotes: 9 })).map((block): PaperBlock => ({ ...block, excerpt }));
    const payload = only(show({ title: 'Trending this week', blocks }));
    expect(payload.blocks.filter((block) => block.type === 'section' && block.accessory !== undefined)).toHaveLength(10);
  });

  it('show the first of a day as a card and the others a line each, which open from a menu', () => {
    const [first, ...others] = cards(somePapers(3, { upvotes: 9 }));
    const lines = others.map((block): PaperBlock => ({ ...block, detail: 'line' }));
    const payload = only(show({ blocks: first === undefined ? [] : [first, ...lines] }));
    expect(outline(payload)).toMatchInlineSnapshot(`
      "*<https://arxiv.org/abs/2401.00001|1. Findings on arxiv:2401.00001>*   [Open]
        Ada Lovelace, Alan Turing · Jan 2024 · 9 votes
      *2.* <https://arxiv.org/abs/2401.00002|Findings on arxiv:2401.00002> · 9 votes
      *3.* <https://arxiv.org/abs/2401.00003|Findings on arxiv:2401.00003> · 9 votes
      [Open a paper… 2]"
    `);
    expect(payload.blocks.at(-1)).toMatchObject({
      elements: [
        {
          type: 'static_select',
          options: [
            {
              text: { text: '2. Findings on arxiv:2401.00002' },
              value: '1|paper.show|arxiv:2401.00002',
              description: { text: 'Ada Lovelace, Alan Turing · Jan 2024 · 9 votes' },
            },
            { value: '1|paper.show|arxiv:2401.00003' },
          ],
        },
      ],
    });
  });

  it('show a reading list with the day on which each was saved, and what can be typed', () => {
    const saved = cards(somePapers(2), 'line').map((block): PaperBlock => ({ ...block, reason: [quiet('saved 3 Apr 2024')] }));
    const hint = { kind: 'note', spans: [code('export'), text(' gives the list as a file.')] } as const;
    expect(outline(only(show({ title: 'Your reading list', blocks: [...saved, hint] })))).toMatchInlineSnapshot(`
      "# Your reading list
      *1.* <https://arxiv.org/abs/2401.00001|Findings on arxiv:2401.00001> · saved 3 Apr 2024
      *2.* <https://arxiv.org/abs/2401.00002|Findings on arxiv:2401.00002> · saved 3 Apr 2024
        \`/papers export\` gives the list as a file.
      [Open a paper… 2]"
    `);
  });

  it('open one line alone by a button beside it, and none that a button opens already', () => {
    const [paper] = somePapers(1);
    if (paper === undefined) throw new Error('no paper');
    const blocks = cards([paper], 'line');
    expect(outline(only(show({ blocks })))).toMatch(/ {3}\[Open\]$/);
    const buttons = [{ kind: 'action', label: 'Abstract', action: { kind: 'paper.show', paper: paper.id } }] as const;
    expect(outline(only(show({ blocks, buttons })))).toMatch(/\|Findings on arxiv:2401.00001>\n\[Abstract\]$/);
  });

  it('go on in further messages where one is full, and say how many are left out after the fourth', () => {
    const long = cards(somePapers(60)).map((block): PaperBlock => ({ ...block, excerpt: [text('words '.repeat(140))] }));
    const payloads = show({ blocks: long });
    expect(payloads).toHaveLength(4);
    const shown = payloads.map((payload) => outline(payload).match(/\[Open\]/g)?.length ?? 0).reduce((sum, count) => sum + count);
    expect(payloads.map(outline).at(-1)).toMatch(new RegExp(`\n {2}and ${60 - shown} more$`));
  });

  it('say in a menu how many it does not hold', () => {
    expect(rowsOf(only(show({ blocks: cards(somePapers(60), 'line') })))).toEqual([
      expect.stringMatching(/^\[Open a paper… \(\d+ do not fit\) \d+\]$/),
    ]);
  });
});

describe('a paper of the day on Slack', () => {
  it('has what it is as its header, and its buttons and links below', () => {
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
          { kind: 'action', label: 'Save', action: { kind: 'paper.save', paper: SINGULAR.id }, tone: 'primary' },
          ...['PDF', 'Code'].map((label) => ({ kind: 'link', label, url: `https://a.example/${label}` }) as const),
        ],
      }),
    );
    expect(outline(payload)).toMatchInlineSnapshot(`
      "# Paper of the day
      *<https://arxiv.org/abs/2404.00001|Singular Adapters∗: Principal &lt;Directions&gt; First>*
      Adapters converge faster.
        Mei Ling, … Ann Zhang +1 · A &amp; B Laboratory · 3 Apr 2024 · 1,204 votes · 3 comments · code
      *To discuss:* Which baseline is beaten?
        Chosen for 1,204 votes.
      [Abstract] [Save] [PDF] [Code]"
    `);
  });
});

describe('words on Slack', () => {
  it('explain commands as they are typed there, in the whole of help and on one command', async () => {
    const { bot, read } = await aBot();
    const names = bot.commands.map(({ name }) => name);
    const overview = outline(only(renderSlack(await read('help'), names)));
    for (const name of names) expect(overview).toContain(`\`/papers ${name}\` `);
    const search = outline(only(renderSlack(await read('help search'), names)));
    expect(search).toContain('\n`low-rank adaptation` words; papers with more of them come first\n');
    expect(search).toContain('  For example: `/papers search ');
  });

  it('show a word in bold also where it is a part of another', () => {
    const match = (word: string) => ({ kind: 'text', text: word, weight: 'match' }) as const;
    const spans = [text('Block-'), match('LoRA'), text('s and ('), match('LoRA'), text(').')];
    const [section] = only(show({ blocks: [{ kind: 'text', spans }] })).blocks;
    const said = section?.type === 'section' ? (section.text?.text ?? '') : '';
    expect(said).toBe('Block-\u200b*LoRA*\u200bs and (*LoRA*).');
    expect(readSlack(said).marks).toEqual(['strong', 'strong']);
  });

  it('tell facts in a list', async () => {
    const { read } = await aBot();
    expect(outline(only(renderSlack(await read('about'))))).toContain('• Papers: *0, 0 of them with an abstract*\n');
  });

  it('stand alone where nothing was found or nothing is said', () => {
    const spans = [text('Try '), code('search y'), text('.')];
    expect(outline(only(show({ title: 'No paper for x', blocks: [{ kind: 'text', spans }] })))).toBe(
      '# No paper for x\nTry `/papers search y`.',
    );
    expect(outline(only(show({ summary: 'Only <!here>' })))).toBe('Only &lt;!here&gt;');
    expect(outline(only(show({ summary: '\u200b' })))).toBe('Nothing to show.');
  });

  it('show a moment by the clock of whoever reads, in words where a client cannot', () => {
    const at = anInstant('2026-11-23T09:00:00Z');
    const spans = (['moment', 'day', 'relative'] as const).flatMap((style) => [{ kind: 'time', at, style } as const, text(' ')]);
    expect(outline(only(show({ blocks: [{ kind: 'text', spans }] })))).toMatchInlineSnapshot(
      `"<!date^1795424400^{date_short} {time}|Mon, 23 Nov 2026, 09:00 UTC> <!date^1795424400^{date_short}|23 Nov 2026> <!date^1795424400^{ago}|Mon, 23 Nov 2026, 09:00 UTC>"`,
    );
  });

  it('name a channel of Slack as a link to it, and direct messages by what they are', () => {
    const place = (workspace: string, channel: string) =>
      ({ kind: 'place', place: { platform: 'slack', workspace, channel } }) as const;
    const spans = [place('T1', 'C0123ABC'), text(' '), place('@direct', 'T1/U1'), text(' '), place('T1', '<!here>')];
    expect(outline(only(show({ blocks: [{ kind: 'text', spans }] })))).toBe('<#C0123ABC> direct messages #&lt;!here&gt;');
  });

  it('show a link that leads nowhere as its text', () => {
    const spans = [link('a | b', 'https://a.example/?x=1&y=<2>'), text(' '), link('*c*', 'javascript:x')];
    expect(outline(only(show({ blocks: [{ kind: 'text', spans }] })))).toBe('<https://a.example/?x=1&amp;y=%3C2%3E|a ∣ b> ∗c∗');
  });
});

describe('buttons on Slack', () => {
  const turnTo = (page: number, label = `Page ${page}`) =>
    ({ kind: 'action', label, action: { kind: 'list.page', page } }) as const;

  it('are one where two do the same, under the first name', () => {
    expect(rowsOf(only(show({ buttons: [turnTo(1, 'One'), turnTo(1, 'Uno'), turnTo(2)] })))).toEqual(['[One] [Page 2]']);
  });

  it('are counted where there is no room for more, and links go into the text', () => {
    const many = Array.from({ length: 30 }, (_, at) => turnTo(at + 1));
    const payload = only(show({ buttons: [...many, { kind: 'link', label: 'Code', url: 'https://a.example' }] }));
    expect(outline(payload)).toMatch(/^<https:\/\/a\.example\/\|Code>\n {2}\d+ more buttons do not fit here\.\n\[Page 1\]/);
  });

  it('always have a name, cut between characters, and a link only where it can be followed', () => {
    const payload = only(
      show({
        buttons: [turnTo(1, '\u200b'), turnTo(2, '👩‍👩‍👧‍👦'.repeat(20)), { kind: 'link', label: 'X', url: 'javascript:x' }],
      }),
    );
    expect(outline(payload)).toBe(`X\n[Go] [${'👩‍👩‍👧‍👦'.repeat(6)}…]`);
  });
});

describe('a notice on Slack', () => {
  it('is one line with what can be typed as it is typed there', () => {
    const said = renderSlackNotice(
      { level: 'error', text: 'No <such> zone: use `settings zone Europe/Berlin`. @here' },
      COMMANDS,
    );
    expect(said.text).toBe('No &lt;such&gt; zone: use `/papers settings zone Europe/Berlin`. @here');
    expect(said.blocks).toHaveLength(1);
  });

  it('survives an odd number of backticks and says something where nothing is said', () => {
    expect(renderSlackNotice({ level: 'info', text: 'a ` b' }).text).toBe('a b');
    expect(renderSlackNotice({ level: 'info', text: ' ' }).text).toBe('Nothing to show.');
  });
});
