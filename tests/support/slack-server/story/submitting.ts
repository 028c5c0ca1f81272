/**
 * Filling in and submitting a modal: every required field, within its lengths and choices; or closing it.
 */
import { CannotDo } from '../../discord-server/cannot-do.ts';
import { viewClosed, viewSubmission } from '../interactions/payloads.ts';
import { type Json, type JsonObject, objectIn, textIn } from '../json.ts';
import type { View } from '../state/views.ts';
import { type Person as Account, known } from '../state/workspace.ts';
import type { Twin } from '../twin.ts';
import { act, newActId, responseUrlFor, type Sending, triggerFor } from './act.ts';
import type { Asked } from './asked.ts';
import { chosenValue } from './chosen.ts';
import { enter, offeredIn } from './pressing.ts';
import type { SeenField } from './seen-elements.ts';
import { type SeenForm, seeForm } from './seen-form.ts';
import { openView } from './visible.ts';

/** By label, action id or block id: a text, a date, or what is chosen. An empty text or list clears the field. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

export function submitting(
  sending: Sending,
  user: Account,
  { form, values }: { readonly form: SeenForm; readonly values: FormValues },
): Asked {
  const { twin } = sending;
  const view = openView(twin, user, form);
  if (view.surface === 'home') throw new CannotDo('A Home tab has nothing to submit.');
  if (view.shape.submit === undefined) throw new CannotDo('The form has no button to submit it.');
  const { fields } = seeForm(twin, view);
  const stranger = Object.keys(values).find((name) => !fields.some((field) => isNamed(field, name)));
  if (stranger !== undefined)
    throw new CannotDo(`The form has no field "${stranger}", only ${fields.map(({ label }) => label).join(', ')}.`);
  for (const field of fields) {
    const value = Object.entries(values).find(([name]) => isNamed(field, name))?.[1];
    fill(twin, user, { view, field, value });
  }
  const id = newActId(twin);
  const triggerId = triggerFor(twin, user, { cause: id, viewId: view.id });
  const responseUrls = fields.flatMap((field) => responseUrlOf(twin, user, { view, field, cause: id }));
  const body = viewSubmission(twin, { person: user, held: { kind: 'view', view }, triggerId }, responseUrls);
  const subject = { kind: 'submission', view } as const;
  return act(sending, { id, title: `submitted "${form.title}"`, user, subject, errand: { kind: 'interaction', body } });
}

/** The app is told where its view asks for that. */
export function closing({ twin, courier }: Sending, user: Account, form: SeenForm): void {
  const view = openView(twin, user, form);
  if (view.shape.notify_on_close === true) courier.deliver({ kind: 'interaction', body: viewClosed(twin, user, view) });
  twin.views.close(user.id, 'top', '');
}

const isNamed = ({ label, actionId, blockId }: SeenField, name: string): boolean => [label, actionId, blockId].includes(name);

interface Filling {
  readonly view: View;
  readonly field: SeenField;
  readonly value: string | readonly string[] | undefined;
}

function fill(twin: Twin, user: Account, { view, field, value }: Filling): void {
  const before = view.entered[field.blockId]?.[field.actionId] ?? initialOf(field.element);
  const cleared = value !== undefined && value.length === 0;
  const entered = value === undefined ? before : cleared ? nothingIn(field.type) : filled(twin, user, { view, field, value });
  if (field.optional === 'required' && isEmpty(entered)) throw new CannotDo(`"${field.label}" must be filled in.`);
  enter(view.entered, field, entered);
}

const TEXTS: Readonly<Record<string, readonly [key: string, form: RegExp]>> = {
  plain_text_input: ['value', /[\s\S]*/],
  email_text_input: ['value', /^[^\s@]+@[^\s@]+$/],
  url_text_input: ['value', /^https?:\/\/\S+$/],
  number_input: ['value', /^-?\d+(?:\.\d+)?$/],
  datepicker: ['selected_date', /^\d{4}-\d\d-\d\d$/],
  timepicker: ['selected_time', /^(?:[01]\d|2[0-3]):[0-5]\d$/],
};

function filled(twin: Twin, user: Account, { view, field, value = '' }: Filling): JsonObject {
  const [key, form] = TEXTS[field.type] ?? [];
  if (key === undefined || form === undefined) {
    const offered = offeredIn(twin, { kind: 'view', view }, field);
    return chosenValue(twin, field, { chosen: value, offered, user });
  }
  if (typeof value !== 'string' || !form.test(value))
    throw new CannotDo(`"${field.label}" does not take ${JSON.stringify(value)}.`);
  const { min_length: least = 0, max_length: most = 3000 } = field.element;
  if (field.type === 'plain_text_input' && (value.length < Number(least) || value.length > Number(most)))
    throw new CannotDo(`"${field.label}" takes ${String(least)} to ${String(most)} characters.`);
  return { [key]: value };
}

/** What stands in a field before anyone touches it. */
function initialOf(element: JsonObject): JsonObject {
  const initial = Object.entries(element).find(([key]) => key.startsWith('initial_'));
  const type = textIn(element, 'type');
  if (initial === undefined) return nothingIn(type);
  const [key, value] = initial;
  if (key === 'initial_value') return { value };
  return { [key.replace('initial_', 'selected_')]: value };
}

function nothingIn(type: string): JsonObject {
  const text = TEXTS[type]?.[0];
  if (text !== undefined) return { [text]: null };
  const kind = type.replace('multi_', '').replace('_select', '');
  const several = type.startsWith('multi_') || type === 'checkboxes';
  const name = ['users', 'channels', 'conversations'].includes(kind) ? kind.slice(0, -1) : 'option';
  return several ? { [`selected_${name}s`]: [] } : { [`selected_${name}`]: null };
}

const isEmpty = (entered: JsonObject): boolean =>
  Object.entries(entered).every(
    ([key, value]: readonly [string, Json | undefined]) =>
      key === 'type' || value === null || (Array.isArray(value) && value.length === 0),
  );

interface AskedUrl {
  readonly view: View;
  readonly field: SeenField;
  readonly cause: string;
}

/** A menu of channels may ask that the form be answered in the one that was chosen. */
function responseUrlOf(twin: Twin, user: Account, { view, field, cause }: AskedUrl): readonly JsonObject[] {
  if (field.element.response_url_enabled !== true) return [];
  const entered = objectIn(view.entered[field.blockId], field.actionId);
  const channelId = textIn(entered, 'selected_conversation') || textIn(entered, 'selected_channel');
  if (channelId === '') return [];
  const { workspaceId } = known(twin.world.channels, channelId);
  const response_url = responseUrlFor(twin, {
    ...{ workspaceId, channelId, personId: user.id, original: undefined },
    from: 'view',
    cause,
  });
  return [{ response_url, channel_id: channelId, block_id: field.blockId, action_id: field.actionId }];
}
