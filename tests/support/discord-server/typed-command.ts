/**
 * What a person can type into Discord's command picker: only registered commands and options, only values that their schema takes.
 */
import { ApplicationCommandOptionType as OptionType } from 'discord-api-types/v10';
import { CannotDo } from './cannot-do.ts';
import type { CommandDraft, GroupDraft, SubCommandDraft, ValueOptionDraft } from './command-rules.ts';
import { typeOfChannel } from './payloads.ts';
import type { Channel, User } from './world.ts';

/** People and channels are picked, not typed. */
export type OptionValue = string | number | boolean | { readonly user: User } | { readonly channel: Channel };
export type OptionValues = Readonly<Record<string, OptionValue>>;

export interface SentOption {
  readonly name: string;
  readonly type: OptionType;
  readonly value?: string | number | boolean;
  readonly focused?: true;
  readonly options?: readonly SentOption[];
}

/** A command down to what takes values; `path` is the group and sub-command that lead there. */
export interface CommandLeaf {
  readonly path: readonly (SubCommandDraft | GroupDraft)[];
  readonly options: readonly ValueOptionDraft[];
}

type AnyOption = ValueOptionDraft | SubCommandDraft | GroupDraft;

/** The words after the command's own name, as in `search` of `/papers search`. */
export function findLeaf(command: CommandDraft, words: readonly string[]): CommandLeaf {
  const path: (SubCommandDraft | GroupDraft)[] = [];
  let options: readonly AnyOption[] = 'options' in command ? (command.options ?? []) : [];
  for (const word of words) {
    const next = options.find((option) => option.name === word);
    if (next === undefined || !isBranch(next)) throw new CannotDo(`/${command.name} has no sub-command "${word}".`);
    path.push(next);
    options = next.options ?? [];
  }
  const values = options.filter((option) => !isBranch(option));
  if (values.length < options.length)
    throw new CannotDo(`/${[command.name, ...words].join(' ')} has sub-commands and cannot be typed bare.`);
  return { path, options: values };
}

const isBranch = (option: AnyOption): option is SubCommandDraft | GroupDraft =>
  option.type === OptionType.Subcommand || option.type === OptionType.SubcommandGroup;

/** The options as sent when the command is: every required one, every value as the schema has it. */
export function typeOptions({ path, options }: CommandLeaf, values: OptionValues): readonly SentOption[] {
  refuseStrangers(options, values);
  const missing = options.find(({ name, required }) => required === true && values[name] === undefined);
  if (missing !== undefined) throw new CannotDo(`The option ${missing.name} is required.`);
  const sent = options.flatMap((option) => {
    const value = values[option.name];
    return value === undefined ? [] : [{ name: option.name, type: option.type, value: checkedValue(option, value) }];
  });
  return wrapped(path, sent);
}

/** As typed so far: partial and unchecked, with one in focus. */
export function typePartly(
  { path, options }: CommandLeaf,
  values: OptionValues,
  focused: string,
): { readonly sent: readonly SentOption[]; readonly option: ValueOptionDraft } {
  refuseStrangers(options, values);
  const option = options.find(({ name }) => name === focused);
  if (option === undefined || !('autocomplete' in option) || option.autocomplete !== true)
    throw new CannotDo(`The option ${focused} completes nothing.`);
  const sent = options.flatMap((one): readonly SentOption[] => {
    const value = values[one.name];
    if (one.name === focused) return [{ name: one.name, type: one.type, value: String(value ?? ''), focused: true }];
    return value === undefined ? [] : [{ name: one.name, type: one.type, value: plainValue(value) }];
  });
  return { sent: wrapped(path, sent), option };
}

function refuseStrangers(options: readonly ValueOptionDraft[], values: OptionValues): void {
  const stranger = Object.keys(values).find((name) => !options.some((option) => option.name === name));
  if (stranger !== undefined)
    throw new CannotDo(`There is no option ${stranger} here, only ${options.map(({ name }) => name).join(', ')}.`);
}

const wrapped = (path: CommandLeaf['path'], values: readonly SentOption[]): readonly SentOption[] =>
  path.reduceRight<readonly SentOption[]>((options, { name, type }) => [{ name, type, options }], values);

const plainValue = (value: OptionValue): string | number | boolean => {
  if (typeof value !== 'object') return value;
  return 'user' in value ? value.user.id : value.channel.id;
};

function checkedValue(option: ValueOptionDraft, value: OptionValue): string | number | boolean {
  const fault = faultOf(option, value);
  if (fault !== undefined) throw new CannotDo(`The option ${option.name} ${fault}.`);
  return plainValue(value);
}

function faultOf(option: ValueOptionDraft, value: OptionValue): string | undefined {
  switch (option.type) {
    case OptionType.String:
      return typeof value === 'string' ? faultOfText(option, value) : 'takes text';
    case OptionType.Integer:
    case OptionType.Number:
      return typeof value === 'number' ? faultOfNumber(option, value) : 'takes a number';
    case OptionType.Boolean:
      return typeof value === 'boolean' ? undefined : 'takes true or false';
    case OptionType.Channel:
      return typeof value === 'object' && 'channel' in value ? faultOfChannel(option, value.channel) : 'takes a channel';
    case OptionType.User:
      return typeof value === 'object' && 'user' in value ? undefined : 'takes a person';
    default:
      return 'is of a type that the twin does not offer';
  }
}

type Choosing = { readonly choices?: readonly { readonly value: string | number; readonly name: string }[] | undefined };
const faultOfChoice = ({ choices }: Choosing, value: string | number): string | undefined =>
  choices === undefined || choices.length === 0 || choices.some((choice) => choice.value === value)
    ? undefined
    : `has only the choices ${choices.map((choice) => choice.value).join(', ')}`;

function faultOfText(option: ValueOptionDraft & { readonly type: OptionType.String }, value: string): string | undefined {
  if (value.trim() === '') return 'cannot be blank';
  if (value.length < (option.min_length ?? 0)) return `takes ${option.min_length} characters or more`;
  if (value.length > (option.max_length ?? 6000)) return `takes ${option.max_length ?? 6000} characters or fewer`;
  return faultOfChoice(option, value);
}

function faultOfNumber(
  option: ValueOptionDraft & { readonly type: OptionType.Integer | OptionType.Number },
  value: number,
): string | undefined {
  if (option.type === OptionType.Integer && !Number.isInteger(value)) return 'takes a whole number';
  if (value < (option.min_value ?? -Infinity) || value > (option.max_value ?? Infinity))
    return `takes ${option.min_value ?? ''}..${option.max_value ?? ''}`;
  return faultOfChoice(option, value);
}

const faultOfChannel = (
  option: ValueOptionDraft & { readonly type: OptionType.Channel },
  channel: Channel,
): string | undefined =>
  option.channel_types === undefined || option.channel_types.includes(typeOfChannel(channel))
    ? undefined
    : 'does not take a channel of that kind';
