/**
 * What Slack accepts in one message or view. Over any of these it refuses the whole of it, so a renderer cuts before.
 *
 * Source of the numbers: the typings of @slack/types 3.2 and Slack's documentation, "Block Kit", as of 2026; the total of all
 * blocks is undocumented, and what was seen is between 11,341 and 13,297 characters (slackapi/bolt-js, issues 2509 and 2867).
 * UTF-16 units are counted, never fewer than characters.
 */

export const MAX_BLOCKS = 50;
/** Of a modal and of App Home. */
export const MAX_VIEW_BLOCKS = 100;
/** Of all blocks written as JSON: the strictest way to count what Slack may count. */
export const MAX_BLOCKS_TOTAL = 11_900;
/** Of `text` beside blocks; `chat.update` takes 4,000, which an escape may not exceed. */
export const MAX_TEXT = 3000;

export const MAX_HEADER = 150;
export const MAX_SECTION_TEXT = 3000;
export const MAX_CONTEXT_ELEMENTS = 10;
/** Of one text object wherever nothing stricter is said. */
export const MAX_CONTEXT_TEXT = 3000;

export const MAX_ACTIONS_ELEMENTS = 25;
export const MAX_BUTTON_TEXT = 75;
export const MAX_BUTTON_VALUE = 2000;
export const MAX_URL = 3000;

/** Of one menu, or of one answer to what is typed into a menu. */
export const MAX_OPTIONS = 100;
export const MAX_OPTION_TEXT = 75;
/** Some pages say 150; the typings say 75. */
export const MAX_OPTION_VALUE = 75;
export const MAX_PLACEHOLDER = 150;

/** Of a modal, and of its buttons. */
export const MAX_VIEW_TITLE = 24;
export const MAX_LABEL = 2000;
export const MAX_PRIVATE_METADATA = 3000;
export const MAX_INPUT_LENGTH = 3000;
