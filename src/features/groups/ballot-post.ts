/**
 * That votes begin, with all that can be voted for.
 */
import type { Composed } from '../../core/compose.ts';
import type { Meeting } from '../../core/groups/group.ts';
import { ballotMessage } from './ballot-message.ts';
import { proposals } from './proposals.ts';
import { type GroupComposeDeps, post, type Scene } from './scene.ts';
import { tasteHere } from './taste-here.ts';
import { upcomingOf } from './upcoming.ts';

/** Where nobody nominated anything, papers of the week are put to the vote; composing twice finds them there. */
export async function ballotPost({ group, meeting, slot }: Scene, deps: GroupComposeDeps): Promise<Composed> {
  const open = meeting.nominations.length > 0 ? meeting : await withProposals({ group, meeting, slot }, deps);
  const nominated = open.nominations.map(({ paper }) => paper);
  const papers = await deps.papers.papersById(nominated);
  return post(ballotMessage({ group, upcoming: upcomingOf(group, open, slot), papers }), nominated);
}

/** Of the week before the votes begin: later lists are not there yet. */
async function withProposals({ group, meeting, slot }: Scene, deps: GroupComposeDeps): Promise<Meeting> {
  const { groups, papers, index } = deps;
  const before = await groups.meetings(group.id, group.createdAt, meeting.slot);
  const notAgain = new Set(before.flatMap(({ nominations }) => nominations.map(({ paper }) => paper)));
  const { taste } = await tasteHere(group, slot, deps);
  const proposed = await proposals(slot, { papers, notAgain, taste, vocabulary: index.vocabulary });
  return groups.changeMeeting(group.id, meeting.slot, (current) => {
    if (current.nominations.length > 0) return current;
    return { ...current, nominations: proposed.papers.map(({ id }) => ({ paper: id })), proposedFor: proposed.words };
  });
}
