import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_STEP_DAYS,
  GROUP_STEPS,
  type MeetingSchedule,
  MOST_BALLOT_DAYS,
  meetingOf,
  stepSchedule,
} from '../../../src/core/groups/cycle.ts';
import { DAYS_OF_WEEK, nextSlots, slotsBetween } from '../../../src/core/schedule.ts';
import { formatSchedule, parseSchedule } from '../../../src/core/schedule-text.ts';
import type { LocalDate, TimeZone } from '../../../src/core/time.ts';
import { anInstant } from '../../support/builders.ts';

const scheduleOf = (typed: string): MeetingSchedule => {
  const schedule = parseSchedule(typed, { zone: 'Europe/Berlin' as TimeZone, today: '2026-01-05' as LocalDate });
  if (schedule.kind !== 'weekly' && schedule.kind !== 'fortnightly') throw new Error(typed);
  return schedule;
};

describe('the steps of a group', () => {
  it('lie around its meeting: the call a day after the last, the ballot and the choice days before, reminders before it', () => {
    const meetings = scheduleOf('weekly on thursday at 15:00');
    const steps = GROUP_STEPS.map((step) => formatSchedule(stepSchedule(step, meetings, DEFAULT_STEP_DAYS)));
    expect(steps).toEqual([
      'weekly on fri at 15:00 zone Europe/Berlin',
      'weekly on sun at 15:00 zone Europe/Berlin',
      'weekly on tue at 15:00 zone Europe/Berlin',
      'weekly on wed at 15:00 zone Europe/Berlin',
      'weekly on thu at 14:00 zone Europe/Berlin',
      'weekly on thu at 15:00 zone Europe/Berlin',
    ]);
  });

  it('go over midnight where the meeting is in the first hour of a day', () => {
    const schedule = stepSchedule('hour-before', scheduleOf('weekly on monday at 00:30'), DEFAULT_STEP_DAYS);
    expect(formatSchedule(schedule)).toBe('weekly on sun at 23:30 zone Europe/Berlin');
  });

  it('follow a fortnightly meeting from its first day on', () => {
    const meetings = scheduleOf('fortnightly from 2026-01-15 at 15:00');
    const [ballot] = nextSlots(stepSchedule('ballot', meetings, DEFAULT_STEP_DAYS), anInstant('2026-01-05T00:00:00Z'), 1);
    expect(ballot).toBe('2026-01-11T14:00:00.000Z');
    expect(meetingOf('ballot', anInstant(String(ballot)), meetings)).toBe('2026-01-15T14:00:00.000Z');
  });

  it('keep their order and their meeting over whole years, clock changes, zones and settings', () => {
    const aSchedule = fc.record({
      on: fc.constantFrom(...DAYS_OF_WEEK),
      hour: fc.integer({ min: 0, max: 23 }),
      minute: fc.constantFrom(0, 15, 30, 59),
      zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'),
    });
    const someDays = fc
      .tuple(fc.integer({ min: 2, max: MOST_BALLOT_DAYS }), fc.nat(4))
      .map(([ballot, less]) => ({ ballot, choice: Math.max(1, ballot - 1 - less) }));
    fc.assert(
      fc.property(aSchedule, someDays, ({ on, hour, minute, zone }, days) => {
        const meetings: MeetingSchedule = { kind: 'weekly', on, at: { hour, minute }, zone: zone as TimeZone };
        const [after, upTo] = [anInstant('2026-02-01T00:00:00Z'), anInstant('2026-05-01T00:00:00Z')];
        const all = GROUP_STEPS.flatMap((step) =>
          slotsBetween(stepSchedule(step, meetings, days), after, upTo).map((slot) => ({
            step,
            slot,
            meeting: meetingOf(step, slot, meetings),
          })),
        );
        const meetingsSeen = [...new Set(all.map(({ meeting }) => meeting))].toSorted();
        for (const meeting of meetingsSeen.slice(1, -2)) {
          const steps = all.filter((each) => each.meeting === meeting);
          expect(new Set(steps.map(({ step }) => step))).toEqual(new Set(GROUP_STEPS));
          const slotOf = (wanted: string) => steps.find(({ step }) => step === wanted)?.slot ?? '';
          expect(slotOf('meeting')).toBe(meeting);
          expect(slotOf('call') <= slotOf('ballot')).toBe(true);
          expect(slotOf('ballot') < slotOf('choice')).toBe(true);
          expect(slotOf('choice') <= slotOf('day-before')).toBe(true);
          expect(slotOf('day-before') < slotOf('hour-before')).toBe(true);
          expect(slotOf('hour-before') <= meeting).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
