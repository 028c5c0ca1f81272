import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arxivIdOf,
  arxivPaperId,
  localPaperId,
  mergePapers,
  type Paper,
  type PaperId,
  paperDate,
  paperFingerprint,
  paperLinks,
  titleKey,
  titleSearchLink,
} from '../../src/core/paper.ts';
import { aPagePaper, aPaper } from '../support/builders.ts';

const TITLE = 'PiSSA: Principal Singular Values';

const aCount = fc.option(fc.nat({ max: 5 }), { nil: undefined });
const words = fc.constantFrom('', 'short', 'a longer text');

/** Records of one paper in every state of knowledge. */
const aRecord = fc
  .record({
    abstract: words,
    authors: fc.array(fc.constantFrom('Ada Lovelace', 'Alan Turing'), { maxLength: 3 }),
    more: fc.nat({ max: 3 }),
    upvotes: aCount,
    comments: aCount,
    codeStars: aCount,
    keywords: fc.subarray(['lora', 'tuning']),
    categories: fc.subarray(['cs.CL', 'cs.LG']),
    summary: fc.option(fc.constantFrom('one', 'two'), { nil: undefined }),
    listedOn: fc.option(fc.constantFrom('2024-04-05', '2024-04-06'), { nil: undefined }),
  })
  .map(({ more, upvotes, comments, codeStars, summary, listedOn, ...rest }) => ({
    ...rest,
    title: TITLE,
    authorCount: rest.authors.length + more,
    ...(upvotes !== undefined && { upvotes }),
    ...(comments !== undefined && { comments }),
    ...(codeStars !== undefined && { codeStars }),
    ...(summary !== undefined && { summary }),
    ...(listedOn !== undefined && { listedOn }),
  }));
const anArxivRecord = aRecord.map((draft) => aPaper({ ...draft, id: 'arxiv:2404.02948' }));
const aPageRecord = aRecord.map(({ title, ...draft }) => aPagePaper(title, draft));

describe('two records of one paper', () => {
  it('become the same paper whichever of page and arXiv record came first', () => {
    fc.assert(
      fc.property(aPageRecord, anArxivRecord, (page, arxiv) => {
        expect(mergePapers(page, arxiv)).toEqual(mergePapers(arxiv, page));
        expect(mergePapers(page, arxiv).id).toBe(arxiv.id);
      }),
    );
  });

  it('never lose votes, comments, stars, authors, or a text that one of them had', () => {
    const either = fc.oneof(anArxivRecord, aPageRecord);
    fc.assert(
      fc.property(either, either, (known, incoming) => {
        const merged = mergePapers(known, incoming);
        for (const record of [known, incoming]) {
          for (const count of ['upvotes', 'comments', 'codeStars', 'authorCount'] as const) {
            expect(merged[count] ?? -1).toBeGreaterThanOrEqual(record[count] ?? -1);
          }
          for (const list of ['authors', 'keywords', 'categories'] as const) {
            expect(merged[list].length > 0).toBe(known[list].length > 0 || incoming[list].length > 0);
          }
          if (record.abstract !== '') expect(merged.abstract).not.toBe('');
          if (record.summary !== undefined) expect(merged.summary).toBeDefined();
        }
        expect(merged.authorCount).toBeGreaterThanOrEqual(merged.authors.length);
      }),
    );
  });

  it('change nothing when the same record is read again', () => {
    fc.assert(
      fc.property(aPageRecord, anArxivRecord, (page, arxiv) => {
        const merged = mergePapers(page, arxiv);
        expect(mergePapers(merged, arxiv)).toEqual(merged);
        expect(mergePapers(merged, page)).toEqual(merged);
      }),
    );
  });

  it('of one kind follow the later one, where it says something', () => {
    const known = aPaper({ title: 'Old', abstract: 'Old words.', summary: 'Old.' });
    expect(mergePapers(known, aPaper({ title: 'New', abstract: '' }))).toMatchObject({
      title: 'New',
      abstract: 'Old words.',
      summary: 'Old.',
    });
  });

  it('prefer the arXiv record over a later page', () => {
    const arxiv = aPaper({ title: 'PiSSA', abstract: 'From arXiv.' });
    expect(mergePapers(arxiv, aPagePaper('PISSA', { abstract: 'From a page.', upvotes: 7 }))).toMatchObject({
      title: 'PiSSA',
      abstract: 'From arXiv.',
      upvotes: 7,
    });
  });
});

