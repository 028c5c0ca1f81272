import { describe, expect, it } from 'vitest';
import { nextSlots, slotBefore, slotsBetween, weekdayOf } from '../../src/core/schedule.ts';
import { addDays } from '../../src/core/time.ts';
import { aSchedule, aZone } from '../support/a-schedule.ts';
import { aDay, anInstant } from '../support/builders.ts';
import { firstMinuteShowing, minutesLater } from '../support/wall-clock.ts';

const slots = (text: string, after: string, upTo: string) => slotsBetween(aSchedule(text), anInstant(after), anInstant(upTo));
const days = (text: string, after: string, count: number) =>
  nextSlots(aSchedule(text), anInstant(after), count).map((slot) => slot.slice(0, 10));

describe('the slots of a schedule', () => {
  it('are after the start and up to the end: a slot at the start is past, one at the end is due', () => {
    expect(slots('daily 9:00', '2026-01-05T09:00:00Z', '2026-01-07T09:00:00Z')).toEqual([
      '2026-01-06T09:00:00.000Z',
      '2026-01-07T09:00:00.000Z',
    ]);
    expect(slots('daily 9:00', '2026-01-05T08:59:59.999Z', '2026-01-05T09:00:00Z')).toEqual(['2026-01-05T09:00:00.000Z']);
  });

  it('are none where the end is not after the start', () => {
    expect(slots('daily 9:00', '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z')).toEqual([]);
    expect(slots('daily 9:00', '2026-01-09T09:00:00Z', '2026-01-05T09:00:00Z')).toEqual([]);
  });

  it('are on Monday to Friday for weekdays', () => {
    expect(days('weekdays', '2026-01-08T09:00:00Z', 3)).toEqual(['2026-01-09', '2026-01-12', '2026-01-13']);
  });

  it('are on the named days', () => {
    expect(days('sat,mon', '2026-01-05T10:00:00Z', 3)).toEqual(['2026-01-10', '2026-01-12', '2026-01-17']);
    expect(days('weekly on fri', '2026-01-05T10:00:00Z', 2)).toEqual(['2026-01-09', '2026-01-16']);
  });

  it('are on the named day as the calendar of the zone has it, which may be another day in UTC', () => {
    expect(slots('mon 9:00 zone Pacific/Kiritimati', '2026-01-03T00:00:00Z', '2026-01-06T00:00:00Z')).toEqual([
      '2026-01-04T19:00:00.000Z',
    ]);
  });

  it('come every second week from the anchor on, and none before it', () => {
    expect(days('fortnightly from 2026-01-19', '2025-06-01', 3)).toEqual(['2026-01-19', '2026-02-02', '2026-02-16']);
    expect(days('fortnightly from 2026-01-19', '2031-01-01', 2)).toEqual(['2031-01-13', '2031-01-27']);
  });

  it('are on the day of the month, or on its last day where the month is shorter', () => {
    expect(days('monthly on the 30th', '2025-12-31', 4)).toEqual(['2026-01-30', '2026-02-28', '2026-03-30', '2026-04-30']);
    expect(days('monthly on the last day', '2027-12-31T10:00:00Z', 4)).toEqual([
      '2028-01-31',
      '2028-02-29',
      '2028-03-31',
      '2028-04-30',
    ]);
  });

  it('are the next ones, as many as are asked for', () => {
    expect(nextSlots(aSchedule(), anInstant(), 0)).toEqual([]);
    expect(nextSlots(aSchedule(), anInstant(), 5)).toHaveLength(5);
  });
});

