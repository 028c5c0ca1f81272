/**
 * One step of one meeting, as everything that is said of it is given it.
 */
import type { Composed } from '../../core/compose.ts';
import { choose } from '../../core/groups/ballot.ts';
import type { Group, Meeting } from '../../core/groups/group.ts';
import type { GroupStore } from '../../core/groups/group-store.ts';
import type { Message } from '../../core/message.ts';
import type { Paper, PaperId } from '../../core/paper.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import type { PersonStore } from '../../core/person-store.ts';
import type { PlaceMemory } from '../../core/place-memory.ts';
import type { SearchIndex } from '../../core/search-index.ts';
import type { Instant } from '../../core/time.ts';

export interface GroupComposeDeps {
  readonly groups: Pick<GroupStore, 'group' | 'meeting' | 'meetings' | 'changeMeeting'>;
  readonly papers: Pick<PaperStore, 'papersById' | 'papersBetween'>;
  readonly people: Pick<PersonStore, 'settingsOf'>;
  readonly index: Pick<SearchIndex, 'similar' | 'vocabulary'>;
  readonly memory: Pick<PlaceMemory, 'likedIn'>;
}

export interface Scene {
  /** With the meetings before this one in its rota. */
  readonly group: Group;
  readonly meeting: Meeting;
  /** Of the step. */
  readonly slot: Instant;
}

/** @param told papers that it speaks of, for the channel to remember. */
export function post(message: Message, told: readonly PaperId[] = []): Composed {
  return { kind: 'post', message, alongside: { posted: [], told } };
}

/** @returns undefined where none is, or the archive has it no more. */
export async function chosenPaper(meeting: Meeting, { papers }: Pick<GroupComposeDeps, 'papers'>): Promise<Paper | undefined> {
  const chosen = choose(meeting);
  return chosen.kind === 'chosen' ? (await papers.papersById([chosen.paper])).get(chosen.paper) : undefined;
}
