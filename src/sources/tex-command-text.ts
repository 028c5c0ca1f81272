/**
 * What one TeX command says, its arguments included.
 */
import { linkText } from './links.ts';
import { accentCommand, accentSign } from './tex-accents.ts';
import {
  CITATIONS,
  FUNCTIONS,
  MATH_WRAPPERS,
  SILENT,
  SILENT_WITH_ARGUMENT,
  SPACES,
  SWITCHES,
  TEXT_WRAPPERS,
} from './tex-commands.ts';
import { scriptText } from './tex-scripts.ts';
import { afterBlanks, afterOption, argumentAt, groupAt, type Mode, type Range, type Rendered, type Tex } from './tex-source.ts';
import { ACCENTS, SYMBOLS } from './tex-symbols.ts';

export interface CommandPlace {
  /** Where the backslash is. */
  readonly at: number;
  readonly mode: Mode;
  /** The last character of the text so far; empty at the start. */
  readonly before: string;
}

interface NamedCommand extends CommandPlace {
  readonly name: string;
  /** The first character after the name. */
  readonly after: number;
}

const NAME = /\\([A-Za-z]+)\*?/y;
/** TeX swallows the blank after these: `Stra\ss e`. */
const LETTER_COMMAND = /^(?:ss|SS|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j|dh|DH|th|TH|dj|DJ|ng|NG|text.+)$/;

export function commandText(tex: Tex, place: CommandPlace): Rendered {
  NAME.lastIndex = place.at;
  const name = NAME.exec(tex.source)?.[1];
  if (name === undefined) return signText(tex, place);
  const command = { ...place, name, after: NAME.lastIndex };
  const accented = ACCENTS.has(name) ? accentCommand(tex, { name, at: command.after, mode: place.mode }) : undefined;
  return accented ?? structureText(tex, command) ?? wrapperText(tex, command) ?? wordText(tex, command);
}

