import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import type { Filters, SearchQuery } from '../../src/core/query.ts';
import { NO_FILTERS, wordsQuery } from '../../src/core/query.ts';
import { formatQuery, MAX_QUERY_LENGTH, parseQueryText } from '../../src/core/query-language.ts';

const aQuery = (
  parts: Partial<Omit<SearchQuery, 'filters'>> & { readonly filters?: Partial<Filters> | object },
): SearchQuery => ({
  ...wordsQuery(''),
  ...parts,
  filters: { ...NO_FILTERS, ...parts.filters },
});

const filtersOf = (text: string) => {
  const { filters } = parseQueryText(text);
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => !Array.isArray(value) || value.length > 0));
};

const complaint = (text: string): UserError => {
  try {
    parseQueryText(text);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`accepted: ${text}`);
};

describe('words of a query', () => {
  it.each([
    'low-rank adaptation',
    'GPT-4 vs. Llama-3',
    'LLM.int8(): 8-bit Matrix Multiplication for Transformers at Scale',
    'MTQA:Matrix of Thought',
    'https://arxiv.org/abs/2404.02948',
    'CRAG -- Comprehensive RAG Benchmark',
    'a - b',
    'temperature -5 to -0.5',
    'x -> y',
    'category:cs.CL',
    'don’t ’tis ‘quoted’ words',
    'Größe 量子化 квантизация',
    'since until votes',
    '(author:dao)',
  ])('keep `%s` as it was typed', (text) => {
    expect(parseQueryText(text)).toEqual(wordsQuery(text));
  });

  it('lose control characters, zero-width characters and bidi marks, and have one space between them', () => {
    expect(parseQueryText('\u202elow\u200b-rank\u0007\t\n  adap\u00adtation\ufeff \u2066x\u2069').words).toBe(
      'low-rank adaptation x',
    );
  });

  it('are composed, so that one spelling of an accent is the other', () => {
    expect(parseQueryText('Poincare\u0301').words).toBe('Poincaré');
  });

  it('lose halves of surrogate pairs', () => {
    expect(parseQueryText('a\ud83d b').words).toBe('a b');
  });
});

describe('a title whose colon follows the name of a field', () => {
  it.each([
    ['HaS: Accelerating RAG through Homology', 'HaS Accelerating RAG through Homology'],
    ['Adaptive Hybrid Sort: Dynamic Strategy Selection', 'Adaptive Hybrid Sort Dynamic Strategy Selection'],
    ['Two Effective Votes: Correlated Errors', 'Two Effective Votes Correlated Errors'],
  ])('is text in `%s`', (title, words) => {
    expect(parseQueryText(title)).toEqual(wordsQuery(words));
  });
});

describe('phrases and exclusions', () => {
  it.each(['"chain of thought"', '“chain of thought”', '„chain of thought“', '«chain of thought»', '"chain of thought'])(
    'reads %s as a phrase',
    (text) => {
      expect(parseQueryText(text)).toEqual(aQuery({ phrases: ['chain of thought'] }));
    },
  );

  it('leaves out what follows a hyphen', () => {
    const query = parseQueryText('image generation -diffusion -"stable video" -GPT-4');
    expect(query).toEqual(aQuery({ words: 'image generation', excluded: ['diffusion', 'stable video', 'GPT-4'] }));
  });

  it('ignores empty phrases and merges repeats', () => {
    const query = parseQueryText('rank "" -"" "low rank" "Low Rank" -lora -LoRA “ ”');
    expect(query).toEqual(aQuery({ words: 'rank', phrases: ['low rank'], excluded: ['lora'] }));
  });

  it('takes the hyphen after a closing quotation mark for a joint, not for an exclusion', () => {
    expect(parseQueryText('"chain of thought"-based')).toEqual(aQuery({ words: 'based', phrases: ['chain of thought'] }));
  });

  it('reads a mark in the middle of a word as the start of a phrase', () => {
    expect(parseQueryText('x"low rank"y')).toEqual(aQuery({ words: 'x y', phrases: ['low rank'] }));
  });

  it('ignores a mark that could only close: of inches, or of a quotation whose start was not pasted', () => {
    expect(parseQueryText('5" and 7" disks').words).toBe('5 and 7 disks');
    expect(parseQueryText('the overthinking phenomenon” in models')).toEqual(wordsQuery('the overthinking phenomenon in models'));
  });
});

