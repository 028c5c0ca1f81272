/**
 * `npm run import -- FILE…`: papers out of files into the store, told as it goes, with counts at the end.
 *
 * The counts go to standard output, all else to standard error. A file that cannot be read does not stop the others.
 */
import type { Readable, Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { UserError } from '../core/errors.ts';
import type { PaperStore } from '../core/paper-store.ts';
import type { Instant } from '../core/time.ts';
import { type ImportReport, importPapers, joinReports, NOTHING_IMPORTED } from '../jobs/import-papers.ts';
import { openPaperFile } from '../sources/paper-file.ts';
import { count, type ImportProgress, importProgress, type ProgressOutput } from './import-progress.ts';

export interface ImportSurroundings {
  readonly store: Pick<PaperStore, 'upsertPapers'>;
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: ProgressOutput;
  readonly now: () => Instant;
  /** Ctrl-C: what has been read is stored, then the import ends. */
  readonly signal?: AbortSignal;
}

export const IMPORT_EXIT = {
  allWell: 0,
  someRejected: 1,
  nothingRead: 2,
  /** What shells give a program that Ctrl-C ended. */
  interrupted: 130,
} as const;

export const IMPORT_HELP = `Usage: npm run import -- FILE…

Adds papers from files to the archive. Each FILE is one of
  - JSON Lines, one paper a line, as the archive's hf-papers.jsonl
  - a saved reply of the Hugging Face daily_papers API
  - the text of a saved Daily Papers page
plain or gzip, or - for standard input. Papers that are known already are
updated, so the same file may be imported again, also after it was stopped.

Ends with 0 where all went well, 1 where some records were rejected,
2 where nothing could be read, 130 where it was stopped by Ctrl-C.
`;

/** @returns the exit code. @throws OperatorError where the store cannot take the papers. */
export async function runImport(args: readonly string[], surroundings: ImportSurroundings): Promise<number> {
  const { stdout, stderr } = surroundings;
  const usage = parseUsage(args);
  if (usage.kind === 'help') {
    stdout.write(IMPORT_HELP);
    return IMPORT_EXIT.allWell;
  }
  if (usage.kind === 'wrong') {
    stderr.write(`${usage.why}\n\n${IMPORT_HELP}`);
    return IMPORT_EXIT.nothingRead;
  }
  const { report, failedFiles } = await importFiles(usage.files, surroundings);
  stdout.write(`${closingLine(report)}\n`);
  for (const { where, why } of report.firstRejects) stderr.write(`${where} ${why}\n`);
  const untold = report.rejected - report.firstRejects.length;
  if (untold > 0) stderr.write(`and ${count(untold)} more rejected\n`);
  if (report.end === 'interrupted') {
    stderr.write('Stopped. Run the same command again to go on.\n');
    return IMPORT_EXIT.interrupted;
  }
  if (report.added + report.changed + report.unchanged === 0) return IMPORT_EXIT.nothingRead;
  return report.rejected + failedFiles > 0 ? IMPORT_EXIT.someRejected : IMPORT_EXIT.allWell;
}

type Usage =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly why: string }
  | { readonly kind: 'files'; readonly files: readonly string[] };

function parseUsage(args: readonly string[]): Usage {
  try {
    const options = { help: { type: 'boolean', short: 'h' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (values.help) return { kind: 'help' };
    if (positionals.length === 0) return { kind: 'wrong', why: 'Name at least one file.' };
    return { kind: 'files', files: positionals };
  } catch (error) {
    if (error instanceof TypeError) return { kind: 'wrong', why: error.message };
    throw error;
  }
}

async function importFiles(
  files: readonly string[],
  surroundings: ImportSurroundings,
): Promise<{ readonly report: ImportReport; readonly failedFiles: number }> {
  let report = NOTHING_IMPORTED;
  let failedFiles = 0;
  for (const path of files) {
    if (report.end === 'interrupted') break;
    const progress = importProgress(surroundings.stderr, surroundings.now);
    try {
      report = joinReports(report, await importFile(path, surroundings, progress));
    } catch (error) {
      progress.clear();
      if (!(error instanceof UserError)) throw error;
      surroundings.stderr.write(`${error.message}\n`);
      failedFiles++;
    }
    progress.clear();
  }
  return { report, failedFiles };
}

async function importFile(path: string, surroundings: ImportSurroundings, progress: ImportProgress): Promise<ImportReport> {
  const { store, stdin, now, signal } = surroundings;
  const file = await openPaperFile(path, { stdin, ...(signal ? { signal } : {}) });
  return importPapers(file.records, store, {
    now,
    ...(signal ? { signal } : {}),
    onProgress: ({ added, changed, unchanged, rejected }) =>
      progress.show({
        name: file.name,
        records: added + changed + unchanged + rejected,
        bytesRead: file.bytesRead(),
        bytesTotal: file.bytesTotal,
      }),
  });
}

/** `added 17,353 · changed 47 · unchanged 0 · rejected 0`. */
export function closingLine({ added, changed, unchanged, rejected }: ImportReport): string {
  return `added ${count(added)} · changed ${count(changed)} · unchanged ${count(unchanged)} · rejected ${count(rejected)}`;
}
