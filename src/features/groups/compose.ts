/**
 * What each step of a group's cycle says. What is chosen follows from the votes, which are closed by then, and who presents from the
 * rota. Two things are written down for later: what is put to the vote where nobody nominated, and who
 * presented; a second composing finds them.
 */
import type { Composed } from '../../core/compose.ts';
import { type Choice, choose } from '../../core/groups/ballot.ts';
import { type GroupStep, meetingOf } from '../../core/groups/cycle.ts';
import { type Group, type Meeting, presenterOf } from '../../core/groups/group.ts';
import type { GroupStore } from '../../core/groups/group-store.ts';
import { type Block, code, type Message, type PaperBlock, quiet, strong, text } from '../../core/message.ts';
import type { Paper, PaperId } from '../../core/paper.ts';
import type { ReadBefore } from '../../core/paper-claims/angles.ts';
import { readingPrompt } from '../../core/paper-claims/reading-prompt.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import type { SearchIndex } from '../../core/search-index.ts';
import type { Program, Subscription } from '../../core/subscription.ts';
import { type Instant, plus } from '../../core/time.ts';
import { readPapers } from './archive.ts';
import { ballotMessage } from './ballot-message.ts';
import { broughtUpTo } from './group-deps.ts';
import { joinButton, membersLine, moment, presenterSpans } from './group-words.ts';
import { proposals } from './proposals.ts';
import { upcomingOf } from './upcoming.ts';

export type GroupSubscription = Subscription & { readonly program: Extract<Program, { readonly kind: 'group' }> };

export interface GroupComposeDeps {
  readonly groups: Pick<GroupStore, 'group' | 'meeting' | 'meetings' | 'changeMeeting'>;
  readonly papers: Pick<PaperStore, 'papersById' | 'papersBetween'>;
  readonly index: Pick<SearchIndex, 'similar'>;
}

interface Scene {
  readonly group: Group;
  readonly meeting: Meeting;
  readonly slot: Instant;
}

export const composeGroupStep =
  (deps: GroupComposeDeps) =>
  async ({ program }: GroupSubscription, slot: Instant): Promise<Composed> => {
    const stored = await deps.groups.group(program.group);
    if (stored === undefined) return { kind: 'nothing', why: 'The group is gone.' };
    const meetingSlot = meetingOf(program.step, slot, stored.meetings);
    const meeting = await deps.groups.meeting(stored.id, meetingSlot);
    if (meeting.state === 'skipped') return { kind: 'nothing', why: 'This meeting is skipped.' };
    const group = await broughtUpTo(stored, plus(meetingSlot, -1), deps);
    return sayStep(program.step, { group, meeting, slot }, deps);
  };

async function sayStep(step: GroupStep, scene: Scene, deps: GroupComposeDeps): Promise<Composed> {
  switch (step) {
    case 'call':
      return post(callMessage(scene));
    case 'ballot':
      return post(await ballotOf(scene, deps));
    case 'choice':
      return choice(scene, deps);
    case 'day-before':
    case 'hour-before':
      return post(await reminder(step, scene, deps));
    case 'meeting':
      return meet(scene, deps);
  }
}

function post(message: Message): Composed {
  return { kind: 'post', message, alongside: { posted: [] } };
}

function callMessage({ group, meeting, slot }: Scene): Message {
  const { ballotAt } = upcomingOf(group, meeting, slot);
  const title = `${group.name}: nominations are open`;
  return {
    summary: title,
    title,
    blocks: [
      {
        kind: 'text',
        spans: [
          text('What should we read for '),
          moment(meeting.slot, group),
          text('? Nominate with '),
          code('group nominate'),
          text(' or the button on any paper, until '),
          moment(ballotAt, group),
          text('.'),
        ],
      },
      { kind: 'text', spans: presenterSpans(group, presenterOf(group.rota, meeting)) },
      { kind: 'note', spans: membersLine(group) },
    ],
    buttons: [joinButton(group)],
  };
}

/** Where nobody nominated anything, papers of the week are put to the vote; composing twice finds them there. */
async function ballotOf({ group, meeting, slot }: Scene, deps: GroupComposeDeps): Promise<Message> {
  const open = meeting.nominations.length > 0 ? meeting : await withProposals(group, meeting, deps);
  const papers = await deps.papers.papersById(open.nominations.map(({ paper }) => paper));
  return ballotMessage({ group, upcoming: upcomingOf(group, open, slot), papers });
}

async function withProposals(group: Group, { slot }: Meeting, { groups, papers }: GroupComposeDeps): Promise<Meeting> {
  const read = new Set(
    (await groups.meetings(group.id, group.createdAt, slot)).flatMap(({ nominations }) => nominations.map(({ paper }) => paper)),
  );
  const proposed = await proposals(slot, { papers, notAgain: read });
  return groups.changeMeeting(group.id, slot, (current) =>
    current.nominations.length > 0 ? current : { ...current, nominations: proposed.map(({ id }) => ({ paper: id })) },
  );
}

