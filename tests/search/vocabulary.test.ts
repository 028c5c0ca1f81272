import { describe, expect, it } from 'vitest';
import { makePaperIndex } from '../../src/search/paper-index.ts';
import { aPaper } from '../support/builders.ts';

async function aVocabulary() {
  const index = makePaperIndex();
  await index.put([
    aPaper({ id: 'arxiv:2601.00001', title: 'Adapters', abstract: 'The model has adapters of rank 8.' }),
    aPaper({ id: 'arxiv:2601.00002', title: 'An adapter', abstract: 'The model and a rank of 8.' }),
    aPaper({ id: 'arxiv:2601.00003', title: 'Widgets', abstract: 'A model of us.' }),
  ]);
  return { index, ...index.vocabulary };
}

describe('the words of the archive', () => {
  it('are the same for all forms of a word, in the order of the text', async () => {
    const { termsOf } = await aVocabulary();
    expect(termsOf('Low-rank adapters')).toEqual(termsOf('LOW RANK adapter'));
    expect(termsOf('…')).toEqual([]);
  });

  it('tell the more the fewer papers have them', async () => {
    const { termsOf, rarityOf } = await aVocabulary();
    const [adapter = 0, model = 0] = ['adapters', 'model'].map((word) => rarityOf(termsOf(word)[0] ?? ''));
    expect(adapter).toBeGreaterThan(model);
    expect(model).toBeGreaterThan(0);
  });

  it.each(['the', '8', 'widgets', 'nowhere', 'us'])('tell nothing where it is `%s`', async (word) => {
    const { termsOf, rarityOf } = await aVocabulary();
    expect(rarityOf(termsOf(word)[0] ?? '')).toBe(0);
  });

  it('follow the papers that are there', async () => {
    const { index, termsOf, rarityOf } = await aVocabulary();
    await index.put([aPaper({ id: 'arxiv:2601.00004', title: 'More widgets' })]);
    expect(rarityOf(termsOf('widget')[0] ?? '')).toBeGreaterThan(0);
    await index.remove([aPaper({ id: 'arxiv:2601.00004' }).id]);
    expect(rarityOf(termsOf('widget')[0] ?? '')).toBe(0);
  });
});
