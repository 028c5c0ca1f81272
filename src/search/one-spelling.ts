/**
 * British and American spellings, made one word before it is stemmed.
 *
 * Rules where English has one, and a short list of our own where it has none. Every form of a word goes the same way, so that a
 * wrong guess costs nothing unless it makes two words one; where a rule would part a word from its own other forms (`precise`
 * from `precision`), the word is listed as an exception.
 */

/** Roots before `-ise` that never stand before `-ize`; and any that ends in `v`, `w` or a vowel (`revise`, `wise`, `noise`). */
const ALWAYS_ISE =
  /^(?:advert|chast|compr|comprom|conc|enterpr|exc|exerc|expert|franch|merchand|parad|pract|prec|prem|prom|repr|sunr|surm|surpr|treat)$/;
const ISE = /^([a-z]{3,}[^aeiouvw])is(e|ed|es|er|ers|ing|able|ation|ations|ational)$/;
const YSE = /^(anal|catal|paral|hydrol)ys(e|ed|er|ers|ing)$/;
const OUR =
  /^((?:re|mis|dis|un)?(?:arm|behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|od|parl|rig|rum|sav|splend|tum|vap|vig))our/;
const DOUBLED_L =
  /^((?:re|un|mis)?(?:cancel|channel|counsel|equal|fuel|initial|label|level|marshal|model|panel|signal|spiral|total|travel|tunnel))l(ed|er|ers|ing|ings)$/;
const RE = /^((?:para|milli|kilo|centi|nano)?(?:cent|met|fib|lit|theat|calib))re(s|d)?$/;

const ONE_SPELLING: Readonly<Record<string, string>> = {
  aeroplane: 'airplane',
  ageing: 'aging',
  analogue: 'analog',
  analogues: 'analog',
  artefact: 'artifact',
  artefacts: 'artifact',
  catalogue: 'catalog',
  catalogues: 'catalog',
  defence: 'defense',
  defences: 'defense',
  dialogue: 'dialog',
  dialogues: 'dialog',
  grey: 'gray',
  greyscale: 'grayscale',
  judgement: 'judgment',
  judgements: 'judgment',
  offence: 'offense',
  practise: 'practice',
  practised: 'practiced',
  practising: 'practicing',
  programme: 'program',
  programmes: 'program',
  sceptical: 'skeptical',
  sceptic: 'skeptic',
};

/** @param folded as `wordsOf` gives it. */
export function oneSpelling(folded: string): string {
  const listed = Object.hasOwn(ONE_SPELLING, folded) ? ONE_SPELLING[folded] : undefined;
  if (listed !== undefined) return listed;
  const respelled = folded.replace(OUR, '$1or').replace(DOUBLED_L, '$1$2').replace(RE, '$1er$2').replace(YSE, '$1yz$2');
  return respelled.replace(ISE, (word, root: string, ending: string) => (ALWAYS_ISE.test(root) ? word : `${root}iz${ending}`));
}
