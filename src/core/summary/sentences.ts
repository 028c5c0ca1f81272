/**
 * Where the sentences of an abstract begin and end.
 *
 * A sentence ends at `.`, `!` or `?` where white space and something that can begin a sentence follow. That alone keeps
 * decimals, addresses, `GPT-4.1` and `LLM.int8()` whole. Full stops of abbreviations are told by the word they end: some
 * never end a sentence (`e.g.`), some do unless a number follows (`Fig. 2`), and some (`et al.`, `etc.`, an initial) only
 * where a word follows that opens sentences.
 * Authors also forget the space; a full stop then ends a sentence only before such a word, so that `torch.Tensor` stays whole.
 */
export interface Sentence {
  /** As it stands in the source, without white space around it. */
  readonly text: string;
  /** Offset in the source. */
  readonly start: number;
}

/** A mark with the quotes or brackets that it closes, or one that a forgotten space glues to the next word. */
const POSSIBLE_END = /[.!?]+["'”’)\]]*(?=\s)|(?<=[\p{Ll}\d)%])\.(?=\p{Lu}\p{Ll}*\s)/gu;

const NEVER_LAST = new Set(['e.g', 'i.e', 'cf', 'vs', 'viz', 'approx', 'resp', 'w.r.t']);
/** Abbreviations before a number, some of which are also words. */
const BEFORE_NUMBERS = new Set('fig figs eq eqs sec secs tab tabs alg thm def app ch ref refs no nos vol pp ca'.split(' '));
const SELDOM_LAST = new Set('al etc a.k.a inc ltd co jr sr u.s u.k ph.d dr prof mr mrs ms st'.split(' '));

/** Words that open sentences of abstracts and hardly ever follow an abbreviation inside one. */
const OPENING_WORDS = new Set(
  `A Additionally After All Although An And As At Based Because Besides Building But By Code Compared Consequently Crucially Despite Due Each
  Empirical Empirically Evaluated Evaluation Existing Experimental Experiments Extensive Finally First For From Further Furthermore Given Hence How However If
  Importantly In Inspired Instead It Its Moreover Most Motivated Notably On Once Our Overall Prior Project Recent Remarkably Results Second
  Since So Source Specifically Such That The Then There Therefore These They This Those Through Thus To Together Under Unlike Using We What When
  Where Whereas While With Without Yet`.split(/\s+/),
);

/** Upper case, a digit, a bracket or quote before them; else a name with a capital inside, as `vLLM` or `mT5`. */
const CAN_BEGIN = /^["'“‘([]*(?:[\p{Lu}\p{Lt}\p{Lo}\p{N}$\\]|\p{Ll}+\p{Lu})/u;

export function sentencesOf(text: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (const { 0: mark, index } of text.matchAll(POSSIBLE_END)) {
    const end = index + mark.length;
    if (!endsSentence(text, index, end)) continue;
    sentences.push(...sentenceBetween(text, start, end));
    start = end;
  }
  return [...sentences, ...sentenceBetween(text, start, text.length)];
}

function sentenceBetween(text: string, start: number, end: number): readonly Sentence[] {
  const whole = text.slice(start, end);
  const trimmed = whole.trim();
  return trimmed === '' ? [] : [{ text: trimmed, start: start + whole.indexOf(trimmed) }];
}

/** @param mark the offset of a full stop, question or exclamation mark. @param end the offset after it and what it closes. */
function endsSentence(text: string, mark: number, end: number): boolean {
  const rest = text.slice(end, end + 60);
  const next = rest.trimStart();
  const opens = OPENING_WORDS.has(/^\p{L}+/u.exec(next)?.[0] ?? '');
  if (rest === next) return opens; // the space was forgotten
  if (!CAN_BEGIN.test(next)) return false;
  if (text[mark] !== '.' || text[mark + 1] === '.') return true;
  const word = (/[\p{L}.]*$/u.exec(text.slice(Math.max(0, mark - 20), mark))?.[0] ?? '').toLowerCase();
  if (NEVER_LAST.has(word)) return false;
  if (BEFORE_NUMBERS.has(word)) return !/^[([]?(?:\d|\p{Lu}\b)/u.test(next);
  return opens || !(SELDOM_LAST.has(word) || isInitial(text, mark, next));
}

/** `J.` of `J. Pearl` or `J. R. Firth`; neither the `A` of `plan-A` nor the `W` of `the matrix W. PiSSA is`. */
function isInitial(text: string, mark: number, next: string): boolean {
  return /(?:^|\s)\p{Lu}$/u.test(text.slice(Math.max(0, mark - 2), mark)) && /^\p{Lu}(?:\.|\p{Ll}+\b)/u.test(next);
}
