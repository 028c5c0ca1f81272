/**
 * `group archive` and `group export`: what a group has read, to look at and to take along.
 */
import { type Command, defineCommand } from '../../core/command.ts';
import { counted } from '../../core/locale.ts';
import { type Message, type PaperBlock, quiet, type Reply, type Span, text } from '../../core/message.ts';
import type { Paper } from '../../core/paper.ts';
import { type ReadPaper, readPapers } from './archive.ts';
import { ARCHIVE_FORMATS, exportArchive } from './archive-export.ts';
import { type Asked, type GroupDeps, groupHere } from './group-deps.ts';
import { moment, nameOf } from './group-words.ts';
import { comingMeetings } from './upcoming.ts';

export type ArchiveDeps = GroupDeps & { readonly bibtex: (papers: readonly Paper[]) => string };

const SHOWN = 10;
/** In the calendar: half a year of a weekly group. */
const COMING = 26;

export const groupArchiveCommand = (deps: GroupDeps): Command =>
  defineCommand({
    name: 'group archive',
    summary: 'Show what the reading group of this channel has read, when, and who presented',
    example: 'group archive',
    answer: 'private',
    options: {},
    run: async (_options, context) => showArchive({ ...deps, context }),
  });

export const groupExportCommand = ({ bibtex, ...deps }: ArchiveDeps): Command =>
  defineCommand({
    name: 'group export',
    summary: 'Get the archive of the reading group as a file: BibTeX, CSV, calendar or Markdown',
    example: 'group export ics',
    answer: 'private',
    options: { format: { kind: 'choice', description: 'the kind of file; markdown unless given', choices: ARCHIVE_FORMATS } },
    run: async ({ format = 'markdown' }, context) => {
      const group = await groupHere({ ...deps, context });
      const read = await readPapers(group, context.now, deps);
      const coming = await comingMeetings(group, context.now, COMING, deps);
      const sentence = `${group.name}: ${counted(read.length, 'paper', context.settings.locale)} read so far.`;
      return {
        kind: 'file',
        file: exportArchive({ group, read, coming, bibtex }, format),
        message: { summary: sentence, blocks: [{ kind: 'text', spans: [text(sentence)] }], buttons: [] },
      };
    },
  });

async function showArchive(asked: Asked): Promise<Reply> {
  const group = await groupHere(asked);
  const read = await readPapers(group, asked.context.now, asked);
  const title = `${group.name}: what we read`;
  const shown = read.slice(-SHOWN).toReversed();
  const blocks = shown.map((each): PaperBlock => ({ kind: 'paper', detail: 'line', paper: each.paper, reason: reasonOf(each) }));
  const note = read.length === 0 ? 'Nothing yet.' : counted(read.length, 'paper', asked.context.settings.locale);
  const message: Message = {
    summary: title,
    title,
    blocks: [{ kind: 'note', spans: [text(`${note}${read.length > SHOWN ? `, the last ${SHOWN}` : ''}`)] }, ...blocks],
    buttons: [],
  };
  return { kind: 'message', message };

  function reasonOf({ at, votes, presenter }: ReadPaper): readonly Span[] {
    const by = presenter === undefined ? '' : ` · ${nameOf(group, presenter)} presented`;
    return [moment(at, group), quiet(` · ${votes === 1 ? '1 vote' : `${votes} votes`}${by}`)];
  }
}
