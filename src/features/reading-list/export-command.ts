/**
 * `export`: the asker's whole reading list as a file.
 */
import { type Command, defineCommand } from '../../core/command.ts';
import { counted } from '../../core/locale.ts';
import { text } from '../../core/message.ts';
import type { ReadingListStore } from '../../core/person-store.ts';
import { EXPORT_FORMATS, type ExportFormat, exportReadingList } from './export-formats.ts';
import { notice } from './saved-paper.ts';

const FORMAT_NAMES: Readonly<Record<ExportFormat, string>> = { bibtex: 'BibTeX', csv: 'CSV', json: 'JSON' };

export const exportCommand = ({ readingLists }: { readonly readingLists: Pick<ReadingListStore, 'readingList'> }): Command =>
  defineCommand({
    name: 'export',
    summary: 'Get your reading list as a file: BibTeX, CSV or JSON',
    example: 'export bibtex',
    answer: 'private',
    options: { format: { kind: 'choice', description: 'the kind of file; bibtex unless given', choices: EXPORT_FORMATS } },
    run: async ({ format = 'bibtex' }, context) => {
      const saved = await readingLists.readingList(context.asker);
      if (saved.length === 0)
        return notice('Your reading list is empty, so there is nothing to export. `save` puts papers on it.');
      const sentence = `Your reading list: ${counted(saved.length, 'paper', context.settings.locale)} as ${FORMAT_NAMES[format]}.`;
      return {
        kind: 'file',
        file: exportReadingList(saved, format),
        message: { summary: sentence, blocks: [{ kind: 'text', spans: [text(sentence)] }], buttons: [] },
      };
    },
  });
