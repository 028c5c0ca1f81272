import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Paper, PaperId } from '../../../src/core/paper.ts';
import { type Choice, rankPapers, reasonsFor } from '../../../src/features/paper-of-the-day/pick.ts';
import { aDay, aPaper, type PaperDraft, somePapers } from '../../support/builders.ts';

const LIST = '2026-01-07';

function aCandidate(draft: PaperDraft = {}): Paper {
  return aPaper({ listedOn: LIST, ...draft });
}

function ranking(papers: readonly Paper[], rest: Partial<Choice> = {}): readonly PaperId[] {
  return rankPapers({ papers, days: [aDay(LIST)], seen: new Set(), ...rest }).map(({ paper }) => paper.id);
}

const count = (max: number) => fc.option(fc.nat(max), { nil: undefined });
const aCandidateList: fc.Arbitrary<readonly Paper[]> = fc.uniqueArray(
  fc
    .record({
      number: fc.nat(60),
      upvotes: count(4),
      comments: count(3),
      codeStars: count(2),
      artifacts: count(2),
      day: fc.nat(2),
    })
    .map(({ number, upvotes, comments, codeStars, artifacts, day }) =>
      aCandidate({
        id: `arxiv:2601.${10_000 + number}`,
        listedOn: `2026-01-0${5 + day}`,
        ...(upvotes !== undefined && { upvotes }),
        ...(comments !== undefined && { comments }),
        ...(codeStars !== undefined && { codeUrl: 'https://github.com/a/b', codeStars }),
        ...(artifacts !== undefined && { artifacts: { models: artifacts, datasets: 0, spaces: 0 } }),
      }),
    ),
  { selector: ({ id }) => id, maxLength: 12 },
);
const DAYS = [aDay('2026-01-05'), aDay('2026-01-06'), aDay('2026-01-07')];

