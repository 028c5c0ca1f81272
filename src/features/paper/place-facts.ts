/**
 * What a place knows of papers, as entries: that one was posted there, put to the vote, or talked over at a meeting. Pure.
 *
 * A meeting is one entry, whatever it has come to: nominated, voted on, discussed. Newest first.
 */
import { choose, standings } from '../../core/groups/ballot.ts';
import { stepAround } from '../../core/groups/cycle.ts';
import { type Group, type Meeting, timeOf } from '../../core/groups/group.ts';
import type { PaperId } from '../../core/paper.ts';
import { isSameUser } from '../../core/place.ts';
import type { Mention, MentionKind } from '../../core/place-memory.ts';
import { type Instant, plus, type TimeZone } from '../../core/time.ts';

/** Votes for the paper, and of how many. */
export interface Votes {
  readonly had: number;
  readonly of: number;
}

export type PlaceFact = {
  readonly at: Instant;
  /** The message that it was said in, where there is one. */
  readonly mention?: Mention;
} & (
  | { readonly kind: 'posted'; readonly as: MentionKind }
  | { readonly kind: 'nominated'; readonly zone: TimeZone }
  | { readonly kind: 'voted'; readonly votes: Votes; readonly outcome: 'chosen' | 'not-chosen'; readonly zone: TimeZone }
  | { readonly kind: 'discussed'; readonly votes: Votes; readonly presenter?: string; readonly zone: TimeZone }
);

/** A group of the place, with all of its meetings. */
export interface KnownGroup {
  readonly group: Group;
  readonly meetings: readonly Meeting[];
}

export interface Known {
  readonly mentions: readonly Mention[];
  readonly groups: readonly KnownGroup[];
  readonly now: Instant;
}

/** How long before a meeting its ballot is, at the most; a meeting is moved by a fortnight at the most. */
const CYCLE_MS = 21 * 86_400_000;

export function factsOf(paper: PaperId, { mentions, groups, now }: Known): readonly PlaceFact[] {
  const met = groups.flatMap(({ group, meetings }) =>
    meetings
      .filter(({ nominations }) => nominations.some((nomination) => nomination.paper === paper))
      .map((meeting) => meetingFact(paper, { group, meeting }, { mentions, now })),
  );
  const ofMeetings = new Set(met.flatMap(({ mention }) => mention ?? []));
  const posts = mentions
    .filter((mention) => POSTS.has(mention.as) && !ofMeetings.has(mention))
    .map((mention): PlaceFact => ({ kind: 'posted', at: mention.slot, as: mention.as, mention }));
  return [...met, ...posts].toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

const POSTS: ReadonlySet<MentionKind> = new Set(['paper-of-the-day', 'digest', 'post']);

function meetingFact(
  paper: PaperId,
  { group, meeting }: { readonly group: Group; readonly meeting: Meeting },
  { mentions, now }: Pick<Known, 'mentions' | 'now'>,
): PlaceFact {
  const { zone } = group.meetings;
  const at = timeOf(meeting);
  const said = (kinds: readonly MentionKind[], since: Instant): Pick<PlaceFact, 'mention'> => {
    const mention = mentions.find(({ as, slot }) => kinds.includes(as) && slot <= at && slot >= since);
    return mention === undefined ? {} : { mention };
  };
  const voting = plus(at, -CYCLE_MS);
  const choiceAt = meeting.moved?.plan.choice ?? stepAround('choice', meeting.slot, { days: group.days, zone });
  if (now < choiceAt) return { kind: 'nominated', at, zone, ...said(['ballot'], voting) };
  const votes = votesFor(paper, meeting);
  const choice = choose(meeting);
  const isChosen = choice.kind === 'chosen' && choice.paper === paper;
  if (!isChosen) return { kind: 'voted', at: choiceAt, votes, outcome: 'not-chosen', zone, ...said(['ballot'], voting) };
  if (meeting.state === 'skipped' || now < at) {
    return { kind: 'voted', at: choiceAt, votes, outcome: 'chosen', zone, ...said(['choice', 'ballot'], voting) };
  }
  const presenter = presenterName(group, meeting);
  const spoken = said(['meeting', 'post'], at);
  return { kind: 'discussed', at, votes, zone, ...(presenter !== undefined && { presenter }), ...spoken };
}

function votesFor(paper: PaperId, meeting: Meeting): Votes {
  const all = standings(meeting);
  const had = all.find((standing) => standing.paper === paper)?.voters.length ?? 0;
  return { had, of: all.reduce((sum, { voters }) => sum + voters.length, 0) };
}

function presenterName({ members }: Group, { presenter }: Meeting): string | undefined {
  return presenter && members.find(({ user }) => isSameUser(user, presenter))?.name;
}
