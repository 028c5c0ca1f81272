/**
 * Spans as one line of Slack's mrkdwn.
 *
 * Slack sees a mark only beside white space or punctuation; within a word a space of no width lets the renderer's own marks work.
 */
import { assertNever } from '../core/errors.ts';
import type { Span, TimeSpan } from '../core/message.ts';
import { directOwner, type Place, placeWords } from '../core/place.ts';
import { asLineStart, clipEscaped, clipInLine, codeMrkdwn, linkMrkdwn } from './slack-escape.ts';
import { cleanLine, isBlank } from './text.ts';
import { timeWords } from './time-words.ts';
import { typedCommand } from './typed-command.ts';

export interface Wording {
  readonly locale: string | undefined;
  /** Of the bot's commands, without what they are typed after. */
  readonly commandNames: readonly string[];
}

/** As much of the spans as fits in so many units, with `…` where something was cut; empty where there is nothing to see. */
export function spansMrkdwn(spans: readonly Span[], units: number, wording: Wording): string {
  const line = lineOf(spans, units, wording).trim();
  return isBlank(line) ? '' : asLineStart(line);
}

function lineOf(spans: readonly Span[], units: number, wording: Wording): string {
  let line = '';
  for (const span of joinedTexts(spans)) {
    const whole = spanMrkdwn(span, Number.POSITIVE_INFINITY, wording);
    const glue = needsGlue(line, whole) ? ZERO_WIDTH : '';
    const room = units - line.length - glue.length;
    if (whole.length > room) return line + (room < SHORTEST_CUT ? '' : glue + spanMrkdwn(span, room, wording));
    line += glue + whole;
  }
  return line;
}

const ZERO_WIDTH = '\u200b';
/** Less room than this holds no part of a span. */
const SHORTEST_CUT = 8;
const ENDS_WITH_MARK = /[*`]$/;
const BEGINS_WITH_MARK = /^[*`]/;

/** Beside these a mark is surely seen; of other signs Slack does not say. */
const FREE_AFTER = /^[\s.,;:!?)…]/;
const FREE_BEFORE = /[\s(]$/;

function needsGlue(line: string, next: string): boolean {
  if (line === '' || next === '') return false;
  if (ENDS_WITH_MARK.test(line)) return !FREE_AFTER.test(next);
  return BEGINS_WITH_MARK.test(next) && !FREE_BEFORE.test(line);
}

/** Neighbours of one weight as one, as `*a**b*` is not two bold texts. */
function joinedTexts(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (span.kind === 'text' && last?.kind === 'text' && isBold(span) === isBold(last)) {
      joined[joined.length - 1] = { ...last, text: last.text + span.text };
    } else joined.push(span);
  }
  return joined;
}

function isBold(span: Span): boolean {
  return span.kind === 'text' && (span.weight === 'strong' || span.weight === 'match');
}

function spanMrkdwn(span: Span, units: number, wording: Wording): string {
  switch (span.kind) {
    case 'text':
      return isBold(span) ? boldMrkdwn(span.text, units) : clipInLine(span.text, units);
    case 'code':
      return codeMrkdwn(typedCommand(span.text, wording.commandNames), units);
    case 'link':
      return linkMrkdwn(span.text, span.url, units);
    case 'time':
      return timeMrkdwn(span, units, wording.locale);
    case 'place':
      return placeMrkdwn(span.place, units);
    default:
      return assertNever(span);
  }
}

/** White space at the ends stays outside the marks. */
function boldMrkdwn(text: string, units: number): string {
  const [, before = '', inner = '', after = ''] = /^( *)(.*?)( *)$/su.exec(cleanLine(text)) ?? [];
  const room = units - before.length - after.length - 2; // **
  return isBlank(inner) || room < 1 ? clipInLine(text, units) : `${before}*${clipInLine(inner, room)}*${after}`;
}

/** A link to the channel, which pings nobody; in words where it is no channel of Slack's. */
function placeMrkdwn(place: Place, units: number): string {
  const isChannel = place.platform === 'slack' && directOwner(place) === undefined && /^[CG][A-Z0-9]{2,20}$/.test(place.channel);
  return isChannel ? `<#${place.channel}>` : clipInLine(placeWords(place), units);
}

const TIME_FORMS: Readonly<Record<TimeSpan['style'], string>> = {
  moment: '{date_short} {time}',
  day: '{date_short}',
  relative: '{ago}',
};

/** By the reader's own clock; in words where a client cannot. */
function timeMrkdwn(span: TimeSpan, units: number, locale: string | undefined): string {
  const words = clipInLine(timeWords(span, locale), LONGEST_FALLBACK).replaceAll('|', '∣');
  const mark = `<!date^${Math.floor(Date.parse(span.at) / 1000)}^${TIME_FORMS[span.style]}|${words}>`;
  return mark.length <= units ? mark : '…';
}

const LONGEST_FALLBACK = 80;

/** Facts of plain text, parted by `·`, each cut before it takes the room of the others. */
export function factsMrkdwn(facts: readonly string[]): string {
  return asLineStart(
    facts
      .filter((fact) => !isBlank(fact))
      .map((fact) => clipInLine(fact, LONGEST_FACT))
      .join(' · '),
  );
}

/** Names of people and of organizations are among them. */
const LONGEST_FACT = 160;

/** One sentence of ours with a value of others in it. */
export function labelled(label: string, fact: string, units: number): string {
  return `*${label}* ${clipEscaped(fact, units)}`;
}
