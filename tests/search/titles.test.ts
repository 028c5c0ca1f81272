/**
 * What a paper can be called, and when a name is no name.
 */
import { describe, expect, it } from 'vitest';
import type { PaperId } from '../../src/core/paper.ts';
import { makeTitleIndex, type TitleIndex } from '../../src/search/titles.ts';

/** Titles under the ids `1`, `2` and so on. */
function aTitleIndex(...titles: readonly string[]): TitleIndex {
  const index = makeTitleIndex({ titleOf: (place) => titles[place] ?? '', idOf: (place) => String(place + 1) as PaperId });
  for (const place of titles.keys()) index.add(place);
  return index;
}

describe('a title index', () => {
  it('knows a paper by its title, however it is punctuated and spelled', () => {
    const index = aTitleIndex('Attention Is All You Need', 'Schrödinger’s cat: “dead” & alive?');
    for (const text of ['attention is all you need', 'Attention is all you need.', '  ATTENTION-is (all) you need!']) {
      expect(index.named(text)).toEqual(['1']);
    }
    expect(index.named("Schrodinger's Cat dead alive")).toEqual(['2']);
    expect(index.named('attention is all')).toEqual([]);
  });

  it('knows it by the name before the colon, of up to five words', () => {
    const index = aTitleIndex(
      'LoRA: Low-Rank Adaptation',
      'Chain of Thought: How To',
      'What nobody wants to hear about it: a report',
      `${'x'.repeat(61)}: too long`,
    );
    expect(index.named('lora')).toEqual(['1']);
    expect(index.named('chain-of-thought')).toEqual(['2']);
    expect(index.named('What nobody wants to hear about it')).toEqual([]);
    expect(index.named('x'.repeat(61))).toEqual([]);
  });

  it('knows it by a word of the title that is spelled like a name', () => {
    const index = aTitleIndex(
      'How to Train Your HiPPO',
      'Scaling GPT-4 with care',
      'We ask (DALL-E2), then leave',
      'The Whole Truth',
    );
    expect(index.named('hippo')).toEqual(['1']);
    expect(index.named('gpt 4')).toEqual(['2']);
    expect(index.named('DALL-E2')).toEqual(['3']);
    for (const word of ['scaling', 'with', 'truth', 'Whole', 'train']) expect(index.named(word), word).toEqual([]);
  });

  it('takes a name that more than three titles share for a subject', () => {
    const titles = ['Why CLIP sees', 'What CLIP sees', 'How CLIP sees'];
    expect(aTitleIndex(...titles).named('CLIP')).toHaveLength(3);
    expect(aTitleIndex(...titles, 'When CLIP sees').named('CLIP')).toEqual([]);
    expect(aTitleIndex(...titles, 'When CLIP sees', 'CLIP: it sees').named('CLIP')).toEqual(['5']);
  });

  it('gives exact titles before names, names before a colon before names within, and newer ids first', () => {
    const index = aTitleIndex('How to Train Your HiPPO', 'HiPPO: Memory', 'Hippo', 'HiPPO: Again');
    expect(index.named('HiPPO')).toEqual(['3', '4', '2', '1']);
  });

  it('gives each paper once', () => {
    expect(aTitleIndex('PiSSA: PiSSA', 'SliceGPT').named('pissa')).toEqual(['1']);
    expect(aTitleIndex('SliceGPT').named('slicegpt')).toEqual(['1']);
  });

  it('knows the namesakes of a title', () => {
    const index = aTitleIndex('Twice told', 'TWICE TOLD!', 'Once told');
    expect([...index.namesakes('twice-told')].sort()).toEqual(['1', '2']);
    expect(index.namesakes('thrice told').size).toBe(0);
  });

  it('forgets a paper under all its names, and no other paper of the same name', () => {
    const index = aTitleIndex('PiSSA: Adapting the GaLore', 'PiSSA: Adapting the GaLore', 'Other');
    index.remove(0);
    for (const name of ['PiSSA', 'GaLore', 'PiSSA: adapting the GaLore']) expect(index.named(name)).toEqual(['2']);
    index.remove(1);
    for (const name of ['PiSSA', 'GaLore', 'PiSSA: adapting the GaLore']) expect(index.named(name)).toEqual([]);
    expect(index.named('other')).toEqual(['3']);
  });

  it('names nothing for text without a letter, a digit or a sign of its own', () => {
    const index = aTitleIndex('A: b', ': nameless', '???');
    for (const text of ['', ' ', ':']) expect(index.named(text), text).toEqual([]);
    expect(index.named('???')).toEqual(['3']);
  });
});
