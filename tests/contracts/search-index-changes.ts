/**
 * Changes in the index's contract: after any of them it answers as if the papers had never been others.
 */
import { describe, expect, it } from 'vitest';
import type { PaperId } from '../../src/core/paper.ts';
import type { SearchIndex } from '../../src/core/search-index.ts';
import { answerTo, found } from '../support/ask-index.ts';
import { aPaper } from '../support/builders.ts';
import { seedPapers, titled } from '../support/seed-papers.ts';
import type { TestedIndex } from './search-index.ts';

export function changedPapersContract(tested: TestedIndex): void {
  describe('when papers change', () => {
    putting(tested);
    removing(tested);
  });
}

const OLD = aPaper({
  id: 'arxiv:p',
  title: 'OldName: zebras',
  abstract: 'We see stripes.',
  authors: ['Ann Old'],
  keywords: ['hoofs'],
});
const NEW = aPaper({
  id: 'arxiv:p',
  title: 'NewName: horses',
  abstract: 'We see manes.',
  authors: ['Ben New'],
  keywords: ['tails'],
});

function putting({ make }: TestedIndex): void {
  it('holds a paper once that was put twice, at once or one time after the other', async () => {
    const index = await make([]);
    await index.put([OLD, OLD]);
    await index.put([OLD]);
    expect(await found(index, 'zebras')).toEqual(['arxiv:p']);
    expect(await found(index, 'sort:newest')).toEqual(['arxiv:p']);
    expect(index.suggest('oldname', 5)).toHaveLength(1);
    expect(index.named('OldName')).toEqual(['arxiv:p']);
  });

  it('finds a paper by its new text and not by the old', async () => {
    const index = await make([OLD, aPaper({ id: 'arxiv:other' })]);
    index.suggest('old', 5);
    await index.put([NEW]);
    for (const word of ['horses', 'manes', 'tails', 'ben', 'newname', 'author:new', '"we see manes"']) {
      expect(await found(index, word), word).toEqual(['arxiv:p']);
    }
    for (const word of ['zebras', 'stripes', 'hoofs', 'ann', 'oldname', 'author:old', '"we see stripes"']) {
      expect(await found(index, word), word).toEqual([]);
    }
    expect(index.named('OldName')).toEqual([]);
    expect(index.named('NewName')).toEqual(['arxiv:p']);
    expect(index.suggest('old', 5)).toEqual([]);
    expect(index.suggest('newn', 5)).toEqual([{ paper: 'arxiv:p', title: NEW.title }]);
  });

  it('follows votes, dates, code and organization where the text stands', async () => {
    const index = await make([OLD, aPaper({ id: 'arxiv:other', title: 'Zebras too', upvotes: 50, publishedOn: '2024-01-01' })]);
    await index.put([{ ...OLD, upvotes: 99, codeUrl: 'https://example.org/' }]);
    expect(await found(index, 'votes:>90')).toEqual(['arxiv:p']);
    expect(await found(index, 'zebras has:code')).toEqual(['arxiv:p']);
    expect(await found(index, 'zebras sort:votes')).toEqual(['arxiv:p', 'arxiv:other']);
    await index.put([{ ...OLD, upvotes: 1, organization: { slug: 'zoo', name: 'The Zoo' } }]);
    expect(await found(index, 'votes:>90')).toEqual([]);
    expect(await found(index, 'has:code')).toEqual([]);
    expect(await found(index, 'org:zoo')).toEqual(['arxiv:p']);
    expect(await found(index, 'zebras sort:votes')).toEqual(['arxiv:other', 'arxiv:p']);
    await index.put([aPaper({ ...OLD, publishedOn: '2025-01-01' })]);
    expect(await found(index, 'since:2025')).toEqual(['arxiv:p']);
    expect(await found(index, 'zebras sort:newest')).toEqual(['arxiv:p', 'arxiv:other']);
  });

  it('keeps the last of several records of one paper', async () => {
    const index = await make([]);
    await index.put([OLD, NEW]);
    expect(await found(index, 'we see')).toEqual(['arxiv:p']);
    expect(await found(index, 'zebras')).toEqual([]);
  });
}