describe('the choice of the paper of the day', () => {
  it('goes to the paper with the most votes where nothing else tells them apart', () => {
    expect(ranking([aCandidate({ id: 'arxiv:2601.1', upvotes: 4 }), aCandidate({ id: 'arxiv:2601.2', upvotes: 42 })])[0]).toBe(
      'arxiv:2601.2',
    );
  });

  it('counts comments, code, its stars and linked artifacts beside votes', () => {
    const plain = aCandidate({ id: 'arxiv:2601.1', upvotes: 10 });
    for (const better of [
      { comments: 1 },
      { codeUrl: 'https://github.com/a/b' },
      { artifacts: { models: 1, datasets: 0, spaces: 0 } },
    ]) {
      expect(ranking([plain, aCandidate({ id: 'arxiv:2601.2', upvotes: 10, ...better })])[0]).toBe('arxiv:2601.2');
    }
  });

  it('lets no quarrel in the comments and no old repository win over votes', () => {
    const loved = aCandidate({ id: 'arxiv:2601.1', upvotes: 100 });
    const disputed = aCandidate({ id: 'arxiv:2601.2', upvotes: 5, comments: 400 });
    const famous = aCandidate({ id: 'arxiv:2601.3', upvotes: 5, codeUrl: 'https://github.com/a/b', codeStars: 90_000 });
    expect(ranking([disputed, famous, loved])[0]).toBe(loved.id);
  });

  it("lets a paper on the channel's topics win over one with more votes, up to three times", () => {
    const fitting = aCandidate({ id: 'arxiv:2601.1', upvotes: 20 });
    const popular = (upvotes: number) => aCandidate({ id: 'arxiv:2601.2', upvotes });
    const fit = new Map([[fitting.id, 1]]);
    expect(ranking([popular(60), fitting], { fit })[0]).toBe(fitting.id);
    expect(ranking([popular(70), fitting], { fit })[0]).toBe('arxiv:2601.2');
  });

  it('takes a fit that is no number from 0 to 1 for the nearest one', () => {
    const [first, second, third] = somePapers(3, { listedOn: LIST });
    const fit = new Map([first, second, third].map((paper, at) => [paper?.id as PaperId, [Number.NaN, 17, -1][at] ?? 0]));
    const ranked = rankPapers({ papers: somePapers(3, { listedOn: LIST }), days: [aDay(LIST)], seen: new Set(), fit });
    expect(ranked.map((each) => each.fit)).toEqual([100, 0, 0]);
  });

  it('never is a paper that the channel has seen', () => {
    const papers = somePapers(2, { listedOn: LIST });
    const [first, second] = papers.map(({ id }) => id);
    expect(ranking(papers, { seen: new Set([first as PaperId]) })).toEqual([second]);
  });

  it('never is from a list that is not settled, from no list, or withdrawn', () => {
    expect(
      ranking([
        aCandidate({ id: 'arxiv:2601.1', listedOn: '2026-01-08', upvotes: 500 }),
        aPaper({ id: 'arxiv:2601.2', upvotes: 500 }),
        aCandidate({ id: 'arxiv:2601.3', upvotes: 500, withdrawnAt: '2026-01-07T12:00Z' }),
        aCandidate({ id: 'arxiv:2601.4' }),
      ]),
    ).toEqual(['arxiv:2601.4']);
  });

  it('falls to the newer list, then to the smaller id, among papers that are alike', () => {
    const older = aCandidate({ id: 'arxiv:2601.1', listedOn: '2026-01-06' });
    const newer = aCandidate({ id: 'arxiv:2601.3' });
    const smaller = aCandidate({ id: 'arxiv:2601.2' });
    expect(ranking([older, newer, smaller], { days: DAYS })).toEqual([smaller.id, newer.id, older.id]);
  });

  it('is the same whatever the order in which the papers are given', () => {
    const shuffled = aCandidateList.chain((papers) =>
      fc.tuple(fc.constant(papers), fc.shuffledSubarray([...papers], { minLength: papers.length })),
    );
    fc.assert(
      fc.property(shuffled, ([papers, others]) => {
        expect(ranking(others, { days: DAYS })).toEqual(ranking(papers, { days: DAYS }));
      }),
    );
  });

  it('falls to the runner-up where the winner is taken away or was seen', () => {
    fc.assert(
      fc.property(aCandidateList, (papers) => {
        const [winner, ...others] = ranking(papers, { days: DAYS });
        fc.pre(winner !== undefined);
        expect(
          ranking(
            papers.filter(({ id }) => id !== winner),
            { days: DAYS },
          ),
        ).toEqual(others);
        expect(ranking(papers, { days: DAYS, seen: new Set([winner as PaperId]) })).toEqual(others);
      }),
    );
  });

  it('does not turn against a paper that gains a vote', () => {
    fc.assert(
      fc.property(aCandidateList, (papers) => {
        const [winner] = rankPapers({ papers, days: DAYS, seen: new Set() });
        fc.pre(winner !== undefined);
        const better = papers.map((paper) =>
          paper.id === winner?.paper.id ? { ...paper, upvotes: (paper.upvotes ?? 0) + 1 } : paper,
        );
        expect(ranking(better, { days: DAYS })[0]).toBe(winner?.paper.id);
      }),
    );
  });
});

describe('the reasons for a choice', () => {
  const told = aCandidate({
    upvotes: 42,
    comments: 5,
    codeUrl: 'https://github.com/a/b',
    codeStars: 1200,
    artifacts: { models: 3, datasets: 0, spaces: 1 },
  });

  it('are its numbers', () => {
    expect(reasonsFor({ paper: told, score: 0, fit: 80 })).toEqual([
      '42 votes',
      '5 comments',
      'code with 1,200 stars',
      '3 linked models',
      '1 linked Space',
      "80% fit to this channel's topics",
    ]);
  });

  it('tell how the votes moved, where they rose', () => {
    const since = aDay('2026-01-06');
    expect(reasonsFor({ paper: told, score: 0, fit: 0 }, { movement: { gained: 12, since } })[0]).toBe(
      '42 votes (12 of them since 6 Jan 2026)',
    );
    expect(reasonsFor({ paper: told, score: 0, fit: 0 }, { movement: { gained: 0, since } })[0]).toBe('42 votes');
  });

  it('leave out what is unknown or zero', () => {
    expect(reasonsFor({ paper: aCandidate({ upvotes: 0, comments: 0 }), score: 0, fit: 0 })).toEqual([]);
    expect(reasonsFor({ paper: aCandidate({ codeUrl: 'https://github.com/a/b' }), score: 0, fit: 0 })).toEqual(['code']);
  });
});
