/**
 * What a person did on Discord, as the bot is asked it: typed commands, half-typed options, presses and choices.
 *
 * Pure: values are handed over unchecked, as commands check them. A command that this version does not have keeps the words that
 * were typed, so that the bot answers that there is none.
 */
import type { RawOptions } from '../../core/command.ts';
import type { HalfTyped, OptionChoice } from '../../core/completion.ts';
import type { Invocation } from '../../features/bot.ts';
import { clipToUnits } from '../../render/text.ts';
import { commandAt } from './command-path.ts';
import { MAX_CHOICES } from './register.ts';

/** An option as Discord sends it: a value, or a sub-command with options of its own. */
export interface TypedOption {
  readonly name: string;
  readonly value?: string | number | boolean | undefined;
  readonly options?: readonly TypedOption[] | undefined;
  readonly focused?: boolean | undefined;
}

/** Source: Discord's documentation, "Application command option choice structure". */
const MAX_CHOICE = 100;

/** @param names of the bot's commands. */
export function commandInvocation(typed: readonly TypedOption[], names: readonly string[]): Invocation {
  const { path, values } = leafOf(typed);
  const options: RawOptions = new Map(
    values.flatMap(({ name, value }) => (typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [])),
  );
  return { kind: 'command', name: commandAt(path, names) ?? path.join(' '), options };
}

/** @returns undefined where nothing is being typed, or into no command of this version. */
export function halfTyped(typed: readonly TypedOption[], names: readonly string[]): HalfTyped | undefined {
  const { path, values } = leafOf(typed);
  const focused = values.find((option) => option.focused);
  const command = commandAt(path, names);
  if (focused === undefined || command === undefined) return undefined;
  return { command, option: focused.name, typed: String(focused.value ?? '') };
}

/** What Discord takes as choices: those with a longer value could not be sent back whole. */
export function discordChoices(choices: readonly OptionChoice[]): readonly { readonly name: string; readonly value: string }[] {
  return choices
    .filter(({ label, value }) => label.trim() !== '' && value !== '' && value.length <= MAX_CHOICE)
    .slice(0, MAX_CHOICES)
    .map(({ label, value }) => ({ name: clipToUnits(label, MAX_CHOICE), value }));
}

/** A button carries its action; of a menu, each entry carries one. */
export function pressInvocation(customId: string, chosen?: readonly string[]): Invocation {
  return { kind: 'action', encoded: chosen?.[0] ?? customId };
}

/** A field of a form as Discord sends it: a text or the values chosen. */
export interface FilledField {
  readonly customId: string;
  readonly value?: unknown;
  readonly values?: unknown;
}

/** Of a menu the first choice counts, as no field takes several. */
export function submissionInvocation(customId: string, fields: Iterable<FilledField>): Invocation {
  const values = new Map<string, string>();
  for (const { customId: name, value, values: chosen } of fields) {
    const filled = typeof value === 'string' ? value : Array.isArray(chosen) ? chosen[0] : undefined;
    if (typeof filled === 'string' && filled !== '') values.set(name, filled);
  }
  return { kind: 'submission', encoded: customId, values };
}

interface Leaf {
  readonly path: readonly string[];
  readonly values: readonly TypedOption[];
}

/** Only a sub-command or a group is without a value. */
function leafOf(options: readonly TypedOption[], path: readonly string[] = []): Leaf {
  const [only] = options;
  if (only === undefined || only.value !== undefined || only.focused) return { path, values: options };
  return leafOf(only.options ?? [], [...path, only.name]);
}

/** What a message shows: its own words and those of its embeds, of which a link's preview and our own posts are made. */
export function messageText({ content, embeds }: ShownMessage): string {
  const shown = embeds.flatMap(({ url, title, description }) => [url, title, description]);
  return [content, ...shown].filter((part) => typeof part === 'string' && part !== '').join('\n');
}

export interface ShownMessage {
  readonly content: string;
  readonly embeds: readonly {
    readonly url?: string | null | undefined;
    readonly title?: string | null | undefined;
    readonly description?: string | null | undefined;
  }[];
}
