/**
 * What a group is offered where nobody nominated anything: the papers of the week with most votes.
 */
import type { Paper, PaperId } from '../../core/paper.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import { addDays, type Instant, localDateAt, UTC } from '../../core/time.ts';

export const PROPOSED = 3;
const WEEK_DAYS = 7;
/** Where the archive has no list of the week, as on a terminal that fetches none. */
const LONG_DAYS = 400;

/** Most votes first; fewer than three where there are not so many. @param notAgain what was put to the vote before. */
export async function proposals(
  now: Instant,
  { papers, notAgain }: { readonly papers: Pick<PaperStore, 'papersBetween'>; readonly notAgain: ReadonlySet<PaperId> },
): Promise<readonly Paper[]> {
  const today = localDateAt(now, UTC);
  for (const days of [WEEK_DAYS, LONG_DAYS]) {
    const recent = (await papers.papersBetween(addDays(today, -days), today)).filter(
      ({ id, withdrawnAt }) => withdrawnAt === undefined && !notAgain.has(id),
    );
    if (recent.length > 0) return recent.toSorted(byVotes).slice(0, PROPOSED);
  }
  return [];
}

function byVotes(a: Paper, b: Paper): number {
  return (b.upvotes ?? 0) - (a.upvotes ?? 0) || (a.id < b.id ? -1 : 1);
}
