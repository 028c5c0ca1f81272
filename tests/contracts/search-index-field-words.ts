/**
 * Words of this field in the index's contract: spellings of one name, acronyms and their long forms, slips that make another word.
 */
import { describe, expect, it } from 'vitest';
import { firstFor, found } from '../support/ask-index.ts';
import { aPaper, somePapers } from '../support/builders.ts';
import type { TestedIndex } from './search-index.ts';

export function fieldWordsContract({ make }: TestedIndex): void {
  describe('asked for words of the field', () => {
    it.each([
      ['A study of GPT-4', ['gpt4', 'gpt-4', 'gpt 4', 'GPT 4']],
      ['LLaMA-3 herds', ['llama3', 'llama 3', 'Llama-3']],
      ['Qwen2.5 report', ['qwen 2.5', 'qwen2.5', 'Qwen-2.5']],
      ['Fine-tuning at scale', ['finetuning', 'fine tuning', 'fine-tuned', 'finetune']],
      ['β-VAE revisited', ['beta-vae', 'beta vae', 'β vae']],
      ['Tokenisation and modelling of colour', ['tokenization', 'modeling', 'color']],
    ])('finds "%s" however they are spelled', async (title, spellings) => {
      const both = aPaper({ id: 'arxiv:solid', abstract: 'We finetune and are finetuning, finetuned.' });
      const index = await make([aPaper({ id: 'arxiv:wanted', title }), both, ...somePapers(5)]);
      for (const spelling of spellings) expect(await found(index, spelling), spelling).toContain('arxiv:wanted');
    });

    it('finds the odd plural for the singular, below papers that have the word itself', async () => {
      const index = await make([
        aPaper({ id: 'arxiv:many', title: 'Sparse matrices' }),
        aPaper({ id: 'arxiv:one', title: 'Sparse matrix' }),
        ...somePapers(5),
      ]);
      expect(await found(index, 'matrix')).toEqual(['arxiv:one', 'arxiv:many']);
      expect(await found(index, 'matrices')).toEqual(['arxiv:many', 'arxiv:one']);
    });

    const defining = ['a', 'b', 'c'].map((letter) =>
      aPaper({ id: `arxiv:${letter}`, abstract: `On state space models (SSMs), part ${letter}.` }),
    );
    const long = aPaper({ id: 'arxiv:long', title: 'State space models of time' });
    const short = aPaper({ id: 'arxiv:short', title: 'SSM of time' });
    const apart = aPaper({ id: 'arxiv:apart', abstract: 'A space for the state of the art.' });

    it('finds the long form of an acronym that several papers define, below the acronym itself', async () => {
      const index = await make([...defining, long, short, apart, ...somePapers(5)]);
      const ids = await found(index, 'ssm');
      expect(ids[0]).toBe('arxiv:short');
      expect(ids).toContain('arxiv:long');
      expect(ids.indexOf(long.id)).toBeGreaterThan(Math.max(...defining.map(({ id }) => ids.indexOf(id))));
    });

    it('finds the acronym of a long form, below the long form itself', async () => {
      const index = await make([...defining, long, short, ...somePapers(5)]);
      const ids = await found(index, 'state space models');
      expect(ids[0]).toBe('arxiv:long');
      expect(ids.at(-1)).toBe('arxiv:short');
    });

    it('finds a long form whose words are common each, but not together', async () => {
      const common = somePapers(160).map((paper, at) => ({
        ...paper,
        abstract: at % 2 === 0 ? 'The state of a model, at length.' : 'The space of a model, at length.',
      }));
      const index = await make([...defining, long, ...common]);
      const ids = await found(index, 'ssm');
      expect(ids).toContain('arxiv:long');
      expect(ids).toHaveLength(defining.length + 1);
    });

    it('forgets an acronym with the papers that define it', async () => {
      const index = await make([...defining, long, short, ...somePapers(5)]);
      expect(await found(index, 'ssm')).toContain('arxiv:long');
      await index.remove(defining.map(({ id }) => id));
      expect(await found(index, 'ssm')).toEqual(['arxiv:short']);
      await index.put(defining);
      expect(await found(index, 'ssm')).toContain('arxiv:long');
    });

    it('does not learn an acronym from one paper', async () => {
      const index = await make([...defining.slice(0, 1), long, short, ...somePapers(5)]);
      expect(await found(index, 'ssm')).not.toContain('arxiv:long');
    });

    it('thinks of a slip where a word is known, but no paper has it beside the others', async () => {
      const index = await make([
        aPaper({ id: 'arxiv:meant', title: 'World simulators for agents' }),
        aPaper({ id: 'arxiv:other', title: 'Simulators for agents', abstract: 'Agents. Simulators.' }),
        aPaper({ id: 'arxiv:word', title: 'A word on nothing' }),
        ...somePapers(5),
      ]);
      expect(await firstFor(index, 'word simulators agents')).toBe('arxiv:meant');
      expect(await firstFor(index, 'word')).toBe('arxiv:word');
    });
  });
}
