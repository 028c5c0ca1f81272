import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipEscaped, clipInLine, codeMrkdwn, linkMrkdwn, plainText } from '../../src/render/slack-escape.ts';
import { cleanLine } from '../../src/render/text.ts';
import { anyCharacter } from '../support/any-character.ts';
import { readSlack } from '../support/slack-reading.ts';

const PIECES = ['*', '_', '~', '`', '```', '<', '>', '&', '&amp;', '&lt;', '<!channel>', '<@U1>', '<#C1>', '<!date^1^{ago}|x>'];
const WORDS = ['<https://evil.example|x>', ':smile:', ':+1:', '> quote', '|', ' ', 'a', 'word', 'a_b', '\n'];

/** Marks, mentions and entities, whole and in pieces, with words between. */
const markedText = fc
  .array(fc.oneof(fc.constantFrom(...PIECES, ...WORDS), anyCharacter), { maxLength: 24 })
  .map((pieces) => pieces.join(''));

/** What stands for a sign that has no escape, as the sign. */
const asWritten = (text: string): string =>
  text
    .replaceAll('∗', '*')
    .replaceAll('ˍ', '_')
    .replaceAll('∼', '~')
    .replaceAll('‘', '`')
    .replaceAll('꞉', ':')
    .replaceAll('›', '>');

describe('text of others on Slack', () => {
  it.each([
    ['bold', '*a*'],
    ['italics', '_a_ _b c_'],
    ['struck text', '~a~'],
    ['code', '`a` ```b```'],
    ['a quotation', '> a'],
    ['a long quotation', '>>> a'],
    ['a ping', '<!channel> <!here> <!everyone>'],
    ['a mention', '<@U012AB3CD> <#C012AB3CD> <!subteam^S1>'],
    ['a link', '<https://evil.example|arxiv.org>'],
    ['an emoji', ':smile: :+1:'],
    ['marks across words of one line', 'A* search and B* search'],
  ])('cannot make %s', (_, text) => {
    const read = readSlack(clipEscaped(text, 500));
    expect(read.marks).toEqual([]);
    expect(asWritten(read.seen)).toBe(text);
  });

  it('keeps the underscores of names', () => {
    expect(clipEscaped('x_i of snake_case_names', 100)).toBe('x_i of snake_case_names');
  });

  it('has no effect, whatever it is, and reads as it was written', () => {
    fc.assert(
      fc.property(markedText, (text) => {
        const read = readSlack(clipEscaped(text, 10_000));
        expect(read.marks).toEqual([]);
        expect(asWritten(read.seen)).toBe(asWritten(cleanLine(text)));
      }),
      { numRuns: 1000 },
    );
  });

  it('is cut within its bound, and never within an escape', () => {
    fc.assert(
      fc.property(markedText, fc.integer({ min: 2, max: 40 }), (text, units) => {
        const clipped = clipInLine(text, units);
        expect(clipped.length).toBeLessThanOrEqual(units);
        expect(clipped.replace(/&(?:amp|lt|gt);/g, '')).not.toMatch(/[&<>]/);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('code on Slack', () => {
  it('shows all but backticks as they were typed, within its bound', () => {
    fc.assert(
      fc.property(markedText, fc.integer({ min: 10, max: 60 }), (text, units) => {
        const written = codeMrkdwn(text, units);
        expect(written.length).toBeLessThanOrEqual(units);
        expect(readSlack(written).marks).toEqual(written === '' ? [] : ['code']);
      }),
      { numRuns: 500 },
    );
    expect(readSlack(codeMrkdwn('votes:>50 "a*b" `x`', 100)).seen).toBe('votes:>50 "a*b" ˋxˋ');
  });
});

describe('a link on Slack', () => {
  it('leads where it says whatever its label is, and is text where it would lead nowhere', () => {
    fc.assert(
      fc.property(markedText, (label) => {
        const { marks } = readSlack(linkMrkdwn(`a${label}`, 'https://arxiv.org/abs/1?a=1&b=2', 500));
        expect(marks).toEqual(['link:https://arxiv.org/abs/1?a=1&b=2']);
      }),
      { numRuns: 500 },
    );
    expect(linkMrkdwn('a', 'https://user:word@evil.example', 500)).toBe('a');
  });
});

describe('plain text on Slack', () => {
  it('needs no escape, as nothing in it could be read as one', () => {
    expect(plainText('p < 0.05 & q > 1', 150)).toBe('p ‹ 0.05 & q › 1');
    expect(plainText('\u200b', 150)).toBe('');
  });
});
