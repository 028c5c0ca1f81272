/**
 * Tab completion: the names of commands, then what their first option may be.
 */
import type { CompleteAt, OptionChoice } from '../../core/completion.ts';
import type { Bot } from '../../features/bot.ts';
import { cleanLine } from '../../render/text.ts';
import { STAGE_LINES } from './stage-line.ts';

const MOST_OFFERED = 8;

/** As readline takes them: the texts to choose from, and the end of the line that they stand in for. */
export type Completion = readonly [choices: readonly string[], replaced: string];

export async function completeLine(
  typed: string,
  bot: Pick<Bot, 'commands' | 'complete'>,
  at: Omit<CompleteAt, 'limit'>,
): Promise<Completion> {
  if (typed.trimStart().startsWith(':')) return completeStage(typed.trimStart());
  const line = typed.trimStart();
  const names = bot.commands.map(({ name }) => name);
  const command = names.filter((name) => line.toLowerCase().startsWith(`${name} `)).sort((a, b) => b.length - a.length)[0];
  const longer = names.filter((name) => name !== command && name.startsWith(line.toLowerCase()));
  if (command === undefined || longer.length > 0) return [longer.map((name) => `${name} `), line];
  const option = Object.keys(bot.commands.find(({ name }) => name === command)?.options ?? {})[0];
  const started = line.slice(command.length + 1).trimStart();
  if (option === undefined || started === '') return [[], started];
  const offered = await bot.complete({ command, option, typed: started }, { ...at, limit: MOST_OFFERED });
  const choices = offered.map((choice) => cleanLine(isNamed(choice) ? choice.value : choice.label));
  return [choices, whatStandsIn(choices, started)];
}

/** A label that begins with the value explains it, and only the value can be typed. */
function isNamed({ label, value }: OptionChoice): boolean {
  return label.startsWith(`${value} `);
}

function completeStage(line: string): Completion {
  const words = [...new Set(STAGE_LINES.map(({ form }) => form.split(' ')[0] ?? ''))];
  return [words.filter((word) => word.startsWith(line)).map((word) => `${word} `), line];
}

/**
 * Readline puts what all choices begin with in place of this. Where several titles fit and do not go on from what was typed,
 * that would eat the typed words; naming their common beginning makes readline list them and change nothing.
 */
function whatStandsIn(choices: readonly string[], started: string): string {
  if (choices.length <= 1 || choices.every((choice) => choice.startsWith(started))) return started;
  const [first = '', ...others] = choices;
  let shared = first.length;
  while (!others.every((other) => other.startsWith(first.slice(0, shared)))) shared -= 1;
  return first.slice(0, shared);
}
