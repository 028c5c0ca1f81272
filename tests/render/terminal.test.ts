import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { code, link, type Message, quiet, type TimeSpan, text } from '../../src/core/message.ts';
import type { TimeZone } from '../../src/core/time.ts';
import { numberedActions, renderTerminal, renderTerminalChoices, renderTerminalNotice } from '../../src/render/terminal.ts';
import { anyMessage } from '../support/arbitrary-message.ts';
import { anInstant, aPagePaper, aPaper } from '../support/builders.ts';

/** Bold, dim, cyan and red, and their ends. */
const OWN_STYLES = new RegExp(`${String.fromCharCode(27)}\\[(?:1|2|22|31|36|39)m`, 'g');
const PLAIN = { width: 80, color: false };

const PISSA = aPaper({
  id: 'arxiv:2404.00001',
  title: 'Singular Adapters: Principal Directions First, for Adapting Very Large Language Models on Small Machines',
  authors: ['Mei Ling', 'Jo Wang', 'Ann Zhang'],
  abstract: 'We adapt large models along their principal singular directions. The adapters converge faster than random ones.',
  organization: { slug: 'a-lab', name: 'A Laboratory' },
  publishedOn: '2024-04-03',
  listedOn: '2024-04-09',
  upvotes: 1204,
  comments: 3,
  codeUrl: 'https://github.com/a-lab/singular',
  codeStars: 410,
  summary: 'Adapters that start from the largest singular values converge faster.',
  keywords: ['low-rank adaptation', 'singular value decomposition'],
});

const RESULTS: Message = {
  summary: '12 papers',
  title: 'Results for singular adapters',
  blocks: [
    { kind: 'note', spans: [quiet('12 papers, 2 with every word · page 1 of 3')] },
    {
      kind: 'paper',
      detail: 'card',
      rank: 1,
      paper: PISSA,
      excerpt: [
        text('We adapt large models along their principal '),
        { kind: 'text', text: 'singular', weight: 'match' },
        text(' directions.'),
      ],
    },
    {
      kind: 'paper',
      detail: 'card',
      rank: 2,
      paper: aPagePaper('漢字の題名：大規模言語モデルの効率的な適応に関する実験的な研究と、その評価の方法について', {
        authorCount: 6,
      }),
    },
  ],
  buttons: [
    { kind: 'action', label: 'Previous', action: { kind: 'list.page', page: 1 } },
    { kind: 'action', label: 'Next', action: { kind: 'list.page', page: 3 } },
  ],
};

const FULL: Message = {
  summary: PISSA.title,
  blocks: [{ kind: 'paper', detail: 'full', paper: PISSA }],
  buttons: [{ kind: 'action', label: 'Similar', action: { kind: 'paper.similar', paper: PISSA.id } }],
};

