/**
 * Which pairs of acronym and long form are read off papers, and which are believed.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/core/paper.ts';
import { makeAcronyms } from '../../src/search/acronyms.ts';
import { type IndexedPaper, indexPaper } from '../../src/search/indexed-paper.ts';
import { makeLexicon } from '../../src/search/lexicon.ts';
import { aPaper } from '../support/builders.ts';

/** What is believed of papers with these abstracts: `ssm: state space model (3)`. */
function believed(abstracts: readonly string[]): readonly string[] {
  const lexicon = makeLexicon();
  const papers = abstracts.map((abstract) => indexPaper(aPaper({ abstract }), lexicon));
  for (const { terms } of papers) lexicon.countPaper(terms, 1);
  const acronyms = makeAcronyms(lexicon);
  for (const paper of papers) acronyms.add(paper);
  const all = acronyms.all();
  return all.map(
    ({ acronym, long, papers: count }) => `${lexicon.text(acronym)}: ${long.map(lexicon.spelling).join(' ')} (${count})`,
  );
}

describe('acronyms', () => {
  it.each([
    ['State space models (SSMs) are', 'ssm: state space models'],
    ['a mixture of experts (MoE) with', 'moe: mixture of experts'],
    ['Reinforcement learning from human feedback (RLHF)', 'rlhf: reinforcement learning from human feedback'],
    ['a vision transformer (ViT)', 'vit: vision transformer'],
    ['low-rank adaptation (LoRA)', 'lora: low rank adaptation'],
    ['multi-modal large language models (MLLMs)', 'mllm: multi modal large language models'],
  ])('are read off "%s"', (abstract, pair) => {
    expect(believed(Array(3).fill(abstract))).toEqual([`${pair} (3)`]);
  });

  it('are believed from two papers where these are most of those that define it, else from three', () => {
    const two = ['Mean absolute error (MAE).', 'The mean absolute error (MAE).'];
    const three = Array(3).fill('A masked auto encoder (MAE).');
    expect(believed(two.slice(1))).toEqual([]);
    expect(believed(two)).toEqual(['mae: mean absolute error (2)']);
    expect(believed([...two, ...three])).toEqual(['mae: masked auto encoder (3)']);
  });

  it('are no words that follow their like by chance, and no word that is mostly used otherwise', () => {
    expect(believed(Array(5).fill('We test state space methods on images.'))).toEqual([]);
    expect(believed([...Array(3).fill('A modern language model.'), ...Array(120).fill('A model of it.')])).toEqual([]);
  });

  it('are the same whether other papers came and went in between, in any order, and out of what was saved', () => {
    const abstract = fc.constantFrom(
      'State space models (SSM).',
      'A spoken segment model (SSM).',
      'An SSM.',
      'Reward models (RM).',
    );
    const histories = fc.array(fc.record({ abstract, stays: fc.boolean() }), { maxLength: 20 });
    fc.assert(
      fc.property(histories, (history) => {
        const lexicon = makeLexicon();
        const index = (part: Partial<Paper>): IndexedPaper => indexPaper(aPaper(part), lexicon);
        const papers = history.map(({ abstract: text }) => index({ abstract: text }));
        const staying = papers.filter((_, at) => history[at]?.stays);
        for (const { terms } of staying) lexicon.countPaper(terms, 1);
        let live = makeAcronyms(lexicon);
        for (const paper of papers) live.add(paper);
        live = makeAcronyms(lexicon, live.save());
        for (const [at, paper] of papers.entries()) if (!history[at]?.stays) live.remove(paper);
        const sorted = (all: ReturnType<typeof live.all>) => all.map((one) => JSON.stringify(one)).sort();
        const fresh = makeAcronyms(lexicon);
        for (const paper of staying) fresh.add(paper);
        expect(sorted(live.all())).toEqual(sorted(fresh.all()));
      }),
      { numRuns: 100 },
    );
  });
});
