/**
 * `unsave`: a paper off the asker's reading list, by command or by button.
 *
 * The list is looked at before the archive: of fifty papers about one thing, the asker means the one they saved.
 */
import { type Command, type CommandContext, defineCommand } from '../../core/command.ts';
import type { Reply } from '../../core/message.ts';
import { type Paper, type PaperId, titleKey } from '../../core/paper.ts';
import { type ChoosePaper, PAPER_OPTION } from '../../core/paper-choice.ts';
import { parsePaperId } from '../../core/paper-reference.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import type { ReadingListStore } from '../../core/person-store.ts';
import { notice, titleOf } from './saved-paper.ts';

export interface UnsaveDeps {
  readonly papers: Pick<PaperStore, 'papersById'>;
  readonly readingLists: Pick<ReadingListStore, 'readingList' | 'unsavePaper'>;
}

type Asked = UnsaveDeps & { readonly context: CommandContext };

export const unsaveCommand = ({ choose, ...deps }: UnsaveDeps & { readonly choose: ChoosePaper }): Command =>
  defineCommand({
    name: 'unsave',
    summary: 'Take a paper off your reading list',
    example: 'unsave PiSSA',
    answer: 'private',
    options: { paper: PAPER_OPTION },
    run: async ({ paper }, context) => {
      const saved = await deps.readingLists.readingList(context.asker);
      const meant = onlyOneNamed(
        saved.map((entry) => entry.paper),
        paper,
      );
      if (meant !== undefined) return unsave(meant, { ...deps, context });
      const choice = await choose(paper);
      return choice.kind === 'answer' ? choice.reply : unsave(choice.paper, { ...deps, context });
    },
  });

/** A paper that the archive has lost is still taken off. */
export async function unsavePaper(id: PaperId, asked: Asked): Promise<Reply> {
  const paper = (await asked.papers.papersById([id])).get(id);
  return unsave(paper ?? id, asked);
}

async function unsave(paper: Paper | PaperId, { readingLists, context }: Asked): Promise<Reply> {
  const [id, name] = typeof paper === 'string' ? [paper, 'That paper'] : [paper.id, titleOf(paper)];
  const outcome = await readingLists.unsavePaper(context.asker, id);
  return notice(outcome === 'removed' ? `${name} is off your reading list.` : `${name} was not on your reading list.`);
}

/** The one saved paper of that id, or whose title holds what was typed. */
function onlyOneNamed(saved: readonly Paper[], typed: string): Paper | undefined {
  const id = parsePaperId(typed);
  const key = titleKey(typed);
  const named = saved.filter((paper) => (id === undefined ? key !== '' && titleKey(paper.title).includes(key) : paper.id === id));
  return named.length === 1 ? named[0] : undefined;
}
