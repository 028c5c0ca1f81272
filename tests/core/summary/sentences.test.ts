import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../../src/core/summary/sentences.ts';
import { seedPapers } from '../../support/seed-papers.ts';

const textsOf = (text: string) => sentencesOf(text).map((sentence) => sentence.text);

describe('the sentences of an abstract', () => {
  it('end at a full stop, a question mark or an exclamation mark before the next one', () => {
    expect(textsOf('Do models read? They do! We measure how well. 3D models do not.')).toEqual([
      'Do models read?',
      'They do!',
      'We measure how well.',
      '3D models do not.',
    ]);
  });

  it.each([
    ['an abbreviation', 'Small models (e.g. Phi, i.e. Phi-2) lose vs. Large ones, cf. Table 2.'],
    ['other authors', 'The method of Vaswani et al. (2017) is slower.'],
    ['a numbered figure', 'As Fig. 2 and Eq. (3) show, Sec. 4 is right.'],
    ['a decimal', 'It needs 3.5 bits and 0.02 seconds.'],
    ['a name with a full stop in it', 'GPT-4.1 and LLM.int8() run on torch.Tensor objects.'],
    ['an address', 'The code is at https://github.com/a/b.git?x=1. as ever.'],
    ['initials', 'The calculus of J. Pearl and J. R. Firth is older.'],
    ['a country', 'Courts of the U.S. Federal kind disagree.'],
  ])('are not cut at %s', (_, text) => {
    expect(textsOf(text)).toEqual([text]);
  });

  it('end after an abbreviation where the next word opens a sentence', () => {
    expect(textsOf('We test Llama, Qwen, etc. We find no difference.')).toHaveLength(2);
    expect(textsOf('It follows Smith et al. However, it is faster.')).toHaveLength(2);
    expect(textsOf('The answer is no. Models cannot read.')).toHaveLength(2);
  });

  it('begin with a name of mixed case, a quote or a bracket', () => {
    expect(textsOf('It is fast. vLLM is slower. “Attention” is not all. (See the paper.) [Code] is there.')).toHaveLength(5);
  });

  it('are parted where the authors forgot the space', () => {
    expect(textsOf('The score rises from 44.4 to 48.6.Code is available.')).toEqual([
      'The score rises from 44.4 to 48.6.',
      'Code is available.',
    ]);
  });

  it('keep the quote or bracket that closes after the full stop', () => {
    expect(textsOf('They say "it works." We doubt it.')).toEqual(['They say "it works."', 'We doubt it.']);
  });

  it('end with the matrix W, as what follows is no surname', () => {
    expect(textsOf('It keeps the matrix W. PiSSA changes it.')).toHaveLength(2);
  });

  it('are spans of any text, in its order, with only white space left out', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('.', '!', ' ', 'A', 'b', '1', '(', '”', 'e.g. ') }),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const sentences = sentencesOf(text);
        for (const { text: sentence, start } of sentences) expect(text.slice(start, start + sentence.length)).toBe(sentence);
        expect(sentences.map((sentence) => sentence.text.replace(/\s/g, '')).join('')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });

  it('number four or more in every abstract of the seed page, and none is a scrap', async () => {
    for (const { title, abstract } of await seedPapers()) {
      const sentences = textsOf(abstract);
      expect(sentences.length, title).toBeGreaterThanOrEqual(4);
      expect(Math.min(...sentences.map((sentence) => sentence.split(' ').length)), title).toBeGreaterThanOrEqual(3);
    }
  });
});
