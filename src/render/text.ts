/**
 * Text made fit for a screen: what other people wrote can neither steer a terminal nor upset a line.
 *
 * Every string of a message passes through `cleanLine` before it is measured, so widths are those of what is shown.
 */
import stringWidth from 'string-width';

const ESCAPE = String.fromCharCode(27);
const BELL = String.fromCharCode(7);

/** Whole sequences, so that their parameters do not stay behind as litter: CSI, then OSC with its terminator. */
const ESCAPE_SEQUENCES = new RegExp(
  `${ESCAPE}\\[[0-?]*[ -/]*[@-~]|${ESCAPE}\\][^${BELL}${ESCAPE}]{0,2000}(?:${BELL}|${ESCAPE}\\\\)`,
  'g',
);
/** All that breaks or spaces a line; U+FEFF counts as white space to JavaScript alone. */
const WHITE_SPACE = /(?:(?!\uFEFF)\s)+/gu;
/** Controls, and format characters that reorder, hide or join text; not U+200C and U+200D, which Persian and emoji need. */
const UNSEEN = /(?![\u200C\u200D])[\p{Cc}\p{Cf}]/gu;
const LONE_SURROGATES = /\p{Cs}/gu;
/** No script stacks more marks on one letter; piles of them reach into the lines above. */
const PILED_MARKS = /(\p{M}{6})\p{M}+/gu;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** One line of plain text: no control or escape sequence, no line break, single spaces. */
export function cleanLine(text: string): string {
  return text
    .replace(ESCAPE_SEQUENCES, '')
    .replace(WHITE_SPACE, ' ')
    .replace(UNSEEN, '')
    .replace(LONE_SURROGATES, '\uFFFD')
    .replace(PILED_MARKS, '$1');
}

/** Columns that a terminal gives the text. */
export function columnsOf(text: string): number {
  return stringWidth(text);
}

/** Whether nothing of the text would be seen. */
export function isBlank(text: string): boolean {
  return UNINKED.test(text);
}

/** White space, what fonts draw nothing for, and the blank of Braille. */
const UNINKED = /^[\s\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** Characters as readers count them. */
export function graphemesOf(text: string): Iterable<Intl.SegmentData> {
  return graphemes.segment(text);
}

/** As `clipToColumns`, counted in UTF-16 units, which are never fewer than the characters that a platform may count. */
export function clipToUnits(text: string, units: number): string {
  if (text.length <= units) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length + 1 > units) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** The longest beginning that fits, between graphemes, with `…` where something was cut. */
export function clipToColumns(text: string, columns: number): string {
  if (text.length <= columns / 2 || columnsOf(text) <= columns) return text;
  let kept = '';
  let used = 1; // the ellipsis
  for (const { segment } of graphemes.segment(text)) {
    used += columnsOf(segment);
    if (used > columns) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
