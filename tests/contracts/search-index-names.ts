/**
 * Names offered for a half-typed one, in the index's contract.
 */
import { describe, expect, it } from 'vitest';
import type { NameKind, SearchIndex } from '../../src/core/search-index.ts';
import { aPaper } from '../support/builders.ts';
import type { TestedIndex } from './search-index.ts';

const DEEPSEEK = { slug: 'deepseek-ai', name: 'DeepSeek' };
const QWEN = { slug: 'Qwen', name: 'Qwen' };

const MANY = aPaper({ id: 'many', title: 'One', authors: ['Tri Dao', 'Yann LeCun'], organization: DEEPSEEK });
const PAPERS = [
  MANY,
  aPaper({ id: 'again', title: 'Two', authors: ['Tri Dao', 'Tristan Thrush'], organization: QWEN }),
  aPaper({ id: 'more', title: 'Three', authors: ['Tri Dao', 'Núria Oliver'], organization: QWEN }),
];

export function namesContract({ make, seeded }: TestedIndex): void {
  const offered = (index: SearchIndex, of: NameKind, typed: string, limit = 25) =>
    index.suggestNames(of, typed, limit).map(({ value }) => value);

  describe('asked for a name that is half typed', () => {
    it('offers it as it is written, whatever the case and accents, by any of its words', async () => {
      const index = await make(PAPERS);
      expect(index.suggestNames('author', 'nuria ol', 5)).toEqual([{ label: 'Núria Oliver', value: 'Núria Oliver' }]);
      expect(offered(index, 'author', 'LECUN')).toEqual(['Yann LeCun']);
      expect(offered(index, 'author', 'yann tri')).toEqual([]);
    });

    it('offers who has more papers first, and for nothing typed those who have most', async () => {
      const index = await make(PAPERS);
      expect(offered(index, 'author', 'tri')).toEqual(['Tri Dao', 'Tristan Thrush']);
      expect(offered(index, 'author', '')[0]).toBe('Tri Dao');
      expect(offered(index, 'author', '', 2)).toHaveLength(2);
      expect(offered(index, 'organization', '')).toEqual(['Qwen', 'deepseek-ai']);
    });

    it('finds an organization by both its names, and gives the one in addresses', async () => {
      const index = await make(PAPERS);
      expect(index.suggestNames('organization', 'deeps', 5)).toEqual([{ label: 'DeepSeek (deepseek-ai)', value: 'deepseek-ai' }]);
      expect(index.suggestNames('organization', 'qwen', 5)).toEqual([{ label: 'Qwen', value: 'Qwen' }]);
    });

    it('looks past a slip where nothing fits as typed', async () => {
      const index = await make(PAPERS);
      expect(offered(index, 'author', 'yann lecunn')).toEqual(['Yann LeCun']);
    });

    it('follows papers that come, change and go', async () => {
      const index = await make(PAPERS);
      expect(offered(index, 'author', 'tri')).toHaveLength(2);
      await index.put([aPaper({ id: 'new', title: 'Four', authors: ['Trina Lee'] })]);
      expect(offered(index, 'author', 'tri')).toEqual(['Tri Dao', 'Trina Lee', 'Tristan Thrush']);
      await index.put([{ ...MANY, authors: ['Tri Dao'] }]);
      expect(offered(index, 'author', 'yann')).toEqual([]);
      await index.remove([MANY.id]);
      expect(offered(index, 'organization', 'deep')).toEqual([]);
      expect(offered(index, 'author', 'tri dao')).toEqual(['Tri Dao']);
    });

    it('has nothing to offer without names, or where none is like it', async () => {
      expect((await make([])).suggestNames('author', '', 5)).toEqual([]);
      expect(offered(await seeded(), 'author', 'zzzzqqqq')).toEqual([]);
    });
  });
}
