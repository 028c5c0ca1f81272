/**
 * `npm run sync`: daily lists from Hugging Face into the store, the last ones or all of a range, told as it goes, with counts
 * at the end.
 *
 * The counts go to standard output, all else to standard error. What was read is stored list by list.
 */
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { SOURCE_LABELS } from '../core/source.ts';
import type { SyncRange } from '../core/source-store.ts';
import { daysBetween, localDateAt, parseLocalDate, UTC } from '../core/time.ts';
import { FIRST_LIST, type SyncDeps, syncRange, syncRecent } from '../jobs/sync-papers.ts';
import type { SyncReport } from '../jobs/sync-report.ts';
import { count, type ProgressOutput } from './import-progress.ts';
import { syncProgress } from './sync-progress.ts';

export interface SyncSurroundings extends Omit<SyncDeps, 'onProgress'> {
  readonly stdout: Writable;
  readonly stderr: ProgressOutput;
}

export const SYNC_EXIT = {
  allWell: 0,
  /** Some records or lists could not be read. */
  someFailed: 1,
  nothingRead: 2,
  /** What shells give a program that Ctrl-C ended. */
  interrupted: 130,
} as const;

export const SYNC_HELP = `Usage: npm run sync                            the lists of the last days
       npm run sync -- --since DATE [--until DATE]   all lists of a range

Fetches daily lists of papers from Hugging Face. A DATE is written 2026-01-31;
the first list is of ${FIRST_LIST}. All lists there are take some ten minutes, as
the service is asked politely. A range that was stopped goes on where it was
when the same command is given again.

Ends with 0 where all went well, 1 where some lists or records could not be
read, 2 where nothing could be read, 130 where it was stopped by Ctrl-C.
`;

/** @returns the exit code. @throws OperatorError where the store cannot take the papers. */
export async function runSync(args: readonly string[], surroundings: SyncSurroundings): Promise<number> {
  const { stdout, stderr, ...deps } = surroundings;
  const usage = parseUsage(args, surroundings);
  if (usage.kind === 'help') {
    stdout.write(SYNC_HELP);
    return SYNC_EXIT.allWell;
  }
  if (usage.kind === 'wrong') {
    stderr.write(`${usage.why}\n\n${SYNC_HELP}`);
    return SYNC_EXIT.nothingRead;
  }
  const progress = syncProgress(stderr, deps.clock);
  const reading: SyncDeps = { ...deps, onProgress: progress.show };
  const report = usage.kind === 'recent' ? await syncRecent(reading) : await syncRange(usage.range, reading);
  progress.clear();
  stdout.write(`${closingLine(report)}\n`);
  tellTroubles(report, surroundings);
  return exitCode(report);
}

type Usage =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly why: string }
  | { readonly kind: 'recent' }
  | { readonly kind: 'range'; readonly range: SyncRange };

function parseUsage(args: readonly string[], surroundings: Pick<SyncSurroundings, 'clock'>): Usage {
  try {
    const options = { help: { type: 'boolean', short: 'h' }, since: { type: 'string' }, until: { type: 'string' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    if (values.help) return { kind: 'help' };
    if (values.since !== undefined) return readRange(values.since, values.until, surroundings);
    if (values.until === undefined) return { kind: 'recent' };
    return { kind: 'wrong', why: '--until needs --since DATE beside it.' };
  } catch (error) {
    if (error instanceof TypeError) return { kind: 'wrong', why: error.message };
    throw error;
  }
}

function readRange(typedSince: string, typedUntil: string | undefined, { clock }: Pick<SyncSurroundings, 'clock'>): Usage {
  const since = parseLocalDate(typedSince);
  const until = typedUntil === undefined ? undefined : parseLocalDate(typedUntil);
  if (since === undefined) return { kind: 'wrong', why: `--since ${typedSince} is no date. Write it as --since 2026-01-31.` };
  if (typedUntil !== undefined && until === undefined) {
    return { kind: 'wrong', why: `--until ${typedUntil} is no date. Write it as --until 2026-01-31.` };
  }
  if (daysBetween(localDateAt(clock.now(), UTC), since) > 0) return { kind: 'wrong', why: `${since} is still to come.` };
  const first = daysBetween(FIRST_LIST, since) < 0 ? FIRST_LIST : since;
  if (until !== undefined && daysBetween(first, until) < 0) {
    return { kind: 'wrong', why: `${until} lies before ${first}: there is nothing in between.` };
  }
  return { kind: 'range', range: { since: first, ...(until === undefined ? {} : { until }) } };
}

/** `lists 860 · added 17,353 · changed 47 · unchanged 0 · rejected 0`. */
export function closingLine({ lists, added, changed, unchanged, rejected }: SyncReport): string {
  const counts = { lists, added, changed, unchanged, rejected };
  return Object.entries(counts)
    .map(([name, number]) => `${name} ${count(number)}`)
    .join(' · ');
}

/** Lists told one by one; the rest are counted. */
const FAILURES_TOLD = 20;

function tellTroubles(report: SyncReport, { stderr, source }: Pick<SyncSurroundings, 'stderr' | 'source'>): void {
  const { rejected, firstRejects, failed, end } = report;
  for (const { where, why } of firstRejects) stderr.write(`${where}: ${why}\n`);
  if (rejected > firstRejects.length) stderr.write(`and ${count(rejected - firstRejects.length)} more rejected\n`);
  for (const { date, error } of failed.slice(0, FAILURES_TOLD)) stderr.write(`list of ${date}: ${error.message}\n`);
  if (failed.length > FAILURES_TOLD) stderr.write(`and ${count(failed.length - FAILURES_TOLD)} more lists\n`);
  if (end === 'interrupted') stderr.write('Stopped. Run the same command again to go on.\n');
  if (end === 'broken-off') {
    const wait = failed.at(-1)?.error.retryAfter;
    const when = wait === undefined || wait < 60_000 ? 'a little later' : `in ${Math.ceil(wait / 60_000)} min`;
    stderr.write(`${SOURCE_LABELS[source.name]} is in trouble. Run the same command again ${when} to go on.\n`);
  }
}

function exitCode({ lists, rejected, failed, end }: SyncReport): number {
  if (end === 'interrupted') return SYNC_EXIT.interrupted;
  if (failed.length === 0) return rejected > 0 ? SYNC_EXIT.someFailed : SYNC_EXIT.allWell;
  return lists === 0 ? SYNC_EXIT.nothingRead : SYNC_EXIT.someFailed;
}
