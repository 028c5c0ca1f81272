import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_STEP_DAYS, type MeetingSchedule, stepAround } from '../../../src/core/groups/cycle.ts';
import { type Meeting, plannedMeeting, timeOf } from '../../../src/core/groups/group.ts';
import { MOVED_STEPS, type MovedStep, planOfMove } from '../../../src/core/groups/moving.ts';
import { nextSlots } from '../../../src/core/schedule.ts';
import { type Instant, plus, type TimeZone } from '../../../src/core/time.ts';
import { anInstant } from '../../support/builders.ts';

const BERLIN = 'Europe/Berlin' as TimeZone;
const MEETINGS: MeetingSchedule = { kind: 'weekly', on: 'thu', at: { hour: 15, minute: 0 }, zone: BERLIN };
const GROUP = { meetings: MEETINGS, days: DEFAULT_STEP_DAYS };
const AROUND = { days: DEFAULT_STEP_DAYS, zone: BERLIN };
const HOUR_MS = 3_600_000;

/** Thursday 8 January 2026, 15:00 in Berlin. */
const SLOT = anInstant('2026-01-08T14:00:00Z');
const FOLLOWING = anInstant('2026-01-15T14:00:00Z');
const planned = plannedMeeting(SLOT);

const move = (to: string, now: string, meeting: Meeting = planned) =>
  planOfMove({ meeting, to: anInstant(to), now: anInstant(now), following: FOLLOWING }, GROUP);

describe('a meeting that is moved', () => {
  it('has what is still to come of it around its new time', () => {
    expect(move('2026-01-09T15:00:00Z', '2026-01-02T15:00:00Z')).toEqual({
      ballot: '2026-01-05T15:00:00.000Z',
      choice: '2026-01-07T15:00:00.000Z',
      'day-before': '2026-01-08T15:00:00.000Z',
      'hour-before': '2026-01-09T14:00:00.000Z',
      meeting: '2026-01-09T15:00:00.000Z',
      call: '2026-01-10T15:00:00.000Z',
    });
  });

  it('tells nothing again that was told: what is chosen stays chosen', () => {
    expect(Object.keys(move('2026-01-09T15:00:00Z', '2026-01-07T08:00:00Z'))).toEqual([
      'day-before',
      'hour-before',
      'meeting',
      'call',
    ]);
  });

  it('begins votes at once and ends them halfway where there is no time left for them as usual', () => {
    expect(move('2026-01-04T14:00:00Z', '2026-01-03T14:00:30Z')).toEqual({
      ballot: '2026-01-03T14:01:00.000Z',
      choice: '2026-01-04T02:00:00.000Z',
      'hour-before': '2026-01-04T13:00:00.000Z',
      meeting: '2026-01-04T14:00:00.000Z',
      call: '2026-01-05T14:00:00.000Z',
    });
  });

  it('calls for no nominations where it is moved to where the votes of the next one begin', () => {
    expect(move('2026-01-14T14:00:00Z', '2026-01-07T08:00:00Z').call).toBeUndefined();
  });

  it('keeps the wall clock of its steps over a clock change', () => {
    const meeting = plannedMeeting(anInstant('2026-03-26T14:00:00Z'));
    const moved = { meeting, to: anInstant('2026-03-30T13:00:00Z'), now: anInstant('2026-03-20T00:00:00Z') };
    const plan = planOfMove({ ...moved, following: anInstant('2026-04-02T13:00:00Z') }, GROUP);
    expect(plan.choice).toBe('2026-03-28T14:00:00.000Z');
    expect(plan['day-before']).toBe('2026-03-29T13:00:00.000Z');
  });
});

/** What is told and when, as moves follow each other: what came before a move was told by then. */
function toldOver(moves: readonly { readonly now: Instant; readonly to: Instant }[]) {
  const told: { readonly step: MovedStep; readonly at: Instant }[] = [];
  let meeting = planned;
  let since = anInstant('2026-01-01T14:00:00Z');
  const tellUntil = (now: Instant | undefined): void => {
    for (const step of MOVED_STEPS) {
      const at = meeting.moved === undefined ? stepAround(step, SLOT, AROUND) : meeting.moved.plan[step];
      if (at !== undefined && at > since && (now === undefined || at <= now)) told.push({ step, at });
    }
    since = now ?? since;
  };
  for (const { now, to } of moves) {
    if (now <= since || to <= now || timeOf(meeting) <= now) continue;
    tellUntil(now);
    meeting = { ...meeting, moved: { to, plan: planOfMove({ meeting, to, now, following: FOLLOWING }, GROUP) } };
  }
  tellUntil(undefined);
  return { told, end: timeOf(meeting) };
}

describe('however often a meeting is moved', () => {
  const anHour = fc
    .integer({ min: 1, max: 14 * 24 - 2 })
    .map((hours) => plus(anInstant('2026-01-01T14:00:00Z'), hours * HOUR_MS));
  const someMoves = fc
    .array(fc.record({ now: anHour, to: anHour }), { maxLength: 5 })
    .map((moves) => moves.toSorted((a, b) => (a.now < b.now ? -1 : 1)).map(({ now, to }) => ({ now: plus(now, 17_000), to })));

  it('each step is told once at the most, the meeting once, and nothing of it after it', () => {
    fc.assert(
      fc.property(someMoves, (moves) => {
        const { told, end } = toldOver(moves);
        const steps = told.map(({ step }) => step);
        expect(new Set(steps).size).toBe(steps.length);
        expect(told.filter(({ step }) => step === 'meeting')).toEqual([{ step: 'meeting', at: end }]);
        for (const { step, at } of told) if (step !== 'call') expect(at <= end, step).toBe(true);
        const [choice, ...reminders] = (['choice', 'day-before', 'hour-before'] as const).map((step) =>
          told.find((each) => each.step === step),
        );
        expect(choice).toBeDefined();
        for (const reminder of reminders) if (reminder && choice) expect(reminder.at > choice.at).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('moving it back brings it back to its slot', () => {
    const { end } = toldOver([
      { now: anInstant('2026-01-03T10:00:00Z'), to: anInstant('2026-01-10T10:00:00Z') },
      { now: anInstant('2026-01-04T10:00:00Z'), to: SLOT },
    ]);
    expect(end).toBe(SLOT);
    expect(nextSlots(MEETINGS, plus(SLOT, -1), 1)).toEqual([SLOT]);
  });
});
