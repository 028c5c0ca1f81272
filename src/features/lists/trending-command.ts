/**
 * `trending`: the papers of the last days that gather votes, ending at the newest day that the archive has.
 */
import { TRENDING_WINDOWS, type TrendingWindow } from '../../core/action.ts';
import { type Command, type CommandContext, defineCommand, zoneOf } from '../../core/command.ts';
import { counted, formatDate } from '../../core/locale.ts';
import { type Block, type Button, code, type Message, type PaperBlock, type Reply, text } from '../../core/message.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import type { SourceStore } from '../../core/source-store.ts';
import { addDays, daysBetween, type LocalDate, localDateAt, plus, UTC } from '../../core/time.ts';
import { type AgedWindow, trendingOrder, WINDOW_RULES } from './trending-score.ts';

export interface TrendingDeps {
  readonly papers: Pick<PaperStore, 'papersBetween' | 'archiveFacts'>;
  readonly sources: Pick<SourceStore, 'votesGained'>;
}

const COUNT = 10;
const MOVING_DAYS = 30;
const DAY_MS = 86_400_000;
const TITLES: Readonly<Record<TrendingWindow, string>> = {
  day: 'Trending now',
  week: 'Trending this week',
  month: 'Trending this month',
  movers: 'Movers',
};
const LABELS: Readonly<Record<TrendingWindow, string>> = { day: 'Day', week: 'Week', month: 'Month', movers: 'Movers' };

export const trendingCommand = (deps: TrendingDeps): Command =>
  defineCommand({
    name: 'trending',
    summary: 'Show the papers that gather votes: of the day, the week or the month, or just now',
    example: 'trending week',
    answer: 'private',
    usesZone: true,
    options: {
      window: {
        kind: 'choice',
        description: 'how far to look back, a week unless given; movers gained votes since yesterday',
        choices: TRENDING_WINDOWS,
      },
    },
    run: async ({ window = 'week' }, context) => trendingPapers(window, { ...deps, context }),
  });

export async function trendingPapers(
  window: TrendingWindow,
  asked: TrendingDeps & { readonly context: CommandContext },
): Promise<Reply> {
  return window === 'movers' ? movers(asked) : agedPapers(window, asked);
}

async function agedPapers(
  window: AgedWindow,
  { papers, context }: TrendingDeps & { readonly context: CommandContext },
): Promise<Reply> {
  const facts = await papers.archiveFacts();
  const today = localDateAt(context.now, zoneOf(context));
  const end = earliest(today, facts.newestListing ?? facts.newestPaper);
  const rule = WINDOW_RULES[window];
  const since = addDays(end, 1 - rule.days);
  const trending = trendingOrder(await papers.papersBetween(since, end), end, rule);
  const { locale } = context.settings;
  const newest = daysBetween(end, today) >= rule.days ? ` · newest here is ${formatDate(end, locale)}` : '';
  const span = `${formatDate(since, locale)} to ${formatDate(end, locale)} · votes weighed by age${newest}`;
  const blocks = trending
    .slice(0, COUNT)
    .map((paper, at): PaperBlock => ({ kind: 'paper', detail: 'card', paper, rank: at + 1 }));
  return { kind: 'message', message: trendingMessage(window, span, blocks.length > 0 ? blocks : [NO_VOTES]) };
}

/** Papers of the last month whose votes rose most since the snapshots of yesterday. */
async function movers({ papers, sources, context }: TrendingDeps & { readonly context: CommandContext }): Promise<Reply> {
  const today = localDateAt(context.now, UTC);
  const recent = await papers.papersBetween(addDays(today, -MOVING_DAYS), today);
  const gained = await sources.votesGained(
    recent.map(({ id }) => id),
    plus(context.now, -DAY_MS),
  );
  const moving = recent
    .map((paper) => ({ paper, gain: gained.get(paper.id) ?? 0 }))
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain - a.gain || (b.paper.upvotes ?? 0) - (a.paper.upvotes ?? 0) || (a.paper.id < b.paper.id ? -1 : 1));
  const { locale } = context.settings;
  const blocks = moving.slice(0, COUNT).map(({ paper, gain }, at): PaperBlock => {
    const reason = [text(`+${counted(gain, 'vote', locale)} since yesterday`)];
    return { kind: 'paper', detail: 'card', paper, rank: at + 1, reason };
  });
  const span = `papers of the last ${MOVING_DAYS} days · by votes gained since yesterday`;
  return { kind: 'message', message: trendingMessage('movers', span, blocks.length > 0 ? blocks : [NOTHING_MOVED]) };
}

function trendingMessage(window: TrendingWindow, span: string, blocks: readonly Block[]): Message {
  const others = TRENDING_WINDOWS.filter((other) => other !== window);
  return {
    summary: TITLES[window],
    title: TITLES[window],
    blocks: [{ kind: 'note', spans: [text(span)] }, ...blocks],
    buttons: others.map(
      (other): Button => ({ kind: 'action', label: LABELS[other], action: { kind: 'trending.show', window: other } }),
    ),
    share: { kind: 'trending.show', window },
  };
}

const NOTHING_MOVED: Block = {
  kind: 'text',
  spans: [text('No votes were seen to move: it takes two fetches of the lists, some hours apart.')],
};

const NO_VOTES: Block = {
  kind: 'text',
  spans: [
    text(
      'No paper of these days has votes here, so none can trend. A saved page carries no votes; lists from Hugging Face do. Meanwhile, ',
    ),
    code('search'),
    text(' finds papers by their words.'),
  ],
};

function earliest(a: LocalDate, b: LocalDate | undefined): LocalDate {
  return b !== undefined && b < a ? b : a;
}
