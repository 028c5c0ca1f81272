/**
 * `show`: one paper in full, by id, link, title or short name; and the same for a button that names a paper.
 */
import { type Command, type CommandContext, defineCommand } from '../../core/command.ts';
import { type Button, type Reply, text } from '../../core/message.ts';
import type { Paper, PaperId } from '../../core/paper.ts';
import { type ChoosePaper, knownPaper, PAPER_OPTION } from '../../core/paper-choice.ts';
import type { ReadingListStore } from '../../core/person-store.ts';
import { directOwner } from '../../core/place.ts';
import { SOURCE_LABELS } from '../../core/source.ts';
import { type KnownHereDeps, knownHere, MOST_TOLD } from './known-here.ts';
import { paperMessage } from './paper-message.ts';

export interface ShowDeps extends KnownHereDeps {
  readonly readingLists: Pick<ReadingListStore, 'readingList'>;
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
  asked: ShowDeps & { readonly context: CommandContext },
): Promise<Reply> {
  const { readingLists, groups, context } = asked;
  const [saved, group, known] = await Promise.all([
    audience === 'asker' ? readingLists.readingList(context.asker) : [],
    groups.groupIn(context.place),
    // What came to one person is nobody else's to see
    audience === 'channel' && directOwner(context.place) !== undefined ? undefined : knownHere([paper.id], MOST_TOLD, asked),
  ]);
  const message = paperMessage(paper, saved.some((entry) => entry.paper.id === paper.id) ? 'saved' : 'not-saved');
  const items = known?.get(paper.id) ?? [];
  return {
    kind: 'message',
    message: {
      ...message,
      blocks: [...message.blocks, ...(items.length > 0 ? [{ kind: 'list', items } as const] : [])],
      buttons: [...message.buttons, ...(group === undefined ? [] : [nominateButton(paper)])],
    },
  };
}
