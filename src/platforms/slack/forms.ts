/**
 * The bot as forms: one to begin with, which finds a paper while its title is typed, and one for each command, made of its options.
 *
 * A form keeps in itself where it was asked for, so that its answer goes there; nothing is remembered between its opening and its
 * sending.
 */
import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { OptionSpec, RawOptions } from '../../core/command.ts';
import type { OptionChoice } from '../../core/completion.ts';
import type { Form } from '../../core/form.ts';
import type { Bot, CommandDescription, Invocation } from '../../features/bot.ts';
import { plainText } from '../../render/slack-escape.ts';
import {
  MAX_INPUT_LENGTH,
  MAX_LABEL,
  MAX_OPTION_TEXT,
  MAX_OPTION_VALUE,
  MAX_OPTIONS,
  MAX_PLACEHOLDER,
  MAX_VIEW_TITLE,
} from '../../render/slack-limits.ts';
import type { SlackView } from './payloads.ts';

export const START_FORM = 'start';
export const COMMAND_FORM = 'command';
const ACTION_FORM = 'action';
export const CHOOSE_FORM = 'choose-form';
const PICK = 'pick';
const WORDS = 'query';
const PAPER = 'paper';
/** Before anything is offered. */
const LEAST_TYPED = 2;

/** Where a form was asked for. */
const FormOrigin = z.object({
  /** What is run with what is filled in. */
  command: z.string().optional(),
  submit: z.string().optional(),
  url: z.string().optional(),
  channel: z.string().optional(),
});
export type FormOrigin = z.infer<typeof FormOrigin>;

export function startForm(commands: Bot['commands'], origin: FormOrigin): ModalView {
  return {
    type: 'modal',
    callback_id: START_FORM,
    title: plain('Papers', MAX_VIEW_TITLE),
    submit: plain('Search', MAX_VIEW_TITLE),
    close: plain('Cancel', MAX_VIEW_TITLE),
    private_metadata: JSON.stringify({ url: origin.url, channel: origin.channel }),
    blocks: [
      {
        type: 'input',
        block_id: WORDS,
        optional: true,
        label: plain('Search for', MAX_LABEL),
        hint: plain('Words, "a phrase", author:tri-dao, since:2025-01-01, has:code', MAX_LABEL),
        element: {
          type: 'plain_text_input',
          action_id: WORDS,
          focus_on_load: true,
          max_length: MAX_INPUT_LENGTH,
          placeholder: plain('low-rank adaptation', MAX_PLACEHOLDER),
        },
      },
      {
        type: 'input',
        block_id: PAPER,
        optional: true,
        label: plain('Or open a paper', MAX_LABEL),
        element: pickElement('show', PAPER, 'Begin to type a title, or paste a link'),
      },
      {
        type: 'actions',
        block_id: CHOOSE_FORM,
        elements: [
          {
            type: 'static_select',
            action_id: CHOOSE_FORM,
            placeholder: plain('Something else…', MAX_PLACEHOLDER),
            options: commands.slice(0, MAX_OPTIONS).map(({ name, summary }) => ({
              text: plain(name, MAX_OPTION_TEXT),
              value: name,
              description: plain(summary, MAX_OPTION_TEXT),
            })),
          },
        ],
      },
    ],
  };
}

export function commandForm(command: CommandDescription, origin: FormOrigin): ModalView {
  const { name, summary, options } = command;
  const title = name.length > MAX_VIEW_TITLE ? (name.split(' ').at(-1) ?? name) : name;
  const inputs = Object.entries(options).map(([option, spec]) => inputFor(name, option, spec));
  const about: KnownBlock = { type: 'section', text: plain(summary, MAX_LABEL) };
  return {
    type: 'modal',
    callback_id: COMMAND_FORM,
    title: plain(capitalized(title), MAX_VIEW_TITLE),
    submit: plain('Run', MAX_VIEW_TITLE),
    close: plain('Back', MAX_VIEW_TITLE),
    private_metadata: JSON.stringify({ command: name, url: origin.url, channel: origin.channel }),
    blocks: [about, ...inputs],
  };
}

/** What a press leaves open. */
export function actionForm({ title, fields, submit }: Form, origin: FormOrigin): ModalView {
  return {
    type: 'modal',
    callback_id: ACTION_FORM,
    title: plain(title, MAX_VIEW_TITLE),
    submit: plain('Go on', MAX_VIEW_TITLE),
    close: plain('Cancel', MAX_VIEW_TITLE),
    private_metadata: JSON.stringify({ submit, url: origin.url, channel: origin.channel }),
    blocks: Object.entries(fields).map(([field, spec]) => inputFor(NO_COMMAND, field, spec)),
  };
}

