/**
 * How far an import is: one line that is written over on a terminal, a plain line now and then elsewhere.
 *
 * Not the prompt library's progress bar: that one reads the keyboard in raw mode and ends the process on Ctrl-C, in the
 * middle of a batch.
 */
import type { Writable } from 'node:stream';
import type { Instant } from '../core/time.ts';

export interface ProgressOutput extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface FileProgress {
  readonly name: string;
  readonly records: number;
  readonly bytesRead: number;
  readonly bytesTotal: number | undefined;
}

export interface ImportProgress {
  readonly show: (progress: FileProgress) => void;
  /** Leaves the line empty for what comes next. */
  readonly clear: () => void;
}

/** On something that is no terminal, one line each so many records. */
const RECORDS_A_LINE = 5000;
const BAR_WIDTH = 24;
/** Before this, a rate says nothing. */
const SETTLING_MS = 500;

export function importProgress(output: ProgressOutput, now: () => Instant): ImportProgress {
  const started = Date.parse(now());
  const elapsedMs = () => Date.parse(now()) - started;
  return output.isTTY ? rewrittenLine(output, elapsedMs) : plainLines(output);
}

function plainLines(output: ProgressOutput): ImportProgress {
  let told = 0;
  return {
    show: (progress) => {
      if (progress.records < told + RECORDS_A_LINE) return;
      told = progress.records - (progress.records % RECORDS_A_LINE);
      const share = shareOf(progress);
      output.write(`${progress.name}: ${count(progress.records)} records${share === undefined ? '' : `, ${percent(share)}`}\n`);
    },
    clear: () => {},
  };
}

function rewrittenLine(output: ProgressOutput, elapsedMs: () => number): ImportProgress {
  let isWritten = false;
  return {
    show: (progress) => {
      isWritten = true;
      output.write(`\r${progressLine(progress, elapsedMs()).slice(0, (output.columns ?? 80) - 1)}\x1b[K`);
    },
    clear: () => {
      if (isWritten) output.write('\r\x1b[K');
      isWritten = false;
    },
  };
}

/** `███████░░░░░░░░░  31%  5,500 records  2,310/s  5 s left  hf-papers.jsonl.gz`. */
export function progressLine(progress: FileProgress, elapsedMs: number): string {
  const share = shareOf(progress);
  const isSettled = elapsedMs >= SETTLING_MS && progress.records > 0;
  const parts = [
    share === undefined ? undefined : `${bar(share)} ${percent(share).padStart(4)}`,
    `${count(progress.records)} records`,
    isSettled ? `${count(Math.round(progress.records / (elapsedMs / 1000)))}/s` : undefined,
    isSettled && share !== undefined && share > 0 ? `${duration((elapsedMs / share) * (1 - share))} left` : undefined,
    progress.name,
  ];
  return parts.filter((part) => part !== undefined).join('  ');
}

function shareOf({ bytesRead, bytesTotal }: FileProgress): number | undefined {
  return bytesTotal === undefined || bytesTotal === 0 ? undefined : Math.min(1, bytesRead / bytesTotal);
}

function bar(share: number): string {
  const full = Math.round(share * BAR_WIDTH);
  return '█'.repeat(full) + '░'.repeat(BAR_WIDTH - full);
}

function percent(share: number): string {
  return `${Math.floor(share * 100)}%`;
}

function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

export function count(number: number): string {
  return number.toLocaleString('en-US');
}
