/**
 * `today`: one day's list by votes, its top paper first; and an honest word where there is no such list.
 */
import { type Command, type CommandContext, defineCommand, zoneOf } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import { formatDay } from '../../core/locale.ts';
import type { Message, Reply } from '../../core/message.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import { addDays, type LocalDate, localDateAt, parseLocalDate } from '../../core/time.ts';
import { type DayList, dayListMessage, type ListLanguage, pagesOfDay } from './day-list-message.ts';
import { byDayOrder } from './day-order.ts';
import { noListMessage } from './no-list-message.ts';

export interface DayDeps {
  readonly papers: Pick<PaperStore, 'papersListedOn' | 'newestListingUpTo'>;
}

type Asked = DayDeps & { readonly context: CommandContext };

export const todayCommand = (deps: DayDeps): Command =>
  defineCommand({
    name: 'today',
    summary: "Show a day's list of papers by votes",
    example: 'today 2026-08-21',
    answer: 'public',
    usesZone: true,
    options: {
      date: {
        kind: 'text',
        description: 'a date such as 2026-08-21, today or yesterday; today unless given',
        maxLength: 30,
        rest: true,
      },
    },
    run: async ({ date }, context) => {
      const today = localDateAt(context.now, zoneOf(context));
      return { kind: 'message', message: await listOf(readDay(date, today), today, { ...deps, context }) };
    },
  });

/** @throws UserError where the day has no such page any more. */
export async function dayPage(date: LocalDate, page: number, asked: Asked): Promise<Reply> {
  const list = await readList(date, asked);
  const { locale } = asked.context.settings;
  if (page > pagesOfDay(list.listed.length)) {
    throw new UserError('past-the-end', `The list of ${formatDay(date, locale)} has no page ${page}.`);
  }
  return { kind: 'message', message: dayListMessage({ ...list, page }, { locale }) };
}

async function listOf(date: LocalDate, today: LocalDate, asked: Asked): Promise<Message> {
  const language: ListLanguage = { locale: asked.context.settings.locale };
  const list = await readList(date, asked);
  return list.listed.length > 0 ? dayListMessage({ ...list, page: 1 }, language) : noListMessage({ ...list, today }, language);
}

async function readList(date: LocalDate, { papers }: DayDeps): Promise<Omit<DayList, 'page'>> {
  const [listed, before] = await Promise.all([papers.papersListedOn(date), papers.newestListingUpTo(addDays(date, -1))]);
  return { date, listed: [...listed].sort(byDayOrder), before };
}

function readDay(typed: string | undefined, today: LocalDate): LocalDate {
  const word = typed?.toLowerCase() ?? 'today';
  if (word === 'today') return today;
  if (word === 'yesterday') return addDays(today, -1);
  const date = parseLocalDate(word);
  if (date === undefined) {
    throw new UserError('bad-date', `That is no date. Write one as \`today ${today}\`, or use \`today\` or \`today yesterday\`.`);
  }
  return date;
}
