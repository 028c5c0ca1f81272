/**
 * Phrases and exclusions in the index's contract: exact on the analysed text.
 */
import { describe, expect, it } from 'vitest';
import { answerTo, firstFor, found } from '../support/ask-index.ts';
import { aPaper } from '../support/builders.ts';
import type { TestedIndex } from './search-index.ts';

export function phrasesContract(tested: TestedIndex): void {
  describe('asked for phrases and exclusions', () => {
    phrases(tested);
    exclusions(tested);
  });
}

function phrases({ make }: TestedIndex): void {
  const filled = () =>
    make([
      aPaper({ id: 'arxiv:exact', title: 'Chains of thought', abstract: 'We study how models think.' }),
      aPaper({ id: 'arxiv:in-abstract', title: 'Prompting', abstract: 'With chain-of-thought prompting, less is more.' }),
      aPaper({ id: 'arxiv:no-stop-word', title: 'Chain thought', abstract: 'A chain; thought follows.' }),
      aPaper({ id: 'arxiv:turned', title: 'Thought of a chain', abstract: 'Thought, and then a chain.' }),
      aPaper({ id: 'arxiv:across', title: 'A chain of', abstract: 'Thought goes on here.', keywords: ['chain of', 'thought'] }),
    ]);

  it('finds papers that have the words one after the other, stop words too, in any form of the words', async () => {
    const index = await filled();
    for (const typed of ['"chain of thought"', '"Chains of Thoughts"', '"chain-of-thought"', '“chain of thought”']) {
      expect((await found(index, typed)).toSorted(), typed).toEqual(['arxiv:exact', 'arxiv:in-abstract']);
    }
    expect(await found(index, '"chain thought"')).toEqual(['arxiv:no-stop-word']);
    expect(await found(index, '"less is more"')).toEqual(['arxiv:in-abstract']);
  });

  it('lets no phrase run from the title into the abstract, nor from one keyword into the next', async () => {
    const index = await make([
      aPaper({ id: 'arxiv:border', title: 'On deep', abstract: 'Learning is', keywords: ['fun and', 'games'] }),
      aPaper({ id: 'arxiv:whole', title: 'On deep learning', abstract: 'It is fun.', keywords: ['fun and games'] }),
    ]);
    expect(await found(index, '"deep learning"')).toEqual(['arxiv:whole']);
    expect(await found(index, '"is fun"')).toEqual(['arxiv:whole']);
    expect(await found(index, '"fun and games"')).toEqual(['arxiv:whole']);
  });

  it('wants each of several phrases, and ranks by the other words', async () => {
    const index = await filled();
    expect(await found(index, '"chain of thought" "less is more"')).toEqual(['arxiv:in-abstract']);
    expect(await firstFor(index, '"chain of thought" prompting')).toBe('arxiv:in-abstract');
    expect(await found(index, '"chain of thought" think')).toEqual(['arxiv:exact', 'arxiv:in-abstract']);
  });

  it('finds nothing for a phrase with a word that no paper has, and offers what may be meant', async () => {
    const index = await filled();
    expect(await answerTo(index, '"chain of thougth"')).toMatchObject({ total: 0, nearestWords: ['thought'] });
  });
}

function exclusions({ make }: TestedIndex): void {
  it('leaves out papers that have the word in any form, or the exact phrase', async () => {
    const index = await make([
      aPaper({ id: 'arxiv:vision', title: 'Transformers', abstract: 'For vision.' }),
      aPaper({ id: 'arxiv:visions', title: 'Transformers', keywords: ['Visions'] }),
      aPaper({ id: 'arxiv:speech', title: 'Transformers', abstract: 'For speech that is read.' }),
      aPaper({ id: 'arxiv:read', title: 'Transformers', abstract: 'Read that speech is.' }),
    ]);
    expect((await found(index, 'transformer -vision')).toSorted()).toEqual(['arxiv:read', 'arxiv:speech']);
    expect((await found(index, 'transformer -"speech that is"')).toSorted()).toEqual([
      'arxiv:read',
      'arxiv:vision',
      'arxiv:visions',
    ]);
    expect(await found(index, 'transformer -vision -speech')).toEqual([]);
    expect(await found(index, 'transformer -unheardofs')).toHaveLength(4);
  });

  it('leaves a paper out even where the query is its exact title', async () => {
    const index = await make([aPaper({ id: 'arxiv:a', title: 'Sparse maps', abstract: 'Of cities.' })]);
    expect(await found(index, 'sparse maps -cities')).toEqual([]);
    expect(await found(index, 'sparse maps -towns')).toEqual(['arxiv:a']);
  });
}
