import { describe, expect, it } from 'vitest';
import { type Ballot, choose, standings } from '../../../src/core/groups/ballot.ts';
import type { PaperId } from '../../../src/core/paper.ts';
import type { UserRef } from '../../../src/core/place.ts';

const person = (id: string): UserRef => ({ platform: 'terminal', id });
const paper = (number: number) => `arxiv:2601.0000${number}` as PaperId;
const ballot = (votes: readonly (readonly [string, number])[], papers = [1, 2, 3]): Ballot => ({
  nominations: papers.map((number) => ({ paper: paper(number), by: person('ada') })),
  votes: votes.map(([by, number]) => ({ by: person(by), paper: paper(number) })),
});

describe('a ballot', () => {
  it('chooses the paper with most votes', () => {
    const choice = choose(
      ballot([
        ['ada', 1],
        ['bob', 2],
        ['cai', 2],
      ]),
    );
    expect(choice).toEqual({ kind: 'chosen', paper: paper(2), votes: 2, tied: [] });
  });

  it('takes of as many votes the one that was nominated first, and names the others', () => {
    const choice = choose(
      ballot([
        ['ada', 3],
        ['bob', 2],
      ]),
    );
    expect(choice).toEqual({ kind: 'chosen', paper: paper(2), votes: 1, tied: [paper(3)] });
    expect(choose(ballot([]))).toEqual({ kind: 'chosen', paper: paper(1), votes: 0, tied: [paper(2), paper(3)] });
  });

  it('counts one vote a person, the last', () => {
    const moved = ballot([
      ['ada', 1],
      ['ada', 2],
      ['bob', 1],
      ['ada', 3],
    ]);
    expect(standings(moved).map(({ paper: id, voters }) => [id, voters.length])).toEqual([
      [paper(1), 1],
      [paper(3), 1],
      [paper(2), 0],
    ]);
  });

  it('counts no vote for what is not nominated, and chooses nothing where nothing is', () => {
    expect(choose(ballot([['ada', 9]], [1]))).toMatchObject({ paper: paper(1), votes: 0 });
    expect(choose(ballot([['ada', 1]], []))).toEqual({ kind: 'none' });
  });
});
