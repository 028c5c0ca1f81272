/**
 * The fields of a paper as every source fills them: checked and cleaned in one place, so that one paper read from two
 * sources is the same.
 */
import type { Organization, Paper, PaperId } from '../core/paper.ts';
import { parsePaperId } from '../core/paper-reference.ts';
import { addDays, type Instant, type LocalDate, parseInstant, parseLocalDate } from '../core/time.ts';
import { cleanText } from './clean-text.ts';
import { repositoryAddress, webAddress } from './links.ts';
import { cleanNames, withoutRepeats } from './person-name.ts';

/** What a source says of a paper, its texts as they came. */
export interface RawPaper {
  readonly title: string;
  readonly abstract?: string | undefined;
  readonly authors?: readonly string[] | undefined;
  readonly organization?: { readonly name: string; readonly fullname?: string | undefined } | undefined;
  readonly publishedOn?: LocalDate | undefined;
  readonly listedOn?: LocalDate | undefined;
  readonly upvotes?: number | undefined;
  readonly comments?: number | undefined;
  readonly submittedBy?: { readonly name?: string | undefined; readonly fullname?: string | undefined } | undefined;
  readonly repository?: string | undefined;
  readonly codeStars?: number | undefined;
  readonly projectPage?: string | undefined;
  readonly summary?: string | undefined;
  readonly keywords?: readonly string[] | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly authorsNote?: string | undefined;
  readonly artifacts?: Paper['artifacts'] | undefined;
  readonly withdrawnAt?: Instant | undefined;
}

/** arXiv's own classes (`cs.CL`, `hep-th`); its listings mix in ACM and MSC classes. */
const ARXIV_CLASS = /^[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2}|\.[a-z]+(?:-[a-z]+)*)?$/;

export function toPaper(id: PaperId, raw: RawPaper): Paper {
  const authors = cleanNames(raw.authors ?? []);
  return withoutAbsent({
    id,
    title: cleanText(raw.title),
    abstract: cleanText(raw.abstract ?? ''),
    authors,
    authorCount: authors.length,
    organization: raw.organization ? toOrganization(raw.organization) : undefined,
    publishedOn: raw.publishedOn,
    listedOn: raw.listedOn,
    upvotes: raw.upvotes,
    comments: raw.comments,
    submittedBy: someText(raw.submittedBy?.fullname) ?? someText(raw.submittedBy?.name),
    codeUrl: raw.repository === undefined ? undefined : repositoryAddress(raw.repository),
    codeStars: raw.codeStars,
    projectUrl: raw.projectPage === undefined ? undefined : webAddress(raw.projectPage),
    summary: someText(raw.summary),
    keywords: withoutRepeats((raw.keywords ?? []).map(cleanText)),
    categories: withoutRepeats((raw.categories ?? []).map((name) => name.trim()).filter((name) => ARXIV_CLASS.test(name))),
    authorsNote: someText(raw.authorsNote),
    artifacts: raw.artifacts,
    withdrawnAt: raw.withdrawnAt,
  });
}

/** @returns undefined for anything but an arXiv id, with or without version. */
export function parseArxivId(text: string): PaperId | undefined {
  const id = parsePaperId(text);
  return id?.startsWith('arxiv:') ? id : undefined;
}

/** The day in UTC of an instant or a date. @returns undefined for other text and for years that no paper can be of. */
export function dayOf(text: string): LocalDate | undefined {
  const day = parseLocalDate(text) ?? parseInstant(text)?.slice(0, 10);
  return day !== undefined && day >= '1991' && day < '2100' ? (day as LocalDate) : undefined;
}

/**
 * Whether arXiv can have announced version 1 on this day: listings also announce new versions and cross-lists of old
 * papers, and that day says nothing of when the paper came out.
 */
export function isFirstAnnouncement(id: PaperId, day: LocalDate): boolean {
  const month = /^arxiv:(\d\d)(\d\d)\./.exec(id);
  const first = month ? parseLocalDate(`20${month[1]}-${month[2]}-01`) : undefined;
  return first !== undefined && day >= first && day <= addDays(first, 40);
}

function toOrganization({ name, fullname }: { name: string; fullname?: string | undefined }): Organization | undefined {
  const slug = name.trim();
  return slug === '' ? undefined : { slug, name: someText(fullname) ?? slug };
}

function someText(raw: string | undefined): string | undefined {
  return raw === undefined ? undefined : cleanText(raw) || undefined;
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Absent fields left out, so that records compare as they are stored. */
function withoutAbsent<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
