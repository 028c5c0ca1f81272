import { describe, expect, it } from 'vitest';
import { counted, formatCount, formatDate, formatDay, formatMoment, formatMonth } from '../../src/core/locale.ts';
import { parseTimeZone, UTC } from '../../src/core/time.ts';
import { aDay, anInstant } from '../support/builders.ts';

const DAY = aDay('2026-08-21');

describe('dates and numbers', () => {
  it('are written day first with the month in letters unless a language is chosen', () => {
    expect(formatDate(DAY, undefined)).toBe('21 Aug 2026');
    expect(formatDay(DAY, undefined)).toBe('Fri, 21 Aug 2026');
    expect(formatMonth(DAY, undefined)).toBe('Aug 2026');
    expect(formatCount(1204, undefined)).toBe('1,204');
  });

  it('follow the language chosen', () => {
    expect(formatDate(DAY, 'de')).toBe('21. Aug. 2026');
    expect(formatDate(DAY, 'en-US')).toBe('Aug 21, 2026');
    expect(formatCount(1204, 'de')).toBe('1.204');
  });

  it.each(['fa', 'th', 'ar-SA'])('keep the year that arXiv prints, in %s too', (locale) => {
    const digits = formatDate(DAY, `${locale}-u-nu-latn`);
    expect(digits).toContain('2026');
  });

  it('are the day asked for wherever the machine stands', () => {
    expect(formatDate(aDay('2026-01-01'), undefined)).toBe('1 Jan 2026');
  });

  it('tell a moment on the clock of a zone', () => {
    const instant = anInstant('2026-08-21T22:30:00Z');
    expect(formatMoment(instant, UTC, undefined)).toBe('Fri, 21 Aug 2026, 22:30');
    expect(formatMoment(instant, parseTimeZone('Asia/Tokyo') ?? UTC, undefined)).toBe('Sat, 22 Aug 2026, 07:30');
  });

  it('count one thing as one', () => {
    expect([0, 1, 2].map((count) => counted(count, 'paper', undefined))).toEqual(['0 papers', '1 paper', '2 papers']);
  });
});
