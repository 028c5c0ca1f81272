/**
 * Similar papers in the index's contract: other papers, closest first, each with words that both do have.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Paper, PaperId } from '../../src/core/paper.ts';
import type { SearchIndex } from '../../src/core/search-index.ts';
import { foldedWords, isStopWord, termOf } from '../../src/search/analysis.ts';
import { aPaper, somePapers } from '../support/builders.ts';
import { seedPapers } from '../support/seed-papers.ts';
import type { TestedIndex } from './search-index.ts';

export function nearPapersContract(tested: TestedIndex): void {
  describe('asked for similar papers', () => {
    madeUpPapers(tested);
    seedPage(tested);
  });
}

function madeUpPapers({ make }: TestedIndex): void {
  const source = aPaper({
    id: 'arxiv:source',
    title: 'Zebra: stripes for sequences',
    abstract: 'Stripes of zebras let savanna grazers hide from lions.',
  });
  const close = aPaper({ id: 'arxiv:close', title: 'Zebra herds', abstract: 'Why stripes hide zebras on the savanna.' });
  const far = aPaper({ id: 'arxiv:far', title: 'Lions', abstract: 'Lions sleep for most of the day.' });
  const other = aPaper({ id: 'arxiv:other', title: 'Boats', abstract: 'Sails and winds.' });
  const similar = async (index: SearchIndex, id: PaperId, count = 10) =>
    (await index.similar(id, count)).map(({ paper }) => paper);

  it('gives the closest first and leaves out papers that share no word, and the paper itself', async () => {
    const index = await make([other, far, close, source]);
    expect(await similar(index, source.id)).toEqual(['arxiv:close', 'arxiv:far']);
    expect(await similar(index, source.id, 1)).toEqual(['arxiv:close']);
    expect(await similar(index, source.id, 0)).toEqual([]);
    expect(await similar(index, other.id)).toEqual([]);
  });

  it('leaves out other records of the paper: of the same title, or of the same abstract', async () => {
    const twins = [
      aPaper({ id: 'arxiv:same-title', title: 'ZEBRA — stripes, for sequences', abstract: 'Zebra stripes on the savanna.' }),
      aPaper({ id: 'arxiv:same-abstract', title: 'Striped sequences', abstract: source.abstract }),
      aPaper({ id: 'arxiv:keyworded', title: 'Stripes', abstract: source.abstract, keywords: ['zebra', 'lion'] }),
    ];
    const index = await make([...twins, source, close, far]);
    expect(await similar(index, source.id)).toEqual(['arxiv:close', 'arxiv:far']);
    for (const { id } of twins) expect(await similar(index, id)).not.toContain(source.id);
  });

  it('does not take papers without an abstract for one paper', async () => {
    const bare = ['Zebra stripes', 'Zebra stripes again', 'More zebra stripes'].map((title) =>
      aPaper({ id: title, title, abstract: '' }),
    );
    const index = await make(bare);
    expect((await similar(index, 'Zebra stripes' as PaperId)).toSorted()).toEqual(['More zebra stripes', 'Zebra stripes again']);
  });

  it('is not drawn to papers of the same people', async () => {
    const index = await make([
      source,
      aPaper({ ...close, authors: ['Someone Else'] }),
      ...somePapers(5, { abstract: 'Sails and winds.', authors: source.authors }),
    ]);
    expect((await similar(index, source.id))[0]).toBe('arxiv:close');
  });

  it('knows nothing like a paper that it does not have', async () => {
    const index = await make([source, close]);
    expect(await similar(index, 'arxiv:unknown' as PaperId)).toEqual([]);
    expect(await similar(await make([source]), source.id)).toEqual([]);
  });
}

function seedPage({ seeded }: TestedIndex): void {
  let papers: readonly Paper[];
  let index: SearchIndex;
  beforeAll(async () => {
    papers = await seedPapers();
    index = await seeded();
  });

  it('explains each paper by a few words that both papers have and that are no stop words', async () => {
    const terms = new Map(papers.map((paper) => [paper.id, termsOf(paper)]));
    for (const { id, title } of papers) {
      for (const { paper, sharedTerms } of await index.similar(id, 5)) {
        expect(sharedTerms.length, title).toBeGreaterThan(0);
        expect(sharedTerms.length, title).toBeLessThanOrEqual(5);
        expect(new Set(sharedTerms).size).toBe(sharedTerms.length);
        for (const word of sharedTerms) {
          expect(isStopWord(word)).toBe(false);
          expect(terms.get(id)).toContain(termOf(word));
          expect(terms.get(paper)).toContain(termOf(word));
        }
      }
    }
  });

  it('gives as many other papers as asked for, each once, and the same ones every time', async () => {
    for (const { id } of papers) {
      const ids = (await index.similar(id, 5)).map(({ paper }) => paper);
      expect(ids).toHaveLength(5);
      expect(new Set([...ids, id]).size).toBe(6);
      expect((await index.similar(id, 3)).map(({ paper }) => paper)).toEqual(ids.slice(0, 3));
    }
  });

  it.each([
    ['PiSSA', ['LQ-LoRA', 'LoRA-Composer', 'Complementary Subspace', 'SVD-Free', 'DiffoRA']],
    ['ABQ-LLM', ['MergeQuant', 'AffineQuant', 'LLM.int8()', 'LUT-GEMM', 'Efficient Arbitrary Precision']],
    ['Spatial-Mamba', ['Hydra']],
  ])('is drawn from %s to one on the same matter', async (from, alike) => {
    const source = papers.find(({ title }) => title.startsWith(from));
    const [first] = await index.similar(source?.id ?? ('' as PaperId), 1);
    const title = papers.find(({ id }) => id === first?.paper)?.title ?? '';
    expect(
      alike.some((beginning) => title.startsWith(beginning)),
      title,
    ).toBe(true);
  });
}

function termsOf({ title, abstract, keywords }: Paper): readonly string[] {
  return [title, abstract, ...keywords].flatMap(foldedWords).map(termOf);
}
