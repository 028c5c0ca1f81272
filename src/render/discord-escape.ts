/**
 * Other people's text in Discord's markdown: it formats, pings, links and mentions nothing, and reads as it was written.
 *
 * Everywhere but in the label of a link a backslash before a sign makes it mean itself. In labels Discord shows the
 * backslash (discord-api-docs issue 6185: escapes are off there, against disguised links), so signs with a meaning are
 * replaced by others that look like them. Author lines, footers, buttons and options are no markdown: they need neither.
 */
import { MAX_BUTTON_URL } from './discord-limits.ts';
import { cleanLine, clipToUnits, graphemesOf, isBlank } from './text.ts';
import { openableAddress } from './web-address.ts';

/**
 * Signs that mean something anywhere; `#` and `>` do at the start of a line only, but are too rare to tell. A `:` where it
 * begins the name of an emoji, or with two slashes would make a link.
 */
const SIGNS = /[\\*_~|`[\]<>#@]|:(?=[\w+-]+:|\/\/)/g;
/** What makes a list at the start of a line. */
const LIST_MARK = /^(\s*\d*)([-+.)])/;

/** One line, at most twice as long as the cleaned text. */
export function escapeDiscord(text: string): string {
  return asLineStart(escapeSigns(cleanLine(text)));
}

/** The longest beginning that fits in so many units once escaped, with `…` where something was cut. Never cuts an escape. */
export function clipEscaped(text: string, units: number): string {
  return asLineStart(clipInLine(text, units - 1));
}

/** The same for text that goes on in a line; `asLineStart` is then for the whole line. */
export function clipInLine(text: string, units: number): string {
  const clean = cleanLine(text);
  const whole = escapeSigns(clean);
  if (whole.length <= units) return whole;
  let kept = '';
  let used = 1; // the ellipsis
  for (const { segment } of graphemesOf(clean)) {
    // A `:` counts as if it needed its backslash, as that shows only in what follows.
    used += escapeSigns(segment).length + (segment === ':' ? 1 : 0);
    if (used > units) break;
    kept += segment;
  }
  return escapeSigns(`${kept.trimEnd()}…`);
}

/** Keeps a line from being read as an entry of a list; at most one unit longer. */
export function asLineStart(line: string): string {
  return line.replace(LIST_MARK, '$1\\$2');
}

function escapeSigns(text: string): string {
  return text.replace(SIGNS, '\\$&');
}

/** Text of code, between backticks: nothing in it means anything but a backtick, so one that looks like it stands for it. */
export function codeMarkdown(text: string, units: number): string {
  const inner = clipToUnits(cleanLine(text).replaceAll('`', 'ˋ').trim(), Math.max(1, units - 2));
  return inner === '' ? '' : `\`${inner}\``;
}

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '*': '∗',
  '~': '∼',
  '|': '∣',
  '`': '‘',
  '[': '［',
  ']': '］',
  '<': '‹',
  '>': '›',
  '\\': '＼',
};
const LABEL_SIGNS = /[*~|`[\]<>\\]/g;
/** One alone means nothing, and stays. */
const SEVERAL_UNDERSCORES = /_.*_/;
/** Discord shows a link whose label holds an address or a mention as bare text. */
const SCHEME = /[\p{L}\p{N}+.-]+[:：∶꞉]\s*[/⁄∕]{2}/gu;
const EVERYONE = /@(?=everyone|here)/gi;
const EMOJI_NAME = /:(?=[\w+-]+:)/g;

/** A link over a text of others. The text alone, escaped, where the address is none that can be opened. */
export function maskedLink(label: string, url: string, units: number): string {
  const address = webAddress(url);
  const room = address === undefined ? units : units - address.length - 4; // []()
  if (address === undefined || room < 1) return clipInLine(label, units);
  const text = clipToUnits(linkLabel(label), room);
  return isBlank(text) ? clipInLine(label, units) : `[${text}](${address})`;
}

function linkLabel(text: string): string {
  const plain = cleanLine(text)
    .replace(SCHEME, '')
    .replace(LABEL_SIGNS, (sign) => LOOK_ALIKES[sign] ?? sign)
    .replace(EVERYONE, '＠')
    .replace(EMOJI_NAME, '꞉')
    .trim();
  return SEVERAL_UNDERSCORES.test(plain) ? plain.replaceAll('_', 'ˍ') : plain;
}

/** @returns undefined for what is no web address that can be opened, or longer than a button takes. */
export function webAddress(url: string): string | undefined {
  return openableAddress(url, MAX_BUTTON_URL);
}
