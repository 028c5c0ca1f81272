/**
 * Words in the index's contract: what is found for them, and what is said of words that no paper has.
 */
import { describe, expect, it } from 'vitest';
import { wordsQuery } from '../../src/core/query.ts';
import type { SearchIndex } from '../../src/core/search-index.ts';
import { answerTo, firstFor, found } from '../support/ask-index.ts';
import { aPaper, somePapers } from '../support/builders.ts';
import { seedPapers } from '../support/seed-papers.ts';
import type { TestedIndex } from './search-index.ts';

export function wordsContract(tested: TestedIndex): void {
  describe('asked for words', () => {
    plainWords(tested);
    misspeltWords(tested);
    oddText(tested);
  });
}

function plainWords({ make }: TestedIndex): void {
  it('finds papers with any of the words and counts those that have all', async () => {
    const index = await make([
      aPaper({ id: 'arxiv:both', title: 'Sparse attention' }),
      aPaper({ id: 'arxiv:one', title: 'Sparse matrices' }),
      aPaper({ id: 'arxiv:none', title: 'Diffusion' }),
    ]);
    expect(await answerTo(index, 'sparse attention')).toMatchObject({
      total: 2,
      withAllWords: 1,
      corrections: [],
      nearestWords: [],
    });
    expect(await found(index, 'sparse attention')).toEqual(['arxiv:both', 'arxiv:one']);
    expect(await answerTo(index, 'diffusion')).toMatchObject({ total: 1, withAllWords: 1 });
    expect(await answerTo(index, 'sparse unheardofs')).toMatchObject({ total: 2, withAllWords: 0 });
  });

  it('finds a word in the title, the abstract, the keywords and the names of authors and organization', async () => {
    const index = await make([
      aPaper({ id: 'arxiv:title', title: 'On zebras' }),
      aPaper({ id: 'arxiv:abstract', abstract: 'A zebra is seen.' }),
      aPaper({ id: 'arxiv:keyword', keywords: ['Zebra'] }),
      aPaper({ id: 'arxiv:author', authors: ['Zoe Zebra'] }),
      aPaper({ id: 'arxiv:org', organization: { slug: 'zebra-lab', name: 'The Striped' } }),
      aPaper({ id: 'arxiv:other' }),
    ]);
    const ids = await found(index, 'zebra');
    expect(ids.toSorted()).toEqual(['arxiv:abstract', 'arxiv:author', 'arxiv:keyword', 'arxiv:org', 'arxiv:title']);
    expect(ids[0]).toBe('arxiv:title');
  });

  it('finds the papers of people whose names are typed as plain words', async () => {
    const index = await make([
      aPaper({ id: 'arxiv:theirs', authors: ['Albert Gu', 'Tri Dao'] }),
      aPaper({ id: 'arxiv:half', authors: ['Dao Nguyen'] }),
      ...somePapers(20),
    ]);
    expect(await found(index, 'tri dao')).toEqual(['arxiv:theirs', 'arxiv:half']);
    expect(await answerTo(index, 'tri dao')).toMatchObject({ withAllWords: 1, corrections: [] });
    expect(await firstFor(index, 'dao gu findings')).toBe('arxiv:theirs');
  });

  it('takes two or more words that are a whole name for the person', async () => {
    const crowd = Array.from({ length: 50 }, (_, at) => `Author${at} Someone`);
    const index = await make([
      aPaper({ id: 'arxiv:about', title: 'A DAO, a dao and another dao', authors: ['Tri Nguyen', ...crowd, 'Long Dao'] }),
      aPaper({ id: 'arxiv:theirs', title: 'Kernels', authors: [...crowd, 'Tri M. Dao'] }),
      aPaper({ id: 'arxiv:titled', title: 'Tri Dao', authors: [] }),
    ]);
    expect(await found(index, 'tri dao')).toEqual(['arxiv:titled', 'arxiv:theirs', 'arxiv:about']);
    expect(await found(index, 'tri dao -author:"tri dao"')).toEqual(['arxiv:titled', 'arxiv:about']);
  });

  it.each([
    ['quantized models', ['quantizing model', 'Quantization of Models', 'QUANTIZED', 'quantised-models']],
    ['low-rank adaptation', ['low rank', 'Low–Rank', 'ranks']],
    ['Schrödinger’s cafés', ['schrodinger', "Schrodinger's cafe", 'CAFÉ']],
    ['transformers', ['transformer']],
  ])('finds "%s" by other forms of its words', async (title, spellings) => {
    const index = await make([aPaper({ id: 'arxiv:wanted', title }), aPaper({ id: 'arxiv:other' })]);
    for (const spelling of spellings) expect(await found(index, spelling), spelling).toEqual(['arxiv:wanted']);
  });

  it('does not take a word for the beginning of a longer one', async () => {
    const index = await make([aPaper({ id: 'arxiv:fish', title: 'Zebrafish' }), aPaper({ id: 'arxiv:zebra', title: 'Zebras' })]);
    expect(await found(index, 'zebra')).toEqual(['arxiv:zebra']);
    expect(await found(index, 'zeb')).toEqual([]);
  });

  it('gives words that say much of a query more weight than words that many papers have', async () => {
    const common = somePapers(30, { abstract: 'A large language model.' });
    const index = await make([...common, aPaper({ id: 'arxiv:rare', abstract: 'A model of axolotls.' })]);
    expect(await firstFor(index, 'large language model axolotls')).toBe('arxiv:rare');
  });
}

