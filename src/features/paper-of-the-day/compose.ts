/**
 * What a subscription to the paper of the day posts at one of its slots.
 *
 * On a day with a list of its own the choice is from the newest settled list, and from the older ones, newest first, only where
 * that list has nothing left that the channel has not seen. A day is without a list where the channel's calendar
 * shows a weekend, or where the list that closed last turned out empty (a holiday): then it is from the whole settled week, or
 * nothing, as the channel asked. Composing reads and changes nothing, and the slot decides, so that a late post and a preview
 * choose as the slot would have.
 */

import type { Composed } from '../../core/compose.ts';
import { isWeekend, settledListDays } from '../../core/daily-lists.ts';
import { formatDay } from '../../core/locale.ts';
import type { PostedStore } from '../../core/outbox.ts';
import type { Paper, PaperId } from '../../core/paper.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import type { SearchQuery } from '../../core/query.ts';
import type { Program, Subscription } from '../../core/subscription.ts';
import { type Instant, type LocalDate, localDateAt } from '../../core/time.ts';
import { type RankedPaper, rankPapers, type VoteMovement } from './pick.ts';
import { paperOfTheDayMessage, promptBeneath } from './post-message.ts';

export interface PaperOfTheDayDeps {
  readonly papers: Pick<PaperStore, 'papersBetween'>;
  readonly posted: Pick<PostedStore, 'postedIn'>;
  /** How well each paper fits the topics, 0 to 1; a paper that it leaves out fits by 0. */
  readonly fitTo?: (topics: SearchQuery, papers: readonly Paper[]) => Promise<ReadonlyMap<PaperId, number>>;
  /** Votes gained before `slot`, where snapshots are kept. */
  readonly movementOf?: (paper: PaperId, slot: Instant) => Promise<VoteMovement | undefined>;
}

export type PaperOfTheDaySubscription = Pick<Subscription, 'place' | 'schedule'> & {
  readonly program: Extract<Program, { readonly kind: 'paper-of-the-day' }>;
};

type Days = readonly [LocalDate, ...LocalDate[]];

interface SettledWeek {
  readonly papers: readonly Paper[];
  readonly days: Days;
  /** Whether the lists are one choice, and not one after another. */
  readonly isWholeWeek: boolean;
}

export const composePaperOfTheDay =
  (deps: PaperOfTheDayDeps) =>
  async (subscription: PaperOfTheDaySubscription, slot: Instant): Promise<Composed> => {
    const choice = await choosePaperOfTheDay(subscription, slot, deps);
    if (choice.kind === 'nothing') return choice;
    const [chosen] = choice.ranked;
    const movement = await deps.movementOf?.(chosen.paper.id, slot);
    const prompt = subscription.program.prompt;
    const message = paperOfTheDayMessage({
      chosen,
      candidates: choice.ranked.length,
      prompt,
      ...(movement !== undefined && { movement }),
    });
    const beneath = prompt === 'in-thread' ? promptBeneath(chosen.paper) : undefined;
    return {
      kind: 'post',
      message,
      ...(beneath !== undefined && { beneath }),
      alongside: { posted: [chosen.paper.id] },
    };
  };

export type PaperChoice =
  | { readonly kind: 'nothing'; readonly why: string }
  /** What may be posted, best first. */
  | { readonly kind: 'ranked'; readonly ranked: readonly [RankedPaper, ...RankedPaper[]] };

export async function choosePaperOfTheDay(
  subscription: PaperOfTheDaySubscription,
  slot: Instant,
  deps: PaperOfTheDayDeps,
): Promise<PaperChoice> {
  const days = settledListDays(slot);
  const listed = await settledPapers(days, deps);
  if (listed.length === 0) return { kind: 'nothing', why: `No list since ${oldestOf(days)} is stored here.` };
  const { program, schedule } = subscription;
  const without = dayWithoutList(listed, days, localDateAt(slot, schedule.zone));
  if (without !== undefined && program.weekends === 'silent') return { kind: 'nothing', why: without };
  const ranked = await rankedFor(subscription, { papers: listed, days, isWholeWeek: without !== undefined }, deps);
  const [first, ...others] = ranked;
  if (first === undefined)
    return { kind: 'nothing', why: `No paper of the lists since ${oldestOf(days)} is new to this channel.` };
  return { kind: 'ranked', ranked: [first, ...others] };
}

async function settledPapers(days: Days, { papers }: PaperOfTheDayDeps): Promise<readonly Paper[]> {
  const between = await papers.papersBetween(days.at(-1) ?? days[0], days[0]);
  return between.filter(({ listedOn }) => listedOn !== undefined && days.includes(listedOn));
}

/** @returns why the day has no list of its own, as a sentence; undefined where it has. */
function dayWithoutList(listed: readonly Paper[], [newest]: Days, today: LocalDate): string | undefined {
  if (isWeekend(today)) return `${formatDay(today, undefined)} is on a weekend, which has no lists.`;
  if (!listed.some(({ listedOn }) => listedOn === newest)) return `No list of ${formatDay(newest, undefined)} is stored here.`;
  return undefined;
}

/** What may be posted, best first, from as many lists as the day calls for. */
async function rankedFor(
  { place, program }: PaperOfTheDaySubscription,
  { papers, days, isWholeWeek }: SettledWeek,
  { posted, fitTo }: PaperOfTheDayDeps,
): Promise<readonly RankedPaper[]> {
  const fit = program.topics === undefined ? undefined : await fitTo?.(program.topics, papers);
  for (const some of isWholeWeek ? [days] : days.map((day) => [day])) {
    const of = papers.filter(({ listedOn }) => listedOn !== undefined && some.includes(listedOn));
    const seen = await posted.postedIn(
      place,
      of.map(({ id }) => id),
    );
    const ranked = rankPapers({ papers: of, days: some, seen: new Set(seen.keys()), ...(fit !== undefined && { fit }) });
    if (ranked.length > 0) return ranked;
  }
  return [];
}

function oldestOf(days: Days): string {
  return formatDay(days.at(-1) ?? days[0], undefined);
}
