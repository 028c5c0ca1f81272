/**
 * Characters that a person can see, in one spelling each: NFC, one space where white space was, and nothing that is
 * invisible, moves the writing direction or steers a terminal.
 *
 * Joiners are kept where they change how letters look (Persian, Indic scripts, emoji), which is never beside ASCII.
 */
const ORDINARY = /^[\x20-\x7e]*$/;

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const WHITE_SPACE = /[\s\x85]+/g;
/** Controls, soft hyphen, zero-width and bidirectional marks, annotation marks, tag characters. */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
  /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
const IDLE_JOINER = /(?<=^|[\x20-\x7e])[\u200c\u200d]+|[\u200c\u200d]+(?=$|[\x20-\x7e\u200c\u200d])/g;

export function plainCharacters(text: string): string {
  if (ORDINARY.test(text)) return collapseSpaces(text);
  const visible = text
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(INVISIBLE, '')
    .replace(WHITE_SPACE, ' ')
    .replace(IDLE_JOINER, '');
  return collapseSpaces(visible.normalize('NFC'));
}

function collapseSpaces(text: string): string {
  return text.replace(/ {2,}/g, ' ').trim();
}
