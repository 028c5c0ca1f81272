/**
 * `save`: a paper onto the asker's own reading list, by command or by button.
 */
import { type Command, type CommandContext, defineCommand } from '../../core/command.ts';
import type { Reply } from '../../core/message.ts';
import type { Paper, PaperId } from '../../core/paper.ts';
import { type ChoosePaper, knownPaper, PAPER_OPTION } from '../../core/paper-choice.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import type { ReadingListStore } from '../../core/person-store.ts';
import { directOwner } from '../../core/place.ts';
import { notice, titleOf } from './saved-paper.ts';

export interface SaveDeps {
  readonly papers: Pick<PaperStore, 'papersById'>;
  readonly readingLists: Pick<ReadingListStore, 'savePaper'>;
}

type Asked = SaveDeps & { readonly context: CommandContext };

export const saveCommand = ({ choose, ...deps }: SaveDeps & { readonly choose: ChoosePaper }): Command =>
  defineCommand({
    name: 'save',
    summary: 'Put a paper on your reading list',
    example: 'save PiSSA',
    answer: 'private',
    options: { paper: PAPER_OPTION },
    run: async ({ paper }, context) => {
      const choice = await choose(paper);
      return choice.kind === 'answer' ? choice.reply : save(choice.paper, { ...deps, context });
    },
  });

/** @throws UserError where the archive no longer has the paper. */
export async function savePaper(id: PaperId, asked: Asked): Promise<Reply> {
  return save(await knownPaper(id, asked.papers), asked);
}

async function save(paper: Paper, { readingLists, context }: Asked): Promise<Reply> {
  const { asker, now, place, channelOfThread = place } = context;
  const channel = directOwner(place) === undefined ? channelOfThread : undefined;
  const outcome = await readingLists.savePaper(asker, paper.id, now, channel);
  return outcome === 'saved'
    ? notice(`Saved ${titleOf(paper)}. \`list\` shows your reading list.`)
    : notice(`${titleOf(paper)} is on your reading list already.`);
}
