/**
 * Accent commands: `\"u`, `{\'e}`, `\v{c}`, `\hat{y}` as single letters.
 *
 * The same characters appear where code or JSON was escaped once too often (`don\'t`, `\"quoted\"`): those become what they
 * stand for. A letter command with a longer argument is a Greek letter that arXiv's own converter mangled (`\r{ho}`).
 */
import { argumentAt, type Mode, type Rendered, type Tex } from './tex-source.ts';
import { ACCENTS, SYMBOLS } from './tex-symbols.ts';

/** Never written without braces: too short to tell from somebody's own command. */
const BRACED_ONLY = /^[bdt]$/;
const CONTRACTION = /(?:s|m|d|t|re|ve|ll)(?![A-Za-z])/y;
const CLOSING_ESCAPED_QUOTE = /\\"(?![\p{L}{\\])/u;

/** `\"`, `\'` and the like at `at`. @param before the last character of the text so far. */
export function accentSign(tex: Tex, at: number, before: string): Rendered {
  const sign = tex.source[at + 1] ?? '';
  const bare = { text: sign, end: at + 2 };
  if (isEscapedQuote(tex.source, at, before)) return bare;
  const argument = tex.source[at + 2] === ' ' ? undefined : argumentAt(tex, at + 2);
  if (argument === undefined) return bare;
  const base = tex.render(argument, 'text');
  if (base === '' && argument.braced) return { text: sign, end: argument.end };
  const accented = withAccent(base, ACCENTS.get(sign) ?? '');
  const certain = argument.braced || (accented !== undefined && [...accented].length <= [...base].length);
  return accented !== undefined && certain ? { text: accented, end: argument.end } : bare;
}

function isEscapedQuote(source: string, at: number, before: string): boolean {
  if (source[at + 1] === '"') return CLOSING_ESCAPED_QUOTE.test(source);
  CONTRACTION.lastIndex = at + 2;
  return source[at + 1] === "'" && /\p{L}/u.test(before) && CONTRACTION.test(source);
}

/** `\v`, `\hat` and the like, their name ending before `at`. @returns undefined where it is no accent after all. */
export function accentCommand(tex: Tex, { name, at, mode }: { name: string; at: number; mode: Mode }): Rendered | undefined {
  const argument = argumentAt(tex, at);
  const isShort = name.length === 1;
  if (argument === undefined || (isShort && !argument.braced && BRACED_ONLY.test(name))) return undefined;
  const base = tex.render(argument, isShort ? 'text' : mode);
  const mangled = isShort ? SYMBOLS.get(name + base) : undefined;
  if (mangled !== undefined) return { text: mangled, end: argument.end };
  const accented = withAccent(base, ACCENTS.get(name) ?? '');
  if (!isShort) return { text: [...base].length === 1 ? (accented ?? base) : base, end: argument.end };
  if (accented === undefined || (!argument.braced && [...accented].length > 1)) return undefined;
  return { text: accented, end: argument.end };
}

function withAccent(base: string, mark: string): string | undefined {
  const [first = '', ...rest] = [...base];
  if (!/\p{L}/u.test(first)) return undefined;
  const letter = first === 'ı' ? 'i' : first === 'ȷ' ? 'j' : first;
  return (letter + mark).normalize('NFC') + rest.join('');
}
