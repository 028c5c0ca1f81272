/**
 * A reading list as a file to take away: for a bibliography, a spreadsheet, or a program.
 */
import { assertNever } from '../../core/errors.ts';
import type { ReplyFile } from '../../core/message.ts';
import type { SavedPaper } from '../../core/person-store.ts';
import { writeBibtex } from './export-bibtex.ts';
import { writeCsv } from './export-csv.ts';
import { writeJson } from './export-json.ts';

export const EXPORT_FORMATS = ['bibtex', 'csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const NAME = 'paperboy-reading-list';

/** @param saved in the order that the file is to have. */
export function exportReadingList(saved: readonly SavedPaper[], format: ExportFormat): ReplyFile {
  switch (format) {
    case 'bibtex':
      return { name: `${NAME}.bib`, mediaType: 'application/x-bibtex', content: writeBibtex(saved) };
    case 'csv':
      return { name: `${NAME}.csv`, mediaType: 'text/csv', content: writeCsv(saved) };
    case 'json':
      return { name: `${NAME}.json`, mediaType: 'application/json', content: writeJson(saved) };
    default:
      return assertNever(format);
  }
}
