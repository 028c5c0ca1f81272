/**
 * A typed line, from Slack or the terminal, to a command and its options.
 *
 * The name comes first, of two words before of one. Options follow in their order or as `name:value`; quotes hold words
 * together. A `rest` option takes all that is left as it stands, so that the query language keeps its own signs. An option
 * that may be absent before a `rest` option goes by name only: by position it would swallow the first word of the text.
 */
import type { Command, OptionSpec, RawOptions } from './command.ts';
import { UserError } from './errors.ts';
import {
  cleanTypedText,
  matchAt,
  readTypedArgument,
  straightenDoubleQuotes,
  straightenQuotes,
  trimTypedText,
} from './typed-text.ts';

export type LineCommand = Pick<Command, 'name' | 'options' | 'example'>;

export type ParsedLine =
  | { readonly kind: 'command'; readonly name: string; readonly options: RawOptions }
  | { readonly kind: 'empty' }
  /** The first word of several commands' names, and no second that names or nearly names one of them. */
  | { readonly kind: 'family'; readonly word: string }
  | {
      readonly kind: 'unknown';
      /** The first word, however long. */
      readonly word: string;
      /** The name of the command that was probably meant, and the line with it in place of what was typed for it. */
      readonly nearest: { readonly name: string; readonly line: string } | undefined;
    };

/** Typing slips that still name a command: one wrong, missing or extra letter each. */
const MAX_SLIPS = 2;

const NAMED_OPTION = /([a-z][a-z0-9_-]*):\s*/iy;
const WHITE_SPACE = /\s*/y;
const FIRST_WORDS = /^(\S+)(?:\s+(\S+))?/;

/**
 * Values are not checked here, but by the command when it is invoked.
 * @throws UserError with the command's example for words that no option takes, an option given twice, or one without value.
 */
export function parseCommandLine(line: string, commands: readonly LineCommand[]): ParsedLine {
  const trimmed = trimTypedText(line);
  const [, first = '', second = ''] = FIRST_WORDS.exec(trimmed) ?? [];
  if (first === '') return { kind: 'empty' };

  const pair = cleanTypedText(`${first} ${second}`).toLowerCase();
  const single = cleanTypedText(first).toLowerCase();
  const command = commands.find(({ name }) => name === pair) ?? commands.find(({ name }) => name === single);
  if (!command) return notACommand(trimmed, { first, second }, commands);

  const nameEnd = command.name === single ? first.length : trimmed.indexOf(second, first.length) + second.length;
  return { kind: 'command', name: command.name, options: readLineOptions(command, trimmed.slice(nameEnd).trim()) };
}

function readLineOptions(command: LineCommand, typed: string): RawOptions {
  const options = new Map<string, string>();
  const straight = straightenDoubleQuotes(typed);
  let at = 0;
  while (at < typed.length) {
    const { name, start } = namedOptionAt(command, typed, at) ?? { name: nextOption(command, options), start: at };
    if (name === undefined) throw new UserError('extra-words', tooMuch(command, typed.slice(at)));
    const spec = command.options[name];
    if (isRest(spec)) {
      const end = spec.rest === 'until-named' ? nextNamedOption(command, typed, start) : typed.length;
      options.set(name, `${options.get(name) ?? ''} ${typed.slice(start, end)}`.trim());
      at = end;
      continue;
    }
    if (options.has(name)) throw new UserError('repeated-option', `\`${name}:\` is there twice. ${exampleOf(command)}`);
    const { value, end } = readTypedArgument(straight, start);
    if (value === '' && start > at) throw new UserError('missing-value', `\`${name}:\` has no value. ${exampleOf(command)}`);
    options.set(name, straightenQuotes(value));
    at = skipWhiteSpace(typed, end);
  }
  return options;
}

/** `name:` of one of the command's options, in any case, and where its value starts. */
function namedOptionAt(
  command: LineCommand,
  typed: string,
  at: number,
): { readonly name: string; readonly start: number } | undefined {
  const match = matchAt(NAMED_OPTION, typed, at);
  const name = match && Object.keys(command.options).find((known) => known.toLowerCase() === match[1]?.toLowerCase());
  return match && name !== undefined ? { name, start: at + match[0].length } : undefined;
}

/** Where the next option by name begins, or the line ends. */
function nextNamedOption(command: LineCommand, typed: string, from: number): number {
  for (const { index, 0: space } of typed.slice(from).matchAll(/\s+/g)) {
    const at = from + index + space.length;
    if (namedOptionAt(command, typed, at) !== undefined) return at;
  }
  return typed.length;
}

/** The option that the next words are for, by position; one that takes words until a named one takes those after it too. */
function nextOption(command: LineCommand, given: ReadonlyMap<string, string>): string | undefined {
  const open = Object.entries(command.options).filter(([name]) => !given.has(name));
  const beforeRest = open.some(([, spec]) => isRest(spec));
  const next = open.find(([, spec]) => !beforeRest || spec.required || isRest(spec))?.[0];
  return next ?? Object.entries(command.options).find(([, spec]) => spec.kind === 'text' && spec.rest === 'until-named')?.[0];
}

function isRest(spec: OptionSpec | undefined): spec is Extract<OptionSpec, { readonly kind: 'text' }> {
  return spec?.kind === 'text' && spec.rest !== undefined;
}

function skipWhiteSpace(text: string, at: number): number {
  return at + (matchAt(WHITE_SPACE, text, at)?.[0].length ?? 0);
}

function tooMuch(command: LineCommand, extra: string): string {
  const words = cleanTypedText(extra).replaceAll('`', "'");
  const shown = words.length > 40 ? `${[...words.slice(0, 40)].join('').trimEnd()}…` : words;
  return `\`${command.name}\` does not know what to do with \`${shown}\`. ${exampleOf(command)}`;
}

function exampleOf(command: LineCommand): string {
  return `For example: \`${command.example}\`.`;
}

function notACommand(
  trimmed: string,
  { first, second }: { readonly first: string; readonly second: string },
  commands: readonly LineCommand[],
): ParsedLine {
  const pair = cleanTypedText(`${first} ${second}`).toLowerCase();
  const single = cleanTypedText(first).toLowerCase();
  const names = commands.map(({ name }) => name);
  const ofTwo =
    second === ''
      ? undefined
      : nearestName(
          pair,
          names.filter((name) => name.includes(' ')),
        );
  if (ofTwo === undefined && names.some((name) => name.startsWith(`${single} `))) return { kind: 'family', word: single };
  const name =
    ofTwo ??
    nearestName(
      single,
      names.map((known) => known.split(' ')[0] ?? known),
    );
  const typedEnd = ofTwo === undefined ? first.length : trimmed.indexOf(second, first.length) + second.length;
  const nearest = name === undefined ? undefined : { name, line: `${name}${trimmed.slice(typedEnd)}` };
  return { kind: 'unknown', word: cleanTypedText(first), nearest };
}

/** @returns undefined where none is near, or what was typed is too short to tell. */
function nearestName(typed: string, names: readonly string[]): string | undefined {
  const near = names.map((name) => ({ name, slips: slipsBetween(typed, name) }));
  const meant = near.filter(({ slips }) => slips <= Math.min(MAX_SLIPS, typed.length - 1));
  return meant.sort((a, b) => a.slips - b.slips)[0]?.name;
}

/** Levenshtein's distance; Infinity where the lengths alone tell that it is over the bound. */
function slipsBetween(typed: string, known: string): number {
  if (Math.abs(typed.length - known.length) > MAX_SLIPS) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: known.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...typed].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= known.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (known[column - 1] === letter ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