/** A backslash before something that is no letter. */
function signText(tex: Tex, { at, before }: CommandPlace): Rendered {
  const sign = tex.source[at + 1] ?? '';
  const end = at + 1 + sign.length;
  if (sign === '\\') return { text: ' ', end: afterOption(tex.source, end) };
  if (sign === '(' || sign === '[') return bracketedMath(tex, at, sign);
  if (ACCENTS.has(sign)) return accentSign(tex, at, before);
  if (/[%_&#${}()[\]<>+]/.test(sign)) return { text: sign, end };
  if (/[,;:>\s]/.test(sign)) return { text: ' ', end };
  if (/[!\-/@*]/.test(sign)) return { text: '', end };
  if (sign === '|') return { text: '‖', end };
  return /[^\0-\x7f]/.test(sign) ? { text: '', end: at + 1 } : { text: `\\${sign}`, end };
}

function bracketedMath(tex: Tex, at: number, sign: '(' | '['): Rendered {
  const to = tex.source.indexOf(sign === '(' ? '\\)' : '\\]', at + 2);
  return to < 0 ? { text: sign, end: at + 2 } : { text: tex.render({ from: at + 2, to }, 'math').trim(), end: to + 2 };
}

/** Commands of two arguments, and those whose argument is not simply read out. */
function structureText(tex: Tex, command: NamedCommand): Rendered | undefined {
  const { name, after, mode } = command;
  const first = argumentAt(tex, after);
  if (first === undefined) return undefined;
  const read = (range: Range, as: Mode = mode) => tex.render(range, as).trim();
  if (/^[dtc]?frac$/.test(name)) return twoArguments(tex, first, (a, b) => `${operand(a)}/${operand(b)}`);
  if (name === 'binom') return twoArguments(tex, first, (n, k) => `C(${n}, ${k})`);
  if (/^(?:overset|underset|stackrel)$/.test(name)) return twoArguments(tex, first, (_, base) => base);
  if (name === 'sqrt') {
    const radicand = argumentAt(tex, afterOption(tex.source, after)) ?? first;
    return { text: `√${operand(read(radicand, 'math'))}`, end: radicand.end };
  }
  if (!first.braced) return undefined;
  const raw = tex.source.slice(first.from, first.to).trim();
  if (name === 'url' || name === 'path' || name === 'nolinkurl') return { text: address(raw), end: first.end };
  if (name === 'href') return twoArguments(tex, first, (_, label) => linkText(address(raw), label));
  if (name === 'SI' || name === 'qty') return twoArguments(tex, first, (value, unit) => `${value} ${unit}`);
  if (/^footnote(?:text)?$/.test(name)) return { text: ` (${read(first, 'text')})`, end: first.end };
  if (CITATIONS.has(name)) return { text: `[${raw}]`, end: first.end };
  if (/^(?:ref|eqref|autoref|[cC]ref)$/.test(name)) return { text: raw, end: first.end };
  if (name === 'textsuperscript') return { text: scriptText('^', read(first)), end: first.end };
  if (name === 'textsubscript') return { text: scriptText('_', read(first)), end: first.end };
  if (name === 'unicode') return { text: codePoint(raw), end: first.end };
  return name === 'enquote' ? { text: `"${read(first, 'text')}"`, end: first.end } : undefined;
}

function twoArguments(tex: Tex, first: Range & { end: number }, join: (a: string, b: string) => string): Rendered | undefined {
  const second = argumentAt(tex, first.end);
  if (second === undefined) return undefined;
  return { text: join(tex.render(first, 'math').trim(), tex.render(second, 'math').trim()), end: second.end };
}

/** Braces around a part of a fraction or under a root, where it would read wrongly without. */
function operand(text: string): string {
  return /^(?:[\p{L}\p{N}\p{M}.∞]+|\([^()]*\))$/u.test(text) ? text : `(${text})`;
}

/** An address as it is meant: `\_` and the like are its own characters, `\allowbreak` is nothing. */
function address(raw: string): string {
  return raw
    .replace(/\\allowbreak\s*/g, '')
    .replace(/\\([%_&#~$^{}])(?:\{\})?/g, '$1')
    .replace(/\s+/g, '');
}

function codePoint(hex: string): string {
  const point = /^x[0-9a-f]{2,5}$/i.test(hex) ? Number.parseInt(hex.slice(1), 16) : 0;
  return point > 0x20 ? String.fromCodePoint(point) : '';
}

/** Commands that only style what follows, or say nothing. */
function wrapperText(tex: Tex, { name, after, mode }: NamedCommand): Rendered | undefined {
  const isText = TEXT_WRAPPERS.has(name);
  if (isText || MATH_WRAPPERS.has(name)) {
    const argument = mode === 'math' ? argumentAt(tex, after) : groupAt(tex, after);
    return argument ? { text: tex.render(argument, isText ? 'text' : 'math'), end: argument.end } : { text: '', end: after };
  }
  if (SILENT_WITH_ARGUMENT.has(name)) return { text: '', end: groupAt(tex, after)?.end ?? after };
  if (SWITCHES.has(name)) return { text: '', end: afterBlanks(tex.source, after) };
  if (SPACES.has(name)) return { text: ' ', end: after };
  if (!SILENT.has(name)) return undefined;
  const emptyDelimiter = /^(?:left|right)$/.test(name) && tex.source[after] === '.';
  return { text: '', end: afterEmptyGroup(tex, after + (emptyDelimiter ? 1 : 0)) };
}

/** Symbols, function names, and commands that nobody but the authors know. */
function wordText(tex: Tex, { name, after, at, mode, before }: NamedCommand): Rendered {
  const next = tex.source[after] ?? '';
  if (FUNCTIONS.has(name)) return { text: /[\p{L}\\]/u.test(next) ? `${name} ` : name, end: after };
  const symbol = SYMBOLS.get(name);
  if (symbol !== undefined) {
    if (symbol.endsWith('.') && next === '.') return { text: symbol, end: after + 1 };
    if (next === ' ' && swallowsBlank({ name, mode, before })) return { text: symbol, end: after + 1 };
    return { text: symbol, end: afterEmptyGroup(tex, after) };
  }
  const isPath = /[:\\]/.test(before) || (/[A-Za-z\d]/.test(before) && next !== '{');
  if (mode === 'text' && (name.length === 1 || isPath)) return { text: tex.source.slice(at, after), end: after };
  const group = tex.braces.has(after) ? groupAt(tex, after) : undefined;
  if (group === undefined) return { text: name, end: after };
  const content = tex.render(group, mode);
  if (content.trim() === '') return { text: name, end: group.end };
  return { text: /^[A-Z]+$/.test(name) ? `${name}(${content})` : content, end: group.end };
}

/** In math, blanks around an operator are kept or left out on both sides alike. */
function swallowsBlank({ name, mode, before }: Pick<NamedCommand, 'name' | 'mode' | 'before'>): boolean {
  return mode === 'text' ? LETTER_COMMAND.test(name) : /[^\s]/.test(before);
}

function afterEmptyGroup(tex: Tex, at: number): number {
  return tex.source.startsWith('{}', at) ? at + 2 : at;
}
