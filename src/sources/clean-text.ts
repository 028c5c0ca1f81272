/**
 * Text cleaned once, at the border: whatever a source wrote as HTML, LaTeX or damaged LaTeX comes out as plain text that
 * people can read and search.
 *
 * Cleaning what is clean changes nothing, so a text may pass the border any number of times: the steps are repeated until
 * they agree. `&amp;lt;` and its like need more than one round.
 */
import { restoreDroppedMarks } from './dropped-marks.ts';
import { htmlToText } from './html-to-text.ts';
import { plainCharacters } from './plain-characters.ts';
import { texToText } from './tex-to-text.ts';
import { typedPunctuation } from './typed-punctuation.ts';

/** Real texts take two; only a text made to be nasty takes more than a few. */
const MOST_ROUNDS = 100;

/** NFC, single spaces, one line, no markup. What cannot be repaired is left readable. */
export function cleanText(raw: string): string {
  let text = plainCharacters(raw);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const unmarked = withoutMarkup(text);
    if (unmarked === text) return text;
    text = plainCharacters(unmarked);
  }
  return text;
}

function withoutMarkup(text: string): string {
  return typedPunctuation(texToText(restoreDroppedMarks(htmlToText(text))));
}
