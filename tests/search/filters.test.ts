/**
 * Tests of one paper: its filters' edges, and phrases over its terms.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Filters, NO_FILTERS } from '../../src/core/query.ts';
import { parseQueryText } from '../../src/core/query-language.ts';
import { hasFilters, makeFilter, makePhraseTest, matchAuthors } from '../../src/search/filters.ts';
import { indexPaper } from '../../src/search/indexed-paper.ts';
import { makeLexicon } from '../../src/search/lexicon.ts';
import { anyCharacter } from '../support/any-character.ts';
import { aDay, aPaper, type PaperDraft } from '../support/builders.ts';

fc.configureGlobal({ seed: 20_261_123 });

function passes(draft: PaperDraft, filters: Partial<Filters>): boolean {
  return makeFilter({ ...NO_FILTERS, ...filters })(indexPaper(aPaper(draft), makeLexicon()));
}

describe('a filter by author', () => {
  const by = (authors: readonly string[], typed: string) => passes({ authors }, { authors: [typed] });

  it.each([
    ['Tri Dao', 'tri dao'],
    ['Tri Dao', 'Dao'],
    ['Tri Dao', 'tri'],
    ['Daniel Y. Fu', 'Daniel Fu'],
    ['Daniel Y. Fu', 'D. Fu'],
    ['Y. Daniel Fu', 'Daniel Fu'],
    ['Jean-Baptiste Alayrac', 'jean baptiste alayrac'],
    ['Jean-Baptiste Alayrac', 'j-b alayrac'],
    ['Łukasz Kaiser', 'Łukasz Kaiser'],
    ['Ludwig van den Berg', 'ludwig berg'],
    ["Brendan O'Connor", 'O’Connor'],
    ['李明', '李明'],
    ['OpenAI (2024)', 'openai'],
  ])('finds %s by %s', (author, typed) => {
    expect(by(['Someone Else', author, 'Another One'], typed)).toBe(true);
  });

  it.each([
    ['Tri Dao', 'Trid Ao'],
    ['Tri Dao', 'Dao Tri'],
    ['Tri Daoud', 'Tri Dao'],
    ['Tri Dao', 'ri dao'],
    ['Daniel Fu', 'Daniel Y. Fu'],
    ['Tri Dao', 'Tri Dao Junior'],
    ['Tri Dao', 't.*o'],
    ['Tri Dao', '. .'],
    ['Tri Dao', ''],
  ])('does not find %s by %s', (author, typed) => {
    expect(by(['Someone Else', author, 'Another One'], typed)).toBe(false);
  });

  it('does not run from one name into the next', () => {
    expect(by(['Tri Nguyen', 'Long Dao'], 'Tri Dao')).toBe(false);
    expect(by(['Tri', 'Dao'], 'Tri Dao')).toBe(false);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), fc.string({ unit: anyCharacter }), (author, typed) => {
        expect(typeof by([author], typed)).toBe('boolean');
      }),
    );
  });

  it('finds every author by the whole name', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'B', 'é', ' ', '-', '.', "'", '李', '½', '1'), minLength: 1 });
    fc.assert(fc.property(name, (author) => by(['Else', author], author) === /[aBé李½1]/.test(author)));
  });
});

describe('the authors that a query means', () => {
  const meant = (typed: string) =>
    matchAuthors({ authors: ['Albert Gu', 'Tri Dao', 'T. Dao', 'Trịnh Đạo'] }, parseQueryText(typed));

  it('are named as the paper spells them, in its order', () => {
    expect(meant('author:dao')).toEqual(['Tri Dao', 'T. Dao', 'Trịnh Đạo']);
    expect(meant('author:"t dao" author:GU')).toEqual(['Albert Gu', 'Tri Dao', 'T. Dao', 'Trịnh Đạo']);
    expect(meant('author:"trinh đạo"')).toEqual(['Trịnh Đạo']);
  });

  it('are none where the query asks for none, or leaves them out', () => {
    expect(meant('dao')).toEqual([]);
    expect(meant('dao -author:gu')).toEqual([]);
    expect(meant('author:nobody')).toEqual([]);
  });
});

describe('a filter by date', () => {
  it('holds both of its bounds, and no paper without a date', () => {
    const [first, last] = [aDay('2024-01-31'), aDay('2024-02-29')];
    const within = (publishedOn?: string) =>
      passes({ id: 'local:none', ...(publishedOn && { publishedOn }) }, { since: first, until: last });
    expect(['2024-01-30', '2024-01-31', '2024-02-29', '2024-03-01', undefined].map(within)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  it('takes the month of the arXiv id where nothing better is known', () => {
    expect(passes({ id: 'arxiv:2402.00001' }, { since: aDay('2024-02-01'), until: aDay('2024-02-01') })).toBe(true);
  });
});

describe('filters', () => {
  it('all hold or the paper does not pass', () => {
    const paper = { authors: ['Tri Dao'], upvotes: 5, codeUrl: 'https://example.org/' };
    expect(passes(paper, { authors: ['dao'], minVotes: 5, maxVotes: 5, has: ['code'] })).toBe(true);
    expect(passes(paper, { authors: ['dao', 'gu'] })).toBe(false);
    expect(passes(paper, { has: ['code', 'model'] })).toBe(false);
    expect(passes(paper, { minVotes: 6 })).toBe(false);
    expect(passes(paper, { excludedAuthors: ['dao'] })).toBe(false);
    expect(passes(paper, { excludedAuthors: ['gu'], excludedOrganizations: ['google'] })).toBe(true);
  });

  it('count a link as code, and models, datasets and Spaces where there is one', () => {
    const artifacts = { models: 1, datasets: 0, spaces: 2 };
    expect(passes({ artifacts }, { has: ['model', 'space'] })).toBe(true);
    expect(passes({ artifacts }, { has: ['dataset'] })).toBe(false);
    expect(passes({}, { has: ['model'] })).toBe(false);
  });

  it('are told from a query without any', () => {
    expect(hasFilters(NO_FILTERS)).toBe(false);
    for (const typed of ['author:a', 'org:a', 'since:2024', 'until:2024', 'votes:>=0', 'votes:<=0', 'has:code', 'x -author:a']) {
      expect(hasFilters(parseQueryText(typed).filters), typed).toBe(true);
    }
  });
});

describe('a phrase test', () => {
  const holds = (draft: PaperDraft, phrase: string): boolean => {
    const lexicon = makeLexicon();
    const paper = indexPaper(aPaper(draft), lexicon);
    lexicon.countPaper(paper.terms, 1);
    return makePhraseTest(phrase, lexicon)(paper);
  };

  it('finds words at the beginning and the end of a text, and one word alone', () => {
    const paper = { title: 'Chain of thought', abstract: 'It begins here and ends there' };
    for (const phrase of ['chain', 'thought', 'Chain of thought', 'it begins', 'ends there', 'there']) {
      expect(holds(paper, phrase), phrase).toBe(true);
    }
    for (const phrase of ['chain thought', 'thought it', 'thought of chain', 'there it', 'chain of thought it']) {
      expect(holds(paper, phrase), phrase).toBe(false);
    }
  });

  it('finds a phrase that begins twice before it is whole', () => {
    expect(holds({ abstract: 'to be to be or not' }, 'to be or not')).toBe(true);
    expect(holds({ abstract: 'a a a b' }, 'a a b')).toBe(true);
  });

  it('does not look among the names of authors and organization', () => {
    const paper = { authors: ['Tri Dao'], organization: { slug: 'tri-dao', name: 'Tri Dao' } };
    expect(holds(paper, 'tri dao')).toBe(false);
  });

  it('finds any run of words of a text', () => {
    const text = fc.array(fc.constantFrom('the', 'models', 'of', 'thinking', 'GPT-4', 'low-rank', 'ℝ'), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, fc.nat(11), fc.integer({ min: 1, max: 12 }), (words, from, length) => {
        const run = words.slice(from % words.length).slice(0, length);
        expect(holds({ abstract: words.join(' ') }, run.join(' '))).toBe(true);
      }),
    );
  });
});
