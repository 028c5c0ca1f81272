/**
 * What can be voted for, with live counts and names, and a button for each.
 */
import { type Standing, standings } from '../../core/groups/ballot.ts';
import { type Group, type Meeting, timeOf } from '../../core/groups/group.ts';
import { type Block, type Button, code, type Message, type PaperBlock, quiet, type Span, text } from '../../core/message.ts';
import type { Paper, PaperId } from '../../core/paper.ts';
import { joinButton, membersLine, moment, nameOf } from './group-words.ts';
import { listed } from './taste-message.ts';
import type { Upcoming } from './upcoming.ts';

/** So many are shown, in the order in which they were nominated; a group that nominates more has its votes spread too thin. */
export const MOST_CANDIDATES = 8;

export interface BallotShown {
  readonly group: Group;
  readonly upcoming: Upcoming;
  readonly papers: ReadonlyMap<PaperId, Paper>;
}

export function ballotMessage({ group, upcoming, papers }: BallotShown): Message {
  const { meeting, choiceAt } = upcoming;
  const candidates = candidatesOf(meeting, papers);
  const title = `${group.name}: what do we read next?`;
  const blocks: readonly Block[] = [
    {
      kind: 'note',
      spans: [text('For the meeting '), moment(timeOf(meeting), group), text(' · votes until '), moment(choiceAt, group)],
    },
    ...candidates.map(({ paper, standing }, index) => candidateBlock(group, { paper, standing, index })),
    ...(candidates.length === 0 ? [NOTHING_TO_VOTE_FOR] : whyProposed(meeting)),
    { kind: 'note', spans: membersLine(group) },
  ];
  return { summary: title, title, blocks, buttons: [...candidates.map(voteButton(group, meeting)), joinButton(group)] };
}

interface Candidate {
  readonly paper: Paper;
  readonly standing: Standing;
}

/** In the order of nomination, so that a button keeps its place while votes move. */
function candidatesOf(meeting: Meeting, papers: ReadonlyMap<PaperId, Paper>): readonly Candidate[] {
  const byPaper = new Map(standings(meeting).map((standing) => [standing.paper, standing]));
  return meeting.nominations.slice(0, MOST_CANDIDATES).flatMap(({ paper: id }) => {
    const [paper, standing] = [papers.get(id), byPaper.get(id)];
    return paper === undefined || standing === undefined ? [] : [{ paper, standing }];
  });
}

function candidateBlock(group: Group, { paper, standing, index }: Candidate & { readonly index: number }): PaperBlock {
  const { voters, by } = standing;
  const votes = voters.length === 1 ? '1 vote' : `${voters.length} votes`;
  const names = voters.length === 0 ? '' : `: ${voters.map((user) => nameOf(group, user)).join(', ')}`;
  const from = by === undefined ? 'proposed, as nobody nominated' : `nominated by ${nameOf(group, by)}`;
  return { kind: 'paper', detail: 'line', paper, rank: index + 1, reason: [quiet(`${votes}${names} · ${from}`)] };
}

function voteButton({ id }: Group, { slot }: Meeting) {
  return ({ paper, standing }: Candidate, index: number): Button => ({
    kind: 'action',
    label: standing.voters.length === 0 ? `Vote ${index + 1}` : `Vote ${index + 1} · ${standing.voters.length}`,
    action: { kind: 'group.vote', group: id, meeting: slot, paper: paper.id },
  });
}

/** Where members nominated some since, it is said of the others still. */
function whyProposed({ nominations, proposedFor }: Meeting): readonly Block[] {
  if (proposedFor === undefined || nominations.every(({ by }) => by !== undefined)) return [];
  const change: readonly Span[] = [text(' See and change that with '), code('group taste'), text('.')];
  if (proposedFor.length === 0) {
    return [{ kind: 'note', spans: [text('Nobody nominated, so these are the papers of the week with most votes.'), ...change] }];
  }
  const words = [text('Nobody nominated, so these are chosen by what this group votes for: '), ...listed(proposedFor), text('.')];
  return [{ kind: 'note', spans: [...words, ...change] }];
}

const NOTHING_TO_VOTE_FOR: Block = {
  kind: 'text',
  spans: [text('Nothing is nominated yet. *Nominate* stands on every paper that is shown here.')],
};
