/**
 * Other people's text in Slack's mrkdwn: it formats, pings, links and mentions nothing, and reads as it was written.
 *
 * `&`, `<` and `>` are escaped, and nothing else can be. For the signs that format there is no escape at all, so each that might
 * is replaced by another sign that looks like it: a space of no width beside it would not do, as that is how Slack's users make
 * signs format within words. An underscore within a word means nothing and stays.
 */
import { MAX_URL } from './slack-limits.ts';
import { cleanLine, clipToUnits, graphemesOf, isBlank } from './text.ts';
import { openableAddress } from './web-address.ts';

const LOOK_ALIKES: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': '‘', ':': '꞉' };
/** What formats, and a `:` where it begins the name of an emoji. */
const SIGNS = /[*~`]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|:(?=[\w+'-]+:)/g;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** What makes a quotation at the start of a line, escaped or not. */
const QUOTE_MARKS = /^(\s*)((?:&gt;)+)/;

/** The longest beginning that fits in so many units once escaped, with `…` where something was cut. Never cuts an escape. */
export function clipEscaped(text: string, units: number): string {
  return asLineStart(clipInLine(text, units));
}

/** The same for text that goes on in a line; `asLineStart` is then for the whole line. */
export function clipInLine(text: string, units: number): string {
  return longestWithin(cleanLine(text), units, escapeSlack);
}

/** @param write lengthens a text by nothing but entities. */
function longestWithin(clean: string, units: number, write: (text: string) => string): string {
  const whole = write(clean);
  if (whole.length <= units) return whole;
  let kept = '';
  let used = 1; // the ellipsis
  for (const { segment } of graphemesOf(clean)) {
    used += entities(segment).length;
    if (used > units) break;
    kept += segment;
  }
  return write(`${kept.trimEnd()}…`);
}

/** Keeps a line from being read as a quotation; never longer. */
export function asLineStart(line: string): string {
  return line.replace(QUOTE_MARKS, (_, space: string, marks: string) => space + '›'.repeat(marks.length / 4));
}

function escapeSlack(text: string): string {
  return entities(text.replace(SIGNS, (sign) => LOOK_ALIKES[sign] ?? sign));
}

function entities(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);
}

/** Text of code, between backticks: nothing in it means anything but a backtick, so one that looks like it stands for it. */
export function codeMrkdwn(text: string, units: number): string {
  const clean = cleanLine(text).replaceAll('`', 'ˋ').trim();
  return isBlank(clean) ? '' : `\`${longestWithin(clean, Math.max(1, units - 2), entities)}\``;
}

/** A link over a text of others. The text alone, escaped, where the address is none that can be opened. */
export function linkMrkdwn(label: string, url: string, units: number): string {
  const address = slackAddress(url);
  if (address === undefined) return clipInLine(label, units);
  const opened = `<${entities(address)}|`;
  const room = units - opened.length - 1;
  const said = room < 1 ? '' : clipInLine(label.trim().replaceAll('|', '∣'), room);
  return isBlank(said) ? clipInLine(label, units) : `${opened}${said}>`;
}

/** @returns undefined for what is no web address that can be opened, or longer than a button takes. */
export function slackAddress(url: string): string | undefined {
  return openableAddress(url, MAX_URL);
}

/** For what takes no markup: titles, labels, options. Whether it reads escapes there Slack does not say, so none is needed. */
export function plainText(text: string, units: number): string {
  const clean = cleanLine(text).replaceAll('<', '‹').replaceAll('>', '›').trim();
  return isBlank(clean) ? '' : clipToUnits(clean, units);
}
