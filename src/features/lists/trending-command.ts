/**
 * `trending`: the papers of the last days that gather votes, ending at the newest day that the archive has.
 */
import { TRENDING_WINDOWS, type TrendingWindow } from '../../core/action.ts';
import { type Command, type CommandContext, defineCommand } from '../../core/command.ts';
import { formatDate } from '../../core/locale.ts';
import { type Block, type Button, code, type Message, type PaperBlock, type Reply, text } from '../../core/message.ts';
import type { Paper } from '../../core/paper.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import { addDays, daysBetween, type LocalDate, localDateAt, UTC } from '../../core/time.ts';
import { trendingOrder, WINDOW_RULES } from './trending-score.ts';

export interface TrendingDeps {
  readonly papers: Pick<PaperStore, 'papersBetween' | 'archiveFacts'>;
}

const COUNT = 10;
const TITLES: Readonly<Record<TrendingWindow, string>> = {
  day: 'Trending now',
  week: 'Trending this week',
  month: 'Trending this month',
};
const LABELS: Readonly<Record<TrendingWindow, string>> = { day: 'Day', week: 'Week', month: 'Month' };

export const trendingCommand = (deps: TrendingDeps): Command =>
  defineCommand({
    name: 'trending',
    summary: 'Show the papers that gather votes: of the day, the week or the month',
    example: 'trending week',
    answer: 'private',
    options: { window: { kind: 'choice', description: 'how far to look back; a week unless given', choices: TRENDING_WINDOWS } },
    run: async ({ window = 'week' }, context) => trendingPapers(window, { ...deps, context }),
  });

export async function trendingPapers(
  window: TrendingWindow,
  { papers, context }: TrendingDeps & { readonly context: CommandContext },
): Promise<Reply> {
  const facts = await papers.archiveFacts();
  const today = localDateAt(context.now, context.settings.zone ?? UTC);
  const end = earliest(today, facts.newestListing ?? facts.newestPaper);
  const rule = WINDOW_RULES[window];
  const since = addDays(end, 1 - rule.days);
  const trending = trendingOrder(await papers.papersBetween(since, end), end, rule);
  const { locale } = context.settings;
  const newest = daysBetween(end, today) >= rule.days ? ` · newest here is ${formatDate(end, locale)}` : '';
  const span = `${formatDate(since, locale)} to ${formatDate(end, locale)} · votes weighed by age${newest}`;
  return { kind: 'message', message: trendingMessage(trending.slice(0, COUNT), window, span) };
}

function trendingMessage(trending: readonly Paper[], window: TrendingWindow, span: string): Message {
  const papers = trending.map((paper, at): PaperBlock => ({ kind: 'paper', detail: 'card', paper, rank: at + 1 }));
  const others = TRENDING_WINDOWS.filter((other) => other !== window);
  return {
    summary: TITLES[window],
    title: TITLES[window],
    blocks: [{ kind: 'note', spans: [text(span)] }, ...(papers.length > 0 ? papers : [NO_VOTES])],
    buttons: others.map(
      (other): Button => ({ kind: 'action', label: LABELS[other], action: { kind: 'trending.show', window: other } }),
    ),
    share: { kind: 'trending.show', window },
  };
}

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
