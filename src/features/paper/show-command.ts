/**
 * `show`: one paper in full, by id, link, title or short name; and the same for a button that names a paper.
 */
import { type Command, type CommandContext, defineCommand } from '../../core/command.ts';
import type { GroupStore } from '../../core/groups/group-store.ts';
import { type Button, type Reply, text } from '../../core/message.ts';
import type { Paper, PaperId } from '../../core/paper.ts';
import { type ChoosePaper, knownPaper, PAPER_OPTION } from '../../core/paper-choice.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import type { ReadingListStore } from '../../core/person-store.ts';
import { SOURCE_LABELS } from '../../core/source.ts';
import { paperMessage } from './paper-message.ts';

export interface ShowDeps {
  readonly papers: Pick<PaperStore, 'papersById'>;
  readonly readingLists: Pick<ReadingListStore, 'readingList'>;
  readonly groups: Pick<GroupStore, 'groupIn'>;
}

/** Whose eyes an answer is for: a channel's copy says nothing about one reader's list. */
export type Audience = 'asker' | 'channel';

export const showCommand = ({ choose, ...deps }: ShowDeps & { readonly choose: ChoosePaper }): Command =>
  defineCommand({
    name: 'show',
    summary: 'Show one paper in full',
    example: 'show PiSSA',
    answer: 'private',
    options: { paper: PAPER_OPTION },
    run: async ({ paper }, context) => {
      const choice = await choose(paper);
      if (choice.kind === 'answer') return choice.reply;
      const { paper: chosen, fetchedFrom } = choice;
      const reply = await paperReply(chosen, 'asker', { ...deps, context });
      return fetchedFrom === undefined
        ? reply
        : withNote(reply, `New here: fetched from ${SOURCE_LABELS[fetchedFrom]} just now.`);
    },
  });

function nominateButton({ id }: Paper): Button {
  return { kind: 'action', label: 'Nominate', action: { kind: 'paper.nominate', paper: id } };
}

function withNote(reply: Reply, note: string): Reply {
  if (reply.kind !== 'message') return reply;
  const { message } = reply;
  return { ...reply, message: { ...message, blocks: [...message.blocks, { kind: 'note', spans: [text(note)] }] } };
}

/** @throws UserError where the archive no longer has the paper. */
export async function showPaper(
  id: PaperId,
  audience: Audience,
  asked: ShowDeps & { readonly context: CommandContext },
): Promise<Reply> {
  return paperReply(await knownPaper(id, asked.papers), audience, asked);
}

async function paperReply(
  paper: Paper,
  audience: Audience,
  { readingLists, groups, context }: ShowDeps & { readonly context: CommandContext },
): Promise<Reply> {
  const saved = audience === 'asker' ? await readingLists.readingList(context.asker) : [];
  const isSaved = saved.some((entry) => entry.paper.id === paper.id);
  const message = paperMessage(paper, isSaved ? 'saved' : 'not-saved');
  const canBeNominated = (await groups.groupIn(context.place)) !== undefined;
  return {
    kind: 'message',
    message: canBeNominated ? { ...message, buttons: [...message.buttons, nominateButton(paper)] } : message,
  };
}