describe('a slot around a clock change', () => {
  it.each([
    ['in Berlin, 02:00 to 03:00', '2025-03-30 02:30', 'Europe/Berlin', '2025-03-30T01:00:00.000Z'],
    ['in New York, 02:00 to 03:00', '2025-03-09 02:00', 'America/New_York', '2025-03-09T07:00:00.000Z'],
    ['on Lord Howe by half an hour', '2025-10-05 02:15', 'Australia/Lord_Howe', '2025-10-04T15:30:00.000Z'],
    ['in Apia, 03:00 to 04:00', '2020-09-27 03:59', 'Pacific/Apia', '2020-09-26T14:00:00.000Z'],
    ['in Casablanca after Ramadan', '2025-04-06 02:30', 'Africa/Casablanca', '2025-04-06T02:00:00.000Z'],
    ['at Troll by two hours', '2025-03-30 01:30', 'Antarctica/Troll', '2025-03-30T01:00:00.000Z'],
    ['in São Paulo from midnight on', '2018-11-04 00:00', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    ['in Nuuk up to midnight, so on the next day', '2024-03-30 23:30', 'America/Nuuk', '2024-03-31T01:00:00.000Z'],
  ])('moves later where the change skips it: %s', (_, asked, zone, slot) => {
    expectSlot(asked, zone, slot);
  });

  it.each([
    ['in Berlin', '2025-10-26 02:30', 'Europe/Berlin', '2025-10-26T00:30:00.000Z'],
    ['in New York', '2025-11-02 01:00', 'America/New_York', '2025-11-02T05:00:00.000Z'],
    ['on Lord Howe, half an hour of it', '2025-04-06 01:45', 'Australia/Lord_Howe', '2025-04-05T14:45:00.000Z'],
    ['in Apia', '2020-04-05 03:30', 'Pacific/Apia', '2020-04-04T13:30:00.000Z'],
    ['in Casablanca as Ramadan begins', '2025-02-23 02:30', 'Africa/Casablanca', '2025-02-23T01:30:00.000Z'],
    ['in Nuuk around midnight', '2024-10-26 23:30', 'America/Nuuk', '2024-10-27T00:30:00.000Z'],
  ])('fires the first time only where the change repeats it: %s', (_, asked, zone, slot) => {
    expectSlot(asked, zone, slot);
  });

  it.each([
    ['the minute before the gap', '2025-03-30 01:59', 'Europe/Berlin', '2025-03-30T00:59:00.000Z'],
    ['the minute after the gap', '2025-03-30 03:00', 'Europe/Berlin', '2025-03-30T01:00:00.000Z'],
    ['the minute before the repeated hour', '2025-10-26 01:59', 'Europe/Berlin', '2025-10-25T23:59:00.000Z'],
    ['the minute after the repeated hour', '2025-10-26 03:00', 'Europe/Berlin', '2025-10-26T02:00:00.000Z'],
    ['the noon of that day', '2025-03-09 12:00', 'America/New_York', '2025-03-09T16:00:00.000Z'],
    ['a zone that never changes', '2025-03-30 02:30', 'Asia/Kolkata', '2025-03-29T21:00:00.000Z'],
    ['fourteen hours ahead', '2025-03-30 00:00', 'Pacific/Kiritimati', '2025-03-29T10:00:00.000Z'],
    ['the last evening before Apia left a day out', '2011-12-29 23:59', 'Pacific/Apia', '2011-12-30T09:59:00.000Z'],
    ['the first midnight after it', '2011-12-31 00:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('is at its own time where the change leaves it alone: %s', (_, asked, zone, slot) => {
    expectSlot(asked, zone, slot);
  });

  it.each([
    ['Pacific/Apia', '2011-12-30 09:00'],
    ['Pacific/Apia', '2011-12-30 00:00'],
    ['Pacific/Apia', '2011-12-30 23:59'],
    ['Pacific/Kwajalein', '1993-08-21 09:00'],
  ])('is not there on a day that %s left out: %s', (zone, asked) => {
    expectSlot(asked, zone, undefined);
  });

  it('is not made up on another day for a week or a month whose day was left out', () => {
    expect(days('fridays at noon zone Pacific/Apia', '2011-12-20', 3)).toEqual(['2011-12-23', '2012-01-05', '2012-01-12']);
    expect(days('monthly on the 30th at noon zone Pacific/Apia', '2011-11-01', 2)).toEqual(['2011-11-30', '2012-01-29']);
  });
});

describe('the slot before an instant', () => {
  it.each([
    ['yesterday, of a slot', 'daily 9:00', '2026-01-06T09:00Z', '2026-01-05T09:00:00.000Z'],
    ['today, a moment after it', 'daily 9:00', '2026-01-06T09:00:00.001Z', '2026-01-06T09:00:00.000Z'],
    ['on Friday, of a Monday', 'weekdays 9:00', '2026-01-05T09:00Z', '2026-01-02T09:00:00.000Z'],
    ['a day of 23 hours earlier', 'daily at 9:00 Europe/Berlin', '2026-03-29T07:00Z', '2026-03-28T08:00:00.000Z'],
    ['a day of 25 hours earlier', 'daily at 9:00 Europe/Berlin', '2026-10-25T08:00Z', '2026-10-24T07:00:00.000Z'],
    ['after the gap that skipped it', 'daily at 2:30 Europe/Berlin', '2026-03-30T00:30Z', '2026-03-29T01:00:00.000Z'],
    ['at its first showing', 'daily at 2:30 Europe/Berlin', '2026-10-26T01:30Z', '2026-10-25T00:30:00.000Z'],
    ['two days earlier, where one was left out', 'daily at 9:00 Pacific/Apia', '2011-12-30T19:00Z', '2011-12-29T19:00:00.000Z'],
    [
      'two months earlier, where one had no such day',
      'monthly on the 30th at noon Pacific/Apia',
      '2012-01-29T22:00Z',
      '2011-11-30T22:00:00.000Z',
    ],
    ['the last day of February', 'monthly on the 31st at 9:00', '2026-03-31T09:00Z', '2026-02-28T09:00:00.000Z'],
    ['a fortnight before the first one', 'every 2 weeks on friday at 9:00', '2026-01-09T09:00Z', '2025-12-26T09:00:00.000Z'],
  ])('is %s', (_, text, instant, slot) => {
    expect(slotBefore(aSchedule(text), anInstant(instant))).toBe(slot);
  });
});

describe('the day of the week', () => {
  it.each([
    ['1969-12-31', 'wed'],
    ['1970-01-01', 'thu'],
    ['2000-02-29', 'tue'],
    ['2026-11-23', 'mon'],
  ])('of %s is %s', (date, weekday) => {
    expect(weekdayOf(aDay(date))).toBe(weekday);
  });
});

/** Holds the slot of that day, and those of its neighbours, to what a look at the clock minute by minute finds. */
function expectSlot(asked: string, zone: string, slot: string | undefined): void {
  const [date = '', time = ''] = asked.split(' ');
  const shown = (by: number) => firstMinuteShowing(`${addDays(aDay(date), by)} ${time}`, aZone(zone));
  expect(shown(0)).toBe(slot);
  const around = [-2, -1, 0, 1, 2].map(shown).filter((instant) => instant !== undefined);
  const [first = anInstant(), last = anInstant()] = [around[0], around.at(-1)];
  expect(slots(`daily at ${time} zone ${zone}`, minutesLater(first, -1), last)).toEqual(around);
}