describe('names', () => {
  it.each([
    ['author:tri-dao', { authors: ['tri-dao'] }],
    ['Author:"Tri Dao"', { authors: ['Tri Dao'] }],
    ['AUTHOR: “Tri Dao”', { authors: ['Tri Dao'] }],
    ['author:‘Tri Dao’', { authors: ['Tri Dao'] }],
    ["author:'Tri Dao'", { authors: ['Tri Dao'] }],
    ["author:O'Neil", { authors: ["O'Neil"] }],
    ['author:dao, author:Dao author:gu', { authors: ['dao', 'gu'] }],
    ['author: tri-dao', { authors: ['tri-dao'] }],
    ['author:Łukasz', { authors: ['Łukasz'] }],
    ['author:"Tri Dao', { authors: ['Tri Dao'] }],
    ['x -author:"Tri Dao"', { excludedAuthors: ['Tri Dao'] }],
    ['org:deepseek-ai', { organizations: ['deepseek-ai'] }],
    ['x -org:meta', { excludedOrganizations: ['meta'] }],
  ])('are read from `%s`', (text, filters) => {
    expect(filtersOf(text)).toEqual(filters);
  });
});

describe('dates', () => {
  it.each([
    ['since:2025-01-31', { since: '2025-01-31' }],
    ['since:2025', { since: '2025-01-01' }],
    ['since:2025-03', { since: '2025-03-01' }],
    ['since:2025-3-7', { since: '2025-03-07' }],
    ['until:2025', { until: '2025-12-31' }],
    ['until:2024-02', { until: '2024-02-29' }],
    ['until:2025-02', { until: '2025-02-28' }],
    ['year:2024', { since: '2024-01-01', until: '2024-12-31' }],
    ['month:2024-10', { since: '2024-10-01', until: '2024-10-31' }],
    ['year:2024 since:2024-06', { since: '2024-06-01', until: '2024-12-31' }],
    ['since:2024 since:2025', { since: '2025-01-01' }],
    ['since: 2025', { since: '2025-01-01' }],
  ])('`%s` give their first and last day', (text, filters) => {
    expect(filtersOf(text)).toEqual(filters);
  });
});

describe('votes, artifacts and order', () => {
  it.each([
    ['votes:>50', { minVotes: 51 }],
    ['votes:>=50', { minVotes: 50 }],
    ['votes:≥50', { minVotes: 50 }],
    ['votes:50', { minVotes: 50 }],
    ['votes:<10', { maxVotes: 9 }],
    ['votes:<=10', { maxVotes: 10 }],
    ['votes:10..50', { minVotes: 10, maxVotes: 50 }],
    ['votes:>10 votes:<50', { minVotes: 11, maxVotes: 49 }],
    ['has:code', { has: ['code'] }],
    ['in:here', { seenIn: 'here' }],
    ['IN:Workspace', { seenIn: 'workspace' }],
    ['in:workspace in:here', { seenIn: 'here' }],
    ['has:Models has:dataset has:model', { has: ['model', 'dataset'] }],
  ])('`%s` become bounds', (text, filters) => {
    expect(filtersOf(text)).toEqual(filters);
  });

  it.each([
    ['newest', 'newest'],
    ['NEW', 'newest'],
    ['date', 'newest'],
    ['votes', 'votes'],
    ['upvotes', 'votes'],
    ['relevance', 'relevance'],
  ])('`sort:%s` is an order', (typed, sort) => {
    expect(parseQueryText(`lora sort:${typed} sort:${typed}`)).toEqual({ ...wordsQuery('lora'), sort });
  });

  it('are enough without words', () => {
    expect(parseQueryText('has:code').words).toBe('');
    expect(parseQueryText('sort:newest').sort).toBe('newest');
  });
});

