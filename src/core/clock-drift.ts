/**
 * Whether this machine's clock is right: posts come by the minute, and platforms refuse what is signed by a wrong clock.
 */
import type { Finding } from './finding.ts';
import type { Instant } from './time.ts';

/** So far apart clocks may be. */
const MOST_DRIFT_MS = 30_000;

/** @param theirs an HTTP date that another machine gave at this moment; undefined where it gave none. */
export function clockFinding(theirs: string | undefined, now: Instant): Finding {
  const there = Date.parse(theirs ?? '');
  if (Number.isNaN(there)) return { kind: 'note', check: 'clock', what: 'There is no other clock to hold it against.' };
  const drift = Date.parse(now) - there;
  const seconds = Math.round(Math.abs(drift) / 1000);
  if (Math.abs(drift) <= MOST_DRIFT_MS) return { kind: 'well', check: 'clock', what: `It is right to ${seconds} s.` };
  const what = `It is ${seconds} s ${drift < 0 ? 'behind' : 'ahead'}.`;
  return { kind: 'trouble', check: 'clock', what, fix: 'Let this machine set its clock by NTP.' };
}
