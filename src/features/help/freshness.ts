/**
 * How fresh the archive is, in a line for each source and two for the lists: a quiet day and a source out of reach are told apart.
 */
import type { CommandContext } from '../../core/command.ts';
import { isWeekend } from '../../core/daily-lists.ts';
import type { ListDay } from '../../core/list-day.ts';
import { counted, formatDay, formatMoment } from '../../core/locale.ts';
import { type Span, strong, text } from '../../core/message.ts';
import { SOURCE_LABELS } from '../../core/source.ts';
import type { SourceFreshness, SourceStore } from '../../core/source-store.ts';
import { addDays, type Instant, type LocalDate, localDateAt, UTC } from '../../core/time.ts';

type Row = readonly [name: string, value: string];

/** Nothing where no source was ever asked. */
export async function freshnessItems(
  sources: Pick<SourceStore, 'sourceFreshness' | 'listDays'>,
  context: CommandContext,
): Promise<readonly (readonly Span[])[]> {
  const known = await sources.sourceFreshness();
  if (known.length === 0) return [];
  const today = localDateAt(context.now, UTC);
  const last = lastListDayBefore(today);
  const days = await sources.listDays(last, today);
  const rows: readonly Row[] = [
    ...known.map((each): Row => [SOURCE_LABELS[each.source], sourceWords(each, context)]),
    ["Today's list", todayWords(today, days.get(today), context)],
    ['List before it', `${formatDay(last, context.settings.locale)}, ${closedWords(days.get(last), context)}`],
  ];
  return rows.map(([name, value]) => [text(`${name}: `), strong(value)]);
}

function lastListDayBefore(today: LocalDate): LocalDate {
  let day = addDays(today, -1);
  while (isWeekend(day)) day = addDays(day, -1);
  return day;
}

function sourceWords({ lastSuccess, failure }: SourceFreshness, context: CommandContext): string {
  if (failure === undefined) return lastSuccess === undefined ? 'not asked yet' : `read ${momentWords(lastSuccess, context)}`;
  const before = lastSuccess === undefined ? '' : `; last read ${momentWords(lastSuccess, context)}`;
  return `in trouble since ${momentWords(failure.since, context)}${before}. ${failure.lastError}`;
}

function momentWords(at: Instant, { settings: { locale, zone = UTC } }: CommandContext): string {
  return `${formatMoment(at, zone, locale)} (${zone})`;
}

function todayWords(today: LocalDate, day: ListDay | undefined, { settings: { locale } }: CommandContext): string {
  if (day === undefined) return isWeekend(today) ? 'none is due at the weekend' : 'not read yet';
  switch (day.state.kind) {
    case 'none-due':
      return 'none is due at the weekend';
    case 'filling':
      return `filling, with ${counted(day.state.papers, 'paper', locale)} so far`;
    case 'settled':
      return `settled, with ${counted(day.state.papers, 'paper', locale)}`;
    case 'empty':
      return 'none came';
  }
}

function closedWords(day: ListDay | undefined, { settings: { locale } }: CommandContext): string {
  if (day === undefined) return 'not read yet';
  switch (day.state.kind) {
    case 'settled':
      return `settled, with ${counted(day.state.papers, 'paper', locale)}`;
    case 'filling':
      return `with ${counted(day.state.papers, 'paper', locale)} when it was last read`;
    case 'empty':
      return 'stayed empty, as on a feast day';
    case 'none-due':
      return 'none was due';
  }
}