/** Its fields are completed by no command. */
const NO_COMMAND = '';

function inputFor(command: string, option: string, spec: OptionSpec): InputBlock {
  return {
    type: 'input',
    block_id: option,
    optional: spec.required !== true,
    label: plain(capitalized(option), MAX_LABEL),
    hint: plain(capitalized(spec.description), MAX_LABEL),
    element: elementFor(command, option, spec),
  };
}

function elementFor(command: string, option: string, spec: OptionSpec): InputBlock['element'] {
  switch (spec.kind) {
    case 'text':
      return spec.suggest === undefined || command === NO_COMMAND
        ? { type: 'plain_text_input', action_id: option, max_length: Math.min(spec.maxLength, MAX_INPUT_LENGTH) }
        : pickElement(command, option, 'Begin to type');
    case 'integer':
      return {
        type: 'number_input',
        action_id: option,
        is_decimal_allowed: false,
        min_value: String(spec.min),
        max_value: String(spec.max),
      };
    case 'choice':
      return {
        type: 'static_select',
        action_id: option,
        options: spec.choices.slice(0, MAX_OPTIONS).map((choice) => ({ text: plain(choice, MAX_OPTION_TEXT), value: choice })),
      };
  }
}

function pickElement(
  command: string,
  option: string,
  placeholder: string,
): Extract<InputBlock['element'], { type: 'external_select' }> {
  return {
    type: 'external_select',
    action_id: [PICK, command, option].join('|'),
    min_query_length: LEAST_TYPED,
    placeholder: plain(placeholder, MAX_PLACEHOLDER),
  };
}

/** Which option an input of ours completes. @returns undefined for another's. */
export function pickedOption(actionId: string): { readonly command: string; readonly option: string } | undefined {
  const [pick, command, option] = actionId.split('|');
  return pick === PICK && command !== undefined && option !== undefined ? { command, option } : undefined;
}

/** What Slack takes as options; what was typed is always one of them, as it lets nothing else be sent. */
export function slackOptions(choices: readonly OptionChoice[], typed: string): PlainTextOption[] {
  const own = typed.trim();
  const offered = choices.some(({ value }) => value === own) ? choices : [...choices, { label: `“${own}”`, value: own }];
  const usable = offered.filter(({ value }) => value !== '' && value.length <= MAX_OPTION_VALUE);
  return usable.slice(0, MAX_OPTIONS).map(({ label, value }) => {
    const text = plainText(label, MAX_OPTION_TEXT);
    return { text: plain(text === '' ? value : text, MAX_OPTION_TEXT), value };
  });
}

export type FormAnswer =
  | { readonly kind: 'invoke'; readonly invocation: Invocation }
  /** By the block that they are shown at. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> };

/** @returns undefined for a form of another version. */
export function readForm(view: SlackView): FormAnswer | undefined {
  const values = inputsOf(view);
  if (view.callback_id === START_FORM) return readStart(values);
  const { command, submit } = formOrigin(view);
  if (view.callback_id === ACTION_FORM && submit !== undefined) {
    return { kind: 'invoke', invocation: { kind: 'submission', encoded: submit, values } };
  }
  if (view.callback_id !== COMMAND_FORM || command === undefined) return undefined;
  return { kind: 'invoke', invocation: { kind: 'command', name: command, options: values } };
}

function readStart(values: RawOptions): FormAnswer {
  const paper = values.get(PAPER);
  const words = values.get(WORDS);
  if (paper !== undefined) {
    return { kind: 'invoke', invocation: { kind: 'command', name: 'show', options: new Map([['paper', paper]]) } };
  }
  if (words === undefined) return { kind: 'errors', errors: { [WORDS]: 'Type what to look for, or choose a paper below.' } };
  return { kind: 'invoke', invocation: { kind: 'command', name: 'search', options: new Map([[WORDS, words]]) } };
}

/** By the name of the block, which is that of the option. */
function inputsOf({ state }: SlackView): RawOptions {
  const entries = Object.entries(state?.values ?? {}).flatMap(([block, byAction]) =>
    Object.values(byAction).flatMap((input): readonly (readonly [string, string])[] => {
      const given = input.selected_option?.value ?? input.value ?? '';
      return given.trim() === '' || block === CHOOSE_FORM ? [] : [[block, given]];
    }),
  );
  return new Map(entries);
}

/** Empty for a form that is not ours. */
export function formOrigin({ private_metadata: kept }: SlackView): FormOrigin {
  try {
    return FormOrigin.parse(JSON.parse(kept));
  } catch {
    return {};
  }
}

function plain(text: string, most: number) {
  return { type: 'plain_text' as const, text: plainText(text, most), emoji: false };
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
