/**
 * What Discord takes for a list of application commands. Source: Discord docs, "Application commands".
 */
import {
  ChannelType,
  ApplicationCommandType as CommandType,
  Locale,
  ApplicationCommandOptionType as OptionType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { readBody } from './read-body.ts';
import { invalidForm } from './refusal.ts';

/** Over names, descriptions and values of a whole command. */
export const COMMAND_TEXT_LIMIT = 8000;
const MOST_OF_TYPE: Readonly<Record<number, number>> = {
  [CommandType.ChatInput]: 100,
  [CommandType.User]: 15,
  [CommandType.Message]: 15,
};

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const slashName = z
  .string()
  .regex(NAME, 'Must be 1 to 32 letters, digits, - and _.')
  .refine((name) => name === name.toLowerCase(), 'Must be lower case where there is one.');
const menuName = z.string().trim().min(1).max(32);
const description = z.string().min(1).max(100);
const inLocales = <Text extends z.ZodType>(text: Text) => z.partialRecord(z.enum(Locale), text).nullish();

const Choice = (value: z.ZodType<string | number>) =>
  z.strictObject({ name: z.string().min(1).max(100), name_localizations: inLocales(z.string().min(1).max(100)), value });

const named = {
  name: slashName,
  name_localizations: inLocales(slashName),
  description,
  description_localizations: inLocales(description),
};
const asked = { ...named, required: z.boolean().optional() };
const choicesOf = (value: z.ZodType<string | number>) => ({
  choices: z.array(Choice(value)).max(25).optional(),
  autocomplete: z.boolean().optional(),
});
/** 2^53: a double holds every whole number up to it. */
const SAFE = 2 ** 53;

const StringOption = z.strictObject({
  type: z.literal(OptionType.String),
  ...asked,
  ...choicesOf(z.string().max(100)),
  min_length: z.int().min(0).max(6000).optional(),
  max_length: z.int().min(1).max(6000).optional(),
});
const IntegerOption = z.strictObject({
  type: z.literal(OptionType.Integer),
  ...asked,
  ...choicesOf(z.int().min(-SAFE).max(SAFE)),
  min_value: z.int().min(-SAFE).max(SAFE).optional(),
  max_value: z.int().min(-SAFE).max(SAFE).optional(),
});
const NumberOption = z.strictObject({
  type: z.literal(OptionType.Number),
  ...asked,
  ...choicesOf(z.number().min(-SAFE).max(SAFE)),
  min_value: z.number().min(-SAFE).max(SAFE).optional(),
  max_value: z.number().min(-SAFE).max(SAFE).optional(),
});
const ChannelOption = z.strictObject({
  type: z.literal(OptionType.Channel),
  ...asked,
  channel_types: z.array(z.enum(ChannelType)).optional(),
});
const PlainOption = z.strictObject({
  type: z.union([
    ...([z.literal(OptionType.Boolean), z.literal(OptionType.User), z.literal(OptionType.Role)] as const),
    ...([z.literal(OptionType.Mentionable), z.literal(OptionType.Attachment)] as const),
  ]),
  ...asked,
});

const ValueOption = z
  .union([StringOption, IntegerOption, NumberOption, ChannelOption, PlainOption])
  .refine((option) => !('choices' in option && option.autocomplete === true), 'Choices and autocomplete exclude each other.')
  .refine(
    (option) => unique(('choices' in option ? (option.choices ?? []) : []).map(({ name }) => name)),
    'The names of choices must be unique.',
  )
  .refine((option) => inOrder(option), 'The lower bound is over the upper one.');

type Bounded = {
  type: unknown;
  min_length?: number | undefined;
  max_length?: number | undefined;
  min_value?: number | undefined;
  max_value?: number | undefined;
};
const inOrder = (option: Bounded): boolean =>
  (option.min_length ?? 0) <= (option.max_length ?? Infinity) &&
  (option.min_value ?? -Infinity) <= (option.max_value ?? Infinity);

const optionsOf = <Option extends z.ZodType<{ readonly name: string }>>(option: Option) =>
  z
    .array(option)
    .max(25)
    .refine((options) => unique(options.map(({ name }) => name)), 'The names of options must be unique.');

const ValueOptions = optionsOf(ValueOption).refine(
  (options) => !options.some((option, at) => option.required === true && options[at - 1]?.required !== true && at > 0),
  'Required options must be placed before non-required options.',
);
const SubCommand = z.strictObject({ type: z.literal(OptionType.Subcommand), ...named, options: ValueOptions.optional() });
const Group = z.strictObject({
  type: z.literal(OptionType.SubcommandGroup),
  ...named,
  options: optionsOf(SubCommand)
    .refine((commands) => commands.length > 0, 'A group needs a sub-command.')
    .optional(),
});
const Branches = optionsOf(z.union([SubCommand, Group]));

const permissions = z
  .string()
  .regex(/^\d+$/, 'A stringified bit set.')
  .refine((bits) => (BigInt(bits) & ~KNOWN_PERMISSIONS) === 0n, 'Has unknown permission bits.')
  .nullish();
const KNOWN_PERMISSIONS = Object.values(PermissionFlagsBits).reduce((bits, bit) => bits | bit, 0n);

const inEveryScope = {
  default_member_permissions: permissions,
  nsfw: z.literal(false).optional(),
};
const ofGlobalScope = {
  contexts: z
    .array(z.union([z.literal(0), z.literal(1), z.literal(2)]))
    .min(1)
    .refine(unique, 'Must be unique.')
    .nullish(),
  integration_types: z
    .array(z.union([z.literal(0), z.literal(1)]))
    .min(1)
    .refine(unique, 'Must be unique.')
    .optional(),
};
const chatInput = {
  type: z.literal(CommandType.ChatInput).optional(),
  ...named,
  options: z.union([ValueOptions, Branches]).optional(),
  ...inEveryScope,
};
const menu = {
  type: z.union([z.literal(CommandType.User), z.literal(CommandType.Message)]),
  name: menuName,
  name_localizations: inLocales(menuName),
  description: z.literal('').optional(),
  ...inEveryScope,
};

const GuildCommand = z.union([z.strictObject(chatInput), z.strictObject(menu)]);
const GlobalCommand = z.union([
  z.strictObject({ ...chatInput, ...ofGlobalScope }),
  z.strictObject({ ...menu, ...ofGlobalScope }),
]);

export type CommandDraft = z.infer<typeof GlobalCommand>;
export type ValueOptionDraft = z.infer<typeof ValueOption>;
export type SubCommandDraft = z.infer<typeof SubCommand>;
export type GroupDraft = z.infer<typeof Group>;
export type CommandScope = 'global' | 'guild';

export const typeOfCommand = (command: CommandDraft): CommandType => command.type ?? CommandType.ChatInput;

/** The whole list as one PUT replaces it. */
export function readCommands(raw: unknown, scope: CommandScope): readonly CommandDraft[] {
  const commands = readBody<readonly CommandDraft[]>(z.array(scope === 'global' ? GlobalCommand : GuildCommand), raw);
  const faults = [
    ...commands.flatMap((command, at) =>
      commandTextLength(command) > COMMAND_TEXT_LIMIT
        ? [{ path: [at], message: `Command exceeds maximum size (${COMMAND_TEXT_LIMIT})` }]
        : [],
    ),
    ...Object.entries(MOST_OF_TYPE).flatMap(([type, most]) => {
      const ofType = commands.filter((command) => typeOfCommand(command) === Number(type));
      return [
        ...(ofType.length > most ? [{ path: [], message: `Maximum number of application commands reached (${most})` }] : []),
        ...(unique(ofType.map(({ name }) => name)) ? [] : [{ path: [], message: 'Application command names must be unique' }]),
      ];
    }),
  ];
  if (faults.length > 0) throw invalidForm(faults);
  return commands;
}

/** Names, descriptions and values; of the localisations of a text, the longest counts. */
export function commandTextLength(part: unknown): number {
  if (Array.isArray(part)) return part.reduce((sum: number, one) => sum + commandTextLength(one), 0);
  if (typeof part !== 'object' || part === null) return 0;
  const fields: Readonly<Record<string, unknown>> = { ...part };
  const own =
    longest([fields.name, ...valuesOf(fields.name_localizations)]) +
    longest([fields.description, ...valuesOf(fields.description_localizations)]);
  return own + longest([fields.value]) + commandTextLength(fields.options) + commandTextLength(fields.choices);
}

const valuesOf = (record: unknown): readonly unknown[] =>
  typeof record === 'object' && record !== null ? Object.values(record) : [];
const longest = (texts: readonly unknown[]): number =>
  Math.max(0, ...texts.map((text) => (typeof text === 'string' ? text.length : 0)));

function unique(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}