function misspeltWords({ make, seeded }: TestedIndex): void {
  it.each([
    ['quantizaton', 'quantization'],
    ['qunatization', 'quantization'],
    ['quantizzation', 'quantization'],
    ['matrx', 'matrix'],
    ['decompositon', 'decomposition'],
    ['atention', 'attention'],
    ['transfromer', 'transformer'],
    ['recomender', 'recommender'],
    ['hyperspectrall', 'hyperspectral'],
  ])('searches for the known word where %s is typed, and says so', async (typed, meant) => {
    const index = await seeded();
    const answer = await answerTo(index, typed);
    expect(answer.corrections).toEqual([{ typed, used: meant }]);
    expect(answer.hits.map(({ paper }) => paper)).toEqual(await found(index, meant));
    expect(answer.withAllWords).toBe(answer.total);
  });

  it('corrects the unknown words of a query and no other', async () => {
    const index = await seeded();
    const { corrections } = await answerTo(index, 'low-rank matrx decompositon of wieghts');
    expect(corrections).toEqual([
      { typed: 'matrx', used: 'matrix' },
      { typed: 'decompositon', used: 'decomposition' },
      { typed: 'wieghts', used: 'weights' },
    ]);
  });

  it('never lets a known word drift to a commoner one that is a letter away', async () => {
    const index = await make([
      ...somePapers(40, { abstract: 'Training with adapters and prompts, a causal flora.' }),
      aPaper({ id: 'arxiv:rare', abstract: 'Adopters in trailing promptly casual lora.' }),
      aPaper({ id: 'arxiv:name', authors: ['Ann Trading'] }),
    ]);
    for (const rare of ['adopters', 'trailing', 'casual', 'lora']) {
      expect(await found(index, rare), rare).toEqual(['arxiv:rare']);
      expect((await answerTo(index, rare)).corrections, rare).toEqual([]);
    }
    expect(await found(index, 'trading')).toEqual(['arxiv:name']);
  });

  it('reads a misspelt stop word as the stop word', async () => {
    const index = await seeded();
    expect(await found(index, 'hippo wiht')).toEqual(await found(index, 'hippo with'));
  });

  it('corrects to words of papers that came later, in each of their spellings', async () => {
    const index = await make([aPaper({ abstract: 'We compress zebras.' })]);
    expect((await answerTo(index, 'comprezzion')).corrections).toEqual([]);
    await index.put([aPaper({ id: 'arxiv:later', abstract: 'Compression of giraffes.' })]);
    expect((await answerTo(index, 'girafes')).corrections).toEqual([{ typed: 'girafes', used: 'giraffes' }]);
    expect((await answerTo(index, 'comprezzion')).corrections).toEqual([{ typed: 'comprezzion', used: 'compression' }]);
  });

  it('offers known words near the unknown ones, and only where nothing was found', async () => {
    const index = await seeded();
    expect((await answerTo(index, 'quantizationalism')).nearestWords).toContain('quantization');
    expect((await answerTo(index, 'quantizaton author:nobody')).nearestWords[0]).toBe('quantization');
    expect((await answerTo(index, 'quantizationalism matrix')).nearestWords).toEqual([]);
    expect(await answerTo(index, 'zzzzqqqq xyz')).toEqual(NOTHING);
  });
}

