/**
 * The ways people write down which paper they mean: a bare id, an `arXiv:` mark, a DOI, or a link to any of the sites that
 * carry arXiv ids in their addresses, with whatever a chat, a mail or a citation puts around it.
 *
 * The version is dropped, as all versions are one paper, and so is the subject class of an old id: `math.GT/0309136` and
 * `math/0309136` are one. The shapes are arXiv's own and narrow, so that prices, dates and phone numbers are no papers.
 * Nothing here throws: people type anything.
 */
import { arxivPaperId, type PaperId } from './paper.ts';

const MONTH = '(?:0[1-9]|1[0-2])';

/** Four digits up to the end of 2014, five since. Source: arXiv, "Understanding the arXiv identifier". */
const NEW_ID = String.raw`(?:(?:0[7-9]|1[0-4])${MONTH}\.\d{4}|(?:1[5-9]|[2-4]\d)${MONTH}\.\d{5})`;

/** The archives that numbered their own papers until March 2007. */
const OLD_ARCHIVES = [
  'acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga',
  'funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph',
  'q-alg|q-bio|quant-ph|solv-int|supr-con',
].join('|');
const OLD_ID = String.raw`(?:${OLD_ARCHIVES})(?:\.[a-z-]{2,8})?\/\d{2}${MONTH}\d{3}`;

const VERSION = String.raw`(?:v\d{1,3})?`;

/** Sites whose addresses end in an arXiv id. */
const SITE = [
  String.raw`arxiv\.org\/(?:abs|pdf|html|format|src|ps|e-print|ftp\/arxiv\/papers\/\d{4})`,
  String.raw`(?:huggingface|hf)\.co\/papers`,
  String.raw`alphaxiv\.org\/(?:abs|pdf|overview)`,
  String.raw`ar5iv\.org\/(?:abs|html)`,
  String.raw`arxiv-vanity\.com\/papers`,
  String.raw`emergentmind\.com\/papers`,
  String.raw`takara\.ai\/p`,
].join('|');
const DOI = String.raw`10\.48550\/arxiv\.`;

/** `arXiv:`, and what addresses and file names make of it: `arxiv%3A`, `arxiv/`, `arXiv-`. */
const MARK = String.raw`arxiv(?:%3a|[ :\/_-]{1,2})`;

const WHOLE = new RegExp(
  String.raw`^(?:https?:\/\/)?(?:(?:[a-z\d-]+\.){0,3}(?:${SITE})\/|(?:(?:dx\.)?doi\.org\/|doi: ?)?${DOI}|(?:[a-z\d.-]+\.[a-z]+\/(?:[a-z]+\/)?)?${MARK})?` +
    String.raw`(${NEW_ID}|${OLD_ID})${VERSION}(?:\.pdf)?\/?(?:[?#]\S*)?(?: ?\[[a-z-]+(?:\.[a-z-]+)?\](?: \d{1,2} [a-z]{3} \d{4})?)?$`,
  'i',
);

const NOT_WITHIN_NUMBER = String.raw`(?<![\d./\w-]|[$€£¥] ?)`;
const NUMBER_ENDS = String.raw`(?!\.?\d|\w| ?[%€])`;

const WITHIN = new RegExp(
  String.raw`(?:(?<![a-z\d-])(?:(?:${SITE})\/|${DOI}|${MARK})(${NEW_ID}|${OLD_ID})|${NOT_WITHIN_NUMBER}(${NEW_ID}|${OLD_ID}))${VERSION}${NUMBER_ENDS}`,
  'gi',
);

/** Longer text is no reference to one paper, even with a link's label. */
const MAX_REFERENCE_LENGTH = 1000;

/** @returns the paper that the whole of `text` names, or undefined where it names none. */
export function parsePaperId(text: string): PaperId | undefined {
  if (text.length > MAX_REFERENCE_LENGTH) return undefined;
  const trimmed = text.trim();
  if (/^local:[0-9a-f]{16}$/.test(trimmed)) return trimmed as PaperId;
  const id = WHOLE.exec(withoutWrapping(trimmed))?.[1];
  return id === undefined ? undefined : arxivPaperId(canonical(id));
}

/** Every paper that a longer text links or names by id, each once, in order of first mention. */
export function findPaperIds(text: string): readonly PaperId[] {
  const found = new Set<PaperId>();
  for (const match of text.matchAll(WITHIN)) {
    const id = match[1] ?? match[2];
    if (id !== undefined) found.add(arxivPaperId(canonical(id)));
  }
  return [...found];
}

/** The address of a Markdown link or of Slack's `<address|label>`, else the text without brackets, quotes and a full stop. */
function withoutWrapping(text: string): string {
  const address = /^\[[^\]]*\]\(([^)\s]*)[^)]*\)/.exec(text)?.[1] ?? /^<([^|>]*)(?:\|[^>]*)?>/.exec(text)?.[1] ?? text;
  const bare = address.replace(/^[\s<(["'`“‘]+/, '').replace(/[\s>)"'`”’.,;:!?]+$/, '');
  return bare.replace(/\s+/g, ' ').replace(/^([^[]*)\]$/, '$1');
}

/** Archives in lower case, without a subject class. */
function canonical(id: string): string {
  const [archive = '', number] = id.toLowerCase().split('/');
  return number === undefined ? id : `${archive.split('.')[0]}/${number}`;
}
