import { describe, expect, it } from 'vitest';
import { rateLimitOf, retryAfterOf } from '../../src/sources/rate-headers.ts';

const NOW = Date.parse('2026-06-12T09:00:00Z');
const headers = (fields: Record<string, string>) => new Headers(fields);

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['1.5', 1500],
    ['Fri, 12 Jun 2026 09:02:00 GMT', 120_000],
    ['Friday, 12-Jun-26 09:02:00 GMT', 120_000],
    ['Fri, 12 Jun 2026 08:00:00 GMT', 0],
    ['99999999999', 86_400_000],
    ['Fri, 12 Jun 2099 08:00:00 GMT', 86_400_000],
  ])('of %s is a wait of %i ms', (asked, ms) => {
    expect(retryAfterOf(headers({ 'retry-after': asked }), NOW)).toBe(ms);
  });

  it.each(['', 'soon', '-5', '12 parsecs', '2026'.repeat(3).concat('x')])('of "%s" asks for nothing', (asked) => {
    expect(retryAfterOf(headers({ 'retry-after': asked }), NOW)).toBeUndefined();
  });

  it('that is missing asks for nothing', () => {
    expect(retryAfterOf(headers({}), NOW)).toBeUndefined();
  });

  it('as a date is set against the clock of the service, not ours', () => {
    const told = headers({ 'retry-after': 'Fri, 12 Jun 2026 09:02:00 GMT', date: 'Fri, 12 Jun 2026 09:01:00 GMT' });
    expect(retryAfterOf(told, Date.parse('2026-06-12T17:00:00Z'))).toBe(60_000);
  });
});

describe('RateLimit', () => {
  it.each([
    ['"api";r=0;t=55', { remaining: 0, resetMs: 55_000 }],
    ['"api"; r=499; t=300', { remaining: 499, resetMs: 300_000 }],
    ['"api";r=40;t=10, "pages";r=2;t=90', { remaining: 2, resetMs: 90_000 }],
    ['"a";r=0;t=10, "b";r=0;t=90', { remaining: 0, resetMs: 90_000 }],
    ['limit=500, remaining=12, reset=30', { remaining: 12, resetMs: 30_000, quota: 500 }],
  ])('of %s is read', (field, limit) => {
    expect(rateLimitOf(headers({ ratelimit: field }))).toEqual(limit);
  });

  it('takes the quota from the policy', () => {
    const told = headers({ ratelimit: '"api";r=100;t=60', 'ratelimit-policy': '"fixed window";"api";q=500;w=300' });
    expect(rateLimitOf(told)).toEqual({ remaining: 100, resetMs: 60_000, quota: 500 });
  });

  it.each(['', 'none', '"api";r=5', '"api";r=-1;t=3', '"api";t=3', 'r=1e9;t=5'])('of "%s" says nothing', (field) => {
    expect(rateLimitOf(headers({ ratelimit: field }))).toBeUndefined();
  });
});
