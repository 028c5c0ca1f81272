import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  daysBetween,
  type LocalDate,
  localDateAt,
  parseInstant,
  parseLocalDate,
  parseTimeZone,
  toInstant,
  UTC,
} from '../../src/core/time.ts';
import { aDay, anInstant } from '../support/builders.ts';

const anyDay = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => aDay(date.toISOString().slice(0, 10)));

const zone = (name: string) => parseTimeZone(name) ?? expect.unreachable(`no zone ${name}`);

describe('an instant', () => {
  it.each([
    ['2026-01-05', '2026-01-05T00:00:00.000Z'],
    ['2026-01-05T09:30:00Z', '2026-01-05T09:30:00.000Z'],
    ['2026-01-05T09:30:00.1234Z', '2026-01-05T09:30:00.123Z'],
    ['2026-01-05T09:30+02:00', '2026-01-05T07:30:00.000Z'],
    ['2026-01-05 09:30:00', '2026-01-05T09:30:00.000Z'],
    ['2024-02-29T23:59:59-01:00', '2024-03-01T00:59:59.000Z'],
  ])('is read from `%s` in UTC, whatever the zone of the machine', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each([
    '',
    'yesterday',
    '2025-02-30',
    '2025-02-29T00:00:00Z',
    '2025-13-01',
    '2025-01-01T25:00:00Z',
    '2025-01-01 noon',
    '01/02/2025',
    '20250101',
  ])('is not seen in `%s`', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('reads what it writes, and sorts as time does', () => {
    const ms = fc.integer({ min: 0, max: 4e12 });
    fc.assert(
      fc.property(ms, ms, (a, b) => {
        expect(parseInstant(toInstant(a))).toBe(toInstant(a));
        expect(toInstant(a) < toInstant(b)).toBe(a < b);
      }),
    );
  });
});

describe('a local date', () => {
  it.each(['2025-02-29', '2025-13-01', '2025-00-10', '2025-1-1', '2025-01-01T00:00:00Z', ' 2025-01-01', '', '٢٠٢٥-01-01'])(
    'is not seen in `%s`',
    (text) => {
      expect(parseLocalDate(text)).toBeUndefined();
    },
  );

  it('moves by days over months, leap years and clock changes', () => {
    expect(addDays(aDay('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(aDay('2025-03-30'), 1)).toBe('2025-03-31');
    expect(addDays(aDay('2025-01-01'), -1)).toBe('2024-12-31');
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -9000, max: 9000 }), (day, days) => {
        const moved = addDays(day, days);
        expect(daysBetween(day, moved)).toBe(days);
        expect(addDays(moved, -days)).toBe(day);
      }),
    );
  });

  it('is what a wall calendar shows in the zone', () => {
    const instant = anInstant('2026-01-05T23:30:00Z');
    expect(localDateAt(instant, UTC)).toBe('2026-01-05');
    expect(localDateAt(instant, zone('Asia/Tokyo'))).toBe('2026-01-06');
    expect(localDateAt(anInstant('2026-01-05T03:00:00Z'), zone('America/New_York'))).toBe('2026-01-04');
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(localDateAt(anInstant(`${day}T12:00:00Z`), UTC)).toBe<LocalDate>(day);
      }),
    );
  });
});

describe('a time zone', () => {
  it('has its canonical spelling', () => {
    expect(parseTimeZone('europe/berlin')).toBe('Europe/Berlin');
    expect(parseTimeZone('utc')).toBe('UTC');
  });

  it.each(['', 'Berlin', '+02:00', 'Europe/Nowhere', 'UTC+2', '🔥', '__proto__'])('is not seen in `%s`', (text) => {
    expect(parseTimeZone(text)).toBeUndefined();
  });
});
