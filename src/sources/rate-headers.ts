/**
 * How long a service asks to wait, as its headers say it: `Retry-After` in seconds or as a date, and the `RateLimit` and
 * `RateLimit-Policy` fields in both forms that are about (`"api";r=0;t=55` and `limit=500, remaining=0, reset=55`).
 *
 * Dates are set against the service's own `Date` where it sends one, so that a wrong clock here changes nothing. What cannot
 * be read counts as not said.
 */
import type { Milliseconds } from '../core/time.ts';

/** Whoever asks for more is wrong about it, or it is a matter for a person. */
const LONGEST_WAIT_MS = 86_400_000;

export interface RateLimit {
  /** Requests that are left until the reset. */
  readonly remaining: number;
  readonly resetMs: Milliseconds;
  /** Requests in a whole window, where that is told. */
  readonly quota?: number;
}

/** @returns at most a day, and 0 for a date that is over; undefined where nothing is asked. */
export function retryAfterOf(headers: Headers, nowMs: number): Milliseconds | undefined {
  const asked = headers.get('retry-after')?.trim() ?? '';
  if (asked === '') return undefined;
  if (/^\d+(?:\.\d+)?$/.test(asked)) return bounded(Number(asked) * 1000);
  const until = Date.parse(asked);
  if (!/[a-z]/i.test(asked) || Number.isNaN(until)) return undefined;
  const theirNow = Date.parse(headers.get('date') ?? '');
  return bounded(until - (Number.isNaN(theirNow) ? nowMs : theirNow));
}

/** The tightest of the limits that are told: the fewest requests left, and of those the longest time to wait. */
export function rateLimitOf(headers: Headers): RateLimit | undefined {
  const quota = tightest(parameters(headers.get('ratelimit-policy')).flatMap(({ q }) => q ?? []));
  const limits = parameters(headers.get('ratelimit')).flatMap(({ r, t, q }) => {
    if (r === undefined || t === undefined) return [];
    const whole = q ?? quota;
    return [{ remaining: r, resetMs: bounded(t * 1000), ...(whole === undefined ? {} : { quota: whole }) }];
  });
  return limits.sort((a, b) => a.remaining - b.remaining || b.resetMs - a.resetMs)[0];
}

type Parameters = { readonly [name in 'r' | 't' | 'q']?: number };

const SHORT: Readonly<Record<string, keyof Parameters>> = { r: 'r', t: 't', q: 'q', remaining: 'r', reset: 't', limit: 'q' };

/** One for each policy of the field; the older form has its parts between commas and is one policy. */
function parameters(field: string | null): readonly Parameters[] {
  if (field === null) return [];
  const policies = field.includes(';') ? field.split(',') : [field];
  return policies.map((policy) => {
    const pairs = [...policy.matchAll(/(?:^|[;,\s])([a-z]+)=(\d{1,9})(?![\w.])/g)];
    return Object.fromEntries(pairs.flatMap(([, name = '', value]) => (SHORT[name] ? [[SHORT[name], Number(value)]] : [])));
  });
}

function tightest(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.min(...numbers);
}

function bounded(ms: number): Milliseconds {
  return Math.min(Math.max(0, Math.ceil(ms)), LONGEST_WAIT_MS) as Milliseconds;
}
