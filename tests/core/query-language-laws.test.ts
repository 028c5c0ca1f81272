import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import type { SearchQuery } from '../../src/core/query.ts';
import { HAS_VALUES, SEEN_SCOPES, SORT_ORDERS } from '../../src/core/query.ts';
import { formatQuery, MAX_QUERY_LENGTH, parseQueryText } from '../../src/core/query-language.ts';
import { parseLocalDate } from '../../src/core/time.ts';

const ARCHIVE = new URL('../../../shared/data/hf-papers.jsonl.gz', import.meta.url);

const parsed = (text: string): SearchQuery | undefined => {
  try {
    return parseQueryText(text);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
};

/** Signs of the language, near misses and troublesome characters, to be thrown together in any order. */
const SHARDS = [
  ...[
    '"',
    '“',
    '”',
    '«',
    '‘',
    '’',
    "'",
    '-',
    '--',
    ' ',
    '  ',
    '\n',
    '\u200b',
    '\u202e',
    '\u00ad',
    '\ufeff',
    '\0',
    ',',
    ';',
    ':',
    '..',
  ],
  ...[
    'author:',
    '-author:',
    'ORG:',
    '-org:',
    'since:',
    'until:',
    'year:',
    'month:',
    'votes:',
    'has:',
    'in:',
    'sort:',
    'category:',
  ],
  ...['2024', '2024-10', '2024-10-07', '2025-02-30', '>50', '<=10', '10..50', '5', 'code', 'Models', 'newest', 'votes', 'author'],
  ...[
    'low-rank',
    'GPT-4',
    'Tri Dao',
    'e\u0301',
    '\u0338',
    'é',
    '量子',
    '\ud83d',
    '\ude00',
    '🔥',
    'İ',
    'ß',
    '(',
    ')',
    '`',
    '\\',
    '*',
    '<@U1>',
  ],
];

const anyText = fc.oneof(
  fc
    .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...SHARDS) }, fc.string({ unit: 'binary', maxLength: 3 })), {
      maxLength: 14,
    })
    .map((shards) => shards.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 60 }),
);

const aDay = fc
  .date({ min: new Date('1991-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
  .map((day) => parseLocalDate(day) ?? expect.unreachable());

const aName = fc.oneof(
  fc.constantFrom(
    'Tri Dao',
    'tri-dao',
    "O'Neil",
    "'t Hooft",
    'since:2025',
    '-5',
    '5',
    'a,',
    '-x',
    'Łukasz',
    "'x'",
    'has: code',
    '--',
    '->',
  ),
  fc.stringMatching(/^[a-zé'.,:;-]{1,8}( [a-z'-]{1,5})?$/),
);
const names = fc.uniqueArray(aName, { maxLength: 3, selector: (name) => name.toLowerCase() });
const disjointNames = fc.tuple(names, names).map(([wanted, left]) => {
  const taken = new Set(wanted.map((name) => name.toLowerCase()));
  return { wanted, left: left.filter((name) => !taken.has(name.toLowerCase())) };
});
const bounds = <T extends string | number>(value: fc.Arbitrary<T>) =>
  fc.tuple(fc.option(value, { nil: undefined }), fc.option(value, { nil: undefined })).map(([a, b]) => {
    const turned = a !== undefined && b !== undefined && a > b;
    return turned ? { low: b, high: a } : { low: a, high: b };
  });

/** Queries made from their parts, not from text. */
const aQuery: fc.Arbitrary<SearchQuery> = fc
  .record({
    words: fc.array(fc.constantFrom('lora', 'low-rank', '-', '--', '-5', 'a:b', 'author', 'LLM.int8():', '’tis', '量子')),
    phrases: disjointNames,
    authors: disjointNames,
    organizations: disjointNames,
    dates: bounds(aDay),
    votes: bounds(fc.nat({ max: 1_000_000 })),
    has: fc.uniqueArray(fc.constantFrom(...HAS_VALUES)),
    seenIn: fc.option(fc.constantFrom(...SEEN_SCOPES), { nil: undefined }),
    sort: fc.constantFrom(...SORT_ORDERS),
  })
  .map(({ words, phrases, authors, organizations, dates, votes, has, seenIn, sort }) => ({
    words: ['word', ...words].join(' '),
    phrases: phrases.wanted,
    excluded: phrases.left,
    filters: {
      authors: authors.wanted,
      excludedAuthors: authors.left,
      organizations: organizations.wanted,
      excludedOrganizations: organizations.left,
      ...(dates.low !== undefined && { since: dates.low }),
      ...(dates.high !== undefined && { until: dates.high }),
      ...(votes.low !== undefined && { minVotes: votes.low }),
      ...(votes.high !== undefined && { maxVotes: votes.high }),
      has,
      ...(seenIn !== undefined && { seenIn }),
    },
    sort,
  }));

describe('the query language', () => {
  it('reads any text at all, or says in a sentence why not', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        parsed(text);
      }),
      { numRuns: 1500 },
    );
  });

  it('reads its canonical text as the same query', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const query = parsed(text);
        fc.pre(query !== undefined);
        expect(parseQueryText(formatQuery(query))).toEqual(query);
      }),
      { numRuns: 1500 },
    );
  });

  it('reads the canonical text of a query made from parts as that query', () => {
    fc.assert(
      fc.property(aQuery, (query) => {
        const canonical = formatQuery(query);
        fc.pre(canonical.length <= MAX_QUERY_LENGTH);
        expect(parseQueryText(canonical)).toEqual(query);
      }),
      { numRuns: 1000 },
    );
  });

  it('has one canonical text, which formatting leaves as it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const query = parsed(text);
        fc.pre(query !== undefined);
        const canonical = formatQuery(query);
        expect(formatQuery(parseQueryText(canonical))).toBe(canonical);
      }),
      { numRuns: 1500 },
    );
  });

  it('leaves nothing invisible in a query', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const query = parsed(text);
        fc.pre(query !== undefined);
        expect(JSON.stringify(query)).not.toMatch(/[\p{Cc}\p{Cs}\p{DI}]/u);
      }),
      { numRuns: 1000 },
    );
  });
});

describe.skipIf(!existsSync(ARCHIVE))('the query language over the archive', () => {
  it('reads every title without an error, and without taking a part of it for a filter', () => {
    const titles = gunzipSync(readFileSync(ARCHIVE))
      .toString('utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as { readonly title: string }).title);
    const misread = titles.filter((title) => {
      const { filters, sort } = parseQueryText(title);
      return sort !== 'relevance' || Object.values(filters).flat().length > 0;
    });
    expect(titles.length).toBeGreaterThan(17_000);
    expect(misread).toEqual([]);
  });
});

if (!existsSync(ARCHIVE)) process.stdout.write('skipped: the query language over the archive (no ../shared)\n');
