/**
 * `help`: what the bot can do, made from the commands themselves, so that it names each of them and nothing else.
 */
import { type Command, defineCommand, type OptionSpec } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import { type Block, code, type Message, quiet, type Span, strong, text } from '../../core/message.ts';
import { QUERY_FORMS } from './search-language.ts';

export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly Command[];
}

/** @param groups is called when help is asked for, as help itself stands in one of them. */
export const helpCommand = ({ groups }: { readonly groups: () => readonly CommandGroup[] }): Command =>
  defineCommand({
    name: 'help',
    summary: 'Show what this bot can do, or how one command is used',
    example: 'help search',
    answer: 'private',
    options: { command: { kind: 'text', description: 'the name of a command', maxLength: 40, rest: true } },
    run: async ({ command }) => ({
      kind: 'message',
      message: command === undefined ? overview(groups()) : helpOnCalled(command, groups()),
    }),
  });

function overview(groups: readonly CommandGroup[]): Message {
  const parts = groups.flatMap(({ title, commands }): readonly Block[] => [
    { kind: 'text', spans: [strong(title)] },
    { kind: 'list', items: commands.map(({ name, summary }) => [code(name), text(` ${summary}`)]) },
  ]);
  return {
    summary: 'What this bot can do',
    blocks: [...parts, { kind: 'note', spans: [text('More on one of them: '), code('help search')] }],
    buttons: [],
  };
}

/** @throws UserError for what begins no command's name. */
function helpOnCalled(typed: string, groups: readonly CommandGroup[]): Message {
  const wanted = typed.toLowerCase().replace(/\s+/gu, ' ');
  const all = groups.flatMap(({ commands }) => commands);
  const found = all.find(({ name }) => name === wanted);
  if (found !== undefined) return helpOn(found);
  const family = all.filter(({ name }) => name.startsWith(`${wanted} `));
  if (family.length > 0) return helpOnFamily(wanted, family);
  throw new UserError('unknown-command', 'There is no such command. `help` shows all that there are.');
}

/** Commands whose names begin with the same word. */
function helpOnFamily(word: string, family: readonly Command[]): Message {
  const items = family.map(({ name, summary }): readonly Span[] => [code(name), text(` ${summary}`)]);
  return {
    summary: `What ${word} can do`,
    title: `${word} goes on with one more word`,
    blocks: [
      { kind: 'list', items },
      { kind: 'note', spans: [text('More on one of them, with an example: '), code(`help ${family[0]?.name ?? word}`)] },
    ],
    buttons: [],
  };
}

function helpOn(command: Command): Message {
  const options = Object.entries(command.options);
  const usage = [command.name, ...options.map(([name, spec]) => placeholder(name, spec))].join(' ');
  const items = options.map(([name, spec]): readonly Span[] => [code(name), text(` ${spec.description}`), ...limits(spec)]);
  return {
    summary: command.summary,
    title: usage,
    blocks: [
      { kind: 'note', spans: [text(`${command.summary}.`)] },
      ...(items.length > 0 ? [{ kind: 'list', items } as const] : []),
      ...(command.name === 'search' ? queryLanguage() : []),
      { kind: 'note', spans: [text('For example: '), code(command.example)] },
    ],
    buttons: [],
  };
}

function placeholder(name: string, spec: OptionSpec): string {
  const inner = spec.kind === 'choice' ? spec.choices.join('|') : name;
  return spec.required ? `<${inner}>` : `[${inner}]`;
}

function limits(spec: OptionSpec): readonly Span[] {
  switch (spec.kind) {
    case 'text':
      return [];
    case 'integer':
      return [quiet(` from ${spec.min} to ${spec.max}`)];
    case 'choice':
      return [quiet(`: ${spec.choices.join(', ')}`)];
  }
}

function queryLanguage(): readonly Block[] {
  return [
    { kind: 'text', spans: [strong('What can be asked'), text(', in any order and together')] },
    { kind: 'list', items: QUERY_FORMS.map(({ form, meaning }) => [code(form), text(` ${meaning}`)]) },
    {
      kind: 'text',
      spans: [text('Misspelt words still find. A short name, an exact title or an arXiv id finds its paper first.')],
    },
  ];
}