function removing({ make }: TestedIndex): void {
  it('does not find a paper in any way once it was taken out', async () => {
    const index = await make([OLD, aPaper({ id: 'arxiv:other', title: 'Other stripes', abstract: 'We see stripes.' })]);
    index.suggest('old', 5);
    await index.remove([OLD.id]);
    for (const typed of ['zebras', 'hoofs', 'ann old', 'OldName', 'author:old', '"oldname zebras"']) {
      expect(await found(index, typed), typed).toEqual([]);
    }
    expect(await found(index, 'we see stripes')).toEqual(['arxiv:other']);
    expect(index.named('OldName: zebras')).toEqual([]);
    expect(index.suggest('old', 5)).toEqual([]);
    expect(await index.similar(OLD.id, 5)).toEqual([]);
    expect(await index.similar('arxiv:other' as PaperId, 5)).toEqual([]);
  });

  it('knows no longer the words that only that paper had', async () => {
    const index = await make([OLD, aPaper({ id: 'arxiv:other', abstract: 'A zebu is seen.' })]);
    await index.remove([OLD.id]);
    expect((await answerTo(index, 'zebra')).corrections).toEqual([]);
    expect((await answerTo(index, 'zebras')).nearestWords).not.toContain('zebras');
    expect((await answerTo(index, 'strypes')).corrections).toEqual([]);
  });

  it('takes out nothing for ids that it does not have, and for the same id twice', async () => {
    const index = await make([OLD]);
    await index.remove(['arxiv:unknown' as PaperId, '' as PaperId]);
    expect(await found(index, 'zebras')).toEqual(['arxiv:p']);
    await index.remove([OLD.id, OLD.id]);
    await index.remove([OLD.id]);
    await index.remove([]);
    expect(await found(index, 'sort:newest')).toEqual([]);
  });

  it('finds a paper again that was put again', async () => {
    const index = await make([OLD]);
    await index.remove([OLD.id]);
    await index.put([OLD]);
    expect(await found(index, 'zebras')).toEqual(['arxiv:p']);
    expect(index.suggest('old', 5)).toHaveLength(1);
    await index.remove([OLD.id]);
    await index.put([NEW]);
    expect(await found(index, 'horses')).toEqual(['arxiv:p']);
    expect(await found(index, 'zebras')).toEqual([]);
  });

  it('answers after many changes as an index that was made of the papers as they are', async () => {
    const papers = await seedPapers();
    const [kept, dropped] = [papers.slice(0, 30), papers.slice(30)];
    const changed = await make(papers.map((paper) => ({ ...paper, title: `Draft of ${paper.title}`, upvotes: 1 })));
    for (const typed of ['quantizaton', 'matrx']) await answerTo(changed, typed);
    await changed.remove(dropped.map(({ id }) => id));
    await changed.put(kept);
    await changed.remove([titled(papers, 'PiSSA').id]);
    await changed.put([titled(papers, 'PiSSA'), titled(papers, 'PiSSA')]);
    const fresh = await make(kept);
    for (const typed of ['matrix', 'low-rank matrix', 'draft', 'models sort:newest', 'PiSSA', 'year:2024', '"language models"']) {
      expect(await idsAndCounts(changed, typed), typed).toEqual(await idsAndCounts(fresh, typed));
    }
    for (const { id } of kept) expect(await similarIds(changed, id)).toEqual(await similarIds(fresh, id));
    expect(changed.suggest('matr', 20)).toEqual(fresh.suggest('matr', 20));
  });
}

async function idsAndCounts(index: SearchIndex, typed: string): Promise<unknown> {
  const { hits, ...rest } = await answerTo(index, typed);
  return { ...rest, ids: hits.map(({ paper }) => paper) };
}

async function similarIds(index: SearchIndex, id: PaperId): Promise<readonly PaperId[]> {
  return (await index.similar(id, 5)).map(({ paper }) => paper);
}
