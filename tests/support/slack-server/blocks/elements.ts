/**
 * Buttons, pickers, inputs and pictures: what may stand in a section, in a row of actions, in an input or in a context.
 */
import { z } from 'zod';
import { anyMultiSelect, anySelect, checkboxes, overflow, radioButtons } from './menus.ts';
import { actionId, confirmation, MAX_TEXT_LENGTH, placeholder, plainText, text, textObject, webAddress } from './text-objects.ts';

const MAX_BUTTON_TEXT_LENGTH = 75;
const MAX_BUTTON_VALUE_LENGTH = 2000;
export const MAX_ALT_TEXT_LENGTH = 2000;

const style = z.enum(['primary', 'danger']).optional();

export const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(MAX_BUTTON_TEXT_LENGTH),
  action_id: actionId,
  url: webAddress.optional(),
  value: text(MAX_BUTTON_VALUE_LENGTH).optional(),
  style,
  confirm: confirmation.optional(),
  accessibility_label: text(75).optional(),
});

const slackFile = z.union([z.strictObject({ id: text(255) }), z.strictObject({ url: webAddress })]);

/** A picture is named by an address or by a file of Slack's own, never by both. */
export const pictureSource = { image_url: webAddress.optional(), slack_file: slackFile.optional() };

interface PictureSource {
  readonly image_url?: string | undefined;
  readonly slack_file?: unknown;
}

export function oneSourceOnly(picture: PictureSource, report: z.RefinementCtx): void {
  if ((picture.image_url === undefined) === (picture.slack_file === undefined)) {
    report.addIssue({ code: 'custom', message: 'must define either `image_url` or `slack_file`, and not both' });
  }
}

export const picture = z
  .strictObject({ type: z.literal('image'), alt_text: text(MAX_ALT_TEXT_LENGTH), ...pictureSource })
  .superRefine(oneSourceOnly);

const ofAnyPicker = { action_id: actionId, confirm: confirmation.optional(), focus_on_load: z.boolean().optional(), placeholder };

const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...ofAnyPicker,
  initial_date: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .optional(),
});
const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...ofAnyPicker,
  initial_time: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: text(255).optional(),
});
const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  action_id: actionId,
  confirm: confirmation.optional(),
  focus_on_load: z.boolean().optional(),
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
});

const dispatching = z.strictObject({
  trigger_actions_on: z
    .array(z.enum(['on_enter_pressed', 'on_character_entered']))
    .min(1)
    .max(2),
});
const ofAnyInput = {
  action_id: actionId,
  placeholder,
  focus_on_load: z.boolean().optional(),
  dispatch_action_config: dispatching.optional(),
};

const plainTextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  ...ofAnyInput,
  initial_value: z
    .string()
    .max(MAX_TEXT_LENGTH, `must be less than ${MAX_TEXT_LENGTH + 1} characters`)
    .optional(),
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(MAX_TEXT_LENGTH).optional(),
  max_length: z.int().min(1).max(MAX_TEXT_LENGTH).optional(),
});
const emailInput = z.strictObject({ type: z.literal('email_text_input'), ...ofAnyInput, initial_value: z.string().optional() });
const urlInput = z.strictObject({ type: z.literal('url_text_input'), ...ofAnyInput, initial_value: z.string().optional() });
const numberInput = z.strictObject({
  type: z.literal('number_input'),
  ...ofAnyInput,
  is_decimal_allowed: z.boolean(),
  initial_value: z.string().optional(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
});

const ofAnyPlace = [...anySelect, ...anyMultiSelect, overflow, checkboxes, radioButtons, datepicker, timepicker] as const;

export const accessory = z.discriminatedUnion('type', [button, picture, ...ofAnyPlace]);
export const actionElement = z.discriminatedUnion('type', [button, datetimepicker, ...ofAnyPlace]);
export const contextElement = z.discriminatedUnion('type', [picture, ...textObject(MAX_TEXT_LENGTH).options]);
export const inputElement = z.discriminatedUnion('type', [
  plainTextInput,
  emailInput,
  urlInput,
  numberInput,
  datepicker,
  timepicker,
  datetimepicker,
  checkboxes,
  radioButtons,
  ...anySelect,
  ...anyMultiSelect,
]);
