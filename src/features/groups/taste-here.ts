/**
 * The taste of a group, from what is stored of its channel: its ballots, likes, and what its members saved there.
 *
 * A paper that was chosen without votes says nothing of anybody, so that what the bot proposes does not teach the bot. Saves count as
 * words alone, those of present members, and only where they were made in this channel.
 */
import { choose, standings } from '../../core/groups/ballot.ts';
import { type Group, type Meeting, presentMembers, timeOf } from '../../core/groups/group.ts';
import type { GroupStore } from '../../core/groups/group-store.ts';
import { type Sign, type Taste, tasteOf } from '../../core/groups/taste.ts';
import { NO_EDITS } from '../../core/groups/taste-edits.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import type { PlaceMemory } from '../../core/place-memory.ts';
import type { SearchIndex } from '../../core/search-index.ts';
import { type Instant, plus } from '../../core/time.ts';

export interface TasteDeps {
  readonly groups: Pick<GroupStore, 'meetings'>;
  readonly papers: Pick<PaperStore, 'papersById'>;
  readonly memory: Pick<PlaceMemory, 'likedIn'>;
  readonly index: Pick<SearchIndex, 'vocabulary'>;
}

export interface KnownTaste {
  readonly taste: Taste;
  readonly signs: readonly Sign[];
}

/** Votes of the meeting that comes next count already. */
const AHEAD_MS = 28 * 86_400_000;

export async function tasteHere(group: Group, now: Instant, { groups, papers, memory, index }: TasteDeps): Promise<KnownTaste> {
  const [meetings, liked] = await Promise.all([
    groups.meetings(group.id, group.createdAt, plus(now, AHEAD_MS)),
    memory.likedIn(
      group.place,
      presentMembers(group).map(({ user }) => user),
    ),
  ]);
  const signs = [...meetings.flatMap((meeting) => signsOf(meeting, now)), ...liked];
  const stored = await papers.papersById([...new Set(signs.map(({ paper }) => paper))]);
  const { vocabulary } = index;
  return { taste: tasteOf({ signs, papers: stored, edits: group.taste ?? NO_EDITS }, { vocabulary, now }), signs };
}

function signsOf(meeting: Meeting, now: Instant): readonly Sign[] {
  const held = timeOf(meeting);
  const at = held < now ? held : now;
  const voted = standings(meeting).flatMap(({ paper, voters }) => voters.map((): Sign => ({ kind: 'vote', paper, at })));
  const choice = choose(meeting);
  const isChosen = choice.kind === 'chosen' && choice.votes > 0 && held <= now && meeting.state === 'planned';
  return isChosen ? [...voted, { kind: 'chosen', paper: choice.paper, at }] : voted;
}
