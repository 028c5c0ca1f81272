/**
 * That the group meets, and in the thread of the post the questions to talk over.
 */
import type { Composed } from '../../core/compose.ts';
import { presenterOf, timeOf } from '../../core/groups/group.ts';
import { type Block, strong, text } from '../../core/message.ts';
import type { Paper } from '../../core/paper.ts';
import { readingPrompt } from '../../core/paper-claims/reading-prompt.ts';
import type { ReadBefore } from '../../core/paper-claims/shared-terms.ts';
import { plus } from '../../core/time.ts';
import { readPapers } from './archive.ts';
import { membersLine, presenterSpans } from './group-words.ts';
import { chosenPaper, type GroupComposeDeps, post, type Scene } from './scene.ts';

/** Who presents is written down, as the rota goes on. */
export async function meetingPost({ group, meeting }: Scene, deps: GroupComposeDeps): Promise<Composed> {
  const paper = await chosenPaper(meeting, deps);
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
    // The channel may have seen it before, as a paper of the day
    alongside: { posted: [], told: [paper.id] },
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
  const read = new Map((await readPapers(group, plus(timeOf(meeting), -1), deps)).map((each) => [each.paper.id, each.paper]));
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
