/**
 * Which lists a digest reads: those that closed since the slot before it, and for late additions those of a while before.
 *
 * A list is read once it is closed. What is put on it later, or comes to match only later, joins the next digest for a week,
 * or for as long as the schedule's slots are apart: so a slot that was skipped loses nothing, whatever the schedule. The first
 * digest reads as far back as any other would; what is older than that stays unread, so that subscribing brings no flood.
 */
import { closesAt, listDaysClosing } from '../../core/daily-lists.ts';
import { nextSlots, slotBefore } from '../../core/schedule.ts';
import type { Subscription } from '../../core/subscription.ts';
import { type Instant, type LocalDate, plus } from '../../core/time.ts';

const LATE_DAYS = 7;
const DAY_MS = 86_400_000;

export interface DigestWindow {
  /** List days, oldest first; none where no list closed since the slot before. */
  readonly fresh: readonly LocalDate[];
  /** List days from which only late additions come, oldest first. */
  readonly late: readonly LocalDate[];
  /** Days to read, both ends included: the same for all subscriptions with this schedule. */
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export function digestWindow({ schedule, createdAt }: Pick<Subscription, 'schedule' | 'createdAt'>, slot: Instant): DigestWindow {
  const before = slotBefore(schedule, slot);
  const reach = earlier(slotBefore(schedule, before), plus(before, -LATE_DAYS * DAY_MS));
  const [first = slot] = nextSlots(schedule, createdAt, 1);
  const firstRead = slotBefore(schedule, first);
  const days = listDaysClosing(reach, slot);
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) throw new Error(`a week without a list day before ${slot}`);
  return {
    fresh: days.filter((day) => closesAt(day) > before),
    late: days.filter((day) => closesAt(day) <= before && closesAt(day) > firstRead),
    from,
    to,
  };
}

function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}
