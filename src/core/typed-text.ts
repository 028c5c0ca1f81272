/**
 * Text as keyboards, phones and chat clients send it: cleaned of what nobody sees, and values that may be in quotes.
 *
 * Phones and Slack turn straight quotes into curly ones, so every quotation mark of a kind counts as the same mark. Single
 * marks are apostrophes inside words and open a value only where one also closes it before white space or the end.
 */

/** Default-ignorable characters (zero-width, bidi marks, soft hyphens, fillers), lone surrogates, controls but white space. */
const INVISIBLE = /[\p{DI}\p{Cs}]|(?![\s\u0085])\p{Cc}/gu;
const WHITE_SPACE = /[\s\u0085]+/g;

const DOUBLE_QUOTES = /[“”„‟«»＂]/g;
const SINGLE_QUOTES = /[‘’‚‛]/g;

const DOUBLE_QUOTED = /"([^"]*)(?:"|$)/y;
const SINGLE_QUOTED = /['‘’‚‛]([^"]*?)['‘’](?=\s|$)/y;
const HOLDING_DOUBLE_QUOTES = /['‘’‚‛]((?:[^"'‘’]|"[^"]*")+)['‘’](?=\s|$)/y;
const BARE = /[^\s"]+/y;

/** NFC, one space for any white space, nothing invisible, double quotation marks straight. Cleaning twice changes nothing more. */
export function cleanTypedText(text: string): string {
  return straightenDoubleQuotes(text.replace(INVISIBLE, '').replace(WHITE_SPACE, ' ').trim().normalize('NFC'));
}

/** Without white space and invisible characters around it; what stands within is left as it is. */
export function trimTypedText(text: string): string {
  const start = /^[\s\p{DI}\p{Cc}]*/u.exec(text)?.[0].length ?? 0;
  return text.slice(start).trimEnd();
}

/** Every quotation mark and apostrophe in its ASCII form. */
export function straightenQuotes(text: string): string {
  return straightenDoubleQuotes(text).replace(SINGLE_QUOTES, "'");
}

/** Of the same length as `text`, so that a place in one is the same place in the other. */
export function straightenDoubleQuotes(text: string): string {
  return text.replace(DOUBLE_QUOTES, '"');
}

export interface TypedValue {
  /** Without its quotes; empty where nothing, or an empty pair of quotes, stands at `start`. */
  readonly value: string;
  readonly quoted: boolean;
  /** Where the text goes on. */
  readonly end: number;
}

/**
 * The value at `start`: what stands in quotes, else all up to white space or a quotation mark. A quotation that nobody
 * closed runs to the end.
 * @param text with its double quotation marks straight.
 */
export function readTypedValue(text: string, start: number): TypedValue {
  const quoted = matchAt(DOUBLE_QUOTED, text, start) ?? matchAt(SINGLE_QUOTED, text, start);
  if (quoted) return { value: (quoted[1] ?? '').trim(), quoted: true, end: start + quoted[0].length };
  const bare = matchAt(BARE, text, start)?.[0] ?? '';
  return { value: bare, quoted: false, end: start + bare.length };
}

/**
 * As `readTypedValue`, but single quotes may hold double ones: `'attention author:"Tri Dao"'` is one value, its quotes its own.
 * @param text with its double quotation marks straight.
 */
export function readTypedArgument(text: string, start: number): TypedValue {
  const quoted = matchAt(HOLDING_DOUBLE_QUOTES, text, start);
  if (!quoted?.[1]?.includes('"')) return readTypedValue(text, start);
  return { value: quoted[1].trim(), quoted: true, end: start + quoted[0].length };
}

/** @param sticky a pattern with the `y` flag. */
export function matchAt(sticky: RegExp, text: string, start: number): RegExpExecArray | undefined {
  sticky.lastIndex = start;
  return sticky.exec(text) ?? undefined;
}
