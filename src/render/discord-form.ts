/**
 * A form as Discord's modal. What is typed there comes back unchecked, as options do.
 */
import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';
import type { OptionSpec } from '../core/command.ts';
import type { Form } from '../core/form.ts';
import { MAX_OPTIONS } from './discord-limits.ts';
import { clipToUnits } from './text.ts';

/** Source: Discord's documentation, "Modal" and "Label", as of August 2026. */
const MAX_TITLE = 45;
const MAX_FIELDS = 5;
const MAX_LABEL = 45;
const MAX_FIELD_DESCRIPTION = 100;
const MAX_INPUT = 4000;

export function renderDiscordForm({ title, fields, submit }: Form): APIModalInteractionResponseCallbackData {
  return {
    custom_id: submit,
    title: clipToUnits(title, MAX_TITLE),
    components: Object.entries(fields)
      .slice(0, MAX_FIELDS)
      .map(([name, spec]) => labelled(name, spec)),
  };
}

function labelled(name: string, spec: OptionSpec): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: clipToUnits(`${name.charAt(0).toUpperCase()}${name.slice(1)}`, MAX_LABEL),
    description: clipToUnits(spec.description, MAX_FIELD_DESCRIPTION),
    component: fieldOf(name, spec),
  };
}

function fieldOf(name: string, spec: OptionSpec): APILabelComponent['component'] {
  const base = { custom_id: name, required: spec.required === true };
  if (spec.kind === 'choice' && spec.choices.length <= MAX_OPTIONS) {
    const options = spec.choices.map((choice) => ({ label: choice, value: choice }));
    return { ...base, type: ComponentType.StringSelect, options };
  }
  const longest = spec.kind === 'text' ? Math.min(spec.maxLength, MAX_INPUT) : MAX_INPUT;
  return { ...base, type: ComponentType.TextInput, style: TextInputStyle.Short, max_length: longest };
}
