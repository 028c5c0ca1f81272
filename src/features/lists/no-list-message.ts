/**
 * Why a day has no list here, and the newest list that there is: the future, a weekend, or a day that was not fetched.
 */
import { isWeekend } from '../../core/daily-lists.ts';
import { formatDay } from '../../core/locale.ts';
import { type Block, code, type Message, text } from '../../core/message.ts';
import type { LocalDate } from '../../core/time.ts';
import { type ListLanguage, turnTo } from './day-list-message.ts';

export interface MissingList {
  readonly date: LocalDate;
  readonly today: LocalDate;
  /** The newest earlier day with a list. */
  readonly before: LocalDate | undefined;
}

export function noListMessage(missing: MissingList, { locale }: ListLanguage): Message {
  const { before } = missing;
  const why = reasonOf(missing, locale);
  if (before === undefined) return { summary: why, blocks: [paragraph(why), HOW_TO_GET_LISTS], buttons: [] };
  const newest = formatDay(before, locale);
  return {
    summary: why,
    blocks: [paragraph(`${why} The newest list before it is of ${newest}.`)],
    buttons: [turnTo(`Show ${newest}`, before, 1)],
  };
}

function reasonOf({ date, today }: MissingList, locale: string | undefined): string {
  const day = formatDay(date, locale);
  if (date > today) return `${day} is still to come.`;
  if (isWeekend(date)) return `There is no list for ${day}, as lists appear on weekdays only.`;
  if (date === today) return `There is no list for today, ${day}, here yet.`;
  return `There is no list for ${day} here.`;
}

function paragraph(sentence: string): Block {
  return { kind: 'text', spans: [text(sentence)] };
}

const HOW_TO_GET_LISTS: Block = {
  kind: 'text',
  spans: [
    text('No earlier list is stored either. A saved page carries none; whoever runs this bot can add them with '),
    code('npm run import -- FILE'),
    text('. Searching works without lists.'),
  ],
};
