/**
 * Nominations and votes of one meeting, and what they come to. Pure; each member has one vote, which can be moved.
 */
import type { PaperId } from '../paper.ts';
import { type UserRef, userKey } from '../place.ts';

export interface Nomination {
  readonly paper: PaperId;
  /** Absent where nobody nominated anything and the bot proposed it. */
  readonly by?: UserRef;
}

export interface Vote {
  readonly by: UserRef;
  readonly paper: PaperId;
}

export interface Ballot {
  /** Each paper once, in the order in which they were nominated. */
  readonly nominations: readonly Nomination[];
  /** One a person at the most; those for papers that are not nominated count nothing. */
  readonly votes: readonly Vote[];
}

export interface Standing extends Nomination {
  readonly voters: readonly UserRef[];
}

/** Most votes first; of as many, whichever was nominated first. */
export function standings({ nominations, votes }: Ballot): readonly Standing[] {
  const latest = new Map(votes.map((vote) => [userKey(vote.by), vote]));
  return nominations
    .map((nomination) => {
      const voters = [...latest.values()].filter(({ paper }) => paper === nomination.paper).map(({ by }) => by);
      return { ...nomination, voters };
    })
    .toSorted((a, b) => b.voters.length - a.voters.length);
}

export type Choice =
  /** `tied` where another had as many votes: the one that was nominated first is taken. */
  | { readonly kind: 'chosen'; readonly paper: PaperId; readonly votes: number; readonly tied: readonly PaperId[] }
  | { readonly kind: 'none' };

export function choose(ballot: Ballot): Choice {
  const [first, ...others] = standings(ballot);
  if (first === undefined) return { kind: 'none' };
  const votes = first.voters.length;
  return {
    kind: 'chosen',
    paper: first.paper,
    votes,
    tied: others.filter(({ voters }) => voters.length === votes).map(({ paper }) => paper),
  };
}
