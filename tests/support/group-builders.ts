/**
 * Maker of reading groups: whole and ordinary, so that a test names only what it is about.
 */
import { DEFAULT_STEP_DAYS } from '../../src/core/groups/cycle.ts';
import type { Group, GroupId } from '../../src/core/groups/group.ts';
import { EMPTY_ROTA, join } from '../../src/core/groups/rota.ts';
import type { TimeZone } from '../../src/core/time.ts';
import { anInstant, aUser } from './builders.ts';
import { aPlace } from './delivery-builders.ts';

const NINE = anInstant('2026-01-05T09:00:00Z');

/** Made on Monday 5 January 2026 at 09:00 UTC, weekly on Thursdays at 15:00 in Berlin; Ada is in it, Bob left. */
export function aGroup(draft: Partial<Omit<Group, 'id'>> & { readonly id?: string } = {}): Group {
  return {
    place: aPlace(),
    owner: aUser('ada'),
    name: 'Reading group',
    meetings: { kind: 'weekly', on: 'thu', at: { hour: 15, minute: 0 }, zone: 'Europe/Berlin' as TimeZone },
    days: DEFAULT_STEP_DAYS,
    createdAt: NINE,
    members: [
      { user: aUser('ada'), name: 'Ada', joinedAt: NINE },
      { user: aUser('bob'), name: 'Bob', joinedAt: NINE, left: { at: NINE, turns: 2 } },
    ],
    rota: join(EMPTY_ROTA, aUser('ada')),
    settledUpTo: NINE,
    ...draft,
    id: (draft.id ?? 'k7m2qx') as GroupId,
  };
}
