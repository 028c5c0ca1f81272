/**
 * What a group has read: each meeting that took place with its paper, newest last.
 */
import { choose } from '../../core/groups/ballot.ts';
import { type Group, timeOf } from '../../core/groups/group.ts';
import type { GroupStore } from '../../core/groups/group-store.ts';
import type { Paper } from '../../core/paper.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import type { UserRef } from '../../core/place.ts';
import { type Instant, plus } from '../../core/time.ts';

export interface ReadPaper {
  /** By which the meeting is known. */
  readonly slot: Instant;
  /** When it took place. */
  readonly at: Instant;
  readonly paper: Paper;
  readonly votes: number;
  readonly presenter?: UserRef;
}

/** A fortnight: a meeting is moved to after the one before it. */
const LONGEST_MOVE_MS = 14 * 86_400_000;

export async function readPapers(
  group: Group,
  now: Instant,
  { groups, papers }: { readonly groups: Pick<GroupStore, 'meetings'>; readonly papers: Pick<PaperStore, 'papersById'> },
): Promise<readonly ReadPaper[]> {
  const known = await groups.meetings(group.id, group.createdAt, plus(now, LONGEST_MOVE_MS));
  const held = known.filter((meeting) => meeting.state === 'planned' && timeOf(meeting) <= now);
  const chosen = held.map((meeting) => ({ meeting, choice: choose(meeting) }));
  const stored = await papers.papersById(chosen.flatMap(({ choice }) => (choice.kind === 'chosen' ? [choice.paper] : [])));
  return chosen.flatMap(({ meeting, choice }): readonly ReadPaper[] => {
    const paper = choice.kind === 'chosen' ? stored.get(choice.paper) : undefined;
    if (choice.kind !== 'chosen' || paper === undefined) return [];
    const { slot, presenter } = meeting;
    return [{ slot, at: timeOf(meeting), paper, votes: choice.votes, ...(presenter !== undefined && { presenter }) }];
  });
}
