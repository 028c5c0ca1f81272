import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localPaperId, type Paper, type PaperId } from '../../src/core/paper.ts';
import { joinRecords, type KnownPapers, type StoredPaper } from '../../src/store/paper-joining.ts';
import { aPagePaper, aPaper } from '../support/builders.ts';

const NOTHING: KnownPapers = { papers: new Map(), aliases: new Map() };

/** What the store would know after the batch. */
function archiveAfter(known: KnownPapers, records: readonly Paper[]): KnownPapers {
  const { written, removed, aliases } = joinRecords(known, records);
  const papers = new Map<PaperId, StoredPaper>([...known.papers, ...written.map((stored) => [stored.paper.id, stored] as const)]);
  for (const id of removed) papers.delete(id);
  return { papers, aliases: new Map([...known.aliases, ...aliases]) };
}

function readable({ papers, aliases }: KnownPapers): unknown {
  return { papers: Object.fromEntries([...papers].map(([id, { paper }]) => [id, paper])), aliases: Object.fromEntries(aliases) };
}

const titles = ['On reading', 'On Reading!', 'Writing', 'Arithmetic', ''] as const;
const votes = fc.option(fc.nat({ max: 9 }), { nil: undefined }).map((upvotes) => (upvotes === undefined ? {} : { upvotes }));
const aPageRecord = fc.tuple(fc.constantFrom(...titles), votes).map(([title, draft]) => aPagePaper(title, draft));
const anArxivRecord = fc
  .tuple(fc.nat({ max: 3 }), fc.constantFrom(...titles), votes)
  .map(([at, title, draft]) => aPaper({ id: `arxiv:2401.0000${at}`, title, ...draft }));
const someRecords = fc.array(fc.oneof(aPageRecord, anArxivRecord), { maxLength: 12 });

describe('joining records', () => {
  it('gives the same archive however the records are cut into batches', () => {
    fc.assert(
      fc.property(someRecords, fc.nat(), (records, cut) => {
        const at = cut % (records.length + 1);
        const inTwo = archiveAfter(archiveAfter(NOTHING, records.slice(0, at)), records.slice(at));
        expect(readable(inTwo)).toEqual(readable(archiveAfter(NOTHING, records)));
      }),
    );
  });

  it('gives the same paper whether its page record or its arXiv record comes first', () => {
    const oneOfEach = ['On reading', 'Writing', 'Arithmetic'].flatMap((title, at) => [
      aPagePaper(title, { comments: at }),
      aPaper({ id: `arxiv:2401.0000${at}`, title: `${title}!`, upvotes: at }),
    ]);
    fc.assert(
      fc.property(fc.shuffledSubarray(oneOfEach, { minLength: oneOfEach.length }), (records) => {
        expect(readable(archiveAfter(NOTHING, records))).toEqual(readable(archiveAfter(NOTHING, oneOfEach)));
      }),
    );
  });

  it('counts every record once, and finds nothing to write when they all come again', () => {
    fc.assert(
      fc.property(someRecords, (records) => {
        const { counts } = joinRecords(NOTHING, records);
        expect(counts.added + counts.changed + counts.unchanged).toBe(records.length);
        const distinct = [...new Map(records.map((record) => [record.id, record])).values()];
        const settled = archiveAfter(archiveAfter(NOTHING, distinct), distinct);
        expect(joinRecords(settled, distinct)).toMatchObject({ written: [], removed: [], counts: { added: 0, changed: 0 } });
      }),
    );
  });

  it('leaves no page record beside a paper of its title, and no alias without a paper', () => {
    fc.assert(
      fc.property(someRecords, (records) => {
        const { papers, aliases } = archiveAfter(NOTHING, records);
        for (const { paper } of papers.values()) {
          if (paper.id.startsWith('arxiv:') && paper.title !== '') expect(papers.has(localPaperId(paper.title))).toBe(false);
        }
        for (const target of aliases.values()) expect(papers.has(target)).toBe(true);
      }),
    );
  });

  it('writes nothing for a paper that a batch changes and changes back', () => {
    const paper = aPaper({ title: 'On reading' });
    const changes = joinRecords(archiveAfter(NOTHING, [paper]), [{ ...paper, title: 'On writing' }, paper]);
    expect(changes).toMatchObject({ written: [], counts: { changed: 2 } });
  });

  it('points older aliases at the paper that takes a page record over', () => {
    const other = { ...aPagePaper('On reading'), id: 'doi:10.1/reading' as PaperId };
    const { papers, aliases } = archiveAfter(NOTHING, [aPagePaper('On reading'), other, aPaper({ title: 'On reading' })]);
    expect([...papers.keys()]).toEqual(['arxiv:2401.00001']);
    expect([...aliases.values()]).toEqual(['arxiv:2401.00001', 'arxiv:2401.00001']);
  });
});
