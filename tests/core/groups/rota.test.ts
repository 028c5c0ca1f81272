import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EMPTY_ROTA,
  join,
  leave,
  nextTurn,
  presented,
  queueOf,
  type Rota,
  swap,
  volunteered,
} from '../../../src/core/groups/rota.ts';
import type { UserRef } from '../../../src/core/place.ts';

const person = (name: string): UserRef => ({ platform: 'terminal', id: name });
const NAMES = ['ada', 'bob', 'cai', 'dov', 'eve', 'fay', 'gil'];
const [ADA, BOB, CAI] = NAMES.map(person) as [UserRef, UserRef, UserRef];
const rotaOf = (...users: readonly UserRef[]): Rota => users.reduce((rota, user) => join(rota, user), EMPTY_ROTA);
const ids = (users: readonly UserRef[]) => users.map(({ id }) => id);

/** Who presents at so many meetings, each taken as it comes. */
function meetings(rota: Rota, count: number): { readonly by: readonly string[]; readonly rota: Rota } {
  let now = rota;
  const by: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const turn = nextTurn(now);
    if (turn === undefined) break;
    by.push(turn.by.id);
    now = presented(now, turn);
  }
  return { by, rota: now };
}

describe('a rota', () => {
  it('goes round in the order in which people joined', () => {
    expect(meetings(rotaOf(ADA, BOB, CAI), 7).by).toEqual(['ada', 'bob', 'cai', 'ada', 'bob', 'cai', 'ada']);
  });

  it('has nobody next without members, and always the one where there is one', () => {
    expect(nextTurn(EMPTY_ROTA)).toBeUndefined();
    expect(meetings(rotaOf(ADA), 3).by).toEqual(['ada', 'ada', 'ada']);
  });

  it('takes a newcomer in after those who wait already, and asks nothing of them for the past', () => {
    const { rota } = meetings(rotaOf(ADA, BOB), 5); // bob is next
    expect(ids(queueOf(join(rota, CAI)).map(({ user }) => user))).toEqual(['bob', 'cai', 'ada']);
  });

  it('takes who comes back up where the others stand, neither before nor behind', () => {
    const gone = leave(meetings(rotaOf(ADA, BOB, CAI), 3).rota, CAI);
    const later = meetings(gone, 10).rota;
    const back = join(later, CAI, 1);
    expect(spread(back)).toBeLessThanOrEqual(1);
    expect(meetings(back, 3).by.toSorted()).toEqual(['ada', 'bob', 'cai']);
  });

  it('swaps two turns: who stands in is stood in for at their own', () => {
    const swapped = swap(rotaOf(ADA, BOB, CAI), CAI);
    if (swapped === undefined) throw new Error('no swap');
    expect(swapped.turn).toEqual({ of: ADA, by: CAI });
    expect(meetings(swapped.rota, 6).by).toEqual(['cai', 'bob', 'ada', 'ada', 'bob', 'cai']);
  });

  it('takes a swap back where whose turn it is presents after all, and none with a stranger', () => {
    const swapped = swap(rotaOf(ADA, BOB), BOB);
    const back = swapped && swap(swapped.rota, ADA);
    expect(back?.turn).toEqual({ of: ADA, by: ADA });
    expect(swap(rotaOf(ADA, BOB), CAI)).toBeUndefined();
    expect(swap(EMPTY_ROTA, ADA)).toBeUndefined();
  });

  it('counts a volunteer’s turn once, and what they do beyond it as a gift', () => {
    const once = volunteered(rotaOf(ADA, BOB, CAI), CAI);
    expect(meetings(once, 3).by).toEqual(['ada', 'bob', 'cai']);
    const thrice = volunteered(volunteered(once, CAI), CAI);
    expect(spread(thrice)).toBe(1);
  });

  it('forgets what was owed by and to whoever leaves', () => {
    const swapped = swap(rotaOf(ADA, BOB, CAI), CAI);
    if (swapped === undefined) throw new Error('no swap');
    expect(meetings(leave(swapped.rota, CAI), 4).by).toEqual(['ada', 'bob', 'ada', 'bob']);
  });

  it('lets no present member fall more than one turn behind, whatever people do', () => {
    const who = fc.constantFrom(...NAMES).map(person);
    const step = fc.oneof(
      fc.record({ kind: fc.constantFrom('join', 'leave', 'swap', 'volunteer'), user: who }),
      fc.record({ kind: fc.constant('meet'), user: who }),
      fc.record({ kind: fc.constant('skip'), user: who }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        let rota = EMPTY_ROTA;
        const left = new Map<string, number>();
        for (const { kind, user } of steps) {
          rota = after(rota, kind, user, left);
          expect(spread(rota)).toBeLessThanOrEqual(1);
          const turn = nextTurn(rota);
          const members = ids(rota.members.map((member) => member.user));
          if (turn !== undefined) expect(members).toEqual(expect.arrayContaining([turn.by.id, turn.of.id]));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives everybody the same number of turns over whole rounds, swaps and all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 6 }), fc.array(fc.nat(6)), (size, rounds, swaps) => {
        let rota = rotaOf(...NAMES.slice(0, size).map(person));
        const counts = new Map<string, number>();
        for (let at = 0; at < size * rounds; at += 1) {
          const turn = nextTurn(rota);
          if (turn === undefined) return;
          counts.set(turn.of.id, (counts.get(turn.of.id) ?? 0) + 1);
          const by = NAMES[(swaps[at] ?? -1) % size];
          const swapped = by === undefined ? undefined : swap(rota, person(by));
          rota = presented(swapped?.rota ?? rota, swapped?.turn ?? turn);
        }
        expect([...counts.values()]).toEqual(Array.from({ length: size }, () => rounds));
      }),
    );
  });
});

function after(rota: Rota, kind: string, user: UserRef, left: Map<string, number>): Rota {
  switch (kind) {
    case 'join':
      return join(rota, user, left.get(user.id));
    case 'leave': {
      const member = rota.members.find((each) => each.user.id === user.id);
      if (member !== undefined) left.set(user.id, member.turns);
      return leave(rota, user);
    }
    case 'swap':
      return swap(rota, user)?.rota ?? rota;
    case 'volunteer':
      return volunteered(rota, user);
    case 'meet': {
      const turn = nextTurn(rota);
      return turn === undefined ? rota : presented(rota, turn);
    }
    default:
      return rota; // a meeting that is skipped is nobody's turn
  }
}

function spread({ members }: Rota): number {
  const turns = members.map((member) => member.turns);
  return turns.length === 0 ? 0 : Math.max(...turns) - Math.min(...turns);
}
