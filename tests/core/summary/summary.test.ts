import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keySentences, MAX_SUMMARY_LENGTH, summaryOf } from '../../../src/core/summary/summary.ts';
import { aPaper } from '../../support/builders.ts';
import { seedPapers, titled } from '../../support/seed-papers.ts';
import { HAND_PICKED, type HandPicked, HELD_OUT } from './hand-picked-sentences.ts';

/** Papers of which the rules keep other sentences than the two that a person kept. */
async function disagreeing(picks: readonly HandPicked[]): Promise<readonly string[]> {
  const papers = await seedPapers();
  return picks.flatMap(({ title, sentences }) => {
    const { proposal, result } = keySentences(titled(papers, title)) ?? {};
    const kept = [proposal, result].flatMap((sentence) => sentence ?? []).sort((a, b) => a.start - b.start);
    return sentences.every((beginning, at) => kept[at]?.text.startsWith(beginning)) ? [] : [title];
  });
}

describe('a summary', () => {
  it("is the source's own where it has one, two sentences of it at most", () => {
    const paper = aPaper({ summary: 'Models read. They read well. They read fast.' });
    expect(summaryOf(paper)).toEqual({ from: 'source', sentences: ['Models read.', 'They read well.'] });
  });

  it('is else what is new and what came of it, in the order of the abstract', () => {
    const abstract =
      'Reading is hard. Existing methods suffer from noise. We propose Ada, a method that reads. It has two parts. ' +
      'Experiments show that Ada outperforms its baseline by 3.5%. Code is available at https://example.org.';
    expect(summaryOf(aPaper({ title: 'Ada: Reading', abstract }))).toEqual({
      from: 'abstract',
      sentences: ['We propose Ada, a method that reads.', 'Experiments show that Ada outperforms its baseline by 3.5%.'],
    });
  });

  it('is all of an abstract that has no more than two sentences', () => {
    expect(summaryOf(aPaper({ abstract: 'We read. We are done.' }))?.sentences).toEqual(['We read.', 'We are done.']);
    expect(summaryOf(aPaper({ abstract: 'we read' }))?.sentences).toEqual(['we read']);
  });

  it('is nothing where only the title is known', () => {
    expect(summaryOf(aPaper({ abstract: '' }))).toBeUndefined();
    expect(summaryOf(aPaper({ abstract: '', summary: ' ' }))).toBeUndefined();
  });

  it('leaves out what came of it where there is room for one sentence only', () => {
    const proposal = `We propose a method that reads ${'very '.repeat(70)}well.`;
    const result = `Experiments show that it outperforms ${'all '.repeat(50)}others by 3%.`;
    expect(summaryOf(aPaper({ abstract: `${proposal} ${result}` }))?.sentences).toEqual([proposal]);
  });

  it('cuts a sentence that alone is too long between words, and shows it', () => {
    const [sentence = ''] = summaryOf(aPaper({ abstract: `We propose ${'long '.repeat(200)}things.` }))?.sentences ?? [];
    expect(sentence).toMatch(/ long…$/);
    expect(sentence.length).toBeLessThanOrEqual(MAX_SUMMARY_LENGTH);
  });

  it('never grows past its bound, and adds nothing to the source but an ellipsis', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 1500 }), fc.constantFrom('abstract', 'summary'), (text, field) => {
        const { sentences = [] } = summaryOf(aPaper({ abstract: '', [field]: text })) ?? {};
        expect(sentences.join(' ').length).toBeLessThanOrEqual(MAX_SUMMARY_LENGTH);
        for (const sentence of sentences) expect(text.includes(sentence) || text.includes(sentence.slice(0, -1))).toBe(true);
      }),
    );
  });

  it('keeps the two sentences that a person would keep, for 18 of 20 abstracts of the seed page', async () => {
    expect(HAND_PICKED).toHaveLength(20);
    expect(await disagreeing(HAND_PICKED)).toEqual(['LLM.int8()', 'Liger']);
  });

  it('does so for 9 of 10 more that the rules were not written for', async () => {
    expect(HELD_OUT).toHaveLength(10);
    expect(await disagreeing(HELD_OUT)).toEqual(['CUDA-L2']);
  });
});

describe('the hand-picked sentences', () => {
  it('each begin exactly one sentence of their abstract, in its order', async () => {
    const papers = await seedPapers();
    for (const { title, sentences } of [...HAND_PICKED, ...HELD_OUT]) {
      const { abstract } = titled(papers, title);
      const [first, second] = sentences.map((beginning) => abstract.indexOf(beginning));
      expect(first, title).toBeGreaterThanOrEqual(0);
      expect(second, title).toBeGreaterThan(first ?? 0);
    }
  });
});
