/**
 * The ways people write down which paper they mean: a bare id, an `arxiv:` key, a DOI, or a link to any of the sites that
 * carry arXiv ids in their addresses.
 *
 * The version is dropped, as all versions are one paper. Nothing here throws: people type anything.
 */
import { arxivPaperId, type PaperId } from './paper.ts';

const NEW_STYLE = String.raw`\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}`;
const OLD_STYLE = String.raw`[a-z][a-z-]+(?:\.[A-Za-z]{2})?\/\d{7}`;
const VERSION = String.raw`(?:v\d{1,3})?`;
const ANY_ID = `(?:${NEW_STYLE}|${OLD_STYLE})`;

/** Sites whose addresses end in an arXiv id. */
const PAPER_SITES = String.raw`(?:[a-z]+\.)?arxiv\.org\/(?:abs|pdf|html|format|src|ps)|(?:www\.)?huggingface\.co\/papers|hf\.co\/papers|(?:www\.)?alphaxiv\.org\/(?:abs|pdf|overview)|ar5iv\.(?:labs\.arxiv\.)?org\/(?:abs|html)|(?:www\.)?scholar-inbox\.com\/paper|(?:www\.)?takara\.ai\/p`;
const DOI = String.raw`10\.48550\/arxiv\.`;

const WHOLE = new RegExp(
  String.raw`^<?(?:(?:https?:\/\/)?(?:${PAPER_SITES})\/|(?:https?:\/\/)?(?:dx\.)?doi\.org\/${DOI}|(?:doi:\s*)?${DOI}|arxiv:\s*)?(${ANY_ID})${VERSION}(?:\.pdf)?\/?(?:[?#][^\s>]*)?>?$`,
  'i',
);

const WITHIN = new RegExp(
  String.raw`(?:(?:${PAPER_SITES})\/|${DOI}|\barxiv:\s*)(${ANY_ID})(?![\d.]*\d)|(?<![\d./\w-])(${NEW_STYLE})${VERSION}(?!\.?\d|\w)`,
  'gi',
);

/** @returns the paper that the whole of `text` names, or undefined where it names none. */
export function parsePaperId(text: string): PaperId | undefined {
  const trimmed = text.trim();
  if (/^local:[0-9a-f]{16}$/.test(trimmed)) return trimmed as PaperId;
  const id = WHOLE.exec(trimmed)?.[1];
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

/** Old-style archives are lower case, their subject class upper: `math.GT/0309136`. */
function canonical(id: string): string {
  const slash = id.indexOf('/');
  if (slash < 0) return id;
  const [archive = '', subject] = id.slice(0, slash).split('.');
  return `${archive.toLowerCase()}${subject === undefined ? '' : `.${subject.toUpperCase()}`}${id.slice(slash)}`;
}
