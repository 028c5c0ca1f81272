/**
 * How far long work is: a bar with rate and time left on a terminal, a plain line now and then elsewhere.
 */
import type { Writable } from 'node:stream';
import { type GenericFormatter, Presets, SingleBar } from 'cli-progress';
import type { Instant } from '../core/time.ts';

export interface ProgressOutput extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface FileProgress {
  readonly name: string;
  /** What is counted; records unless told. */
  readonly unit?: 'records' | 'papers';
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
/** Before this, a rate says nothing. */
const SETTLING_MS = 500;

export function importProgress(output: ProgressOutput, now: () => Instant): ImportProgress {
  const started = Date.parse(now());
  const elapsedMs = () => Date.parse(now()) - started;
  return output.isTTY ? drawnBar(output, elapsedMs) : plainLines(output);
}

function plainLines(output: ProgressOutput): ImportProgress {
  let told = 0;
  return {
    show: (progress) => {
      if (progress.records < told + RECORDS_A_LINE) return;
      told = progress.records - (progress.records % RECORDS_A_LINE);
      const share = shareOf(progress);
      output.write(
        `${progress.name}: ${count(progress.records)} ${progress.unit ?? 'records'}${share === undefined ? '' : `, ${percent(share)}`}\n`,
      );
    },
    clear: () => {},
  };
}

function drawnBar(output: ProgressOutput, elapsedMs: () => number): ImportProgress {
  let bar: SingleBar | undefined;
  return {
    show: (progress) => {
      if (bar === undefined) {
        // Without graceful exit: Ctrl-C is for whoever does the work, who has a batch in hand
        bar = new SingleBar(
          { stream: output, format, clearOnComplete: true, gracefulExit: false, barsize: 24 },
          Presets.shades_classic,
        );
        bar.start(progress.bytesTotal ?? 0, 0, { progress, elapsedMs: elapsedMs() });
      }
      bar.setTotal(progress.bytesTotal ?? 0);
      bar.update(progress.bytesRead, { progress, elapsedMs: elapsedMs() });
    },
    clear: () => {
      bar?.stop();
      bar = undefined;
    },
  };
}

interface Payload {
  readonly progress: FileProgress;
  readonly elapsedMs: number;
}

/** `███████░░░░░░░░░  31%  5,500 records  2,310/s  5 s left  hf-papers.jsonl.gz`. */
const format: GenericFormatter = (options, _params, { progress, elapsedMs }: Payload) => {
  const share = shareOf(progress);
  const width = options.barsize ?? 0;
  const full = Math.round((share ?? 0) * width);
  const drawn = (options.barCompleteString ?? '').slice(0, full) + (options.barIncompleteString ?? '').slice(full, width);
  const isSettled = elapsedMs >= SETTLING_MS && progress.records > 0;
  const parts = [
    share === undefined ? undefined : `${drawn} ${percent(share).padStart(4)}`,
    `${count(progress.records)} ${progress.unit ?? 'records'}`,
    isSettled ? `${count(Math.round(progress.records / (elapsedMs / 1000)))}/s` : undefined,
    isSettled && share !== undefined && share > 0 ? `${duration((elapsedMs / share) * (1 - share))} left` : undefined,
    progress.name,
  ];
  return parts.filter((part) => part !== undefined).join('  ');
};

function shareOf({ bytesRead, bytesTotal }: FileProgress): number | undefined {
  return bytesTotal === undefined || bytesTotal === 0 ? undefined : Math.min(1, bytesRead / bytesTotal);
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
