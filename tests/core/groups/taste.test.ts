import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_TASTE_WORDS, SIGN_KINDS, type Sign, type Taste, type TastePaper, tasteOf } from '../../../src/core/groups/taste.ts';
import {
  keyOf,
  NO_EDITS,
  readTasteWords,
  type TasteEdits,
  withAdded,
  withRemoved,
  withRestored,
} from '../../../src/core/groups/taste-edits.ts';
import { rankedByTaste } from '../../../src/core/groups/taste-rank.ts';
import type { Paper, PaperId } from '../../../src/core/paper.ts';
import type { Vocabulary } from '../../../src/core/search-index.ts';
import { type Instant, toInstant } from '../../../src/core/time.ts';
import { anInstant, aPaper } from '../../support/builders.ts';

const NOW = anInstant('2026-06-01');
const COMMON = ['model', 'paper'];
const STOPS = ['the', 'of', 'and'];

/** One that knows plurals, stop words and two words that most papers have. */
const VOCABULARY: Vocabulary = {
  termsOf: (text) => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.replace(/(?<=..)s$/, '')),
  rarityOf: (term) => (STOPS.includes(term) || /^(?:\d+|.)$/.test(term) ? 0 : COMMON.includes(term) ? 0.2 : 3),
};

const paperOf = (number: number, title: string, draft: Partial<Pick<Paper, 'abstract' | 'upvotes' | 'keywords'>> = {}): Paper =>
  aPaper({ id: `arxiv:2601.${String(number).padStart(5, '0')}`, title, abstract: '', ...draft });

const sign = (paper: TastePaper, draft: Partial<Sign> = {}): Sign => ({ kind: 'vote', paper: paper.id, at: NOW, ...draft });

interface Draft {
  readonly signs?: readonly Sign[];
  readonly papers?: readonly TastePaper[];
  readonly edits?: TasteEdits;
}

const taste = ({ signs, papers = [], edits = NO_EDITS }: Draft, now: Instant = NOW): Taste =>
  tasteOf(
    { signs: signs ?? papers.map((paper) => sign(paper)), papers: new Map(papers.map((paper) => [paper.id, paper])), edits },
    { vocabulary: VOCABULARY, now },
  );
const words = (of: Taste): readonly string[] => of.map(({ word }) => word);

describe('the taste of a group', () => {
  it('has the words of what was voted for: rare ones above common ones, and no stop words, numbers or single letters', () => {
    const found = taste({ papers: [paperOf(1, 'The model of quantization and 8 B')] });
    expect(found).toEqual([
      { word: 'quantization', key: 'quantization', weight: 100, from: 'signs' },
      { word: 'model', key: 'model', weight: 7, from: 'signs' },
    ]);
  });

  it('takes words with hyphens whole, and all forms of a word for one, written as papers mostly write it', () => {
    const papers = [paperOf(1, 'Low-Rank Adapters'), paperOf(2, 'low-rank LoRA adapter'), paperOf(3, 'adapters')];
    expect(words(taste({ papers })).toSorted()).toEqual(['LoRA', 'adapters', 'low-rank'].toSorted());
  });

  it('lets what is older say less, by half in half a year', () => {
    const [old, young] = [paperOf(1, 'video'), paperOf(2, 'quantization')];
    const signs = [sign(old, { at: anInstant('2025-12-01') }), sign(young)];
    expect(taste({ papers: [old, young], signs }).map(({ word, weight }) => [word, weight])).toEqual([
      ['quantization', 100],
      ['video', 50],
    ]);
  });

  it('hears a vote twice as loud as a like or a save', () => {
    const papers = [paperOf(1, 'video'), paperOf(2, 'quantization'), paperOf(3, 'audio')];
    const kinds = ['like', 'vote', 'save'] as const;
    const signs = papers.map((paper, at) => sign(paper, { kind: kinds[at] ?? 'vote' }));
    expect(taste({ papers, signs }).map(({ word, weight }) => [word, weight])).toEqual([
      ['quantization', 100],
      ['audio', 50],
      ['video', 50],
    ]);
  });

  it('has what several papers have in common above what one of them has', () => {
    const papers = [paperOf(1, 'GaLore quantization'), paperOf(2, 'QWHA quantization')];
    expect(taste({ papers }).map(({ word, weight }) => [word, weight])).toEqual([
      ['quantization', 100],
      ['GaLore', 33],
      ['QWHA', 33],
    ]);
  });

  it('is none where there are no signs, or only of papers that are not known', () => {
    expect(taste({})).toEqual([]);
    expect(taste({ signs: [sign(paperOf(1, 'video'))] })).toEqual([]);
  });
});

