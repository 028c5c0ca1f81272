/**
 * A command, written once: its options are data that Discord registers, Slack and the terminal parse by, and help prints.
 */
import { UserError } from './errors.ts';
import type { AnswerMode, Reply } from './message.ts';
import type { Standing } from './permission.ts';
import type { PersonSettings } from './person-store.ts';
import type { Place, UserRef } from './place.ts';
import { type Instant, type TimeZone, UTC } from './time.ts';

/** What a person can be helped to name. */
export type Suggestible = 'paper' | 'author' | 'organization' | 'zone' | 'subscription';

interface OptionBase {
  /** At most 100 characters: Discord's bound. */
  readonly description: string;
  readonly required?: true;
}

export type OptionSpec =
  | (OptionBase & {
      readonly kind: 'text';
      /** In characters; longer text is refused with a sentence, not cut. */
      readonly maxLength: number;
      /**
       * Takes all that is left of a typed line, operators and quotes included; `until-named` leaves out the other options that
       * stand there by name. Last option only.
       */
      readonly rest?: true | 'until-named';
      /** What may be offered while the person types. */
      readonly suggest?: Suggestible;
    })
  | (OptionBase & {
      readonly kind: 'integer';
      readonly min: number;
      readonly max: number;
    })
  | (OptionBase & {
      readonly kind: 'choice';
      readonly choices: readonly string[];
    });

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

type ValueOf<S extends OptionSpec> = S extends { readonly kind: 'integer' }
  ? number
  : S extends {
        readonly kind: 'choice';
        readonly choices: readonly (infer C)[];
      }
    ? C
    : string;

export type OptionValues<S extends OptionSpecs> = {
  readonly [K in keyof S]: S[K] extends { readonly required: true } ? ValueOf<S[K]> : ValueOf<S[K]> | undefined;
};

export interface CommandContext {
  readonly asker: UserRef;
  /** As the platform shows them to others, where it says; nobody is mentioned by it. */
  readonly askerName?: string;
  readonly place: Place;
  /** The channel whose thread the place is, on platforms where a thread is a place of its own. */
  readonly channelOfThread?: Place;
  readonly standing: Standing;
  readonly now: Instant;
  /** What the asker has chosen; empty where they have chosen nothing. */
  readonly settings: PersonSettings;
  /** As the platform has it of the asker; absent where it does not say, or was not asked as nothing depends on it. */
  readonly zoneThere?: TimeZone;
}

/** Where the asker's day begins: what they chose, else what the platform says, else UTC. */
export function zoneOf({ settings, zoneThere }: Pick<CommandContext, 'settings' | 'zoneThere'>): TimeZone {
  return settings.zone ?? zoneThere ?? UTC;
}

export interface CommandDefinition<S extends OptionSpecs> {
  /** One word, or two where the first is a group: `settings zone`. Lower case. */
  readonly name: string;
  /** At most 100 characters. */
  readonly summary: string;
  /** One line as typed on the terminal: `search low-rank adaptation since:2024-01-01`. */
  readonly example: string;
  readonly answer: Exclude<AnswerMode, 'replace'>;
  /** The platform is asked for the asker's zone where they chose none. */
  readonly usesZone?: true;
  readonly options: S;
  readonly run: (options: OptionValues<S>, context: CommandContext) => Promise<Reply>;
}

/** As a platform hands them over: unchecked, an absent option absent. */
export type RawOptions = ReadonlyMap<string, string | number>;

/** A definition with its option types closed over, so that a list of commands needs no `any`. */
export interface Command extends Omit<CommandDefinition<OptionSpecs>, 'run'> {
  /** @throws UserError where an option is missing or outside its bounds. */
  readonly invoke: (raw: RawOptions, context: CommandContext) => Promise<Reply>;
}

export function defineCommand<const S extends OptionSpecs>(definition: CommandDefinition<S>): Command {
  const { run, ...described } = definition;
  return {
    ...described,
    invoke: async (raw, context) => run(readOptions(definition, raw), context),
  };
}

function readOptions<S extends OptionSpecs>(definition: CommandDefinition<S>, raw: RawOptions): OptionValues<S> {
  const values: Record<string, string | number | undefined> = {};
  for (const [name, spec] of Object.entries(definition.options)) {
    const value = raw.get(name);
    if (value !== undefined && String(value).trim() !== '') values[name] = readOption(name, spec, value);
    else if (spec.required) throw missingOption(definition, name, spec);
  }
  return values as OptionValues<S>;
}

function missingOption(definition: Pick<Command, 'name' | 'example'>, name: string, spec: OptionSpec): UserError {
  return new UserError(
    'missing-option',
    `\`${definition.name}\` needs ${name}: ${spec.description}. For example: \`${definition.example}\`.`,
  );
}

function readOption(name: string, spec: OptionSpec, value: string | number): string | number {
  switch (spec.kind) {
    case 'text': {
      const typed = String(value).trim();
      if (typed.length > spec.maxLength) {
        throw new UserError(
          'option-too-long',
          `That is ${typed.length} characters; ${name} takes at most ${spec.maxLength}. Shorten it and try again.`,
        );
      }
      return typed;
    }
    case 'integer': {
      const number = typeof value === 'string' && !/^[+-]?\d+$/.test(value.trim()) ? Number.NaN : Number(value);
      if (!Number.isInteger(number) || number < spec.min || number > spec.max) {
        throw new UserError('bad-number', `${name} is a whole number from ${spec.min} to ${spec.max}.`);
      }
      return number;
    }
    case 'choice': {
      const typed = String(value).trim().toLowerCase();
      const choice = spec.choices.find((known) => known.toLowerCase() === typed);
      if (choice === undefined) throw new UserError('bad-choice', `${name} is one of: ${spec.choices.join(', ')}.`);
      return choice;
    }
  }
}
