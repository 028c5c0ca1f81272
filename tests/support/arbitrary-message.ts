/**
 * Messages of every shape, with text as hostile as people and sources send it.
 */
import fc from 'fast-check';
import type { Action, ShareableAction } from '../../src/core/action.ts';
import type { Block, Button, Message, Span } from '../../src/core/message.ts';
import { arxivPaperId, type Paper } from '../../src/core/paper.ts';
import { type TimeZone, toInstant, UTC } from '../../src/core/time.ts';
import { aDay, anInstant, aPaper } from './builders.ts';

const NASTY = [
  '\u001b[31mred\u001b[0m',
  '\u001b]0;title\u0007',
  '\u001b]8;;https://evil.example\u0007x\u001b]8;;\u0007',
  '\u009b2J',
  '\u202eesrever',
  'a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308',
  '漢字かな交じり文',
  '👩‍👩‍👧‍👦🇩🇪',
  'مرحبا بالعالم',
  '\ud800',
  'tab\there\r\nand\u2028there',
  '\u200b\ufeff\u00ad',
  '*bold* `code` <!channel> @everyone',
  'x'.repeat(300),
  '<@123> <#1> <@&2> </search:1> <t:1> <a:wave:42> <id:browse> <https://a.example>',
  '# heading\n-# small\n> quote\n- entry\n12. twelfth',
  '||hidden|| ~~struck~~ __under__ :smile: [label](https://evil.example/a_b_c) https://evil.example/*x*',
  '$\\alpha_{i}$',
];

const anyText = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'grapheme', maxLength: 30 }), fc.lorem({ maxCount: 12 })), {
    maxLength: 5,
  })
  .map((parts) => parts.join(' '));
const anyUrl = fc.oneof(fc.webUrl(), anyText);

const anySpan: fc.Arbitrary<Span> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: anyText }),
  fc.record({
    kind: fc.constant('text' as const),
    text: anyText,
    weight: fc.constantFrom('strong' as const, 'quiet' as const, 'match' as const),
  }),
  fc.record({ kind: fc.constant('link' as const), text: anyText, url: anyUrl }),
  fc.record({ kind: fc.constant('code' as const), text: anyText }),
  fc.record({
    kind: fc.constant('place' as const),
    place: fc.record({
      platform: fc.constant('terminal' as const),
      workspace: fc.constantFrom('lab', '@direct'),
      channel: anyText,
    }),
  }),
  fc.record(
    {
      kind: fc.constant('time' as const),
      at: fc.integer({ min: Date.parse('1991-01-01'), max: Date.parse('2100-01-01') }).map(toInstant),
      style: fc.constantFrom('moment' as const, 'day' as const, 'relative' as const),
      zone: fc.constantFrom(UTC, 'Asia/Kathmandu' as TimeZone),
    },
    { requiredKeys: ['kind', 'at', 'style'] },
  ),
);
const anySpans = fc.array(anySpan, { maxLength: 5 });

const anyPaper: fc.Arbitrary<Paper> = fc
  .record({
    number: fc.integer({ min: 1, max: 60 }),
    title: anyText,
    abstract: anyText,
    authors: fc.array(anyText, { maxLength: 20 }),
    hidden: fc.nat(5000),
    organization: fc.record({ slug: anyText, name: anyText }),
    upvotes: fc.option(fc.nat(), { nil: undefined }),
    codeUrl: fc.option(anyUrl, { nil: undefined }),
    summary: fc.option(anyText, { nil: undefined }),
    keywords: fc.array(anyText, { maxLength: 8 }),
    dated: fc.boolean(),
  })
  .map(({ number, hidden, dated, upvotes, codeUrl, summary, ...rest }) => ({
    ...aPaper({ id: arxivPaperId(`2404.${String(number).padStart(5, '0')}`), ...rest }),
    authorCount: rest.authors.length + hidden,
    ...(upvotes !== undefined && { upvotes, comments: upvotes, codeStars: upvotes }),
    ...(codeUrl !== undefined && { codeUrl, projectUrl: codeUrl }),
    ...(summary !== undefined && { summary, authorsNote: summary, submittedBy: summary }),
    ...(dated && { publishedOn: aDay('2024-04-03'), listedOn: aDay('2024-04-09'), withdrawnAt: anInstant() }),
    artifacts: { models: hidden, datasets: 0, spaces: 1 },
  }));

export const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('text' as const, 'note' as const), spans: anySpans }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(anySpans, { maxLength: 5 }) }),
  fc.record({ kind: fc.constant('divider' as const) }),
  fc.record({
    kind: fc.constant('paper' as const),
    paper: anyPaper,
    detail: fc.constantFrom('line' as const, 'card' as const, 'full' as const),
    rank: fc.nat(),
    excerpt: anySpans,
    reason: anySpans,
  }),
);

const anyAction: fc.Arbitrary<Action> = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map((page): Action => ({ kind: 'list.page', page })),
  fc.constant<Action>({ kind: 'paper.show', paper: arxivPaperId('2404.00001') }),
  fc.constant<Action>({ kind: 'share', what: { kind: 'trending.show', window: 'week' } }),
);

export const anyButton: fc.Arbitrary<Button> = fc.oneof(
  fc.record({
    kind: fc.constant('action' as const),
    label: anyText,
    action: anyAction,
    tone: fc.constantFrom('primary' as const, 'danger' as const),
  }),
  fc.record({ kind: fc.constant('link' as const), label: anyText, url: anyUrl }),
);

export const anyMessage: fc.Arbitrary<Message> = fc.record(
  {
    summary: anyText,
    title: anyText,
    blocks: fc.array(anyBlock, { maxLength: 8 }),
    buttons: fc.array(anyButton, { maxLength: 6 }),
    locale: fc.constantFrom('en', 'de', 'ar', 'ja', 'fa', 'th'),
    share: fc.constant<ShareableAction>({ kind: 'trending.show', window: 'week' }),
  },
  { requiredKeys: ['summary', 'blocks', 'buttons'] },
);