const NOTHING = {
  hits: [],
  total: 0,
  withAllWords: 0,
  corrections: [],
  nearestWords: [],
  facets: { years: [], organizations: [] },
};

function oddText({ make, seeded }: TestedIndex): void {
  it('takes a query of stop words alone as they stand', async () => {
    const index = await make([
      aPaper({ id: 'arxiv:older', title: 'What it is to see', publishedOn: '2024-01-01' }),
      aPaper({ id: 'arxiv:newer', abstract: 'We ask what it is.', publishedOn: '2025-01-01' }),
      aPaper({ id: 'arxiv:other', abstract: 'It is what we ask.' }),
    ]);
    expect(await found(index, 'what it is')).toEqual(['arxiv:newer', 'arxiv:older']);
    expect(await found(index, 'of the and')).toEqual([]);
  });

  it('finds nothing for text without a word, and with filters what passes them', async () => {
    const index = await make([aPaper({ id: 'arxiv:voted', upvotes: 5 }), aPaper({ id: 'arxiv:other' })]);
    for (const text of ['🎉', '???', '( )', '\u200b', '\u202e\u2066', ' ', '\u0000']) {
      expect(await answerTo(index, wordsQuery(text)), text).toEqual(NOTHING);
    }
    expect(await answerTo(index, '"!!!"')).toEqual(NOTHING);
    expect(await found(index, '& votes:>2')).toEqual(['arxiv:voted']);
  });

  it('finds what invisible characters were typed into', async () => {
    const index = await seeded();
    for (const typed of ['quanti\u200bzation', '\u200fquantization\u200e', '\ufeffquantization', 'quanti\u00adzation']) {
      expect(await found(index, typed), JSON.stringify(typed)).toEqual(await found(index, 'quantization'));
    }
  });

  it('finds words of other scripts', async () => {
    const index = await make([
      aPaper({ id: 'arxiv:hebrew', title: 'מנגנון קשב חדש' }),
      aPaper({ id: 'arxiv:greek', abstract: 'Η ΜΗΧΑΝΉ διαβάζει' }),
      aPaper({ id: 'arxiv:chinese', title: '注意力 机制' }),
      aPaper({ id: 'arxiv:math', abstract: 'A vector in ℝ of 𝐖𝐞𝐢𝐠𝐡𝐭' }),
    ]);
    expect(await found(index, 'קשב')).toEqual(['arxiv:hebrew']);
    expect(await found(index, 'μηχανη')).toEqual(['arxiv:greek']);
    expect(await found(index, '机制')).toEqual(['arxiv:chinese']);
    for (const typed of ['weight', 'ℝ', 'r']) expect(await found(index, typed), typed).toEqual(['arxiv:math']);
  });

  it('answers a pasted page of ten thousand characters, whatever they are', async () => {
    const [papers, index] = [await seedPapers(), await seeded()];
    const pasted = papers.map(({ abstract }) => abstract).join(' ');
    const paragraph = pasted.slice(0, 10_000);
    expect(await firstFor(index, wordsQuery(paragraph))).toBeDefined();
    for (const text of [
      'a'.repeat(10_000),
      '🎉'.repeat(5_000),
      'zq '.repeat(3_333),
      '\u0301'.repeat(10_000),
      '"'.repeat(10_000),
    ]) {
      expect(await answerTo(index, wordsQuery(text))).toMatchObject({ hits: [], total: 0 });
    }
  });

  it('finds every paper for its own whole abstract', async () => {
    const [papers, index] = [await seedPapers(), await seeded()];
    for (const { id, abstract } of papers) expect(await firstFor(index, wordsQuery(abstract))).toBe(id);
  });

  it('finds nothing where it holds nothing', async () => {
    const index: SearchIndex = await make([]);
    for (const typed of ['lora', '"low rank"', 'lora -vision', 'votes:>1', 'sort:newest', 'the of']) {
      expect(await answerTo(index, typed), typed).toEqual(NOTHING);
    }
    expect(index.suggest('lora', 5)).toEqual([]);
    expect(index.named('lora')).toEqual([]);
    expect(await index.similar(aPaper().id, 5)).toEqual([]);
  });
}
