/**
 * What a person at the terminal means by a line.
 *
 * Friendlier than a shell: a pasted link alone shows its paper, a number presses what carries it and stands for its paper
 * after a command, the slash of the chat platforms is dropped, and a line that is no command is offered as a search.
 */
import type { Action } from '../../core/action.ts';
import type { RawOptions } from '../../core/command.ts';
import { type ParsedLine, parseCommandLine } from '../../core/command-line.ts';
import { UserError } from '../../core/errors.ts';
import { findPaperIds, parsePaperId } from '../../core/paper-reference.ts';
import { MAX_QUERY_LENGTH } from '../../core/query-language.ts';
import type { Bot, Invocation } from '../../features/bot.ts';

/** What a number on the screen stands for. */
export type Key = { readonly kind: 'action'; readonly action: Action } | { readonly kind: 'line'; readonly line: string };

export type Intent =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'invoke'; readonly invocation: Invocation }
  | { readonly kind: 'press'; readonly key: Key }
  /** Cannot be done; the sentence says why. */
  | { readonly kind: 'refuse'; readonly sentence: string }
  /** No command, but perhaps one of these lines was meant. */
  | { readonly kind: 'offer'; readonly sentence: string; readonly lines: readonly string[] };

/** In characters. Longer than any option takes; what is longer was pasted by mistake. */
const LONGEST_LINE = 8000;
const LONGEST_ECHO = 40;
const LEAVING = ['quit', 'exit'];
/** `2`, or `[2]` as it stands on the screen. */
const NUMBER = /^\[?(\d{1,3})[\].]?$/;

interface ParsedCommand {
  readonly name: string;
  readonly options: RawOptions;
}

export function readLine(typed: string, bot: Pick<Bot, 'commands'>, keys: readonly Key[]): Intent {
  if (typed.length > LONGEST_LINE) {
    return refuse(`That line has ${typed.length} characters; at most ${LONGEST_LINE} can be read. Shorten it and try again.`);
  }
  const line = withoutSlash(typed.trim());
  if (line === '') return { kind: 'nothing' };
  if (LEAVING.includes(line.toLowerCase())) return { kind: 'leave' };
  const number = NUMBER.exec(line)?.[1];
  if (number !== undefined) return pressed(Number(number), keys);
  if (parsePaperId(line) !== undefined) return invokeCommand('show', new Map([['paper', line]]));
  try {
    return readCommand(line, bot, keys);
  } catch (error) {
    if (error instanceof UserError) return refuse(error.message);
    throw error;
  }
}

/** `/papers search x` and `/search x`, as on the chat platforms; `/papers` or `?` alone asks for help. */
function withoutSlash(line: string): string {
  if (line === '?' || /^\/(?:papers)?$/i.test(line)) return 'help';
  return line.replace(/^\/(?:papers\s+)?/i, '');
}

function pressed(number: number, keys: readonly Key[]): Intent {
  const key = keys[number - 1];
  if (key !== undefined) return { kind: 'press', key };
  if (keys.length === 0) return refuse('There is nothing numbered to choose. `help` shows what can be typed.');
  return refuse(`There is no ${number} to choose; the last answer has ${keys.length === 1 ? 'only 1' : `1 to ${keys.length}`}.`);
}

function readCommand(line: string, bot: Pick<Bot, 'commands'>, keys: readonly Key[]): Intent {
  const parsed = parseCommandLine(line, bot.commands);
  switch (parsed.kind) {
    case 'empty':
      return { kind: 'nothing' };
    case 'command': {
      const number = numberForPaper(parsed, bot);
      if (number !== undefined && keys[number - 1] === undefined) return pressed(number, keys);
      return invokeCommand(parsed.name, withNumberedPaper(parsed, bot, keys));
    }
    case 'family':
      return invokeCommand('help', new Map([['command', parsed.word]]));
    case 'unknown':
      return findPaperIds(line).length > 0
        ? { kind: 'invoke', invocation: { kind: 'find-papers', text: line } }
        : unknownCommand(line, parsed.word, parsed.nearest);
  }
}

/** The number that stands in the place of a paper. */
function numberForPaper({ name, options }: ParsedCommand, { commands }: Pick<Bot, 'commands'>): number | undefined {
  const specs = commands.find((command) => command.name === name)?.options ?? {};
  for (const [option, value] of options) {
    const spec = specs[option];
    const number = NUMBER.exec(String(value))?.[1];
    if (spec?.kind === 'text' && spec.suggest === 'paper' && number !== undefined) return Number(number);
  }
  return undefined;
}

/** `save 2` means the paper that the last answer showed as 2. */
function withNumberedPaper(
  { name, options }: ParsedCommand,
  { commands }: Pick<Bot, 'commands'>,
  keys: readonly Key[],
): RawOptions {
  const specs = commands.find((command) => command.name === name)?.options ?? {};
  const replaced = [...options].map(([option, value]): readonly [string, string | number] => {
    const spec = specs[option];
    const key = keys[Number(NUMBER.exec(String(value))?.[1]) - 1];
    const names = spec?.kind === 'text' && spec.suggest === 'paper' && key?.kind === 'action' && key.action.kind === 'paper.show';
    return names ? [option, key.action.paper] : [option, value];
  });
  return new Map(replaced);
}

function unknownCommand(
  line: string,
  word: string,
  nearest: Extract<ParsedLine, { readonly kind: 'unknown' }>['nearest'],
): Intent {
  const unknown = `There is no command “${shortened(word)}”.`;
  if (line.length > MAX_QUERY_LENGTH) return refuse(`${unknown} \`help\` shows what can be typed.`);
  const sentence = `${unknown} ${nearest === undefined ? 'You can search for it:' : `The nearest is \`${nearest.name}\`:`}`;
  return { kind: 'offer', sentence, lines: [...(nearest === undefined ? [] : [nearest.line]), `search ${line}`] };
}

function shortened(word: string): string {
  const characters = [...word.replaceAll('`', "'")];
  return characters.length > LONGEST_ECHO ? `${characters.slice(0, LONGEST_ECHO).join('')}…` : word;
}

function invokeCommand(name: string, options: RawOptions): Intent {
  return { kind: 'invoke', invocation: { kind: 'command', name, options } };
}

function refuse(sentence: string): Intent {
  return { kind: 'refuse', sentence };
}
