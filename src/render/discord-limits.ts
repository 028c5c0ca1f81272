/**
 * What Discord accepts in one message. Over any of these it refuses the whole message (error 50035), so a renderer cuts before.
 *
 * Source of the numbers: Discord's developer documentation, "Message resource" (embed limits) and "Component reference",
 * as of August 2026. Its unit is not documented: UTF-16 units are counted here, never fewer than code points.
 */

/** `content` of a message. */
export const MAX_CONTENT = 2000;

export const MAX_EMBEDS = 10;
/** Titles, descriptions, field names and values, footers and authors of all embeds of a message together. */
export const MAX_EMBED_TOTAL = 6000;
export const MAX_EMBED_TITLE = 256;
export const MAX_EMBED_DESCRIPTION = 4096;
export const MAX_EMBED_AUTHOR = 256;

export const MAX_ROWS = 5;
export const MAX_BUTTONS_IN_ROW = 5;
export const MAX_BUTTON_LABEL = 80;
/** Of buttons and selects; each once in a message. */
export const MAX_CUSTOM_ID = 100;
/** Of a link button. */
export const MAX_BUTTON_URL = 512;

/** Each value once in a select. */
export const MAX_OPTIONS = 25;
export const MAX_OPTION_LABEL = 100;
export const MAX_OPTION_VALUE = 100;
export const MAX_OPTION_DESCRIPTION = 100;
export const MAX_PLACEHOLDER = 150;
