/**
 * Terms and the papers that have them, counted in and out.
 */
import { describe, expect, it } from 'vitest';
import { BOUNDARY, makeLexicon } from '../../src/search/lexicon.ts';

describe('a lexicon', () => {
  it('gives the spellings of one stem one number, and other words others', () => {
    const lexicon = makeLexicon();
    const term = lexicon.add('quantization');
    expect(lexicon.add('quantized')).toBe(term);
    expect(lexicon.add('attention')).not.toBe(term);
    expect(lexicon.text(term)).toBe('quantiz');
    expect(lexicon.termCount()).toBe(2);
  });

  it('knows a word, in any form of it, only while a paper has it', () => {
    const lexicon = makeLexicon();
    const term = lexicon.add('quantized');
    expect(lexicon.termFor('quantized')).toBeUndefined();
    lexicon.countPaper(Uint32Array.of(term), 1);
    expect(lexicon.termFor('quantized')).toBe(term);
    expect(lexicon.termFor('quantizing')).toBe(term);
    lexicon.countPaper(Uint32Array.of(term), -1);
    expect(lexicon.termFor('quantized')).toBeUndefined();
    expect(lexicon.add('quantized')).toBe(term);
  });

  it('counts each paper once for a term, however often the paper has it', () => {
    const lexicon = makeLexicon();
    const [one, two] = [lexicon.add('zebra'), lexicon.add('horse')];
    lexicon.countPaper(Uint32Array.of(one, BOUNDARY, one, two, one), 1);
    lexicon.countPaper(Uint32Array.of(one), 1);
    expect([lexicon.papersWith(one), lexicon.papersWith(two)]).toEqual([2, 1]);
    lexicon.countPaper(Uint32Array.of(one, BOUNDARY, one, two, one), -1);
    expect([lexicon.papersWith(one), lexicon.papersWith(two)]).toEqual([1, 0]);
    expect(lexicon.papersWith(BOUNDARY)).toBe(0);
  });

  it('keeps names apart from words of the same spelling, and does not stem them', () => {
    const lexicon = makeLexicon();
    const [word, name] = [lexicon.add('banks'), lexicon.addName('banks')];
    expect(name).not.toBe(word);
    lexicon.countPaper(Uint32Array.of(name), 1);
    expect(lexicon.termFor('banks')).toBeUndefined();
    expect(lexicon.nameTermFor('banks')).toBe(name);
    expect(lexicon.nameTermFor('bank')).toBeUndefined();
    expect(lexicon.spelling(name)).toBe('banks');
  });

  it('keeps stop words apart from words whose stem looks the same, whichever comes first', () => {
    for (const [first, second] of [
      ['us', 'used'],
      ['used', 'us'],
    ] as const) {
      const lexicon = makeLexicon();
      lexicon.countPaper(Uint32Array.of(lexicon.add(first), lexicon.add(second)), 1);
      const [pronoun, verb] = [lexicon.termFor('us') ?? -1, lexicon.termFor('using') ?? -1];
      expect(pronoun).not.toBe(verb);
      expect([lexicon.isStop(pronoun), lexicon.isStop(verb)]).toEqual([true, false]);
      expect(lexicon.spelling(pronoun)).toBe('us');
    }
  });

  it('spells a term as it is spelled most, and of two spellings used alike as the one met first', () => {
    const lexicon = makeLexicon();
    const term = lexicon.add('quantizing');
    lexicon.add('quantization');
    expect(lexicon.spelling(term)).toBe('quantizing');
    lexicon.add('quantization');
    expect(lexicon.spelling(term)).toBe('quantization');
    lexicon.add('quantizing');
    expect(lexicon.spelling(term)).toBe('quantizing');
    expect(lexicon.timesUsed('quantization')).toBe(2);
    expect(lexicon.timesUsed('quantizer')).toBe(0);
  });

  it('has the same numbers and spellings again out of what was saved', () => {
    const lexicon = makeLexicon();
    for (const word of 'the models modeling models used us using the tied modeling ties'.split(' ')) lexicon.add(word);
    for (const name of ['dao', 'gu', 'dao', 'model']) lexicon.addName(name);
    const restored = makeLexicon(lexicon.save());
    expect(restored.spellingsFrom(0)).toEqual(lexicon.spellingsFrom(0));
    expect(restored.termCount()).toBe(lexicon.termCount());
    for (let term = 0; term < lexicon.termCount(); term += 1) {
      expect(restored.text(term)).toBe(lexicon.text(term));
      expect(restored.spelling(term)).toBe(lexicon.spelling(term));
      expect(restored.isStop(term)).toBe(lexicon.isStop(term));
    }
  });

  it('gives the spellings met after so many others', () => {
    const lexicon = makeLexicon();
    for (const word of ['one', 'two', 'one', 'three']) lexicon.add(word);
    expect(lexicon.spellingsFrom(0)).toEqual(['one', 'two', 'three']);
    expect(lexicon.spellingsFrom(2)).toEqual(['three']);
    expect(lexicon.spellingsFrom(3)).toEqual([]);
  });
});
