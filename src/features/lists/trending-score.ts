/**
 * Which papers are trending: votes, weighed down by age.
 *
 *     score = votes / (days + 2) ^ gravity
 *
 * `days` are counted from the paper's day on the list to the end of the window. The 2 keeps a list that is some hours old
 * from standing infinitely above yesterday's. Gravity falls as the window grows, so that in each window a paper of its
 * oldest day needs three to four times the votes of one of the newest to stand level: a month judged by the gravity of a day
 * would show that day only, and a day judged by that of a month would be a plain count of votes.
 */
import type { TrendingWindow } from '../../core/action.ts';
import { type Paper, paperDate } from '../../core/paper.ts';
import { daysBetween, type LocalDate } from '../../core/time.ts';

/** Those in which votes are weighed by age. */
export type AgedWindow = Exclude<TrendingWindow, 'movers'>;

export interface WindowRule {
  /** The day of the archive's newest list, or before it; both ends counted. */
  readonly days: number;
  readonly gravity: number;
}

/** A `day` reaches over three, as a list gathers most of its votes on the days after it. */
export const WINDOW_RULES: Readonly<Record<AgedWindow, WindowRule>> = {
  day: { days: 3, gravity: 1.5 },
  week: { days: 7, gravity: 1 },
  month: { days: 30, gravity: 0.5 },
};

export function trendingScore(votes: number, days: number, gravity: number): number {
  return votes / (Math.max(0, days) + 2) ** gravity;
}

/** Papers with votes, most trending first; equal scores by votes, then by id. */
export function trendingOrder(papers: readonly Paper[], end: LocalDate, { gravity }: WindowRule): readonly Paper[] {
  return papers
    .flatMap((paper) => {
      const day = paper.listedOn ?? paperDate(paper);
      if (!paper.upvotes || day === undefined) return [];
      return [{ paper, votes: paper.upvotes, score: trendingScore(paper.upvotes, daysBetween(day, end), gravity) }];
    })
    .sort((a, b) => b.score - a.score || b.votes - a.votes || (a.paper.id < b.paper.id ? -1 : 1))
    .map(({ paper }) => paper);
}
