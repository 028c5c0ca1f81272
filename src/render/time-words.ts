/**
 * A moment in words, for what cannot show it by the reader's own clock. A renderer has no clock, so `relative` is the moment.
 */
import { formatDate, formatMoment } from '../core/locale.ts';
import type { TimeSpan } from '../core/message.ts';
import { localDateAt, UTC } from '../core/time.ts';

/** `3 Apr 2024, 09:00 UTC`; the zone is left out where it was chosen by whoever reads. */
export function timeWords({ at, style, zone }: TimeSpan, locale: string | undefined): string {
  if (style === 'day') return formatDate(localDateAt(at, zone ?? UTC), locale);
  return zone === undefined ? `${formatMoment(at, UTC, locale)} UTC` : formatMoment(at, zone, locale);
}
