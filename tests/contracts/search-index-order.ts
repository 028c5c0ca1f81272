/**
 * Orders and pages in the index's contract: total, stable, and each paper on one page.
 */
import { describe, expect, it } from 'vitest';
import type { Paper, PaperId } from '../../src/core/paper.ts';
import type { SearchIndex } from '../../src/core/search-index.ts';
import { answerTo, found } from '../support/ask-index.ts';
import { aPaper } from '../support/builders.ts';
import { seedPapers } from '../support/seed-papers.ts';
import type { TestedIndex } from './search-index.ts';

const QUERIES = [
  'matrix',
  'low-rank matrix decomposition',
  'quantization of large language models since:2024',
  'language models sort:newest',
  'models sort:votes',
  'year:2024',
  '"large language models"',
  'attention -vision',
];

export function orderContract(tested: TestedIndex): void {
  describe('the order of answers', () => {
    orders(tested);
  });
  describe('pages', () => {
    pages(tested);
  });
}

function orders({ make }: TestedIndex): void {
  it('is the same for the same question, and whatever the order in which papers were put', async () => {
    const papers = await seedPapers();
    const [index, turned] = [await make(papers), await make(papers.toReversed())];
    for (const query of QUERIES) {
      const ids = await found(index, query);
      expect(ids.length, query).toBeGreaterThan(1);
      expect(await found(index, query), query).toEqual(ids);
      expect(await found(turned, query), query).toEqual(ids);
    }
  });

  it('is by date and by votes where asked, equals by date and then by id, those without a date last', async () => {
    const paper = (id: string, publishedOn: string | undefined, upvotes?: number) =>
      aPaper({ id, title: 'Alike', ...(publishedOn && { publishedOn }), ...(upvotes !== undefined && { upvotes }) });
    const papers = [
      paper('arxiv:e', undefined, 9),
      paper('arxiv:d', '2024-01-01'),
      paper('arxiv:c', '2024-01-01', 0),
      paper('arxiv:b', '2025-01-01', 3),
      paper('arxiv:a', '2024-06-01', 3),
    ];
    for (const index of [await make(papers), await make(papers.toReversed())]) {
      for (const words of ['', 'machines ', '"that read" ']) {
        const byDate = ['arxiv:b', 'arxiv:a', 'arxiv:c', 'arxiv:d', 'arxiv:e'];
        expect(await found(index, `${words}sort:newest`)).toEqual(byDate);
        expect(await found(index, `${words}sort:votes`)).toEqual(['arxiv:e', 'arxiv:b', 'arxiv:a', 'arxiv:c', 'arxiv:d']);
      }
      expect(await found(index, 'machines')).toEqual(['arxiv:b', 'arxiv:a', 'arxiv:c', 'arxiv:d', 'arxiv:e']);
    }
  });

  it('by date or votes holds only papers with every word, or with the most words where none has every one', async () => {
    const index = await make([
      aPaper({ id: 'arxiv:both', title: 'Sparse attention', publishedOn: '2020-01-01' }),
      aPaper({ id: 'arxiv:one', title: 'Sparse maps', publishedOn: '2024-01-01', upvotes: 99 }),
      aPaper({ id: 'arxiv:too', title: 'Attention of a sparse kind', publishedOn: '2021-01-01' }),
    ]);
    expect(await answerTo(index, 'sparse attention sort:newest')).toMatchObject({ total: 2, withAllWords: 2 });
    expect(await found(index, 'sparse attention sort:newest')).toEqual(['arxiv:too', 'arxiv:both']);
    expect(await found(index, 'sparse attention sort:votes')).toEqual(['arxiv:too', 'arxiv:both']);
    expect(await found(index, 'sparse attention unheardofs sort:newest')).toEqual(['arxiv:too', 'arxiv:both']);
    expect(await found(index, 'sparse maps attention sort:votes')).toEqual(['arxiv:one', 'arxiv:too', 'arxiv:both']);
  });
}

function pages({ make, seeded }: TestedIndex): void {
  it.each(QUERIES)('of "%s" are the whole answer when put together, whatever their size', async (query) => {
    const index = await seeded();
    const whole = await answerTo(index, query);
    expect(whole.hits).toHaveLength(whole.total);
    for (const size of [1, 5, 7, 100]) {
      expect(await pagedThrough(index, query, size)).toEqual(whole.hits.map(({ paper }) => paper));
    }
  });

  it('hold each paper once, also in answers of many hundreds', async () => {
    const papers = manyPapers(1_500);
    const index = await make(papers);
    const paged = await pagedThrough(index, 'machines learning words', 70);
    expect(paged).toHaveLength(1_500);
    expect(new Set(paged).size).toBe(1_500);
    expect(paged).toEqual(await found(index, 'machines learning words'));
  });

  it('tell the same of the whole answer on every page', async () => {
    const index = await seeded();
    const { hits: _first, ...first } = await answerTo(index, 'matrx models', { number: 1, size: 5 });
    const { hits: _third, ...third } = await answerTo(index, 'matrx models', { number: 3, size: 5 });
    expect(third).toEqual(first);
    expect(first.corrections).toHaveLength(1);
  });

  it('past the end are empty', async () => {
    const index = await seeded();
    const { total } = await answerTo(index, 'matrix');
    expect(total).toBeGreaterThan(5);
    for (const number of [Math.ceil(total / 5) + 1, 10_000, Number.MAX_SAFE_INTEGER]) {
      expect(await answerTo(index, 'matrix', { number, size: 5 })).toMatchObject({ hits: [], total });
    }
    expect(await answerTo(index, 'matrix', { number: 1, size: 0 })).toMatchObject({ hits: [], total });
  });
}

async function pagedThrough(index: SearchIndex, query: string, size: number): Promise<readonly PaperId[]> {
  const seen: PaperId[] = [];
  for (let number = 1; ; number += 1) {
    const { hits } = await answerTo(index, query, { number, size });
    seen.push(...hits.map(({ paper }) => paper));
    if (hits.length < size) return seen;
  }
}

/** All have `machines`, a half `learning` and a third `words`, in texts of many lengths. */
function manyPapers(count: number): readonly Paper[] {
  return Array.from({ length: count }, (_, at) => {
    const filler = Array.from({ length: at % 17 }, (_word, place) => `w${(at * 31 + place * 7) % 97}`).join(' ');
    const abstract = `Machines ${at % 2 === 0 ? 'learning' : ''} ${at % 3 === 0 ? 'words' : ''} ${filler}.`;
    return aPaper({ id: `arxiv:${at}`, title: `Number ${at % 10}`, abstract, authors: [] });
  });
}
