/**
 * The bot's commands as Discord registers them: `/papers` with all of them below it, and *Find papers* on a message.
 *
 * What is registered is read back and compared, instead of a hash being kept: nothing has to be stored, and what somebody else
 * changed is noticed too. No translations are registered, so every language shows the one that is there.
 */
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandGroupOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { OptionSpec } from '../../core/command.ts';
import type { CommandDescription } from '../../features/bot.ts';
import { clipToUnits } from '../../render/text.ts';
import { SLASH_COMMAND } from '../../render/typed-command.ts';
import { pathOf } from './command-path.ts';

/** Source of the numbers: Discord's documentation, "Application Commands", as of August 2026. */
const MAX_DESCRIPTION = 100;
const MAX_TEXT_OPTION = 6000;
export const MAX_CHOICES = 25;

export const COMMAND_NAME = SLASH_COMMAND.slice(1);
/** The entry in the menu of a message. */
export const FIND_PAPERS = 'Find papers';

/** A guild's own commands appear at once, and cannot say where else they may be used. */
export type Scope = 'everywhere' | 'one-guild';

type RegisteredCommand = Pick<CommandDescription, 'name' | 'summary' | 'options'>;
type Branch = APIApplicationCommandSubcommandOption | APIApplicationCommandSubcommandGroupOption;

export function discordCommands(
  commands: readonly RegisteredCommand[],
  scope: Scope,
): readonly RESTPostAPIApplicationCommandsJSONBody[] {
  const where = scope === 'one-guild' ? {} : { integration_types: INTEGRATION_TYPES, contexts: CONTEXTS };
  return [
    {
      type: ApplicationCommandType.ChatInput,
      name: COMMAND_NAME,
      description: 'Find, follow and discuss research papers',
      options: branches(commands),
      ...where,
    },
    { type: ApplicationCommandType.Message, name: FIND_PAPERS, ...where },
  ];
}

const INTEGRATION_TYPES = [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall];
const CONTEXTS = [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel];

function branches(commands: readonly RegisteredCommand[]): Branch[] {
  const names = commands.map(({ name }) => name);
  const found = new Map<string, Branch>();
  for (const command of commands) {
    const [first, member] = pathOf(command.name, names);
    if (member === undefined) {
      found.set(first, subCommand(first, command));
      continue;
    }
    const group = found.get(first) ?? newGroup(first, names);
    if (group.type === ApplicationCommandOptionType.SubcommandGroup) {
      found.set(first, { ...group, options: [...(group.options ?? []), subCommand(member, command)] });
    }
  }
  return [...found.values()];
}

/** Discord shows a group's description nowhere but in its settings. */
function newGroup(name: string, names: readonly string[]): APIApplicationCommandSubcommandGroupOption {
  const members = names.filter((each) => each === name || each.startsWith(`${name} `));
  return {
    type: ApplicationCommandOptionType.SubcommandGroup,
    name,
    description: clipToUnits(members.join(', '), MAX_DESCRIPTION),
    options: [],
  };
}

function subCommand(name: string, { summary, options }: RegisteredCommand): APIApplicationCommandSubcommandOption {
  const specs = Object.entries(options);
  const required = specs.filter(([, spec]) => spec.required);
  const others = specs.filter(([, spec]) => !spec.required);
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name,
    description: clipToUnits(summary, MAX_DESCRIPTION),
    options: [...required, ...others].map(([option, spec]) => discordOption(option, spec)),
  };
}

function discordOption(name: string, spec: OptionSpec): APIApplicationCommandBasicOption {
  const base = {
    name,
    description: clipToUnits(spec.description, MAX_DESCRIPTION),
    ...(spec.required && { required: true }),
  };
  switch (spec.kind) {
    case 'text': {
      const text = { ...base, type: STRING, max_length: Math.min(spec.maxLength, MAX_TEXT_OPTION) };
      return spec.suggest === undefined ? text : { ...text, autocomplete: true };
    }
    case 'integer':
      return { ...base, type: ApplicationCommandOptionType.Integer, min_value: spec.min, max_value: spec.max };
    case 'choice':
      return spec.choices.length > MAX_CHOICES
        ? { ...base, type: STRING, autocomplete: true }
        : { ...base, type: STRING, choices: spec.choices.map((choice) => ({ name: choice, value: choice })) };
  }
}

const STRING: ApplicationCommandOptionType.String = ApplicationCommandOptionType.String;

/** Whether what Discord has is what is wanted; in what it has, ids, versions and whatever says nothing are left aside. */
export function isRegistered(wanted: readonly object[], registered: readonly object[]): boolean {
  return canonical(wanted) === canonical(registered);
}

const COMPARED = new Set([
  ...['type', 'name', 'description', 'options', 'required', 'choices', 'value', 'autocomplete'],
  ...['min_value', 'max_value', 'min_length', 'max_length', 'integration_types', 'contexts'],
]);

function canonical(commands: readonly object[]): string {
  return JSON.stringify(commands.map(comparable).sort(byText));
}

function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.every((each) => typeof each === 'number') ? value.toSorted() : value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  const told = Object.entries(value).filter(([name, each]) => COMPARED.has(name) && saysSomething(each));
  return Object.fromEntries(told.sort(byText).map(([name, each]) => [name, comparable(each)]));
}

function saysSomething(value: unknown): boolean {
  const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
  return value !== undefined && value !== null && value !== false && !isEmpty;
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
