/**
 * `group nominate`, `group ballot`, `group vote` and `group next`, and the presses that nominate and vote. A vote is one a member, and moves.
 */
import { type Command, defineCommand } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import type { Ballot } from '../../core/groups/ballot.ts';
import type { Group, GroupId } from '../../core/groups/group.ts';
import type { Reply } from '../../core/message.ts';
import type { Paper, PaperId } from '../../core/paper.ts';
import { type ChoosePaper, knownPaper, PAPER_OPTION } from '../../core/paper-choice.ts';
import { directOwner, isSameUser, userKey } from '../../core/place.ts';
import type { Instant } from '../../core/time.ts';
import { ballotMessage, MOST_CANDIDATES } from './ballot-message.ts';
import { type Asked, broughtUpTo, type GroupDeps, groupHere, refuseStrangers } from './group-deps.ts';
import { groupMessage } from './group-message.ts';
import { ownGroupsMessage } from './own-groups-message.ts';
import { type Upcoming, upcomingMeeting, upcomingOf } from './upcoming.ts';

export const groupNominateCommand = ({ choose, ...deps }: GroupDeps & { readonly choose: ChoosePaper }): Command =>
  defineCommand({
    name: 'group nominate',
    summary: 'Nominate a paper for the next meeting of the reading group',
    example: 'group nominate PiSSA',
    answer: 'private',
    options: { paper: PAPER_OPTION },
    run: async ({ paper }, context) => {
      const choice = await choose(paper);
      return choice.kind === 'answer' ? choice.reply : nominate(choice.paper, { ...deps, context });
    },
  });

export const groupBallotCommand = (deps: GroupDeps): Command =>
  defineCommand({
    name: 'group ballot',
    summary: 'Show what is nominated for the next meeting, and vote',
    example: 'group ballot',
    answer: 'private',
    options: {},
    run: async (_options, context) => {
      const asked = { ...deps, context };
      const group = await groupHere(asked);
      return ballotReply(group, await plannedNext(group, asked), asked);
    },
  });

export const groupVoteCommand = ({ choose, ...deps }: GroupDeps & { readonly choose: ChoosePaper }): Command =>
  defineCommand({
    name: 'group vote',
    summary: 'Vote for a nominated paper; a vote that you gave before moves',
    example: 'group vote PiSSA',
    answer: 'private',
    options: { paper: PAPER_OPTION },
    run: async ({ paper }, context) => {
      const choice = await choose(paper);
      if (choice.kind === 'answer') return choice.reply;
      const asked = { ...deps, context };
      const group = await groupHere(asked);
      const { meeting } = await plannedNext(group, asked);
      return vote({ group: group.id, meeting: meeting.slot, paper: choice.paper.id }, asked);
    },
  });

export const groupNextCommand = (deps: GroupDeps): Command =>
  defineCommand({
    name: 'group next',
    summary: 'Show the next meeting of the reading group: when, what, and who presents',
    example: 'group next',
    answer: 'private',
    options: {},
    run: async (_options, context) => {
      const asked = { ...deps, context };
      if (directOwner(context.place) !== undefined) return { kind: 'message', message: await ownGroupsMessage(asked) };
      const group = await broughtUpTo(await groupHere(asked), context.now, asked);
      return { kind: 'message', message: await groupMessage(group, group.name, asked) };
    },
  });

/** @throws UserError where there is no group, the presser is no member, or the archive has the paper no more. */
export async function nominatePaper(id: PaperId, asked: Asked): Promise<Reply> {
  return nominate(await knownPaper(id, asked.papers), asked);
}

async function nominate({ id, title }: Paper, asked: Asked): Promise<Reply> {
  const group = await groupHere(asked);
  refuseStrangers(group, asked);
  const upcoming = await plannedNext(group, asked);
  if (upcoming.stage === 'chosen') {
    throw new UserError('too-late', 'The paper of the next meeting is chosen already. Nominate again after it.');
  }
  const by = asked.context.asker;
  const changed = await asked.groups.changeMeeting(group.id, upcoming.meeting.slot, (meeting) => {
    if (meeting.nominations.some(({ paper }) => paper === id)) return meeting;
    if (meeting.nominations.length >= MOST_CANDIDATES) {
      throw new UserError('ballot-full', `${MOST_CANDIDATES} papers are nominated, and that is the most.`);
    }
    return { ...meeting, nominations: [...meeting.nominations, { paper: id, by }] };
  });
  const known = changed.nominations.find(({ paper }) => paper === id);
  const isOwn = known?.by !== undefined && isSameUser(known.by, by);
  const said = isOwn ? `“${title}” is nominated.` : `“${title}” was nominated already.`;
  return { kind: 'notice', level: 'info', text: `${said} \`group ballot\` shows all, and takes votes.` };
}

/** @throws UserError where votes are over, or the presser is no member. */
export async function vote(
  { group: id, meeting: slot, paper }: { readonly group: GroupId; readonly meeting: Instant; readonly paper: PaperId },
  asked: Asked,
): Promise<Reply> {
  const { groups, context } = asked;
  const group = await groups.group(id);
  if (group === undefined) throw new UserError('no-group', 'That reading group is gone.');
  refuseStrangers(group, asked);
  const before = upcomingOf(group, await groups.meeting(id, slot), context.now);
  if (before.stage === 'chosen') throw new UserError('too-late', 'Votes for that meeting are over.');
  const meeting = await groups.changeMeeting(id, slot, (current) => ({ ...current, ...voted(current, context.asker, paper) }));
  return ballotReply(group, { ...before, meeting }, asked);
}

function voted({ nominations, votes }: Ballot, by: Asked['context']['asker'], paper: PaperId): Pick<Ballot, 'votes'> {
  if (!nominations.some((nomination) => nomination.paper === paper)) {
    throw new UserError('not-nominated', 'That paper is not nominated any more.');
  }
  return { votes: [...votes.filter((vote) => userKey(vote.by) !== userKey(by)), { by, paper }] };
}

async function ballotReply(group: Group, upcoming: Upcoming, { papers }: Asked): Promise<Reply> {
  const stored = await papers.papersById(upcoming.meeting.nominations.map(({ paper }) => paper));
  return { kind: 'message', message: ballotMessage({ group, upcoming, papers: stored }) };
}

async function plannedNext(group: Group, asked: Asked): Promise<Upcoming> {
  const upcoming = await upcomingMeeting(group, asked.context.now, asked);
  if (upcoming === undefined) throw new UserError('nothing-planned', 'No meeting is planned.');
  return upcoming;
}
