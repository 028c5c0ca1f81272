/**
 * What is known of one day's list after it was read: a day that brings nothing because it is a weekend, one that is still
 * filling, one that is settled, and one that stayed empty. A day that was never read has no record at all, so a quiet day
 * and a day that nobody could read are told apart.
 */
import { closesAt, isWeekend } from './daily-lists.ts';
import type { Instant, LocalDate } from './time.ts';

export type ListDayState =
  /** A weekend: no list is due, and none was found. */
  | { readonly kind: 'none-due' }
  | { readonly kind: 'filling'; readonly papers: number }
  | { readonly kind: 'settled'; readonly papers: number }
  /** A weekday that is over and brought no list, as on a feast day. */
  | { readonly kind: 'empty' };

export interface ListDay {
  readonly date: LocalDate;
  readonly state: ListDayState;
  /** When the reading began. */
  readonly readAt: Instant;
}

/** @param papers how many were on the list. */
export function listDayAsRead(date: LocalDate, papers: number, readAt: Instant): ListDay {
  return { date, state: stateOf(date, papers, readAt), readAt };
}

function stateOf(date: LocalDate, papers: number, readAt: Instant): ListDayState {
  const isClosed = readAt >= closesAt(date);
  if (papers > 0) return { kind: isClosed ? 'settled' : 'filling', papers };
  if (isWeekend(date)) return { kind: 'none-due' };
  return isClosed ? { kind: 'empty' } : { kind: 'filling', papers: 0 };
}

export function papersOn(day: ListDay | undefined): number {
  return day !== undefined && 'papers' in day.state ? day.state.papers : 0;
}

/** Whether nothing more is to come of the day: it was read after its list had closed. */
export function isOver(day: ListDay | undefined): boolean {
  return day !== undefined && day.state.kind !== 'filling' && day.readAt >= closesAt(day.date);
}
