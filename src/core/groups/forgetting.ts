/**
 * What is left of a group and its meetings once somebody asks to be forgotten. Pure.
 *
 * What was decided stays decided: their votes still count, as those of nobody in particular, so that the archive says the same.
 */
import { isSameUser, type UserRef } from '../place.ts';
import type { Vote } from './ballot.ts';
import type { Group, Meeting } from './group.ts';
import { leave } from './rota.ts';

/** No platform has such an id. */
const NOBODY = '@nobody';

export function groupWithout(group: Group, user: UserRef): Group {
  return {
    ...group,
    owner: isSameUser(group.owner, user) ? { ...user, id: NOBODY } : group.owner,
    members: group.members.filter((member) => !isSameUser(member.user, user)),
    rota: leave(group.rota, user),
  };
}

export function meetingWithout({ presenter, volunteer, ...meeting }: Meeting, user: UserRef): Meeting {
  return {
    ...meeting,
    ...(presenter !== undefined && !isSameUser(presenter, user) && { presenter }),
    ...(volunteer !== undefined && !isSameUser(volunteer, user) && { volunteer }),
    nominations: meeting.nominations.map(({ paper, by }) =>
      by === undefined || isSameUser(by, user) ? { paper } : { paper, by },
    ),
    votes: meeting.votes.map((vote) => (isSameUser(vote.by, user) ? { ...vote, by: nobodyElse(meeting.votes, user) } : vote)),
  };
}

/** Each of those who were forgotten has a vote of their own. */
function nobodyElse(votes: readonly Vote[], { platform }: UserRef): UserRef {
  return { platform, id: `${NOBODY}${votes.filter(({ by }) => by.id.startsWith(NOBODY)).length}` };
}
