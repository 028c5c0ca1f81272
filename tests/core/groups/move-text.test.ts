import { describe, expect, it } from 'vitest';
import { type MoveBounds, parseMove } from '../../../src/core/groups/move-text.ts';
import type { TimeZone } from '../../../src/core/time.ts';
import { anInstant } from '../../support/builders.ts';

/** Monday 5 January 2026, before the meeting of Thursday at 15:00 in Berlin. */
const BOUNDS: MoveBounds = {
  now: anInstant('2026-01-05T09:00:00Z'),
  slot: anInstant('2026-01-08T14:00:00Z'),
  following: anInstant('2026-01-15T14:00:00Z'),
  zone: 'Europe/Berlin' as TimeZone,
  at: { hour: 15, minute: 0 },
};

describe('to when a meeting is moved', () => {
  it.each([
    ['friday at 16:00', '2026-01-09T15:00:00.000Z'],
    ['fri 4pm', '2026-01-09T15:00:00.000Z'],
    ['monday', '2026-01-05T14:00:00.000Z'],
    ['monday at 9', '2026-01-12T08:00:00.000Z'],
    ['2026-01-13 at 15:30', '2026-01-13T14:30:00.000Z'],
    ['on 2026-01-13', '2026-01-13T14:00:00.000Z'],
    ['tomorrow', '2026-01-06T14:00:00.000Z'],
    ['today at 18', '2026-01-05T17:00:00.000Z'],
    ['17:00', '2026-01-08T16:00:00.000Z'],
    ['friday at 16:00 zone America/New_York', '2026-01-09T21:00:00.000Z'],
    ['back', '2026-01-08T14:00:00.000Z'],
    ['  Back ', '2026-01-08T14:00:00.000Z'],
  ])('%s', (typed, to) => {
    expect(parseMove(typed, BOUNDS)).toBe(to);
  });

  it.each([
    ['2026-01-05 at 8', /is over/],
    ['2025-12-30', /is over/],
    ['2026-01-16', /comes before that/],
    ['thursday at 15:00 2026-01-09', /one moment/],
    ['monday and friday', /one moment/],
    ['daily at 9', /one moment/],
    ['9:00 10:00', /one moment/],
    ['2026-02-31', /no day/],
    ['whenever', /^The time of a meeting cannot hold `whenever`\. For example: `group move friday/],
    ['yesterday', /^The time of a meeting cannot hold `yesterday`\. For example: `group move friday/],
    ['', /^That says no days and no time\. For example: `group move friday/],
    ['friday at 25:00', /is no time of day/],
  ])('that says no one moment in between is refused with a sentence: %s', (typed, why) => {
    expect(() => parseMove(typed, BOUNDS)).toThrow(why);
  });
});
