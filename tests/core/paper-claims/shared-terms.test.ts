import { describe, expect, it } from 'vitest';
import { termsOfBoth } from '../../../src/core/paper-claims/shared-terms.ts';

const BEFORE = {
  id: 'arxiv:2601.00001',
  title: 'Low-Rank Adaptation',
  abstract: 'LoRA is for fine-tuning of state space models.',
};
const paper = (abstract: string) => ({ title: 'Another Adaptation', abstract });
const shared = (abstract: string, ...sharedTerms: string[]) => termsOfBoth(paper(abstract), { paper: BEFORE, sharedTerms });

describe('the terms that a paper shares with one that was read before', () => {
  it('are shown as the paper writes them, without the capitals of a title or of a sentence’s first word', () => {
    expect(shared('State models, and LoRA again.', 'state', 'lora', 'adaptation')).toEqual(['state', 'LoRA', 'adaptation']);
  });

  it('are whole words, once each, where they are parts of one word with hyphens', () => {
    expect(shared('Fine-tuning for all.', 'tuning', 'fine')).toEqual(['fine-tuning']);
  });

  it('are the parts where only one of the two has them together', () => {
    expect(shared('A fine way of tuning-free work', 'tuning', 'fine')).toEqual(['tuning', 'fine']);
  });

  it('are none that only one of the two has', () => {
    expect(shared('Nothing of it.', 'lora', 'space')).toEqual([]);
  });
});
