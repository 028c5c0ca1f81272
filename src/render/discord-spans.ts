/**
 * Spans as one line of Discord's markdown.
 */
import { assertNever } from '../core/errors.ts';
import type { Span, TimeSpan } from '../core/message.ts';
import { directOwner, type Place, placeWords } from '../core/place.ts';
import { asLineStart, clipEscaped, clipInLine, codeMarkdown, maskedLink } from './discord-escape.ts';
import { cleanLine, isBlank } from './text.ts';
import { typedCommand } from './typed-command.ts';

export interface Wording {
  readonly locale: string | undefined;
  /** Of the bot's commands, without what they are typed after. */
  readonly commandNames: readonly string[];
}

/** As much of the spans as fits in so many units, with `…` where something was cut; empty where there is nothing to see. */
export function spansMarkdown(spans: readonly Span[], units: number, wording: Wording): string {
  const line = lineOf(spans, units - 1, wording).trim();
  return isBlank(line) ? '' : asLineStart(line);
}

function lineOf(spans: readonly Span[], units: number, wording: Wording): string {
  let line = '';
  for (const span of joinedTexts(spans)) {
    const whole = spanMarkdown(span, Number.POSITIVE_INFINITY, wording);
    const glue = line.endsWith('`') && whole.startsWith('`') ? ZERO_WIDTH : '';
    const room = units - line.length - glue.length;
    if (whole.length > room) return line + (room < SHORTEST_CUT ? '' : glue + spanMarkdown(span, room, wording));
    line += glue + whole;
  }
  return line;
}

/** Between two pieces of code, whose backticks would otherwise become one mark. */
const ZERO_WIDTH = '\u200b';
/** Less room than this holds no part of a span. */
const SHORTEST_CUT = 8;

/** Neighbours of one weight as one, as `**a****b**` is not two bold texts. */
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

function spanMarkdown(span: Span, units: number, wording: Wording): string {
  switch (span.kind) {
    case 'text':
      return isBold(span) ? boldMarkdown(span.text, units) : clipInLine(span.text, units);
    case 'code':
      return codeMarkdown(typedCommand(span.text, wording.commandNames), units);
    case 'link':
      return maskedLink(span.text, span.url, units);
    case 'time':
      return timeMarkdown(span, units);
    case 'place':
      return placeMarkdown(span.place, units);
    default:
      return assertNever(span);
  }
}

/** White space at the ends stays outside the marks. */
function boldMarkdown(text: string, units: number): string {
  const [, before = '', inner = '', after = ''] = /^( *)(.*?)( *)$/su.exec(cleanLine(text)) ?? [];
  const room = units - before.length - after.length - 4; // ****
  return inner === '' || room < 1 ? clipInLine(text, units) : `${before}**${clipInLine(inner, room)}**${after}`;
}

/** A link to the channel, which pings nobody; in words where it is no channel of Discord's. */
function placeMarkdown(place: Place, units: number): string {
  const isChannel = place.platform === 'discord' && directOwner(place) === undefined && /^\d{15,20}$/.test(place.channel);
  return isChannel ? `<#${place.channel}>` : clipInLine(placeWords(place), units);
}

const TIME_STYLES: Readonly<Record<TimeSpan['style'], string>> = { moment: 'f', day: 'D', relative: 'R' };

function timeMarkdown({ at, style }: TimeSpan, units: number): string {
  const mark = `<t:${Math.floor(Date.parse(at) / 1000)}:${TIME_STYLES[style]}>`;
  return mark.length <= units ? mark : '…';
}

/** Small and grey, a line of its own; empty where there is nothing to say. */
export function smallPrint(markdown: string): string {
  return isBlank(markdown) ? '' : `-# ${markdown}`;
}

/** Facts of plain text, parted by `·`, each cut before it takes the room of the others. */
export function factsMarkdown(facts: readonly string[]): string {
  return facts
    .filter((fact) => !isBlank(fact))
    .map((fact) => clipEscaped(fact, LONGEST_FACT))
    .join(' · ');
}

/** Names of people and of organizations are among them. */
const LONGEST_FACT = 160;