const aPaperOfWords: fc.Arbitrary<Paper> = fc
  .record({
    number: fc.integer({ min: 1, max: 8 }),
    upvotes: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
  })
  .map(({ number, upvotes }) => {
    const all = ['video', 'quantization', 'low-rank', 'audio', 'agents', 'model', 'state', 'space', 'diffusion', 'LoRA'];
    const title = all.filter((_, at) => (number * 7 + at * 3) % 5 < 2).join(' ');
    const abstract = all.filter((_, at) => (number + at) % 3 === 0).join(' of ');
    return paperOf(number, title, { abstract, ...(upvotes !== undefined && { upvotes }) });
  });
const papersOfWords = fc.uniqueArray(aPaperOfWords, { selector: ({ id }) => id, minLength: 1, maxLength: 8 });
const aWord = fc.constantFrom('video', 'Videos', 'quantization', 'low rank', 'low-rank', 'state space', 'audio', 'mamba');
const someSigns = (papers: readonly Paper[]): fc.Arbitrary<readonly Sign[]> =>
  fc.array(
    fc.record({
      kind: fc.constantFrom(...SIGN_KINDS),
      paper: fc.constantFrom(...papers.map(({ id }) => id)),
      at: fc.integer({ min: 0, max: 400 }).map((days) => toInstant(Date.parse(NOW) - days * 86_400_000)),
    }),
    { maxLength: 12 },
  );
const aLiking = papersOfWords.chain((papers) => fc.record({ papers: fc.constant(papers), signs: someSigns(papers) }));

describe('whatever a group did, its taste', () => {
  it('is the same in whatever order it is told', () => {
    fc.assert(
      fc.property(aLiking, fc.infiniteStream(fc.nat()), ({ papers, signs }, random) => {
        const shuffled = signs
          .map((each) => ({ each, by: random.next().value as number }))
          .sort((a, b) => a.by - b.by)
          .map(({ each }) => each);
        expect(taste({ papers: papers.toReversed(), signs: shuffled })).toEqual(taste({ papers, signs }));
      }),
    );
  });

  it('has weights from 1 to 100, heaviest first, the first of them 100, and each word once', () => {
    fc.assert(
      fc.property(aLiking, (liking) => {
        const found = taste(liking);
        const weights = found.map(({ weight }) => weight);
        expect(found.length).toBeLessThanOrEqual(MOST_TASTE_WORDS);
        expect(weights).toEqual(weights.toSorted((a, b) => b - a));
        if (found.length > 0) expect(weights[0]).toBe(100);
        expect(weights.every((weight) => weight >= 1)).toBe(true);
        expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
      }),
    );
  });

  it('does not change with time alone', () => {
    fc.assert(
      fc.property(aLiking, fc.integer({ min: 0, max: 1000 }), (liking, days) => {
        const later = toInstant(Date.parse(NOW) + days * 86_400_000);
        expect(words(taste(liking, later)).toSorted()).toEqual(words(taste(liking)).toSorted());
      }),
    );
  });

  it('gives the words of a paper that is voted for once more no less room beside others', () => {
    fc.assert(
      fc.property(aLiking, ({ papers, signs }) => {
        const [paper] = papers;
        if (paper === undefined) return;
        const [before, after] = [taste({ papers, signs }), taste({ papers, signs: [...signs, sign(paper)] })];
        const own = new Set(taste({ papers: [paper] }).map(({ key }) => key));
        const rank = (of: Taste, key: string) => of.findIndex((word) => word.key === key);
        for (const { key } of before.filter((word) => own.has(word.key))) {
          const ahead = before.slice(rank(before, key) + 1).filter((word) => !own.has(word.key));
          for (const other of ahead) expect(rank(after, key)).toBeLessThan(Math.max(rank(after, other.key), MOST_TASTE_WORDS));
        }
      }),
    );
  });

  it('never has a word that was taken out, in any form, and always those that were added, until it is said otherwise', () => {
    fc.assert(
      fc.property(aLiking, fc.array(fc.tuple(fc.boolean(), aWord), { maxLength: 6 }), (liking, steps) => {
        let edits = NO_EDITS;
        const last = new Map<string, boolean>();
        for (const [adds, word] of steps) {
          edits = (adds ? withAdded : withRemoved)(edits, [word], VOCABULARY);
          last.set(keyOf(word, VOCABULARY), adds);
        }
        const found = new Map(taste({ ...liking, edits }).map((word) => [word.key, word]));
        for (const [key, adds] of last) expect(found.get(key)?.from).toBe(adds ? 'hand' : undefined);
      }),
    );
  });

  it('is as it was once all that was changed by hand is undone', () => {
    fc.assert(
      fc.property(aLiking, fc.array(aWord, { minLength: 1, maxLength: 4 }), (liking, changed) => {
        const edits = withRestored(withRemoved(NO_EDITS, changed, VOCABULARY), changed, VOCABULARY);
        expect(taste({ ...liking, edits })).toEqual(taste(liking));
      }),
    );
  });
});

