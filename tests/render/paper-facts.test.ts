import { describe, expect, it } from 'vitest';
import { cardFacts, fullFacts, longByline, shortByline } from '../../src/render/paper-facts.ts';
import { aPagePaper, aPaper } from '../support/builders.ts';

describe('a short byline', () => {
  it.each([
    [[], 0, ''],
    [[], 6, '6 authors'],
    [['A'], 1, 'A'],
    [['A', 'B'], 2, 'A, B'],
    [['A', 'B', 'C'], 3, 'A, … C +1'],
    [['A', 'B', 'C', 'D'], 4, 'A, … D +2'],
    [['A', 'B'], 9, 'A +8'],
  ])('of %j out of %i authors is “%s”', (authors, authorCount, byline) => {
    expect(shortByline(aPaper({ authors, authorCount }), 'en')).toBe(byline);
  });
});

describe('a long byline', () => {
  it('names twelve authors and counts the rest', () => {
    const authors = Array.from({ length: 3303 }, (_, at) => `A${at}`);
    expect(longByline(aPaper({ authors, authorCount: 3303 }), 'en')).toMatch(/^A0, .* A11 \+3291$/);
  });

  it('counts authors that no source named', () => {
    expect(longByline(aPaper({ authors: ['A', 'B'], authorCount: 5 }), 'en')).toBe('A, B +3');
    expect(longByline(aPagePaper('T', { authorCount: 4 }), 'en')).toBe('4 authors');
  });
});

describe('the facts of a paper', () => {
  it('are left out where they are not known', () => {
    expect(cardFacts(aPagePaper('T', { authorCount: 0 }), 'en')).toEqual([]);
    expect(fullFacts(aPagePaper('T'), 'en')).toEqual([]);
  });

  it('name the reader’s way of writing dates and numbers', () => {
    const paper = aPaper({
      publishedOn: '2024-10-03',
      listedOn: '2024-10-05',
      upvotes: 1234,
      comments: 1,
      codeUrl: 'https://x.example',
    });
    expect(cardFacts(paper, 'de')).toEqual([
      'Ada Lovelace, Alan Turing',
      '3. Okt. 2024',
      '1.234 votes',
      '1 comment',
      'code',
      'arxiv.org/abs/2401.00001',
    ]);
    expect(fullFacts(paper, undefined)).toEqual(['3 Oct 2024', 'on the daily list 5 Oct 2024', '1,234 votes', '1 comment']);
  });

  it('do not make up a day where the arXiv id tells the month alone', () => {
    expect(cardFacts(aPaper({ id: 'arxiv:2106.09685' }), undefined)).toContain('Jun 2021');
    expect(fullFacts(aPaper({ id: 'arxiv:2106.09685' }), undefined)).toEqual(['Jun 2021']);
  });

  it('name a day once, and say which day it is where only the list is known', () => {
    expect(fullFacts(aPaper({ listedOn: '2024-10-05' }), undefined)).toEqual(['on the daily list 5 Oct 2024']);
    expect(fullFacts(aPaper({ publishedOn: '2024-10-05', listedOn: '2024-10-05' }), undefined)).toEqual(['5 Oct 2024']);
  });

  it('say that a paper was withdrawn', () => {
    const paper = aPaper({ withdrawnAt: '2026-01-01' });
    expect(cardFacts(paper, 'en')).toContain('withdrawn');
    expect(fullFacts(paper, 'en')).toContain('withdrawn');
  });
});
