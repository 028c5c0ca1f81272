/**
 * Languages for dates and numbers, by tag; people also type their names.
 */

/** Languages that readers of papers are likely to ask for by name; any other works by its tag. */
const NAMED_TAGS =
  'ar bg bn ca cs da de el en en-GB en-US es et fa fi fr he hi hr hu id it ja ko lt lv ms nb nl pl pt pt-BR ro ru sk sl sr sv ta th tr uk vi zh zh-TW'.split(
    ' ',
  );

const ENGLISH_NAMES = new Intl.DisplayNames('en', { type: 'language' });

/** @returns the tag in its canonical spelling, or undefined where dates cannot be written in it. */
export function parseLanguage(typed: string): string | undefined {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(typed.replaceAll('_', '-'))[0];
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export function languageName(tag: string): string {
  return ENGLISH_NAMES.of(tag) ?? tag;
}

/** The tag of a language typed by its English name or its own: `german`, `Deutsch`. */
export function tagOfName(typed: string): string | undefined {
  const wanted = typed.trim().toLowerCase();
  return NAMED_TAGS.find((tag) => {
    const ownName = new Intl.DisplayNames(tag, { type: 'language' }).of(tag);
    return languageName(tag).toLowerCase() === wanted || ownName?.toLowerCase() === wanted;
  });
}
