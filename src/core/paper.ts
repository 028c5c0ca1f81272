/**
 * A paper, and how two records of one paper become one.
 *
 * There is one `Paper` per arXiv id, the version dropped. A saved page names no ids, so a paper read from one lives under
 * an id made of its title until a record with the arXiv id comes; `mergePapers` then gives the same paper whichever of
 * the two came first. Text fields are plain: what a source wrote as LaTeX or HTML was cleaned at the border.
 */
import { createHash } from 'node:crypto';
import type { Id, Instant, LocalDate } from './time.ts';

/** `arxiv:2404.02948`, `arxiv:hep-th/9901001`, or `local:` and 16 hex digits of the title's hash. */
export type PaperId = Id<'Paper'>;

export interface Organization {
  /** The name in addresses, as `deepseek-ai`. */
  readonly slug: string;
  readonly name: string;
}

/** How many models, datasets and Spaces on the hub name this paper. */
export interface LinkedArtifacts {
  readonly models: number;
  readonly datasets: number;
  readonly spaces: number;
}

export interface Paper {
  readonly id: PaperId;
  readonly title: string;
  /** Empty where no source gave it. */
  readonly abstract: string;
  /** In author order; empty where the source gave only their number. */
  readonly authors: readonly string[];
  /** Never less than `authors.length`; 0 where nothing is known. */
  readonly authorCount: number;
  readonly organization?: Organization;
  /** The day of arXiv's version 1. */
  readonly publishedOn?: LocalDate;
  /** The day of Hugging Face's daily list, where it was on one. */
  readonly listedOn?: LocalDate;
  readonly upvotes?: number;
  readonly comments?: number;
  readonly submittedBy?: string;
  readonly codeUrl?: string;
  readonly codeStars?: number;
  readonly projectUrl?: string;
  /** One or two sentences, where the source has written them. */
  readonly summary?: string;
  readonly keywords: readonly string[];
  /** arXiv classes, the primary one first: `cs.CL`. */
  readonly categories: readonly string[];
  /** What the authors told arXiv beside the abstract: "Accepted at ICML 2025". */
  readonly authorsNote?: string;
  readonly artifacts?: LinkedArtifacts;
  readonly withdrawnAt?: Instant;
}

/** The arXiv id without its prefix, or undefined for a paper whose id is not known yet. */
export function arxivIdOf(id: PaperId): string | undefined {
  return id.startsWith('arxiv:') ? id.slice('arxiv:'.length) : undefined;
}

/** @param arxivId without a version, as `parsePaperId` gives it. */
export function arxivPaperId(arxivId: string): PaperId {
  return `arxiv:${arxivId}` as PaperId;
}

/** The id of a paper of which only the title is known; the same title, however punctuated, gives the same id. */
export function localPaperId(title: string): PaperId {
  return `local:${createHash('sha256').update(titleKey(title)).digest('hex').slice(0, 16)}` as PaperId;
}

/**
 * What two spellings of one title share: letters and digits only, folded in case and accent.
 * A title without any letter or digit keeps its own characters, so that it is not the key of every other such title.
 */
export function titleKey(title: string): string {
  const folded = title.normalize('NFKD').toLowerCase();
  return folded.replace(/[^\p{L}\p{N}]+/gu, '') || folded.trim();
}

/** arXiv began in 1991; its ids hold two digits of the year. */
const ARXIV_FIRST_YEAR = 91;

/** The day a reader would give the paper: arXiv's, else the list's, else the first of the month that the arXiv id names. */
export function paperDate(paper: Paper): LocalDate | undefined {
  if (paper.publishedOn !== undefined) return paper.publishedOn;
  if (paper.listedOn !== undefined) return paper.listedOn;
  const [, year, month] = /^arxiv:(?:[a-z-]+\/)?(\d\d)(0[1-9]|1[0-2])/.exec(paper.id) ?? [];
  if (year === undefined) return undefined;
  const century = Number(year) >= ARXIV_FIRST_YEAR ? '19' : '20';
  return `${century}${year}-${month}-01` as LocalDate;
}

export interface PaperLinks {
  readonly arxiv: string;
  readonly pdf: string;
  readonly huggingFace: string;
}

/** Short enough to stand on one line of a terminal, beside a label. */
const LONGEST_SEARCH_LINK = 68;

/** Hugging Face's search for the first words of a title: where to look for a paper whose arXiv id is not known. */
export function titleSearchLink(title: string): string {
  const [first = '', ...others] = title.match(/[\p{L}\p{N}.-]+/gu)?.map(encodeURIComponent) ?? [];
  let link = `https://huggingface.co/papers?q=${first}`;
  for (const word of others) {
    if (link.length + 1 + word.length > LONGEST_SEARCH_LINK) break;
    link += `+${word}`;
  }
  return link;
}

/** @returns undefined for a paper whose arXiv id is not known. */
export function paperLinks(id: PaperId): PaperLinks | undefined {
  const arxivId = arxivIdOf(id);
  if (arxivId === undefined) return undefined;
  return {
    arxiv: `https://arxiv.org/abs/${arxivId}`,
    pdf: `https://arxiv.org/pdf/${arxivId}`,
    huggingFace: `https://huggingface.co/papers/${arxivId}`,
  };
}

/**
 * One paper out of a known record and a newly read one.
 *
 * The record that has the arXiv id knows the text better than a saved page; between two of the same kind the new one is
 * the correction, unless it has nothing to say. Counts never fall, as files are read in any order and an old one must not
 * undo a new one. For a page record and an arXiv record the result is the same in either order.
 */
export function mergePapers(known: Paper, incoming: Paper): Paper {
  const incomingIsSurer = arxivIdOf(incoming.id) !== undefined || arxivIdOf(known.id) === undefined;
  const [surer, other] = incomingIsSurer ? [incoming, known] : [known, incoming];
  const authors = surer.authors.length >= other.authors.length ? surer.authors : other.authors;
  const merged: { -readonly [K in keyof Paper]: Paper[K] } = {
    ...other,
    ...surer,
    title: surer.title || other.title,
    abstract: surer.abstract || other.abstract,
    authors,
    authorCount: Math.max(surer.authorCount, other.authorCount, authors.length),
    keywords: surer.keywords.length > 0 ? surer.keywords : other.keywords,
    categories: surer.categories.length > 0 ? surer.categories : other.categories,
  };
  for (const count of ['upvotes', 'comments', 'codeStars'] as const) {
    const values = [known[count], incoming[count]].filter((value) => value !== undefined);
    if (values.length > 0) merged[count] = Math.max(...values);
  }
  return merged;
}

/** The same for two records only where every field is the same: what an index or a file was built from. 22 characters. */
export function paperFingerprint(paper: Paper): string {
  const fields = Object.entries(paper).filter(([, value]) => value !== undefined);
  const canonical = JSON.stringify(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(canonical).digest('base64url').slice(0, 22);
}