describe('words that are typed', () => {
  it('are parted by commas, without quotes and other signs that buttons and code cannot hold', () => {
    expect(readTasteWords(' low-rank, "state  space";`video`,, ', VOCABULARY)).toEqual(['low-rank', 'state space', 'video']);
  });

  it.each(['', ' , ', '…', 'x'.repeat(41)])('%j is refused', (typed) => {
    expect(() => readTasteWords(typed, VOCABULARY)).toThrow(/word/);
  });

  it('are at most fifty', () => {
    const many = Array.from({ length: 51 }, (_, at) => `word${at}`);
    expect(() => withAdded(NO_EDITS, many, VOCABULARY)).toThrow(/50 words/);
  });
});

describe('papers in the order of a taste', () => {
  const liked = taste({ papers: [paperOf(1, 'quantization'), paperOf(2, 'quantization video')] });

  it('have those first that its words speak for, and say which', () => {
    const papers = [paperOf(3, 'audio', { upvotes: 900 }), paperOf(4, 'video'), paperOf(5, 'quantization', { upvotes: 1 })];
    expect(rankedByTaste(papers, liked, VOCABULARY).map(({ paper, words: by }) => [paper.title, by])).toEqual([
      ['quantization', ['quantization']],
      ['video', ['video']],
      ['audio', []],
    ]);
  });

  it('find a phrase only where its words stand side by side, with a hyphen or without', () => {
    const phrase = taste({ edits: { added: ['state space'], removed: [] } });
    const papers = [
      paperOf(1, 'space of state'),
      paperOf(2, 'State-Space Models'),
      paperOf(3, 'on state spaces', { upvotes: 2 }),
    ];
    const found = rankedByTaste(papers, phrase, VOCABULARY);
    expect(found.filter(({ score }) => score > 0).map(({ paper }) => paper.title)).toEqual([
      'on state spaces',
      'State-Space Models',
    ]);
  });

  it('are in the order of votes where there is no taste', () => {
    const papers = [paperOf(1, 'video', { upvotes: 2 }), paperOf(2, 'audio', { upvotes: 5 }), paperOf(3, 'agents')];
    expect(rankedByTaste(papers, [], VOCABULARY).map(({ paper }) => paper.title)).toEqual(['audio', 'video', 'agents']);
  });

  it('have one order, in whatever order they are given, and none is lost', () => {
    fc.assert(
      fc.property(aLiking, papersOfWords, (liking, papers) => {
        const of = taste(liking);
        const ids = (given: readonly Paper[]): readonly PaperId[] =>
          rankedByTaste(given, of, VOCABULARY).map(({ paper }) => paper.id);
        expect(ids(papers.toReversed())).toEqual(ids(papers));
        expect(ids(papers).toSorted()).toEqual(papers.map(({ id }) => id).toSorted());
      }),
    );
  });
});
