/**
 * Some weeks of daily lists as they came about, for replays: papers join their list through its day, and votes grow for
 * three days. Weekends have no list, and neither have feast days.
 */
import { isWeekend } from '../../../src/core/daily-lists.ts';
import type { Paper } from '../../../src/core/paper.ts';
import { addDays, type Instant, type LocalDate } from '../../../src/core/time.ts';
import { HUB_SHAPES, type HubDraft, type HubShape, hubItem } from './hub-replies.ts';
import type { SourceServer } from './source-server.ts';

export interface WorldPaper extends HubDraft {
  readonly listedOn: LocalDate;
  /** Of its day, when it joins the list. */
  readonly hour: number;
  /** In the end. */
  readonly upvotes: number;
}

export interface HubWorld {
  readonly days: readonly LocalDate[];
  readonly papers: readonly WorldPaper[];
  readonly shapeOf: (day: LocalDate) => HubShape;
}

const HOUR_MS = 3_600_000;
const VOTES_MOVE_HOURS = 72;

/** @param feastDays weekdays without a list. Each week has another shape of the payload. */
export function aWorld(since: LocalDate, weeks: number, feastDays: readonly string[] = []): HubWorld {
  const days = Array.from({ length: weeks * 7 }, (_, at) => addDays(since, at));
  const listDays = days.filter((day) => !isWeekend(day) && !feastDays.includes(day));
  const papers = listDays.flatMap((day, week) =>
    Array.from({ length: 5 + (week % 4) }, (_, at): WorldPaper => {
      const arxivId = `${day.slice(2, 4)}${day.slice(5, 7)}.${String(10_000 + Number(day.slice(8)) * 100 + at)}`;
      return { arxivId, listedOn: day, hour: (at * 4) % 18, upvotes: 3 + ((at * 7 + week) % 40), comments: at % 3 };
    }),
  );
  const shapeOf = (day: LocalDate): HubShape => HUB_SHAPES[Math.floor(days.indexOf(day) / 7) % HUB_SHAPES.length] ?? '2026';
  return { days, papers, shapeOf };
}

/** Puts into the server what the lists show at a moment. */
export function serveWorld(server: SourceServer, { days, papers, shapeOf }: HubWorld, now: Instant): void {
  for (const day of days) {
    const opened = Date.parse(`${day}T00:00:00Z`);
    const hours = (Date.parse(now) - opened) / HOUR_MS;
    const listed = papers.filter(({ listedOn, hour }) => listedOn === day && hour <= hours);
    const items = listed.map((paper) => {
      const share = Math.min(1, Math.max(0, hours - paper.hour) / VOTES_MOVE_HOURS);
      return hubItem({ ...paper, upvotes: Math.floor(paper.upvotes * share) }, day, shapeOf(day));
    });
    server.lists.set(day, items);
  }
}

/** What an archive must hold of a list: id and votes, in the order of the ids. */
export function expectedList({ papers }: HubWorld, day: LocalDate): readonly string[] {
  return inWords(papers.filter(({ listedOn }) => listedOn === day).map(({ arxivId, upvotes }) => `arxiv:${arxivId} ${upvotes}`));
}

export function storedList(papers: readonly Paper[]): readonly string[] {
  return inWords(papers.map(({ id, upvotes }) => `${id} ${upvotes}`));
}

function inWords(lines: readonly string[]): readonly string[] {
  return [...lines].sort();
}
