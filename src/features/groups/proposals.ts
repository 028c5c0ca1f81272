/**
 * What a group is offered where nobody nominated anything: the papers of the week that are nearest to its taste, and where it has none
 * yet, those with most votes.
 */
import type { Taste } from '../../core/groups/taste.ts';
import { rankedByTaste } from '../../core/groups/taste-rank.ts';
import type { Paper, PaperId } from '../../core/paper.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import type { Vocabulary } from '../../core/search-index.ts';
import { addDays, type Instant, localDateAt, UTC } from '../../core/time.ts';

export const PROPOSED = 3;
const WEEK_DAYS = 7;
/** Where the archive has no list of the week, as on a terminal that fetches none. */
const LONG_DAYS = 400;
/** Words told as the reason. */
const MOST_REASONS = 3;

export interface Proposing {
  readonly papers: Pick<PaperStore, 'papersBetween'>;
  /** What was put to the vote before. */
  readonly notAgain: ReadonlySet<PaperId>;
  readonly taste: Taste;
  readonly vocabulary: Vocabulary;
}

export interface Proposals {
  /** The nearest first; fewer than three where there are not so many. */
  readonly papers: readonly Paper[];
  /** The words of the taste that speak for them, heaviest first; none where votes alone do. */
  readonly words: readonly string[];
}

export async function proposals(now: Instant, { papers, notAgain, taste, vocabulary }: Proposing): Promise<Proposals> {
  const today = localDateAt(now, UTC);
  for (const days of [WEEK_DAYS, LONG_DAYS]) {
    const recent = (await papers.papersBetween(addDays(today, -days), today)).filter(
      ({ id, withdrawnAt }) => withdrawnAt === undefined && !notAgain.has(id),
    );
    if (recent.length === 0) continue;
    const best = rankedByTaste(recent, taste, vocabulary).slice(0, PROPOSED);
    const speaking = new Set(best.flatMap(({ words }) => words.slice(0, MOST_REASONS)));
    const words = taste.flatMap(({ word }) => (speaking.has(word) ? [word] : [])).slice(0, MOST_REASONS);
    return { papers: best.map(({ paper }) => paper), words };
  }
  return { papers: [], words: [] };
}