async function choice({ group, meeting }: Scene, deps: GroupComposeDeps): Promise<Composed> {
  const chosen = choose(meeting);
  const paper = chosen.kind === 'chosen' ? await paperOf(chosen.paper, deps) : undefined;
  if (chosen.kind === 'none' || paper === undefined) return { kind: 'nothing', why: 'Nothing was nominated for this meeting.' };
  const title = `${group.name}: this is what we read`;
  return post({
    summary: `${title}: ${paper.title}`,
    title,
    blocks: [
      { kind: 'paper', detail: 'card', paper },
      {
        kind: 'text',
        spans: [
          text('We meet '),
          moment(meeting.slot, group),
          text('. '),
          ...presenterSpans(group, presenterOf(group.rota, meeting)),
        ],
      },
      { kind: 'note', spans: [quiet(howChosen(chosen))] },
    ],
    buttons: [joinButton(group)],
  });
}

function howChosen({ votes, tied }: Extract<Choice, { readonly kind: 'chosen' }>): string {
  if (votes === 0) return 'Nobody voted, so what was nominated first is taken.';
  const counted = votes === 1 ? '1 vote' : `${votes} votes`;
  return tied.length === 0
    ? `Chosen with ${counted}.`
    : `Chosen with ${counted}; ${tied.length} more had as many, and this was nominated first.`;
}

async function reminder(step: 'day-before' | 'hour-before', { group, meeting }: Scene, deps: GroupComposeDeps): Promise<Message> {
  const chosen = choose(meeting);
  const paper = chosen.kind === 'chosen' ? await paperOf(chosen.paper, deps) : undefined;
  const title = `${group.name} meets ${step === 'day-before' ? 'tomorrow' : 'in an hour'}`;
  const reading: readonly Block[] =
    paper === undefined
      ? [{ kind: 'text', spans: [text('No paper was chosen: bring one.')] }]
      : [{ kind: 'paper', detail: 'line', paper } satisfies PaperBlock];
  return {
    summary: paper === undefined ? title : `${title}: ${paper.title}`,
    title,
    blocks: [
      { kind: 'text', spans: [moment(meeting.slot, group)] },
      ...reading,
      { kind: 'text', spans: presenterSpans(group, presenterOf(group.rota, meeting)) },
    ],
    buttons: [],
  };
}

async function meet({ group, meeting }: Scene, deps: GroupComposeDeps): Promise<Composed> {
  const chosen = choose(meeting);
  const paper = chosen.kind === 'chosen' ? await paperOf(chosen.paper, deps) : undefined;
  const title = `${group.name} meets now`;
  const presents = presenterOf(group.rota, meeting);
  if (presents !== undefined) {
    await deps.groups.changeMeeting(group.id, meeting.slot, (current) => ({ presenter: presents, ...current }));
  }
  const presenter = presenterSpans(group, presents);
  if (paper === undefined) {
    const blocks: readonly Block[] = [
      { kind: 'text', spans: [text('No paper was chosen for today. What did you read this week?')] },
      { kind: 'text', spans: presenter },
    ];
    return post({ summary: title, title, blocks, buttons: [] });
  }
  const asked = await promptBlocks(paper, { group, meeting }, deps);
  return {
    kind: 'post',
    message: {
      summary: `${title}: ${paper.title}`,
      title,
      blocks: [
        { kind: 'paper', detail: 'card', paper },
        { kind: 'text', spans: presenter },
        { kind: 'note', spans: membersLine(group) },
      ],
      buttons: [],
    },
    beneath: { thread: clip(paper.title), messages: [{ summary: 'Questions to talk over', blocks: asked, buttons: [] }] },
    alongside: { posted: [paper.id] },
  };
}

/** Two lines that open the talk and the questions: from the paper's own facts, and from what the group has read before. */
async function promptBlocks(
  paper: Paper,
  { group, meeting }: Pick<Scene, 'group' | 'meeting'>,
  deps: GroupComposeDeps,
): Promise<readonly Block[]> {
  const week = Math.floor(Date.parse(meeting.slot) / WEEK_MS);
  const closest = await closestRead(paper, { group, meeting }, deps);
  const { opening, questions } = readingPrompt(paper, { week, ...(closest !== undefined && { closest }) });
  return [
    ...opening.map(({ spans }): Block => ({ kind: 'text', spans })),
    { kind: 'text', spans: [strong('To talk over')] },
    { kind: 'list', items: questions.map(({ spans }) => spans) },
  ];
}

const WEEK_MS = 7 * 86_400_000;
/** Neighbours that are looked at for one that the group has read. */
const NEIGHBOURS = 200;

async function closestRead(
  paper: Paper,
  { group, meeting }: Pick<Scene, 'group' | 'meeting'>,
  deps: GroupComposeDeps,
): Promise<ReadBefore | undefined> {
  const read = new Map((await readPapers(group, plus(meeting.slot, -1), deps)).map((each) => [each.paper.id, each.paper]));
  if (read.size === 0) return undefined;
  for (const { paper: id, sharedTerms } of await deps.index.similar(paper.id, NEIGHBOURS)) {
    const before = read.get(id);
    if (before !== undefined) return { paper: before, sharedTerms };
  }
  return undefined;
}

const LONGEST_THREAD = 90;

function clip(title: string): string {
  const characters = [...title];
  return characters.length <= LONGEST_THREAD ? title : `${characters.slice(0, LONGEST_THREAD - 1).join('')}…`;
}

async function paperOf(id: PaperId, { papers }: Pick<GroupComposeDeps, 'papers'>): Promise<Paper | undefined> {
  return (await papers.papersById([id])).get(id);
}
