/**
 * The instant at which a clock in Berlin shows a time, found by trying both of its offsets: apart from how the code under test finds it.
 */
import { type Instant, parseTimeZone, toInstant } from '../../../src/core/time.ts';
import { wallClockAt } from '../wall-clock.ts';

const HOUR_MS = 3_600_000;

/** @param shown such as `2026-03-26 15:00`; one of the hour that a change skips or repeats is not asked for. */
export function berlin(shown: string): Instant {
  const asUtc = Date.parse(`${shown.replace(' ', 'T')}Z`);
  const found = [1, 2].map((hours) => toInstant(asUtc - hours * HOUR_MS)).find((at) => inBerlin(at) === shown);
  if (found === undefined) throw new Error(`no such moment in Berlin: ${shown}`);
  return found;
}

export function inBerlin(at: Instant): string {
  return wallClockAt(at, BERLIN);
}

const BERLIN = zoneNamed('Europe/Berlin');

function zoneNamed(name: string) {
  const zone = parseTimeZone(name);
  if (zone === undefined) throw new Error(`no zone ${name}`);
  return zone;
}
