/**
 * Ranges of dates and votes in the query language: periods and bounds as typed, and back in the fewest fields.
 */
import type { Filters } from './query.ts';
import { type LocalDate, parseLocalDate } from './time.ts';

/** Years outside are slips of the finger, as `0204`; no paper is from them. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

/** Far above what any paper has; keeps the bounds exact numbers. */
const MAX_VOTES = 1_000_000;

export type VoteBounds = Pick<Filters, 'minVotes' | 'maxVotes'>;

export interface Days {
  readonly since: LocalDate;
  readonly until: LocalDate;
}

/** First and last day of `2025`, `2025-03` or `2025-03-31`; months and days of one digit too. */
export function daysOf(value: string): Days | undefined {
  const parts = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(value);
  if (!parts) return undefined;
  const [, year = '', month, day] = parts;
  if (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return undefined;
  const since = parseLocalDate(`${year}-${(month ?? '1').padStart(2, '0')}-${(day ?? '1').padStart(2, '0')}`);
  if (since === undefined || day !== undefined) return since && { since, until: since };
  const lastDay = new Date(Date.UTC(Number(year), Number(month ?? '12'), 0)).getUTCDate();
  return { since, until: `${year}-${(month ?? '12').padStart(2, '0')}-${lastDay}` as LocalDate };
}

/** Reads `50` (at least 50), `>50`, `>=50`, `<10`, `<=10` and `10..50`; undefined for any other form. */
export function readVotes(value: string): VoteBounds | undefined {
  const range = /^(\d{1,9})\.\.(\d{1,9})$/.exec(value);
  if (range) return votesBetween(Number(range[1]), Number(range[2]));
  const bound = /^(>=|<=|[<>≥≤])?(\d{1,9})$/.exec(value);
  if (!bound) return undefined;
  const count = Number(bound[2]);
  switch (bound[1]) {
    case '<':
      return votesBetween(undefined, count - 1);
    case '<=':
    case '≤':
      return votesBetween(undefined, count);
    case '>':
      return votesBetween(count + 1, undefined);
    default:
      return votesBetween(count, undefined);
  }
}

function votesBetween(min: number | undefined, max: number | undefined): VoteBounds | undefined {
  const possible = [min, max].every((bound) => bound === undefined || (bound >= 0 && bound <= MAX_VOTES));
  if (!possible) return undefined;
  return { ...(min !== undefined && { minVotes: min }), ...(max !== undefined && { maxVotes: max }) };
}

/** The dates and votes of the filters in the fewest fields, as `year:2024` and `votes:10..50`. */
export function formatRanges({ since, until, minVotes, maxVotes }: Filters): readonly string[] {
  return [...formatDates(since, until), ...formatVotes(minVotes, maxVotes)];
}

function formatDates(since: LocalDate | undefined, until: LocalDate | undefined): readonly string[] {
  for (const [field, length] of [
    ['year', 4],
    ['month', 7],
  ] as const) {
    const period = since?.slice(0, length) ?? '';
    const days = daysOf(period);
    if (days && days.since === since && days.until === until) return [`${field}:${period}`];
  }
  return [...(since ? [`since:${since}`] : []), ...(until ? [`until:${until}`] : [])];
}

function formatVotes(min: number | undefined, max: number | undefined): readonly string[] {
  if (min !== undefined && max !== undefined) return [`votes:${min}..${max}`];
  if (min !== undefined) return [`votes:>=${min}`];
  return max === undefined ? [] : [`votes:<=${max}`];
}