describe('a terminal screen', () => {
  it('shows results as cards beside the numbers that open them', () => {
    expect(renderTerminal(RESULTS, PLAIN)).toMatchInlineSnapshot(`
      "Results for singular adapters
      12 papers, 2 with every word · page 1 of 3

      [1] Singular Adapters: Principal Directions First, for Adapting Very Large
          Language Models on Small Machines
          Mei Ling, … Ann Zhang +1 · A Laboratory · 3 Apr 2024 · 1,204 votes
          3 comments · code · arxiv.org/abs/2404.00001
          We adapt large models along their principal singular directions.

      [2] 漢字の題名：大規模言語モデルの効率的な適応に関する実験的な研究と、その評価の
          方法について
          6 authors

      [3] Previous  [4] Next"
    `);
  });

  it('shows a whole paper with its fields in a column', () => {
    expect(renderTerminal(FULL, PLAIN)).toMatchInlineSnapshot(`
      "Singular Adapters: Principal Directions First, for Adapting Very Large Language
      Models on Small Machines
      Mei Ling, Jo Wang, Ann Zhang
      A Laboratory
      3 Apr 2024 · on the daily list 9 Apr 2024 · 1,204 votes · 3 comments

      We adapt large models along their principal singular directions. The adapters
      converge faster than random ones.

      Summary   Adapters that start from the largest singular values converge faster.
      Keywords  low-rank adaptation, singular value decomposition
      Code      https://github.com/a-lab/singular · 410 stars
      arXiv     https://arxiv.org/abs/2404.00001
      PDF       https://arxiv.org/pdf/2404.00001
      HF        https://huggingface.co/papers/2404.00001

      [1] Similar"
    `);
  });

  it('still reads at forty columns', () => {
    expect(renderTerminal(FULL, { width: 40, color: false })).toMatchInlineSnapshot(`
      "Singular Adapters: Principal Directions
      First, for Adapting Very Large Language
      Models on Small Machines
      Mei Ling, Jo Wang, Ann Zhang
      A Laboratory
      3 Apr 2024
      on the daily list 9 Apr 2024
      1,204 votes · 3 comments

      We adapt large models along their
      principal singular directions. The
      adapters converge faster than random
      ones.

      Summary Adapters that start from the
      largest singular values converge faster.
      Keywords low-rank adaptation, singular
      value decomposition
      Code https://github.com/a-lab/singular ·
      410 stars
      arXiv https://arxiv.org/abs/2404.00001
      PDF https://arxiv.org/pdf/2404.00001
      HF
      https://huggingface.co/papers/2404.00001

      [1] Similar"
    `);
  });

  it('keeps lists, notes and links apart', () => {
    const message: Message = {
      summary: 'All kinds',
      title: 'All kinds',
      blocks: [
        { kind: 'note', spans: [text('beside its title')] },
        { kind: 'text', spans: [text('Words, '), code('typed words'), text(' and '), link('a link', 'https://a.example')] },
        {
          kind: 'list',
          items: [
            [code('one'), text(' explained')],
            [code('another'), text(' explained as well')],
          ],
        },
        { kind: 'divider' },
        { kind: 'list', items: [[text('first')], [link('https://b.example', 'https://b.example')]] },
        { kind: 'paper', detail: 'line', paper: PISSA },
        { kind: 'paper', detail: 'line', paper: aPagePaper('Untold'), reason: [quiet('saved today')] },
      ],
      buttons: [{ kind: 'link', label: 'arXiv', url: 'https://arxiv.org/abs/2404.00001' }],
    };
    expect(renderTerminal(message, PLAIN)).toMatchInlineSnapshot(`
      "All kinds
      beside its title

      Words, \`typed words\` and a link https://a.example
      one      explained
      another  explained as well

      ────────────────────────────────────────

      • first
      • https://b.example

      [1] Singular Adapters: Principal Directions First, for Adapting Very Large
          Language Models on Small Machines · 1,204 votes
      [2] Untold
          saved today

      arXiv  https://arxiv.org/abs/2404.00001"
    `);
  });

  it('writes a moment on the clocks of its zone, and of UTC where none is given', () => {
    const at = anInstant('2026-11-23T22:30:00Z');
    const zone = 'Asia/Kathmandu' as TimeZone;
    const shown = (span: Partial<TimeSpan>) =>
      renderTerminal(
        { summary: '', blocks: [{ kind: 'note', spans: [{ kind: 'time', at, style: 'moment', ...span }] }], buttons: [] },
        PLAIN,
      );
    expect(shown({})).toBe('Mon, 23 Nov 2026, 22:30 UTC');
    expect(shown({ zone })).toBe('Tue, 24 Nov 2026, 04:15');
    expect(shown({ zone, style: 'relative' })).toBe('Tue, 24 Nov 2026, 04:15');
    expect(shown({ zone, style: 'day' })).toBe('24 Nov 2026');
  });

  it('marks titles, matched words and keys by colour where colour is wanted', () => {
    const screen = renderTerminal(RESULTS, { width: 80, color: true });
    expect(screen).toContain('\u001b[1mResults for singular adapters\u001b[22m');
    expect(screen).toContain('\u001b[1msingular\u001b[22m');
    expect(screen).toContain('\u001b[36m[3]\u001b[39m Previous');
  });

  it('is never wider than a hundred columns, however wide the window', () => {
    const lines = renderTerminal(FULL, { width: 300, color: false }).split('\n');
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(100);
  });

  it('clips a title as long as a page', () => {
    const message: Message = {
      ...FULL,
      blocks: [{ kind: 'paper', detail: 'line', paper: aPaper({ title: 'long '.repeat(3000) }) }],
    };
    expect(renderTerminal(message, PLAIN).split('\n').length).toBeLessThan(10);
  });

  it('holds any message within its columns, without control characters or trailing spaces', () => {
    fc.assert(
      fc.property(anyMessage, fc.integer({ min: 20, max: 160 }), (message, width) => {
        for (const line of renderTerminal(message, { width, color: false }).split('\n')) {
          expect(stringWidth(line)).toBeLessThanOrEqual(width);
          expect(line).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\s$/u);
        }
      }),
    );
  });

  it('lets no escape sequence through but its own', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const screen = renderTerminal(message, { width: 80, color: true });
        expect(screen.replaceAll(OWN_STYLES, '')).not.toMatch(/(?!\n)\p{Cc}/u);
      }),
    );
  });
});

describe('the numbers on a screen', () => {
  it('open the papers first and then press the buttons, in reading order', () => {
    expect(numberedActions(RESULTS).map(({ kind }) => kind)).toEqual(['paper.show', 'paper.show', 'list.page', 'list.page']);
    expect(numberedActions(FULL).map(({ kind }) => kind)).toEqual(['paper.similar']);
  });

  it('are all there to be seen, and no others', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const numbers = numberedActions(message).length;
        const starts = renderTerminal(
          { ...message, title: '', buttons: message.buttons.map((button) => ({ ...button, label: 'x' })) },
          PLAIN,
        );
        for (let number = 1; number <= numbers; number += 1) expect(starts).toContain(`[${number}]`);
      }),
    );
  });
});

describe('a notice on a terminal', () => {
  it('shows what can be typed in colour, or in backticks without', () => {
    const notice = { level: 'info', text: 'Run `help` to see.' } as const;
    expect(renderTerminalNotice(notice, PLAIN)).toBe('Run `help` to see.');
    expect(renderTerminalNotice(notice, { width: 80, color: true })).toBe('Run \u001b[36mhelp\u001b[39m to see.');
  });

  it('survives an odd number of backticks', () => {
    expect(renderTerminalNotice({ level: 'error', text: 'a ` b' }, PLAIN)).toContain('a');
  });

  it('can be followed by choices', () => {
    expect(renderTerminalChoices('Choose:', ['one', 'two'], PLAIN)).toBe('Choose:\n\n[1] one  [2] two');
  });
});
