/**
 * What a group has read: each meeting that took place with its paper, newest last.
 */
import { choose } from '../../core/groups/ballot.ts';
import type { Group } from '../../core/groups/group.ts';
import type { GroupStore } from '../../core/groups/group-store.ts';
import type { Paper } from '../../core/paper.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import type { UserRef } from '../../core/place.ts';
import type { Instant } from '../../core/time.ts';

export interface ReadPaper {
  readonly slot: Instant;
  readonly paper: Paper;
  readonly votes: number;
  readonly presenter?: UserRef;
}

export async function readPapers(
  group: Group,
  now: Instant,
  { groups, papers }: { readonly groups: Pick<GroupStore, 'meetings'>; readonly papers: Pick<PaperStore, 'papersById'> },
): Promise<readonly ReadPaper[]> {
  const held = (await groups.meetings(group.id, group.createdAt, now)).filter(({ state }) => state === 'planned');
  const chosen = held.map((meeting) => ({ meeting, choice: choose(meeting) }));
  const stored = await papers.papersById(chosen.flatMap(({ choice }) => (choice.kind === 'chosen' ? [choice.paper] : [])));
  return chosen.flatMap(({ meeting, choice }): readonly ReadPaper[] => {
    const paper = choice.kind === 'chosen' ? stored.get(choice.paper) : undefined;
    if (choice.kind !== 'chosen' || paper === undefined) return [];
    const { slot, presenter } = meeting;
    return [{ slot, paper, votes: choice.votes, ...(presenter !== undefined && { presenter }) }];
  });
}
