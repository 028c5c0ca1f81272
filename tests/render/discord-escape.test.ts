import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipEscaped, codeMarkdown, escapeDiscord, maskedLink, webAddress } from '../../src/render/discord-escape.ts';
import { cleanLine } from '../../src/render/text.ts';
import { anyCharacter } from '../support/any-character.ts';
import { readDiscord } from '../support/discord-reading.ts';

const MARKS = [
  '*',
  '**',
  '_',
  '__',
  '~~',
  '||',
  '`',
  '```',
  '\\',
  '[',
  ']',
  '(',
  ')',
  '<',
  '>',
  '#',
  '-# ',
  '- ',
  '+ ',
  '1. ',
  '> ',
];
const ADDRESSES = [
  'https://evil.example/a_b',
  'http:',
  '//',
  '@everyone',
  '<@1>',
  '<#2>',
  '<t:1>',
  '</a:1>',
  ':smile:',
  '<a:b:1>',
];

/** Marks, addresses and mentions, whole and in pieces, with words between. */
const markedText = fc
  .array(fc.oneof(fc.constantFrom(...MARKS, ...ADDRESSES, ' ', 'a', 'word'), anyCharacter), { maxLength: 24 })
  .map((pieces) => pieces.join(''));

describe('text of others on Discord', () => {
  it.each([
    ['bold and italics', '**a** *b* _c_ __d__ ***e***'],
    ['struck text and spoilers', '~~a~~ ||b||'],
    ['code', '`a` ``b`` ```c```'],
    ['a heading', '# a'],
    ['small print', '-# a'],
    ['a quote', '> a'],
    ['a list', '- a'],
    ['a numbered list', '12. a'],
    ['a masked link', '[a](https://evil.example)'],
    ['an address', 'see https://evil.example/a_b_c.'],
    ['an address in angles', '<https://evil.example>'],
    ['everyone', '@everyone and @here'],
    ['mentions', '<@123> <@!123> <@&1> <#1> </search:1> <id:browse>'],
    ['a timestamp', '<t:1700000000:R>'],
    ['emoji by name', ':smile: <a:wave:42> :+1:'],
    ['a shrug', '¯\\_(ツ)_/¯'],
    ['backslashes', '\\*a\\* \\\\'],
  ])('makes no %s', (_, text) => {
    expect(readDiscord(text)).not.toEqual({ seen: text, marks: [] });
    expect(readDiscord(escapeDiscord(text))).toEqual({ seen: text, marks: [] });
  });

  it('keeps common signs as they are, as screen readers and searches see the backslashes', () => {
    const title = "It's 3.5x faster (on A100s): a “quoted” claim at 09:30, 50%; F1 = 0.9 & more!";
    expect(escapeDiscord(title)).toBe(title);
  });

  it('reads as it was written, whatever was written, and has no effect', () => {
    fc.assert(
      fc.property(markedText, (text) => {
        expect(readDiscord(escapeDiscord(text))).toEqual({ seen: cleanLine(text), marks: [] });
      }),
      { numRuns: 2000 },
    );
  });

  it('is cut within its room, between characters and never within an escape', () => {
    fc.assert(
      fc.property(markedText, fc.integer({ min: 2, max: 60 }), (text, units) => {
        const clipped = clipEscaped(text, units);
        const { seen, marks } = readDiscord(clipped);
        expect(clipped.length).toBeLessThanOrEqual(units);
        expect(marks).toEqual([]);
        expect(seen).not.toMatch(/\p{Cs}/u);
        if (seen !== cleanLine(text)) expect(cleanLine(text).startsWith(seen.replace(/…$/, ''))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps families of joined emoji whole where it is cut', () => {
    expect(clipEscaped('ab👩‍👩‍👧‍👦cd', 14)).toBe('ab…');
    expect(clipEscaped('*********', 8)).toBe('\\*\\*\\*…');
  });
});

describe('code on Discord', () => {
  it('holds any text but backticks, which are shown by a sign like them', () => {
    fc.assert(
      fc.property(markedText, (text) => {
        const code = codeMarkdown(text, 500);
        const inner = cleanLine(text).replaceAll('`', 'ˋ').trim();
        expect(readDiscord(code)).toEqual(inner === '' ? { seen: '', marks: [] } : { seen: inner, marks: ['code'] });
      }),
    );
  });
});

describe('a link over text of others', () => {
  const ARXIV = 'https://arxiv.org/abs/2404.00001';

  it('shows signs that would mean something by others like them, as Discord reads no escape in a label', () => {
    const title = 'S*: GPT-[n], `cat` & <think> | optimize_any_thing ~~ \\x';
    expect(maskedLink(title, ARXIV, 300)).toBe(`[S∗: GPT-［n］, ‘cat‘ & ‹think› ∣ optimizeˍanyˍthing ∼∼ ＼x](${ARXIV})`);
    expect(maskedLink('optimize_anything: A (Universal) API @ k', ARXIV, 300)).toBe(
      `[optimize_anything: A (Universal) API @ k](${ARXIV})`,
    );
  });

  it('leads to its own address and nowhere else, whatever the text', () => {
    fc.assert(
      fc.property(markedText, (text) => {
        const { marks } = readDiscord(maskedLink(text, ARXIV, 400));
        expect(marks).toEqual(marks.length === 0 ? [] : [`link:${ARXIV}`]);
        if (/[a-z]/.test(text) && !/[:/]/.test(text)) expect(marks).toHaveLength(1);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['javascript:alert(1)'],
    ['ftp://a.example/x'],
    ['discord://x/y'],
    ['not an address'],
    [''],
    ['https://paypal.example@evil.example/'],
    [`https://a.example/${'x'.repeat(600)}`],
  ])('is plain text where the address is %s', (url) => {
    expect(webAddress(url)).toBeUndefined();
    expect(maskedLink('*a*', url, 100)).toBe('\\*a\\*');
  });

  it('cannot be ended early by its address', () => {
    const address = webAddress('https://a.example/f_(x)?q=a|b|`c`*d*#<e> [f]');
    expect(address).toBe('https://a.example/f_%28x%29?q=a%7Cb%7C%60c%60%2Ad%2A#%3Ce%3E%20%5Bf%5D');
    expect(readDiscord(maskedLink('a', address ?? '', 300)).marks).toEqual([`link:${address}`]);
  });
});
