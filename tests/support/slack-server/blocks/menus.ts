/**
 * Elements in which a person chooses from a list.
 *
 * An option's value may have 150 characters by the Block Kit reference, though the typings of @slack/types 3.2 say 75; the page
 * stands. Menus of Slack's own people and channels fill themselves.
 */
import { z } from 'zod';
import { actionId, anId, confirmation, listOf, placeholder, plainText, text, textObject, webAddress } from './text-objects.ts';

export const MAX_OPTIONS = 100;
const MAX_OPTION_TEXT_LENGTH = 75;
const MAX_OPTION_VALUE_LENGTH = 150;
const MAX_OVERFLOW_OPTIONS = 5;
const MAX_CHECKBOXES = 10;

export const option = z.strictObject({
  text: plainText(MAX_OPTION_TEXT_LENGTH),
  value: text(MAX_OPTION_VALUE_LENGTH),
  description: plainText(MAX_OPTION_TEXT_LENGTH).optional(),
});

const markedOption = z.strictObject({
  text: textObject(MAX_OPTION_TEXT_LENGTH),
  value: text(MAX_OPTION_VALUE_LENGTH),
  description: textObject(MAX_OPTION_TEXT_LENGTH).optional(),
});

export const optionGroup = z.strictObject({
  label: plainText(MAX_OPTION_TEXT_LENGTH),
  options: listOf(option, { most: MAX_OPTIONS }),
});

const ofAnyMenu = {
  action_id: actionId,
  confirm: confirmation.optional(),
  focus_on_load: z.boolean().optional(),
  placeholder,
};

const fixedOptions = {
  options: listOf(option, { most: MAX_OPTIONS }).optional(),
  option_groups: listOf(optionGroup, { most: MAX_OPTIONS }).optional(),
};

const filter = z.strictObject({
  include: z
    .array(z.enum(['im', 'mpim', 'private', 'public']))
    .min(1)
    .optional(),
  exclude_external_shared_channels: z.boolean().optional(),
  exclude_bot_users: z.boolean().optional(),
});

const conversations = { default_to_current_conversation: z.boolean().optional(), filter: filter.optional() };
const several = { max_selected_items: z.int().min(1).optional() };
const asked = { response_url_enabled: z.boolean().optional() };
const query = { min_query_length: z.int().min(0).optional() };

/** What a menu with fixed options is, by which both kinds are judged. */
interface FixedMenu {
  readonly options?: readonly unknown[] | undefined;
  readonly option_groups?: readonly unknown[] | undefined;
}

function oneListOnly(menu: FixedMenu, report: z.RefinementCtx): void {
  if ((menu.options === undefined) === (menu.option_groups === undefined)) {
    report.addIssue({ code: 'custom', message: 'must define either `options` or `option_groups`, and not both' });
  }
}

const staticSelect = z
  .strictObject({ type: z.literal('static_select'), ...ofAnyMenu, ...fixedOptions, initial_option: option.optional() })
  .superRefine(oneListOnly);
const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...ofAnyMenu,
    ...fixedOptions,
    ...several,
    initial_options: z.array(option).optional(),
  })
  .superRefine(oneListOnly);
const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...ofAnyMenu,
  ...query,
  initial_option: option.optional(),
});
const multiExternalSelect = z.strictObject({
  type: z.literal('multi_external_select'),
  ...ofAnyMenu,
  ...query,
  ...several,
  initial_options: z.array(option).optional(),
});
const usersSelect = z.strictObject({ type: z.literal('users_select'), ...ofAnyMenu, initial_user: anId.optional() });
const multiUsersSelect = z.strictObject({
  type: z.literal('multi_users_select'),
  ...ofAnyMenu,
  ...several,
  initial_users: z.array(anId).optional(),
});
const conversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  ...ofAnyMenu,
  ...asked,
  ...conversations,
  initial_conversation: anId.optional(),
});
const multiConversationsSelect = z.strictObject({
  type: z.literal('multi_conversations_select'),
  ...ofAnyMenu,
  ...several,
  ...conversations,
  initial_conversations: z.array(anId).optional(),
});
const channelsSelect = z.strictObject({
  type: z.literal('channels_select'),
  ...ofAnyMenu,
  ...asked,
  initial_channel: anId.optional(),
});
const multiChannelsSelect = z.strictObject({
  type: z.literal('multi_channels_select'),
  ...ofAnyMenu,
  ...several,
  initial_channels: z.array(anId).optional(),
});

export const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: actionId,
  confirm: confirmation.optional(),
  options: listOf(option.extend({ url: webAddress.optional() }), { most: MAX_OVERFLOW_OPTIONS }),
});

const ofAnyGroup = { action_id: actionId, confirm: confirmation.optional(), focus_on_load: z.boolean().optional() };

export const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  ...ofAnyGroup,
  options: listOf(markedOption, { most: MAX_CHECKBOXES }),
  initial_options: listOf(markedOption, { most: MAX_CHECKBOXES }).optional(),
});

export const radioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  ...ofAnyGroup,
  options: listOf(markedOption, { most: MAX_CHECKBOXES }),
  initial_option: markedOption.optional(),
});

export const anySelect = [staticSelect, externalSelect, usersSelect, conversationsSelect, channelsSelect] as const;
export const anyMultiSelect = [
  multiStaticSelect,
  multiExternalSelect,
  multiUsersSelect,
  multiConversationsSelect,
  multiChannelsSelect,
] as const;
