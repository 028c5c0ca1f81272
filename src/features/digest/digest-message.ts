/**
 * A digest as a channel reads it: what it was read from, the best papers with why each is here, and a button to the others.
 *
 * Where the thread below tells more, the post has a line for each paper and the thread a card with its summary; else the
 * post has cards.
 */
import type { Beneath } from '../../core/compose.ts';
import { type DeliveryId, deliveryId } from '../../core/delivery.ts';
import { counted, formatCount, formatDate, formatDay } from '../../core/locale.ts';
import { type Block, type Button, code, type Message, type PaperBlock, type Span, text } from '../../core/message.ts';
import { formatQuery } from '../../core/query-language.ts';
import type { Recurrence } from '../../core/schedule.ts';
import { summaryOf } from '../../core/summary/summary.ts';
import { type Instant, localDateAt } from '../../core/time.ts';
import type { DigestPaper, DigestSubscription } from './read-digest.ts';
import { type FreshLists, listsNamed } from './silence.ts';

const MOST_RULES_NAMED = 3;

const TITLES: Readonly<Record<Recurrence['kind'], string>> = {
  daily: 'Digest',
  days: 'Digest',
  weekly: 'Weekly digest',
  fortnightly: 'Fortnightly digest',
  monthly: 'Monthly digest',
  once: 'Digest',
};

export interface DigestPost {
  /** At least one, best first. */
  readonly found: readonly DigestPaper[];
  readonly lists: FreshLists;
  /** Why the fresh lists brought nothing; undefined where they did. */
  readonly without: string | undefined;
  readonly subscription: DigestSubscription;
  readonly slot: Instant;
}

export function digestMessage({ found, subscription, slot, ...rest }: DigestPost): Message {
  const { program, schedule, id } = subscription;
  const shown = found.slice(0, program.max);
  const detail = program.details === 'in-thread' ? 'line' : 'card';
  return {
    summary: summaryLine(TITLES[schedule.kind], found),
    title: titleOf(subscription),
    blocks: [
      { kind: 'note', spans: [text(readFrom({ found, ...rest }))] },
      ...shown.map((each, at): PaperBlock => ({ ...blockOf(each, subscription), detail, rank: at + 1 })),
    ],
    buttons: found.length > shown.length ? [restButton(found.length - shown.length, deliveryId(id, slot))] : [],
  };
}

/** @returns undefined where the thread tells no more. */
export function digestThread({ found, subscription, slot }: DigestPost): Beneath | undefined {
  const { program, schedule } = subscription;
  if (program.details === 'none') return undefined;
  const thread = `${TITLES[schedule.kind]} of ${formatDate(localDateAt(slot, schedule.zone), undefined)}`;
  const blocks = found.slice(0, program.max).map(({ paper }, at): PaperBlock => {
    const summary = summaryOf(paper);
    const excerpt = summary === undefined ? [] : [text(summary.sentences.join(' '))];
    return { kind: 'paper', detail: 'card', paper, rank: at + 1, ...(excerpt.length > 0 && { excerpt }) };
  });
  return { thread, messages: [{ summary: `${thread}, with summaries`, blocks, buttons: [] }] };
}

export function silentMessage(subscription: DigestSubscription, why: string): Message {
  const said: Block = { kind: 'text', spans: [text(why)] };
  return {
    summary: `${TITLES[subscription.schedule.kind]}: ${why}`,
    title: titleOf(subscription),
    blocks: [said],
    buttons: [],
  };
}

/** A channel may have several, so each says what it is of. */
function titleOf({ schedule, program: { rules } }: DigestSubscription): string {
  const named = rules.slice(0, MOST_RULES_NAMED).map(formatQuery).join(', ');
  const more = rules.length > MOST_RULES_NAMED ? ` and ${formatCount(rules.length - MOST_RULES_NAMED, undefined)} more` : '';
  return `${TITLES[schedule.kind]}: ${named}${more}`;
}

function summaryLine(title: string, [first, ...others]: readonly DigestPaper[]): string {
  const more = others.length === 0 ? '' : `, and ${formatCount(others.length, undefined)} more`;
  return `${title}: ${first?.paper.title ?? ''}${more}`;
}

function readFrom({ found, lists, without }: Pick<DigestPost, 'found' | 'lists' | 'without'>): string {
  const late = found.filter(({ from }) => from === 'late').length;
  const matches = counted(found.length - late, 'paper', undefined);
  const fresh = without ?? `${matches} of ${formatCount(lists.papers, undefined)} on ${listsNamed(lists.days)}.`;
  return [
    fresh,
    ...(late > 0 ? [`Late additions to earlier lists: ${formatCount(late, undefined)}.`] : []),
    ...(found.length > 1 ? ['Most votes first.'] : []),
  ].join(' ');
}

function blockOf({ paper, list, from, matched }: DigestPaper, { program }: DigestSubscription): Omit<PaperBlock, 'detail'> {
  const rules = program.rules.length > 1 ? matched : [];
  const why = rules.flatMap((rule, at): readonly Span[] => [text(at === 0 ? 'matched: ' : ', '), code(formatQuery(rule))]);
  const late = from === 'late' ? [text(`${why.length > 0 ? ' · ' : ''}late, on the list of ${formatDay(list, undefined)}`)] : [];
  const reason = [...why, ...late];
  return { kind: 'paper', paper, ...(reason.length > 0 && { reason }) };
}

function restButton(others: number, delivery: DeliveryId): Button {
  const action = { kind: 'digest.rest', delivery, page: 1 } as const;
  return { kind: 'action', label: `and ${formatCount(others, undefined)} more`, action };
}
