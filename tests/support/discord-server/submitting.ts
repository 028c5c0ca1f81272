/**
 * Filling in and submitting a form (modal): every required field, within its lengths and choices.
 */
import { ComponentType as Type } from 'discord-api-types/v10';
import type { SeenField, SeenForm } from './asked.ts';
import { CannotDo } from './cannot-do.ts';
import type { Act } from './dispatch-interaction.ts';
import { fieldOf, type ModalField, type ModalPart } from './modal-rules.ts';
import type { User } from './world.ts';

/** By label or custom id: a text, or the values chosen. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

export function submitting(user: User, { shownBy, fields }: SeenForm, values: FormValues): Act {
  const { modal, asker, cause, channel } = shownBy;
  if (modal === undefined || asker.id !== user.id) throw new CannotDo(`${user.username} has no such form before them.`);
  const stranger = Object.keys(values).find((name) => !fields.some((field) => isNamed(field, name)));
  if (stranger !== undefined)
    throw new CannotDo(`The form has no field "${stranger}", only ${fields.map(({ label }) => label).join(', ')}.`);
  const filled = new Map(fields.map((seen) => [seen.field.custom_id, fill(seen, values)]));
  const content = { custom_id: modal.custom_id, components: modal.components.map((part) => submitted(part, filled)) };
  const message = cause.kind === 'component' ? cause.message : undefined;
  return { cause: { kind: 'modal', message }, user, channel, content, title: `submitted "${modal.title}"` };
}

const isNamed = ({ label, field }: SeenField, name: string): boolean => label === name || field.custom_id === name;

function fill(seen: SeenField, values: FormValues): object {
  const { field, label } = seen;
  const value = Object.entries(values).find(([name]) => isNamed(seen, name))?.[1];
  const base = { type: field.type, custom_id: field.custom_id, id: 0 };
  switch (field.type) {
    case Type.TextInput:
      return { ...base, value: filledText(label, field, value) };
    case Type.StringSelect:
    case Type.CheckboxGroup:
      return { ...base, values: filledChoices(label, field, value) };
    case Type.RadioGroup:
      return { ...base, value: filledChoices(label, field, value)[0] ?? null };
    default:
      throw new CannotDo(`The twin cannot fill in "${label}".`);
  }
}

function filledText(
  label: string,
  field: ModalField & { readonly type: Type.TextInput },
  value: FormValues[string] | undefined,
): string {
  const text = value ?? field.value ?? '';
  if (typeof text !== 'string') throw new CannotDo(`"${label}" takes text.`);
  if (text === '' && field.required !== false) throw new CannotDo(`"${label}" must be filled in.`);
  if (text !== '' && text.length < (field.min_length ?? 0))
    throw new CannotDo(`"${label}" takes ${field.min_length} characters or more.`);
  if (text.length > (field.max_length ?? 4000))
    throw new CannotDo(`"${label}" takes ${field.max_length ?? 4000} characters or fewer.`);
  return text;
}

type Choosing = ModalField & { readonly type: Type.StringSelect | Type.CheckboxGroup | Type.RadioGroup };

function filledChoices(label: string, field: Choosing, value: FormValues[string] | undefined): readonly string[] {
  const preset = field.options.filter((option) => option.default === true).map((option) => option.value);
  const wanted = value === undefined ? preset : typeof value === 'string' ? [value] : value;
  const chosen = wanted.map((name) => {
    const option = field.options.find((one) => one.label === name || one.value === name);
    if (option === undefined) throw new CannotDo(`"${label}" has no choice "${name}".`);
    return option.value;
  });
  if (chosen.length === 0 && field.required !== false) throw new CannotDo(`"${label}" must be chosen.`);
  return chosen;
}

function submitted(part: ModalPart, filled: ReadonlyMap<string, object>): object {
  const field = fieldOf(part);
  if (field === undefined) return { type: part.type, id: 0 };
  const value = filled.get(field.custom_id);
  return part.type === Type.Label
    ? { type: part.type, id: 0, component: value }
    : { type: part.type, id: 0, components: [value] };
}
