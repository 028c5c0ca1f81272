/**
 * The time of the twin: it stands still until a test moves it, and then runs what falls due on the way, in order.
 *
 * Rate limits are the exception. The real client waits for them in real time, so they run on `limitsNow`, which is real time plus
 * whatever the test has advanced: a waiting client gets through, and a test need not wait.
 */
export interface TimeStep {
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly ms?: number;
}

export interface VirtualClock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds on a monotonic scale of their own, for windows of rate limits. */
  readonly limitsNow: () => number;
  readonly advance: (by: TimeStep) => void;
  /** Runs once, when the clock reaches the time; the answer calls it off. */
  readonly at: (time: number, run: () => void) => () => void;
}

interface Alarm {
  readonly time: number;
  readonly run: () => void;
}

export function makeVirtualClock(start: string): VirtualClock {
  const opened = Date.parse(start);
  if (Number.isNaN(opened)) throw new Error(`Not a time: ${start}`);
  let now = opened;
  const alarms = new Set<Alarm>();
  const nextDueBy = (end: number): Alarm | undefined =>
    [...alarms].filter((alarm) => alarm.time <= end).sort((one, other) => one.time - other.time)[0];
  return {
    now: () => now,
    limitsNow: () => performance.now() + (now - opened),
    advance: ({ hours = 0, minutes = 0, seconds = 0, ms = 0 }) => {
      const end = now + ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
      if (end < now) throw new Error('The clock of the twin only runs forwards: ids must rise.');
      for (let due = nextDueBy(end); due !== undefined; due = nextDueBy(end)) {
        alarms.delete(due);
        now = Math.max(now, due.time);
        due.run();
      }
      now = end;
    },
    at: (time, run) => {
      const alarm = { time, run };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
  };
}
