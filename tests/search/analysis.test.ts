/**
 * What counts as a word, and which spellings are one.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedWords, isStopWord, termOf, wordsOf } from '../../src/search/analysis.ts';
import { anyCharacter } from '../support/any-character.ts';

fc.configureGlobal({ seed: 20_261_123 });

describe('the words of a text', () => {
  it.each([
    ['Low-Rank Adaptation', ['low', 'rank', 'adaptation']],
    ['LLM.int8(): 8-bit', ['llm', 'int', '8', '8', 'bit']],
    ['a 2.5x speed-up', ['a', '2', '5x', 'speed', 'up']],
    ['GPT-4o, W4A4 and 3D', ['gpt', '4o', 'w4a4', 'and', '3d']],
    ['snake_case and path/to/file', ['snake', 'case', 'and', 'path', 'to', 'file']],
    ['', []],
    [' \n\t', []],
    ['?! … — 🎉 $%', []],
  ])('of %j are runs of letters and digits', (text, words) => {
    expect(foldedWords(text)).toEqual(words);
  });

  it.each([
    ['case', ['LoRA', 'LORA', 'lora'], 'lora'],
    ['accents, composed or not', ['Müller', 'Mu\u0308ller', 'MÜLLER', 'Muller'], 'muller'],
    ['the dot of the Turkish I', ['İstanbul', 'Istanbul'], 'istanbul'],
    ['ligatures and wide letters', ['ﬁne', 'ｆｉｎｅ', 'fine'], 'fine'],
    ['letters of mathematics', ['𝐋𝐨𝐑𝐀', '𝖫𝗈𝖱𝖠', 'LoRA'], 'lora'],
    ['the double-struck letter that has no lower case', ['ℝ', 'R'], 'r'],
    ['superscripts', ['x²', 'x2'], 'x2'],
    ['apostrophes, straight and curly', ["don't", 'don’t', 'DON’T'], 'dont'],
    ['the possessive', ["model's", 'model’s', 'MODEL’S', 'model'], 'model'],
    ['the possessive of a plural', ["models'", 'models’', 'models'], 'models'],
    ['names with an apostrophe', ["O'Brien", 'O’Brien'], 'obrien'],
  ])('are the same whatever their %s', (_what, spellings, folded) => {
    for (const spelling of spellings) expect(foldedWords(spelling), spelling).toEqual([folded]);
  });

  it.each([
    ['a word and its number', ['GPT-4o', 'gpt4o', 'GPT 4o'], ['gpt', '4o']],
    ['several numbers', ['Qwen2.5', 'qwen 2.5', 'Qwen-2.5'], ['qwen', '2', '5']],
    ['a number and its word', ['8-bit', '8bit', '8 Bit'], ['8', 'bit']],
    ['a Greek letter and its name', ['β-VAE', 'Beta VAE', 'ϐ-VAE'], ['beta', 'vae']],
    ['script letters', ['ℓ1', 'L1'], ['l1']],
    ['times', ['2×', '2x'], ['2x']],
    ['letters that no accent makes', ['Søren Łukasz', 'Soren Lukasz'], ['soren', 'lukasz']],
  ])('are the same for %s, however they are written', (_what, spellings, words) => {
    for (const spelling of spellings) expect(foldedWords(spelling), spelling).toEqual(words);
  });

  it('leave names of a letter or two and a number as they stand, and words of Greek too', () => {
    expect(foldedWords('T5-XXL W4A4 3D μηχανη')).toEqual(['t5', 'xxl', 'w4a4', '3d', 'μηχανη']);
  });

  it('have offsets that cut a word and its number apart', () => {
    expect(wordsOf('of LLaMA3, ﬃn2').map(({ start, end }) => 'of LLaMA3, ﬃn2'.slice(start, end))).toEqual([
      'of',
      'LLaMA',
      '3',
      'ﬃn',
      '2',
    ]);
  });

  it('are kept in scripts without case or spaces', () => {
    expect(foldedWords('注意力机制，很重要')).toEqual(['注意力机制', '很重要']);
    expect(foldedWords('מנגנון קשב')).toEqual(['מנגנון', 'קשב']);
    expect(foldedWords('Вниманиe и только')).toHaveLength(3);
    expect(foldedWords('한국어 모델')).toHaveLength(2);
  });

  it('hold letters and digits alone, so that no word can be read as a sign or fall in two', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 40 }), (text) => {
        for (const word of foldedWords(text)) expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
      }),
      { numRuns: 200 },
    );
    for (const odd of ['½', '⑴', 'ﷺ', '㎏ № ℡', 'ŉ'])
      for (const word of foldedWords(odd)) expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
  });

  it('stay the same when they are folded again', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 40 }), (text) => {
        const words = foldedWords(text);
        expect(foldedWords(words.join(' '))).toEqual(words);
      }),
    );
  });

  it('have offsets that cut them out of the text as they stand there', () => {
    const text = '🎉🎉 The café’s 𝐋𝐨𝐑𝐀 — 注意力 isn’t (low-rank)';
    expect(wordsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'The',
      'café’s',
      '𝐋𝐨𝐑𝐀',
      '注意力',
      'isn’t',
      'low',
      'rank',
    ]);
  });

  it('come with offsets in order, without overlap, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 60 }), (text) => {
        const words = wordsOf(text);
        expect(words.map(({ folded }) => folded)).toEqual(foldedWords(text));
        let last = 0;
        for (const { folded, start, end } of words) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(foldedWords(text.slice(start, end))).toEqual([folded]);
          last = end;
        }
      }),
    );
  });
});

describe('a stop word', () => {
  it('is an article, a pronoun or the like, with or without its apostrophe', () => {
    for (const text of ['a', 'The', 'of', 'is', "isn't", 'isn’t', 'their', "don't", "they'll"]) {
      expect(foldedWords(text).every(isStopWord), text).toBe(true);
    }
  });

  it('is no word that papers are about, though a contraction may look like it', () => {
    for (const word of ['shell', 'shells', 'ill', 'id', 'well', 'use', 'used', 'attention', 'one', 'need']) {
      expect(isStopWord(word), word).toBe(false);
    }
  });
});

describe('a term', () => {
  it.each([
    ['quantize', 'quantized', 'quantizes', 'quantizing', 'quantization'],
    ['model', 'models', 'modeling'],
    ['adapt', 'adapted', 'adapting', 'adapts'],
  ])('is the same for the English forms of %s', (...forms) => {
    expect(new Set(forms.map(termOf)).size).toBe(1);
  });

  it.each([
    ['tokenisation', 'tokenization', 'tokenise', 'tokenizer'],
    ['modelling', 'modeling', 'modelled', 'models'],
    ['colour', 'colors', 'colouring'],
    ['behavioural', 'behavior'],
    ['centre', 'centers'],
    ['analyse', 'analyzing'],
    ['dialogues', 'dialog'],
    ['supervise', 'supervised', 'supervising'],
  ])('is the same for %s in British and American spelling', (...forms) => {
    expect(new Set(forms.map(termOf)).size).toBe(1);
  });

  it('does not take every -ise for an -ize, nor every -our for an -or', () => {
    expect(['precise', 'noise', 'otherwise', 'exercise', 'comprise', 'contour', 'four'].map(termOf)).toEqual([
      'precis',
      'nois',
      'otherwis',
      'exercis',
      'compris',
      'contour',
      'four',
    ]);
  });

  it('is kept apart for different words, for names with digits and for other scripts', () => {
    expect(termOf('adapter')).not.toBe(termOf('adopter'));
    for (const word of ['t5', 'w4a4', '175b', '注意力机制']) expect(termOf(word)).toBe(word);
  });
});
