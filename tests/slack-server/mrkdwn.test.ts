import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showDate } from '../support/slack-server/mrkdwn/date-format.ts';
import { faultsOfMrkdwn, markupFaultsIn } from '../support/slack-server/mrkdwn/markup-faults.ts';
import { wordsOfLines } from '../support/slack-server/mrkdwn/plain-words.ts';
import { readMrkdwn } from '../support/slack-server/mrkdwn/read-mrkdwn.ts';
import { aReadingGroup, aWebClient } from '../support/slack-server/tiny-bolt.ts';

const reader = { zone: 'UTC', now: Date.parse('2026-01-05T09:00:00Z') };
const words = (text: string): string => wordsOfLines(readMrkdwn(text).lines, reader, (id) => id);
const rules = (text: string): readonly string[] => faultsOfMrkdwn(text, 'none', 'nobody').map(({ rule }) => rule);
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

describe('mrkdwn', () => {
  it.each([
    ['*bold* and _italic_ and ~gone~', 'bold and italic and gone'],
    ['`code` and ```\nmore\n```', 'code and \nmore'],
    ['a*b*c and 2 * 3 * 4', 'a*b*c and 2 * 3 * 4'],
    ['<https://a.b/c|label>', 'label'],
    ['<https://a.b/?x=1&amp;y=2>', 'https://a.b/?x=1&y=2'],
    ['A &lt; B &amp; C &gt; D', 'A < B & C > D'],
    ['&amp;lt; is not read twice', '&lt; is not read twice'],
    ['<#C1|papers>', '#papers'],
    ['<!date^1767603600^{date_num} {time}|later>', '2026-01-05 9:00 AM'],
  ])('reads %s as a person does', (text, seen) => {
    expect(words(text)).toBe(seen);
    expect(rules(text)).toEqual([]);
  });

  it.each(['<!channel>', '<!here>', '<!everyone|all>', '<@U1>', '<!subteam^S1>'])('takes %s for a ping', (text) => {
    expect(rules(text)).toEqual(['ping']);
  });

  it.each(['1 < 2', 'a > b', 'R&D', '<not a link>', '<script>', '`a<b`', '<https://a.b/?x&y>', '&nbsp;'])(
    'takes %s for unescaped text',
    (text) => {
      expect(rules(text)).toContain('raw_markup');
    },
  );

  it.each(['<!date^1767603600^{time}>', '<!date^1767603600^now|then>', '<!date^1767603600^{century}|then>'])(
    'takes %s for a bad date',
    (text) => {
      expect(rules(text)).toContain('bad_date');
    },
  );

  it('names people where people may be told, and nobody else', () => {
    expect(faultsOfMrkdwn('<@U1>', 'none', 'people')).toEqual([]);
    expect(faultsOfMrkdwn('<!here>', 'none', 'people')).toHaveLength(1);
  });

  it('finds names in a block only where it is not verbatim', () => {
    const block = (more: object) => [{ type: 'section', text: { type: 'mrkdwn', text: 'ask @channel', ...more } }];
    expect(markupFaultsIn(block({}), 'nobody')).toMatchObject([{ rule: 'ping' }]);
    expect(markupFaultsIn(block({ verbatim: true }), 'nobody')).toEqual([]);
  });

  it('sees pings in rich text and markdown blocks as well', () => {
    const rich = {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'broadcast', range: 'here' }] }],
    };
    expect(markupFaultsIn([rich], 'nobody')).toMatchObject([{ rule: 'ping' }]);
    expect(markupFaultsIn([{ type: 'markdown', text: 'Hi <!here>' }], 'nobody')).toMatchObject([{ rule: 'ping' }]);
  });

  it('has no fault in any text whose three signs are escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(rules(escaped(text))).toEqual([]);
      }),
    );
  });

  it('shows any escaped text without marks as it was', () => {
    const unmarked = fc.string({ unit: fc.constantFrom('a', 'B', '7', ' ', '<', '>', '&', ';', '|', '!', '#', '@', '/', ':') });
    fc.assert(
      fc.property(unmarked, (text) => {
        const quote = /^> ?/.test(text);
        expect(words(escaped(text))).toBe(quote ? text.replace(/^> ?/, '') : text);
      }),
    );
  });
});

describe('a date', () => {
  const at = Date.parse('2026-01-05T09:05:00Z') / 1000;

  it.each([
    ['{date_num}', '2026-01-05'],
    ['{date_short}', 'Jan 5, 2026'],
    ['{date_long}', 'Monday, January 5, 2026'],
    ['{date_short_pretty}', 'today'],
    ['{time}', '9:05 AM'],
    ['{ago}', 'in 5 minutes'],
    ['on {date} at {time}', 'on January 5 at 9:05 AM'],
  ])('%s is shown as %s', (format, shown) => {
    expect(showDate(at, format, reader)).toBe(shown);
  });

  it('is shown in the reader’s own zone', () => {
    expect(showDate(at, '{time}', { ...reader, zone: 'Asia/Tokyo' })).toBe('6:05 PM');
  });
});

describe('a post with a ping or unescaped text', () => {
  it('is taken, as Slack takes it, and noted', async () => {
    const { slack, workspace, channel } = await aReadingGroup();
    const quiet = { channel: channel.id, unfurl_links: false, unfurl_media: false };
    await aWebClient(slack, workspace.token()).chat.postMessage({ ...quiet, text: 'All of you: <!channel> 1 < 2' });
    expect(channel.messages()).toHaveLength(1);
    expect(slack.violations.byBot().map(({ rule }) => rule)).toEqual(['ping', 'raw_markup']);
  });
});