describe('a title key', () => {
  it.each([
    ['LLM.int8(): 8-bit Matrix', 'llm int8 8 BIT matrix'],
    ['Poincaré Embeddings', 'Poincare\u0301 embeddings'],
    ['“Low–Rank”', '"Low-Rank"'],
    ['ﬁne-tuning', 'Fine Tuning'],
  ])('of `%s` is that of `%s`', (one, other) => {
    expect(titleKey(one)).toBe(titleKey(other));
    expect(localPaperId(one)).toBe(localPaperId(other));
  });

  it('tells titles apart that differ in a letter or digit, in any script, or have neither', () => {
    const titles = ['GPT-3', 'GPT-4', '量子', '量化', '???', '!!!'];
    expect(new Set(titles.map(titleKey)).size).toBe(titles.length);
  });

  it('is its own key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        expect(titleKey(titleKey(title))).toBe(titleKey(title));
      }),
    );
  });
});

describe('ids and links', () => {
  it('give the arXiv id back, and none for a paper known by title only', () => {
    expect(arxivIdOf(arxivPaperId('2404.02948'))).toBe('2404.02948');
    expect(arxivIdOf(localPaperId(TITLE))).toBeUndefined();
    expect(paperLinks(localPaperId(TITLE))).toBeUndefined();
  });

  it('lead to the three pages of a paper', () => {
    expect(paperLinks(arxivPaperId('hep-th/9901001'))).toEqual({
      arxiv: 'https://arxiv.org/abs/hep-th/9901001',
      pdf: 'https://arxiv.org/pdf/hep-th/9901001',
      huggingFace: 'https://huggingface.co/papers/hep-th/9901001',
    });
  });
});

describe('the date of a paper', () => {
  it.each<[string, Paper, string | undefined]>([
    ['is arXiv’s', aPaper({ publishedOn: '2024-04-03', listedOn: '2024-04-05' }), '2024-04-03'],
    ['else the list’s', aPaper({ listedOn: '2024-04-05' }), '2024-04-05'],
    ['else the month that the id names', aPaper({ id: 'arxiv:2404.02948' }), '2024-04-01'],
    ['also of an old id', aPaper({ id: 'arxiv:hep-th/9911001' }), '1999-11-01'],
    ['also of an old id of this century', aPaper({ id: 'arxiv:cs/0112017' }), '2001-12-01'],
    ['and unknown where the id names none', aPagePaper(TITLE), undefined],
  ])('%s', (_, paper, date) => {
    expect(paperDate(paper)).toBe(date);
  });
});

describe('a fingerprint', () => {
  it('is the same for the same fields in any order, and another for any change', () => {
    const paper = aPaper({ upvotes: 5, summary: 'One.' });
    const turned = Object.fromEntries(Object.entries(paper).reverse()) as unknown as Paper;
    expect(paperFingerprint(turned)).toBe(paperFingerprint(paper));
    expect(paperFingerprint({ ...paper, upvotes: 6 })).not.toBe(paperFingerprint(paper));
    expect(paperFingerprint({ ...paper, id: 'arxiv:2404.02949' as PaperId })).not.toBe(paperFingerprint(paper));
    expect(paperFingerprint(paper)).toHaveLength(22);
  });
});

describe('a link to look a title up', () => {
  it('is made of its first words, as many as stand on a line', () => {
    const link = titleSearchLink('PiSSA: Principal Singular Values & Singular Vectors Adaptation of Large Language Models');
    expect(link).toBe('https://huggingface.co/papers?q=PiSSA+Principal+Singular+Values');
    expect(link.length).toBeLessThanOrEqual(68);
  });

  it('is one address whatever the title holds', () => {
    expect(titleSearchLink('Über „Größe" & <b>')).toBe('https://huggingface.co/papers?q=%C3%9Cber+Gr%C3%B6%C3%9Fe+b');
  });
});
