/**
 * The lists of a year: four papers a week, the first a real one of the shipped page while those last, the others made up. One week has
 * no list, as a feast has none.
 */
import type { Paper } from '../../../src/core/paper.ts';
import { aPaper } from '../builders.ts';
import { seedPapers } from '../seed-papers.ts';

export const WEEKS = 52;
/** Nothing was listed in the days before its votes. */
export const WEEK_WITHOUT_LISTS = 31;

/** The Thursday of the first meeting. */
const FIRST_MEETING = Date.parse('2026-01-08T00:00:00Z');
const DAY_MS = 86_400_000;

/** As `2026-03-26`: the day of the meeting of a week, or so many days from it. */
export function dayOfWeek(week: number, days = 0): string {
  return new Date(FIRST_MEETING + (week * 7 + days) * DAY_MS).toISOString().slice(0, 10);
}

/** By what people call them: `paperIdOf(3, 0)` has most votes of its week. */
export function paperIdOf(week: number, rank: number): string {
  return `26${String(1 + (week % 12)).padStart(2, '0')}.${String(week).padStart(2, '0')}${String(rank).padStart(3, '0')}`;
}

export async function yearOfPapers(): Promise<readonly Paper[]> {
  const seeds = await seedPapers();
  const weeks = Array.from({ length: WEEKS }, (_, week) => week).filter((week) => week !== WEEK_WITHOUT_LISTS);
  return weeks.flatMap((week) =>
    [0, 1, 2, 3].map((rank) => {
      const { title, abstract } = (rank === 0 ? seeds[week] : undefined) ?? madeUp(week, rank);
      const days = rank % 2 === 0 ? -8 : -6;
      return aPaper({
        id: `arxiv:${paperIdOf(week, rank)}`,
        title,
        abstract,
        listedOn: dayOfWeek(week, days),
        upvotes: 90 - 20 * rank,
      });
    }),
  );
}

const NAMES = ['Alder', 'Birch', 'Cedar', 'Damson', 'Elm', 'Fir', 'Ginkgo', 'Hazel', 'Ivy', 'Juniper', 'Larch', 'Maple', 'Oak'];
const TASKS = ['machine translation', 'image segmentation', 'code generation', 'speech recognition', 'question answering'];
const TESTS = ['ImageNet', 'GLUE', 'SQuAD', 'LibriSpeech', 'HumanEval'];

function madeUp(week: number, rank: number): Pick<Paper, 'title' | 'abstract'> {
  const at = week * 3 + rank;
  const name = `${NAMES[at % NAMES.length]}Net-${week}${rank}`;
  const task = TASKS[at % TASKS.length];
  const test = TESTS[(at + week) % TESTS.length];
  return {
    title: `${name}: Growing Models for ${task} in Week ${week + 1}`,
    abstract:
      `Training large models for ${task} remains costly. We propose ${name}, a method that grows a model layer by layer while it learns. ` +
      `${name} decides by the gradient which layer is split next. On ${test} it outperforms BERT by ${(at % 40) / 10 + 1} points ` +
      `while using ${(at % 60) + 20}% less memory. However, ${name} needs a second pass over its first ${at + 10} batches.`,
  };
}
