/**
 * Filters in the index's contract: each alone, with words, and in each order.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { PaperId } from '../../src/core/paper.ts';
import { parseQueryText } from '../../src/core/query-language.ts';
import type { SearchIndex } from '../../src/core/search-index.ts';
import { EVERYTHING, found } from '../support/ask-index.ts';
import { aPaper } from '../support/builders.ts';
import type { TestedIndex } from './search-index.ts';

/** Newest first, the one without a date last; `READS` are those whose abstract has the word. */
const PAPERS = [
  aPaper({
    id: 'arxiv:chao',
    authors: ['Wei-Lun Chao', 'José García'],
    organization: { slug: 'deepseek-ai', name: 'DeepSeek' },
    listedOn: '2024-02-01',
    upvotes: 50,
    artifacts: { models: 0, datasets: 2, spaces: 1 },
  }),
  aPaper({
    id: 'arxiv:nguyen',
    authors: ['Dao Nguyen', 'Albert Tri'],
    publishedOn: '2024-01-31',
    upvotes: 0,
    abstract: 'Short.',
  }),
  aPaper({
    id: 'arxiv:mamba',
    authors: ['Albert Gu', 'Tri Dao'],
    publishedOn: '2023-12-01',
    listedOn: '2024-06-01',
    upvotes: 120,
    codeUrl: 'https://example.org/mamba',
    artifacts: { models: 3, datasets: 0, spaces: 0 },
  }),
  aPaper({
    id: 'arxiv:flash',
    authors: ['Tri Dao', 'Daniel Y. Fu', 'Stefano Ermon'],
    organization: { slug: 'stanfordnlp', name: 'Stanford University' },
    publishedOn: '2022-05-27',
    upvotes: 40,
    codeUrl: 'https://example.org/flash',
    abstract: 'Short.',
  }),
  aPaper({ id: 'arxiv:undated', authors: ['T. Daoud'] }),
];
const READS = new Set(['arxiv:chao', 'arxiv:mamba', 'arxiv:undated']);

type Short = 'chao' | 'nguyen' | 'mamba' | 'flash' | 'undated';

/** Papers that pass, newest first. */
const CASES: readonly (readonly [filter: string, ...passing: readonly Short[]])[] = [
  ['author:"Tri Dao"', 'mamba', 'flash'],
  ['author:tri-dao', 'mamba', 'flash'],
  ['author:"TRI DAO"', 'mamba', 'flash'],
  ['author:dao', 'nguyen', 'mamba', 'flash'],
  ['author:"T. Dao"', 'mamba', 'flash'],
  ['author:"Daniel Y. Fu"', 'flash'],
  ['author:"Daniel Fu"', 'flash'],
  ['author:"D. Fu"', 'flash'],
  ['author:"D. Y. Fu"', 'flash'],
  ['author:wei-lun-chao', 'chao'],
  ['author:"Wei-Lun Chao"', 'chao'],
  ['author:"Wei Lun Chao"', 'chao'],
  ['author:"W. Chao"', 'chao'],
  ['author:garcia', 'chao'],
  ['author:García', 'chao'],
  ['author:da'],
  ['author:"Dao Tri"'],
  ['author:"Fu Stefano"'],
  ['author:"!!!"'],
  ['author:dao author:gu', 'mamba'],
  ['author:dao author:ermon', 'flash'],
  ['author:albert -author:gu', 'nguyen'],
  ['has:code -author:"Daniel Fu"', 'mamba'],
  ['org:deepseek-ai', 'chao'],
  ['org:DeepSeek', 'chao'],
  ['org:stanfordnlp', 'flash'],
  ['org:"Stanford University"', 'flash'],
  ['org:stanford', 'flash'],
  ['org:google'],
  ['votes:>30 -org:stanford', 'chao', 'mamba'],
  ['since:2023-12-01', 'chao', 'nguyen', 'mamba'],
  ['since:2023-12-02', 'chao', 'nguyen'],
  ['until:2023-12-01', 'mamba', 'flash'],
  ['until:2023-11-30', 'flash'],
  ['since:2023-12-01 until:2024-01-31', 'nguyen', 'mamba'],
  ['year:2023', 'mamba'],
  ['month:2024-02', 'chao'],
  ['year:2020'],
  ['votes:>50', 'mamba'],
  ['votes:>=50', 'chao', 'mamba'],
  ['votes:<50', 'nguyen', 'flash', 'undated'],
  ['votes:<=0', 'nguyen', 'undated'],
  ['votes:40..50', 'chao', 'flash'],
  ['votes:>=0', 'chao', 'nguyen', 'mamba', 'flash', 'undated'],
  ['has:code', 'mamba', 'flash'],
  ['has:model', 'mamba'],
  ['has:dataset', 'chao'],
  ['has:space', 'chao'],
  ['has:code has:model', 'mamba'],
  ['has:code has:dataset'],
  ['author:dao since:2023 votes:>10 has:code', 'mamba'],
];

export function filtersContract({ make }: TestedIndex): void {
  const ids = (shorts: readonly string[]) => shorts.map((short) => `arxiv:${short}` as PaperId);

  describe('asked with filters', () => {
    let index: SearchIndex;
    beforeAll(async () => {
      index = await make(PAPERS);
    });

    it.each(CASES)('gives for %s alone the papers that pass, newest first', async (filter, ...passing) => {
      expect(await found(index, filter)).toEqual(ids(passing));
    });

    it.each(CASES)('gives for %s with a word those that also have the word', async (filter, ...passing) => {
      const having = ids(passing).filter((id) => READS.has(id));
      expect((await found(index, `reading ${filter}`)).toSorted()).toEqual(having.toSorted());
    });

    it.each(CASES)('keeps to %s in any order', async (filter, ...passing) => {
      const having = ids(passing).filter((id) => READS.has(id));
      expect(await found(index, `reading ${filter} sort:newest`)).toEqual(having);
      expect(await found(index, `reading ${filter} sort:votes`)).toEqual(byVotes(having));
      expect(await found(index, `${filter} sort:votes`)).toEqual(byVotes(ids(passing)));
    });

    it('narrows a phrase as it narrows words', async () => {
      expect(await found(index, '"machines that read" has:code')).toEqual(['arxiv:mamba']);
      expect(await found(index, '"machines that read" -author:gu votes:>1')).toEqual(['arxiv:chao']);
    });

    it('keeps to the papers that it is asked among, with words and without', async () => {
      const among = new Set<PaperId>(['arxiv:mamba', 'arxiv:chao'].map((id) => id as PaperId));
      for (const typed of ['sort:newest', 'tri dao', 'reads sort:votes', 'machines', 'votes:>=0']) {
        const query = parseQueryText(typed);
        const all = (await index.search(query, EVERYTHING)).hits.map(({ paper }) => paper);
        const page = await index.search(query, EVERYTHING, among);
        expect(
          page.hits.map(({ paper }) => paper),
          typed,
        ).toEqual(all.filter((id) => among.has(id)));
        expect(page.total, typed).toBe(page.hits.length);
      }
      expect((await index.search(parseQueryText('sort:newest'), EVERYTHING, new Set())).total).toBe(0);
    });
  });
}

/** Papers of equal votes stay newest first. */
function byVotes(ids: readonly PaperId[]): readonly PaperId[] {
  const votes = new Map(PAPERS.map(({ id, upvotes = 0 }) => [id, upvotes]));
  return ids.toSorted((a, b) => (votes.get(b) ?? 0) - (votes.get(a) ?? 0));
}
