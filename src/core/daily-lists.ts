/**
 * When the daily lists close: what is posted of a list is chosen once nothing more is put on it.
 *
 * Lists are of UTC days, Monday to Friday. A list fills up through its day, and what people send in after a Friday has no
 * list of its own before Monday's; so a list closes when the next list day begins, and Friday's closes with the weekend. Its
 * votes move for days longer, which is why lists of up to a week stay in the choice. The calendar alone decides: whether
 * a day was a holiday shows only when its list is over and empty.
 */
import { addDays, type Instant, type LocalDate, localDateAt, UTC } from './time.ts';

/** The oldest list that is still news, in days before the UTC day of the post. */
const OLDEST_LIST_DAYS = 7;

export function isWeekend(date: LocalDate): boolean {
  return [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
}

/** The first moment at which nothing more is put on the list of `day`. */
export function closesAt(day: LocalDate): Instant {
  let next = addDays(day, 1);
  while (isWeekend(next)) next = addDays(next, 1);
  return `${next}T00:00:00.000Z` as Instant;
}

/** The list days whose lists close in (after, upTo], oldest first. */
export function listDaysClosing(after: Instant, upTo: Instant): readonly LocalDate[] {
  const days: LocalDate[] = [];
  // A list closes at most three days after its own day began
  for (let day = addDays(localDateAt(after, UTC), -3); closesAt(day) <= upTo; day = addDays(day, 1)) {
    if (!isWeekend(day) && closesAt(day) > after) days.push(day);
  }
  return days;
}

/** List days that are closed at `at` and at most a week old, newest first. Never empty: of any four days one is closed. */
export function settledListDays(at: Instant): readonly [LocalDate, ...LocalDate[]] {
  const today = localDateAt(at, UTC);
  let newest = addDays(today, -1);
  while (isWeekend(newest) || closesAt(newest) > at) newest = addDays(newest, -1);
  const older = Array.from({ length: OLDEST_LIST_DAYS }, (_, back) => addDays(newest, -1 - back));
  return [newest, ...older.filter((day) => !isWeekend(day) && day >= addDays(today, -OLDEST_LIST_DAYS))];
}
