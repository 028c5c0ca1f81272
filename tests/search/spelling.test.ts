/**
 * Which known words are near enough to an unknown one, and which of them is meant.
 */
import { describe, expect, it } from 'vitest';
import { makeLexicon } from '../../src/search/lexicon.ts';
import { makeSpelling, type Spelling } from '../../src/search/spelling.ts';

/** A lexicon in which one paper has the words, each as often as it is given. */
function aSpelling(words: string, names = ''): Spelling {
  const lexicon = makeLexicon();
  const terms = [...words.split(' ').map(lexicon.add), ...names.split(' ').filter(Boolean).map(lexicon.addName)];
  lexicon.countPaper(Uint32Array.from(terms), 1);
  return makeSpelling(lexicon);
}

describe('the words nearest to an unknown one', () => {
  it.each([
    ['a missing letter', 'quantizaton'],
    ['a letter too many', 'quantizzation'],
    ['a wrong letter', 'quantisation'],
    ['two letters in the wrong order', 'qunatization'],
    ['two slips in a long word', 'qantizaton'],
  ])('are found past %s', (_slip, typed) => {
    expect(aSpelling('quantization attention').nearest(typed, 3)).toEqual(['quantization']);
  });

  it('are at most one slip away from a word of fewer than seven letters', () => {
    const spelling = aSpelling('matrix tensor');
    expect(spelling.nearest('matrx', 3)).toEqual(['matrix']);
    expect(spelling.nearest('amtrix', 3)).toEqual(['matrix']);
    expect(spelling.nearest('mtrx', 3)).toEqual([]);
    expect(spelling.nearest('tenzzr', 3)).toEqual([]);
  });

  it('are none for words that are too short to guess at, and for numbers', () => {
    const spelling = aSpelling('gpt bert 1234 2024');
    expect(spelling.nearest('gpx', 3)).toEqual([]);
    expect(spelling.nearest('1235', 3)).toEqual([]);
    expect(spelling.nearest('berd', 3)).toEqual(['bert']);
  });

  it('come with fewer slips first, unless another is very much commoner', () => {
    const near = 'factorization';
    const far = 'factorizations';
    expect(aSpelling(`${near} ${`${far} `.repeat(15).trim()}`).nearest('factorizatin', 2)).toEqual([near, far]);
    expect(aSpelling(`${near} ${`${far} `.repeat(25).trim()}`).nearest('factorizatin', 2)).toEqual([far, near]);
  });

  it('come commoner first among equally near ones, and by alphabet where all is equal', () => {
    expect(aSpelling('adapter adopter adopter').nearest('adupter', 2)).toEqual(['adopter', 'adapter']);
    expect(aSpelling('adopter adapter').nearest('adupter', 2)).toEqual(['adapter', 'adopter']);
    expect(aSpelling('adopter adapter').nearest('adupter', 1)).toEqual(['adapter']);
  });

  it('are no names', () => {
    expect(aSpelling('attention', 'vaswani').nearest('vaswany', 3)).toEqual([]);
  });

  it('are no words that no paper has any more', () => {
    const lexicon = makeLexicon();
    const terms = Uint32Array.of(lexicon.add('quantization'));
    lexicon.countPaper(terms, 1);
    const spelling = makeSpelling(lexicon);
    expect(spelling.nearest('quantizaton', 1)).toEqual(['quantization']);
    lexicon.countPaper(terms, -1);
    expect(spelling.nearest('quantizaton', 1)).toEqual([]);
    lexicon.countPaper(terms, 1);
    expect(spelling.nearest('quantizaton', 1)).toEqual(['quantization']);
  });

  it('are also those that came after the first question', () => {
    const lexicon = makeLexicon();
    const spelling = makeSpelling(lexicon);
    expect(spelling.nearest('compresion', 1)).toEqual([]);
    lexicon.countPaper(Uint32Array.of(lexicon.add('compressed')), 1);
    expect(spelling.nearest('compresion', 1)).toEqual([]);
    lexicon.countPaper(Uint32Array.of(lexicon.add('compression')), 1);
    expect(spelling.nearest('compresion', 1)).toEqual(['compression']);
  });
});

describe('the words that begin as an unknown one does', () => {
  it('share as much of its beginning as any word does, commonest first', () => {
    const spelling = aSpelling('quantum quantity quantile quantile quality');
    expect(spelling.sharingStart('quantizationalism', 5)).toEqual(['quantile', 'quantity']);
    expect(spelling.sharingStart('quantizationalism', 1)).toEqual(['quantile']);
    expect(spelling.sharingStart('qualms', 5)).toEqual(['quality']);
    expect(spelling.sharingStart('qux', 5)).toEqual([]);
    expect(spelling.sharingStart('quiet', 5)).toEqual([]);
  });
});
