import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, clipToColumns, columnsOf } from '../../src/render/text.ts';

describe('a clean line', () => {
  it.each([
    ['a colour', '\u001b[1;31mred\u001b[0m', 'red'],
    ['a window title', '\u001b]0;owned\u0007paper', 'paper'],
    ['a hyperlink', '\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\', 'click'],
    ['a lone escape', 'a\u001bcb', 'acb'],
    ['an eight-bit sequence', '\u009b2Jx', '2Jx'],
    ['a bell and a backspace', 'a\u0007b\u0008c', 'abc'],
    ['a text direction override', '\u202eabc\u202c', 'abc'],
    ['zero-width characters', 'a\u200bb\ufeffc\u00add', 'abcd'],
    ['line breaks and tabs', 'one\r\ntwo\tthree\u2028four', 'one two three four'],
    ['half of a surrogate pair', 'a\ud83d', 'a\uFFFD'],
  ])('is rid of %s', (_, typed, clean) => {
    expect(cleanLine(typed)).toBe(clean);
  });

  it('keeps the joiners of emoji and Persian, and ordinary accents', () => {
    for (const text of ['👩‍👩‍👧', 'می‌خواهم', 'é ẫ']) expect(cleanLine(text)).toBe(text);
  });

  it('cuts piles of marks', () => {
    expect(cleanLine(`a${'\u0301'.repeat(200)}`).length).toBeLessThan(10);
  });
});

describe('clipping', () => {
  it('cuts between graphemes and shows that it did', () => {
    expect(clipToColumns('漢字漢字', 5)).toBe('漢字…');
    expect(clipToColumns('a👩‍👩‍👧‍👦b👩‍👩‍👧‍👦', 4)).toBe('a👩‍👩‍👧‍👦…');
    expect(clipToColumns('short', 5)).toBe('short');
  });

  it('never takes more columns than it may, and never ends in half a pair', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 30 }), (text, columns) => {
        const clipped = clipToColumns(cleanLine(text), columns);
        expect(columnsOf(clipped)).toBeLessThanOrEqual(columns);
        expect(clipped).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});
