/**
 * Whose turn it is to present: by turns, fairly, and pure.
 *
 * Each member's turns are counted; who has fewest is next, and of several whoever waits longest. Among present members the counts
 * never lie more than one apart: a newcomer begins with the fewest that there are, who comes back is taken up where the others
 * stand, and what somebody does beyond their turn is a gift that is not counted against those who follow.
 *
 * A swap exchanges two turns and no counts: whoever stands in now is stood in for, the next time that it is theirs.
 */
import { isSameUser, type UserRef } from '../place.ts';

export interface RotaMember {
  readonly user: UserRef;
  readonly turns: number;
  /** Where they stand in the queue of those with as many turns: lower is sooner. */
  readonly waitingSince: number;
}

export interface Rota {
  readonly members: readonly RotaMember[];
  /** Owed stand-ins: at the next turn of `of`, `by` presents. */
  readonly standIns: readonly { readonly of: UserRef; readonly by: UserRef }[];
  /** Counts what happened, so that the order of the queue is known. */
  readonly clock: number;
}

export const EMPTY_ROTA: Rota = { members: [], standIns: [], clock: 0 };

export interface Turn {
  /** Whose turn it counts as. */
  readonly of: UserRef;
  /** Who presents. */
  readonly by: UserRef;
}

/** Joining twice is joining once. @param turns that somebody who comes back had before. */
export function join(rota: Rota, user: UserRef, turns?: number): Rota {
  if (rota.members.some((member) => isSameUser(member.user, user))) return rota;
  const [fewest, most] = boundsOf(rota);
  const taken = Math.min(most, Math.max(fewest, turns ?? fewest));
  return { ...rota, members: [...rota.members, { user, turns: taken, waitingSince: rota.clock }], clock: rota.clock + 1 };
}

/** What they owed to others, and others to them, goes with them. */
export function leave(rota: Rota, user: UserRef): Rota {
  return {
    ...rota,
    members: rota.members.filter((member) => !isSameUser(member.user, user)),
    standIns: rota.standIns.filter(({ of, by }) => !isSameUser(of, user) && !isSameUser(by, user)),
  };
}

/** In the order of their turns, the next one first. */
export function queueOf({ members }: Rota): readonly RotaMember[] {
  return members.toSorted((a, b) => a.turns - b.turns || a.waitingSince - b.waitingSince);
}

/** @returns undefined where nobody is a member. */
export function nextTurn(rota: Rota): Turn | undefined {
  const [first] = queueOf(rota);
  if (first === undefined) return undefined;
  const standIn = rota.standIns.find(({ of }) => isSameUser(of, first.user));
  return { of: first.user, by: standIn?.by ?? first.user };
}

/** The next turn is presented by `by`, who is stood in for at their own. Asked for by two of whom one is next, or none. */
export function swap(rota: Rota, by: UserRef): { readonly rota: Rota; readonly turn: Turn } | undefined {
  const turn = nextTurn(rota);
  if (turn === undefined || !rota.members.some((member) => isSameUser(member.user, by))) return undefined;
  const others = rota.standIns.filter(({ of }) => !isSameUser(of, turn.of) && !isSameUser(of, by));
  if (isSameUser(by, turn.of)) return { rota: { ...rota, standIns: others }, turn: { of: turn.of, by } };
  return { rota: { ...rota, standIns: [...others, { of: turn.of, by }, { of: by, by: turn.of }] }, turn: { of: turn.of, by } };
}

/** The turn was presented: it counts for whose it was, and is owed no more. */
export function presented(rota: Rota, turn: Turn): Rota {
  return {
    members: rota.members.map((member) =>
      isSameUser(member.user, turn.of) ? { ...member, turns: member.turns + 1, waitingSince: rota.clock } : member,
    ),
    standIns: rota.standIns.filter(({ of }) => !isSameUser(of, turn.of)),
    clock: rota.clock + 1,
  };
}

/** Somebody presents out of turn: a turn of their own where they are not ahead already, else a gift. */
export function volunteered(rota: Rota, user: UserRef): Rota {
  const [fewest] = boundsOf(rota);
  return {
    ...rota,
    members: rota.members.map((member) =>
      isSameUser(member.user, user) && member.turns === fewest
        ? { ...member, turns: member.turns + 1, waitingSince: rota.clock }
        : member,
    ),
    clock: rota.clock + 1,
  };
}

function boundsOf({ members }: Rota): readonly [fewest: number, most: number] {
  if (members.length === 0) return [0, 0];
  const turns = members.map((member) => member.turns);
  return [Math.min(...turns), Math.max(...turns)];
}
