import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeSchedule } from '../../src/core/describe-schedule.ts';
import { UserError } from '../../src/core/errors.ts';
import { formatSchedule, parseSchedule, type ScheduleDefaults } from '../../src/core/schedule-text.ts';
import type { TimeZone } from '../../src/core/time.ts';
import { anySchedule, aZone } from '../support/a-schedule.ts';
import { aDay } from '../support/builders.ts';

/** A Wednesday. */
const defaults: ScheduleDefaults = { zone: aZone('Europe/Berlin'), today: aDay('2026-11-25') };
const ALL_ZONES = Intl.supportedValuesOf('timeZone') as TimeZone[];

/** The canonical text without its zone, which is the default one. */
const read = (text: string) => formatSchedule(parseSchedule(text, defaults)).replace(' zone Europe/Berlin', '');

function complaint(text: string): string {
  try {
    parseSchedule(text, defaults);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return expect.unreachable(`${text} is a schedule`);
}

describe('a typed schedule', () => {
  it.each([
    ['daily at 9', 'daily at 09:00'],
    ['every day at 9', 'daily at 09:00'],
    ['weekdays 09:00', 'weekdays at 09:00'],
    ['Every Weekday, 9:00', 'weekdays at 09:00'],
    ['mon-fri 9', 'weekdays at 09:00'],
    ['from Monday to Friday at 9', 'weekdays at 09:00'],
    ['daily, mon – fri, 9', 'weekdays at 09:00'],
    ['weekends at 10', 'sat,sun at 10:00'],
    ['fri-mon 10', 'mon,fri,sat,sun at 10:00'],
    ['mon,thu 14:00', 'mon,thu at 14:00'],
    ['14:00 THURSDAYS and mondays', 'mon,thu at 14:00'],
    ['mon/wed/fri 9', 'mon,wed,fri at 09:00'],
    ['mon tue wed thu fri sat sun 9', 'daily at 09:00'],
    ['every monday at 9', 'weekly on mon at 09:00'],
    ['weekly on friday 17:00', 'weekly on fri at 17:00'],
    ['weekly mon & thu 17:00', 'mon,thu at 17:00'],
    ['fortnightly mon 15:00', 'fortnightly on mon from 2026-11-30 at 15:00'],
    ['every two weeks on wednesday at 15:00', 'fortnightly on wed from 2026-11-25 at 15:00'],
    ['every 2 weeks, tues, 3pm', 'fortnightly on tue from 2026-12-01 at 15:00'],
    ['every other friday at noon', 'fortnightly on fri from 2026-11-27 at 12:00'],
    ['fortnightly mon 15:00 from 2027-01-01', 'fortnightly on mon from 2027-01-04 at 15:00'],
    ['monthly on the 1st at 9', 'monthly on the 1st at 09:00'],
    ['the 22nd of every month at 9', 'monthly on the 22nd at 09:00'],
    ['monthly 5 at 9', 'monthly on the 5th at 09:00'],
    ['monthly 30 09:00', 'monthly on the 30th at 09:00'],
    ['monthly 31 09:00', 'monthly on the last day at 09:00'],
    ['on the last day of each month at 18:00', 'monthly on the last day at 18:00'],
  ])('`%s` is `%s`', (text, canonical) => {
    expect(read(text)).toBe(canonical);
  });

  it.each([
    ['9', '09:00'],
    ['at 9', '09:00'],
    ['@ 9', '09:00'],
    ['9:05', '09:05'],
    ['9.30', '09:30'],
    ['9h30', '09:30'],
    ['0930', '09:30'],
    ['9:30am', '09:30'],
    ['9:30 a.m.', '09:30'],
    ['9 pm', '21:00'],
    ["9 o'clock", '09:00'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['at noon', '12:00'],
    ['midnight', '00:00'],
    ['23:59', '23:59'],
    ['00:00', '00:00'],
  ])('has the time %s at %s', (text, time) => {
    expect(read(text)).toBe(`daily at ${time}`);
  });

  it.each([
    ['9 zone Europe/Berlin', 'Europe/Berlin'],
    ['9 asia/tokyo', 'Asia/Tokyo'],
    ['zone: america/new_york at 9', 'America/New_York'],
    ['at 9 (America/New York)', 'America/New_York'],
    ['at 9 in Australia/Lord Howe on mondays', 'Australia/Lord_Howe'],
    ['9 utc weekdays', 'UTC'],
  ])('has the zone of `%s`: %s', (text, zone) => {
    expect(parseSchedule(text, defaults).zone).toBe(zone);
  });

  it('gets what it leaves out: every day, nine o’clock, the given zone, and the day that today is', () => {
    expect(read('at 7')).toBe('daily at 07:00');
    expect(read('weekdays')).toBe('weekdays at 09:00');
    expect(read('weekly')).toBe('weekly on wed at 09:00');
    expect(read('every two weeks')).toBe('fortnightly on wed from 2026-11-25 at 09:00');
    expect(read('monthly at 9')).toBe('monthly on the 25th at 09:00');
    expect(parseSchedule('zone Asia/Tokyo', defaults)).toEqual({ kind: 'daily', at: { hour: 9, minute: 0 }, zone: 'Asia/Tokyo' });
  });
});

describe('text that is no schedule', () => {
  it.each([
    ['25:00', '`25:00` is no time of day: hours go from 0 to 23.'],
    ['24:00', '`24:00` is no time of day: midnight is `00:00`'],
    ['13pm', '`13pm` is no time of day: with am or pm, hours go from 1 to 12.'],
    ['0am', '`0am` is no time of day'],
    ['9:75', '`9:75` is no time of day: minutes go from 00 to 59.'],
    ['9:5', 'minutes of two digits'],
    ['weekdays 99', '`99` is no time of day'],
    ['at 9 and 17:00', 'one time, and that names `09:00` and `17:00`'],
    ['12 midnight', 'one time, and that names `00:00` and `12:00`'],
    ['weekly monthly', 'one rhythm, and that names `weekly` and `monthly`'],
    ['daily on the 1st', 'one rhythm, and that names `daily` and `monthly`'],
    ['fortnightly mon,thu', 'one day a fortnight, and that names `mon` and `thu`'],
    ['monthly on the 1st and 15th', 'one day a month, and that names `1st` and `15th`'],
    ['9 Asia/Tokyo Europe/Berlin', 'one zone, and that names `Asia/Tokyo` and `Europe/Berlin`'],
    ['monthly mon 9:00', 'Write `monthly on the 1st at 9` or `weekly on mon at 9`.'],
    ['monthly 9', 'Write `monthly at 9` or `monthly on the 9th`.'],
    ['monthly on the 32nd', 'Days go from 1 to 31'],
    ['monthly 0 9:00', 'Days go from 1 to 31'],
    ['weekly from 2026-12-01', '`fortnightly from 2026-11-23 at 15:00`'],
    ['fortnightly from soon', '`fortnightly from 2026-11-23 at 15:00`'],
    ['fortnightly from 2027-02-29', '`fortnightly from 2026-11-23 at 15:00`'],
    ['fortnightly from 0206-11-23', '`fortnightly from 2026-11-23 at 15:00`'],
    ['9 zone Berlin', 'Did you mean `zone Europe/Berlin`?'],
    ['zone New York', 'Did you mean `zone America/New_York`?'],
    ['9 zone Atlantis', 'There is no time zone `atlantis`. Zones are named by area and city, as in `zone Europe/Berlin`.'],
    ['9 Europe/Atlantis', 'There is no time zone `europe/atlantis`.'],
    ['9am EST', 'There is no time zone `est`.'],
    ['9 UTC+2', 'There is no time zone `utc+2`.'],
    ['9 zone', 'No zone follows `zone`.'],
    ['every 3 days', '`daily at 9`, `weekdays 09:00`, `mon,thu 14:00`'],
    ['hourly', 'A schedule cannot hold `hourly`.'],
    ['0 9 * * 1', 'A schedule cannot hold `*`.'],
    ['`<!channel>`', "A schedule cannot hold `'<!channel>'`."],
    ['', 'That says no days and no time.'],
    [' , at', 'That says no days and no time.'],
    ['mon '.repeat(60), 'That is too long.'],
  ])('`%s` is refused in a sentence that says: %s', (text, says) => {
    expect(complaint(text)).toContain(says);
  });

  it('is refused as something that the asker can mend, or is a schedule, whatever is typed', () => {
    const words =
      'daily weekdays mon friday weekly fortnightly every two weeks monthly 1st last day on the at 9 31 9:30 pm noon zone Europe/Berlin utc from 2026-11-23 - , / 🔥'.split(
        ' ',
      );
    const mixed = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 8 });
    fc.assert(
      fc.property(
        fc.oneof(
          mixed.map((typed) => typed.join(' ')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          try {
            const schedule = parseSchedule(text, defaults);
            expect(parseSchedule(formatSchedule(schedule), defaults)).toEqual(schedule);
          } catch (error) {
            expect(error).toBeInstanceOf(UserError);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('the canonical text of a schedule', () => {
  it('is read as the same schedule, whatever the default zone and day are', () => {
    const elsewhere: ScheduleDefaults = { zone: aZone('Asia/Tokyo'), today: aDay('2031-02-28') };
    fc.assert(
      fc.property(anySchedule(ALL_ZONES), fc.constantFrom(defaults, elsewhere), (schedule, given) => {
        expect(parseSchedule(formatSchedule(schedule), given)).toEqual(schedule);
        expect(parseSchedule(formatSchedule(schedule).toUpperCase(), given)).toEqual(schedule);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a schedule in words', () => {
  it.each([
    ['at 9', 'every day at 09:00, Europe/Berlin'],
    ['weekdays 9', 'on weekdays at 09:00, Europe/Berlin'],
    ['fri,mon,wed 9pm', 'on Mondays, Wednesdays and Fridays at 21:00, Europe/Berlin'],
    ['mon 9:30 utc', 'every Monday at 09:30, UTC'],
    ['fortnightly mon 15:00', 'every second Monday from 30 Nov 2026 at 15:00, Europe/Berlin'],
    ['monthly on the 3rd', 'on the 3rd of each month at 09:00, Europe/Berlin'],
    ['monthly on the 29th', 'on the 29th of each month (the last day of a shorter one) at 09:00, Europe/Berlin'],
    ['monthly on the 31st', 'on the last day of each month at 09:00, Europe/Berlin'],
  ])('goes on a sentence: `%s` is "%s"', (text, words) => {
    expect(describeSchedule(parseSchedule(text, defaults), undefined)).toBe(words);
  });

  it('has the date as the chosen language writes it', () => {
    expect(describeSchedule(parseSchedule('fortnightly mon', defaults), 'de')).toContain('from 30. Nov. 2026 at');
  });
});
