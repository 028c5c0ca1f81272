/**
 * What a start tells the person who waits for it: a bar for indexing on a terminal, plain lines elsewhere, then a greeting.
 *
 * Progress goes to standard error. The greeting is for people alone: in a pipe, standard output carries answers only.
 */
import { counted, formatDate } from '../core/locale.ts';
import type { ArchiveFacts } from '../core/paper-store.ts';
import type { Instant } from '../core/time.ts';
import type { StartStep } from '../jobs/start-steps.ts';
import { importProgress, type ProgressOutput } from './import-progress.ts';

/** Indexing fewer papers is over before anybody wonders. */
const WORTH_TELLING = 500;
/** So few papers are the shipped page, or little more. */
const SMALL_ARCHIVE = 100;

export function startReport(stderr: ProgressOutput, now: () => Instant): (step: StartStep) => void {
  const progress = importProgress(stderr, now);
  return (step) => {
    switch (step.kind) {
      case 'seeded':
        stderr.write(`First start: read ${counted(step.papers, 'paper', undefined)} from the page that Paperboy ships with.\n`);
        return;
      case 'indexing':
        if (step.total < WORTH_TELLING) return;
        progress.show({ name: 'indexing', unit: 'papers', records: step.done, bytesRead: step.done, bytesTotal: step.total });
        return;
      case 'indexed':
        progress.clear();
    }
  };
}

export function greeting(version: string, { papers, newestPaper }: ArchiveFacts): string {
  const newest = newestPaper === undefined ? '' : `, the newest of ${formatDate(newestPaper, undefined)}`;
  const isSmall = papers <= SMALL_ARCHIVE;
  return [
    `Paperboy ${version} · ${counted(papers, 'paper', undefined)}${newest}`,
    ...(isSmall ? ['More papers: `npm run import -- FILE` (the README says which files).'] : []),
    // The shipped page has no votes that could show a trend
    `Try \`search low-rank adaptation\`, \`${isSmall ? 'show PiSSA' : 'trending month'}\` or \`help\`. \`quit\` leaves.`,
    '\n',
  ].join('\n');
}
