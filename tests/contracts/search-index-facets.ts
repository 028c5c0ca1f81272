/**
 * Facets in the index's contract: how the papers found spread over years and organizations.
 */
import { describe, expect, it } from 'vitest';
import { answerTo } from '../support/ask-index.ts';
import { aPaper } from '../support/builders.ts';
import type { TestedIndex } from './search-index.ts';

const SEEK = { slug: 'deep-seek', name: 'DeepSeek' };
const QWEN = { slug: 'qwen', name: 'Qwen' };

export function facetsContract({ make }: TestedIndex): void {
  describe('counting what it finds', () => {
    const papers = [
      aPaper({ id: 'arxiv:1', title: 'Zebra herds', publishedOn: '2024-05-01', organization: QWEN }),
      aPaper({ id: 'arxiv:2', title: 'Zebra stripes', publishedOn: '2025-05-01', organization: SEEK }),
      aPaper({ id: 'arxiv:3', title: 'Zebra foals', publishedOn: '2025-06-01', organization: SEEK }),
      aPaper({ id: 'arxiv:4', title: 'Horses', publishedOn: '2023-06-01' }),
    ];

    it('gives years newest first and organizations by their papers, whichever page is asked for', async () => {
      const index = await make(papers);
      const { facets } = await answerTo(index, 'zebra');
      expect(facets.years).toEqual([
        { year: 2025, papers: 2 },
        { year: 2024, papers: 1 },
      ]);
      expect(facets.organizations).toEqual([
        { organization: SEEK, papers: 2 },
        { organization: QWEN, papers: 1 },
      ]);
      expect((await answerTo(index, 'zebra', { number: 2, size: 1 })).facets).toEqual(facets);
    });

    it('counts the papers with every word where there are some, and what passes the filters alone', async () => {
      const index = await make(papers);
      expect((await answerTo(index, 'zebra stripes')).facets.years).toEqual([{ year: 2025, papers: 1 }]);
      expect((await answerTo(index, 'zebra year:2024')).facets.organizations).toEqual([{ organization: QWEN, papers: 1 }]);
      expect((await answerTo(index, 'since:2025')).facets.years).toEqual([{ year: 2025, papers: 2 }]);
    });

    it('follows papers that change or go', async () => {
      const index = await make(papers);
      await index.put([{ ...(papers[0] ?? aPaper()), publishedOn: papers[3]?.publishedOn ?? papers[1]?.publishedOn } as never]);
      await index.remove([papers[1]?.id ?? aPaper().id]);
      expect((await answerTo(index, 'zebra')).facets.years).toEqual([
        { year: 2025, papers: 1 },
        { year: 2023, papers: 1 },
      ]);
    });
  });
}