describe('a query that cannot be', () => {
  it.each([
    ['votes:many', '`votes:many` is not a number of votes. Write `votes:>50`, `votes:<10` or `votes:10..50`.'],
    ['votes:<0', '`votes:<0` is not a number of votes.'],
    ['votes:9999999', '`votes:9999999` is not a number of votes.'],
    ['since:yesterday', '`since:yesterday` is not a date. Write `since:2025-01-31`, `since:2025-01` or `since:2025`.'],
    ['until:2025-02-30', '`until:2025-02-30` is not a date.'],
    ['year:0204', '`year:0204` is not a year. Write `year:2024`.'],
    ['year:2024-10', '`year:2024-10` is not a year.'],
    ['month:2024-13', '`month:2024-13` is not a month. Write `month:2024-10`.'],
    ['month:2024', '`month:2024` is not a month.'],
    ['in:foo', '`in:foo` is not a place. Write `in:here` or `in:workspace`.'],
    ['in:', '`in:` needs a place. Write `in:here` or `in:workspace`.'],
    ['has:video', 'Write `has:code`, `has:model`, `has:dataset` or `has:space`.'],
    ['sort:best', 'Write `sort:relevance`, `sort:newest` or `sort:votes`.'],
    ['author:', '`author:` needs a name. Write `author:tri-dao` or `author:"Tri Dao"`.'],
    ['author:"" lora', '`author:` needs a name.'],
    ['author: since:2025', '`author:` needs a name.'],
    ['lora since:', '`since:` needs a date.'],
    ['lora -since:2025', 'Only names can be left out'],
    ['votes:`x`', "`votes:'x'` is not a number"],
  ])('`%s` is refused with what is accepted', (text, sentence) => {
    expect(complaint(text)).toMatchObject({ code: 'bad-filter', message: expect.stringContaining(sentence) });
  });

  it.each([
    ['since:2025 until:2024', 'No paper is from 2025-01-01 or later and also from 2024-12-31 or earlier.'],
    ['year:2024 month:2025-01', 'Change one of the dates.'],
    ['votes:50..10', 'No paper has at least 50 and at most 10 votes.'],
    ['lora sort:new sort:votes', '`sort:newest` and `sort:votes`. Keep one of them.'],
    ['author:dao -author:Dao', '`author:dao` is both asked for and left out.'],
    ['"low rank" -"Low Rank"', '`"low rank"` is both asked for and left out.'],
  ])('`%s` contradicts itself', (text, sentence) => {
    expect(complaint(text)).toMatchObject({ code: 'contradictory-query', message: expect.stringContaining(sentence) });
  });

  it.each(['', '   ', '\u200b\u0000\n', '""', 'sort:relevance'])(
    '%j has nothing to search for, and an example is shown',
    (text) => {
      expect(complaint(text)).toMatchObject({ code: 'empty-query', message: expect.stringContaining('`low-rank adaptation') });
    },
  );

  it.each(['-lora', '-"low rank" -org:meta', '-author:dao'])('`%s` only leaves things out', (text) => {
    expect(complaint(text)).toMatchObject({
      code: 'exclusions-only',
      message: expect.stringContaining('Add a word or a filter'),
    });
  });

  it('is as long as a pasted page', () => {
    expect(parseQueryText('a'.repeat(MAX_QUERY_LENGTH)).words).toHaveLength(MAX_QUERY_LENGTH);
    expect(complaint('word '.repeat(2000))).toMatchObject({
      code: 'long-query',
      message: expect.stringContaining('at most 500'),
    });
  });
});

describe('the canonical text', () => {
  it.each([
    ['lora  since:2024-01-01 until:2024-12-31', 'lora year:2024'],
    ['since:2024-10 until:2024-10 lora', 'lora month:2024-10'],
    ['votes:>10 votes:<50 lora', 'lora votes:11..49'],
    ['votes:50 until:2024', 'until:2024-12-31 votes:>=50'],
    ['Sort:NEW org:“Google DeepMind” -"video" “low rank” lora', 'lora "low rank" -video org:"Google DeepMind" sort:newest'],
    ['x -"5" -"author:y" -"a b"', 'x -"5" -"author:y" -"a b"'],
    ['author:"since:2025"', 'author:"since:2025"'],
    ['author:dao, lora', 'lora author:dao'],
  ])('of `%s` is `%s`', (text, canonical) => {
    expect(formatQuery(parseQueryText(text))).toBe(canonical);
  });
});
