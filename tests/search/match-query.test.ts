/**
 * A query held against one paper, as a filter.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatQuery, parseQueryText } from '../../src/core/query-language.ts';
import type { QueryMatch } from '../../src/core/query-match.ts';
import { makeFilter } from '../../src/search/filters.ts';
import { indexPaper } from '../../src/search/indexed-paper.ts';
import { makeLexicon } from '../../src/search/lexicon.ts';
import { makeMatchQuery } from '../../src/search/match-query.ts';
import { aPaper, type PaperDraft } from '../support/builders.ts';

const PISSA: PaperDraft = {
  title: 'PiSSA: Principal Singular Values and Singular Vectors Adaptation of Large Language Models',
  abstract: 'To parameter-efficiently fine-tune a model, we adapt its low-rank part. It is not a quantized one.',
  keywords: ['LoRA', 'singular value decomposition'],
  authors: ['Fanxu Meng', 'Zhaohui Wang', 'Daniel Y. Long'],
  organization: { slug: 'peking-university', name: 'Peking University' },
  publishedOn: '2024-04-03',
  upvotes: 15,
  codeUrl: 'https://example.org/pissa',
};

const matchQuery = makeMatchQuery();
const matched = (typed: string, draft: PaperDraft = PISSA): QueryMatch => matchQuery(parseQueryText(typed), aPaper(draft));

describe('a paper matches', () => {
  it.each([
    ['a word of the title', 'pissa'],
    ['a word of the abstract, in another form', 'parameters'],
    ['a word of a keyword', 'lora'],
    ['words of several texts, in any order', 'decompositions LoRA efficient'],
    ['a word of a name', 'fanxu'],
    ['words of a name and of the text', 'meng singular'],
    ['the organization', 'peking'],
    ['parts of what a hyphen joins', 'low-rank tuning'],
    ['telling words, whatever stop words are among them', 'what are the singular values for whom'],
    ['a phrase', '"singular values and singular vectors"'],
    ['a phrase in other forms of its words', '"large language model"'],
    ['a phrase of a keyword', '"value decomposition"'],
    ['an author by the rules of the search', 'author:"Daniel Long"'],
    ['an organization by either of its names', 'org:peking-university'],
    ['a range of dates', 'year:2024'],
    ['a range of votes', 'votes:10..15'],
    ['what it links to', 'has:code'],
    ['all of them at once', 'adaptation "low-rank part" author:meng org:peking since:2024-04 votes:>14 has:code -diffusion'],
    ['stop words alone, where they stand so', 'it is not a'],
  ])('%s', (_, typed) => {
    expect(matched(typed)).toEqual({ kind: 'match' });
  });

  it('a query that only says an order, whatever the paper', () => {
    expect(matched('sort:votes', { title: '', abstract: '', authors: [] })).toEqual({ kind: 'match' });
  });
});

describe('a paper does not match', () => {
  it.each([
    ['a word that it lacks', 'diffusion'],
    ['two words that it lacks, though it has a third', 'singular diffusion video'],
    ['a word that it has only inside another', 'sing'],
    ['a name in another form', 'longs'],
    ['a phrase whose words stand apart', '"singular vectors values"'],
    ['a phrase that runs from one text into the next', '"models to parameter"'],
    ['a phrase of names: these are for the filters', '"fanxu meng"'],
    ['stop words alone that do not stand so', 'the'],
    ['signs alone', '???'],
    ['an author who did not write it', 'author:"Tri Dao"'],
    ['a name that runs from one author into the next', 'author:"Meng Zhaohui"'],
    ['votes that it has not', 'votes:>15'],
    ['a day on which it was not there', 'since:2024-04-04'],
  ])('%s', (_, typed) => {
    expect(matched(typed)).toEqual({ kind: 'no' });
  });

  it('a range of dates where it has no date', () => {
    const { publishedOn: _, ...undated } = PISSA;
    expect(matched('since:2000', { ...undated, id: 'local:0000000000000000' })).toEqual({ kind: 'no' });
  });
});

describe('a near miss', () => {
  it.each([
    ['singular diffusion', 'diffusion'],
    ['singular Low-Bit values', 'Bit'],
    ['singular "values of singular"', '"values of singular"'],
    ['singular author:"Tri Dao"', 'author:"Tri Dao"'],
    ['singular org:google', 'org:google'],
    ['singular votes:>50', 'votes:>=51'],
    ['singular since:2025', 'since:2025-01-01'],
    ['singular since:2025-02 until:2025-03', 'since:2025-02-01 until:2025-03-31'],
    ['singular year:2025', 'year:2025'],
    ['singular has:model', 'has:model'],
    ['author:meng author:dao', 'author:dao'],
  ])('of %s names what is missing as it can be typed: %s', (typed, missing) => {
    expect(matched(typed)).toEqual({ kind: 'near', missing });
  });

  it('is none where something excluded is there too', () => {
    expect(matched('singular diffusion -lora')).toEqual({ kind: 'no' });
  });
});

describe('an exclusion', () => {
  it.each([
    ['singular -quantized', ['-quantized']],
    ['singular -quantizing', ['-quantizing']],
    ['singular -"low rank"', ['-"low rank"']],
    ['singular -author:meng -org:"Peking University"', ['-author:meng', '-org:"Peking University"']],
    ['sort:votes -lora -diffusion', ['-lora']],
  ])('takes a paper out that would match, and is named: %s', (typed, by) => {
    expect(matched(typed)).toEqual({ kind: 'excluded', by });
  });

  it('does not take out a paper for a name in its byline, as an excluded word is of the text', () => {
    expect(matched('singular -long')).toEqual({ kind: 'match' });
  });
});

const SHARDS = [
  ...['singular', 'values', 'models', 'diffusion', 'quantize', 'low-rank', 'meng', 'long', 'lora', 'Peking'],
  ...['"singular values"', '"low rank part"', '"of large"', '"the diffusion"'],
  ...['author:meng', 'author:dao', 'org:peking', 'org:google', 'votes:>10', 'votes:>50', 'since:2024', 'since:2025', 'has:code'],
];
const EXCLUSIONS = ['-quantized', '-lora', '-video', '-"singular vectors"', '-author:wang', '-author:lee', '-org:meta'];
const someOf = (signs: readonly string[], least: number) =>
  fc.subarray([...signs], { minLength: least, maxLength: Math.min(5, signs.length) });
const typedQuery = fc.tuple(someOf(SHARDS, 1), someOf(EXCLUSIONS, 0)).map((parts) => parts.flat().join(' '));
const anyDraft = fc
  .record({
    title: fc.subarray(['singular', 'values', 'of', 'large', 'models', 'diffusion']).map((words) => words.join(' ')),
    abstract: fc.subarray(['low-rank', 'part', 'quantized', 'video', 'the', 'diffusion', 'LoRA']).map((words) => words.join(' ')),
    authors: fc.subarray(['Fanxu Meng', 'Tri Dao', 'Long Lee', 'X. Wang']),
    upvotes: fc.constantFrom(0, 20, 60),
    publishedOn: fc.constantFrom('2023-05-01', '2024-05-01', '2025-05-01'),
  })
  .map((draft): PaperDraft => draft);

describe('the laws of matching', () => {
  it('asking for more, or leaving out more, never makes a paper match that did not', () => {
    fc.assert(
      fc.property(typedQuery, fc.constantFrom(...SHARDS, ...EXCLUSIONS), anyDraft, (typed, more, draft) => {
        const [before, after] = [matched(typed, draft).kind, matched(`${typed} ${more}`, draft).kind];
        if (after === 'match') expect(before).toBe('match');
        if (before === 'excluded') expect(['excluded', 'no']).toContain(after);
      }),
      { numRuns: 1000 },
    );
  });

  it('a match without its exclusions is a match too, and an excluded one becomes a match', () => {
    fc.assert(
      fc.property(someOf(SHARDS, 1), someOf(EXCLUSIONS, 0), anyDraft, (wanted, excluded, draft) => {
        const { kind } = matched([...wanted, ...excluded].join(' '), draft);
        const without = matched(wanted.join(' '), draft).kind;
        if (kind === 'match' || kind === 'excluded') expect(without).toBe('match');
        else expect(['no', 'near', 'match']).toContain(without);
      }),
      { numRuns: 500 },
    );
  });

  it('what is missing of a near miss is what, asked for alone, does not match', () => {
    fc.assert(
      fc.property(typedQuery, anyDraft, (typed, draft) => {
        const match = matched(typed, draft);
        if (match.kind === 'near') expect(matched(match.missing, draft).kind).toBe('no');
      }),
      { numRuns: 1000 },
    );
  });

  it('the order of words makes no difference, nor does the canonical spelling', () => {
    fc.assert(
      fc.property(someOf(SHARDS, 1), anyDraft, (signs, draft) => {
        const { kind } = matched(signs.join(' '), draft);
        expect(matched(signs.toReversed().join(' '), draft).kind).toBe(kind);
        expect(matched(formatQuery(parseQueryText(signs.join(' '))), draft).kind).toBe(kind);
      }),
      { numRuns: 500 },
    );
  });

  it('filters let through what they let through in a search', () => {
    const filters = SHARDS.filter((sign) => sign.includes(':'));
    fc.assert(
      fc.property(someOf(filters, 1), someOf(EXCLUSIONS.slice(4), 0), anyDraft, (wanted, excluded, draft) => {
        const query = parseQueryText([...wanted, ...excluded].join(' '));
        const passes = makeFilter(query.filters)(indexPaper(aPaper(draft), makeLexicon()));
        expect(matchQuery(query, aPaper(draft)).kind === 'match').toBe(passes);
      }),
      { numRuns: 500 },
    );
  });
});
