/**
 * What each line of a saved Daily Papers page is. Browsers and years differ: the byline of a paper (its number of authors
 * or its organization), a dot and a date may stand on one line or on three, and counters, names and menu entries stand
 * between the papers.
 */
import type { Organization } from '../core/paper.ts';
import { type LocalDate, parseLocalDate } from '../core/time.ts';

export interface DateLine {
  /** Absent where the page gives no year (`Jan 5`) or no date (`2 days ago`): it is not guessed. */
  readonly date?: LocalDate;
  readonly comments?: number;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const COUNTER = '(?:\\s+(\\d[\\d,.]*k?))?';
const DAY_FIRST = new RegExp(`^(\\d{1,2}) ${MONTH},?(?: (\\d{4}))?${COUNTER}$`, 'i');
const MONTH_FIRST = new RegExp(`^${MONTH} (\\d{1,2})(?:st|nd|rd|th)?(?:, ?(\\d{4}))?${COUNTER}$`, 'i');
const ISO = new RegExp(`^(\\d{4}-\\d\\d-\\d\\d)${COUNTER}$`);
const AGO = new RegExp(`^(?:about )?(?:an?|\\d+) (?:second|minute|hour|day|week|month|year)s? ago${COUNTER}$`, 'i');

export function parseDateLine(line: string): DateLine | undefined {
  const text = line.replace(/^published (?:on )?/i, '');
  const iso = ISO.exec(text);
  if (iso) return dateLine(parseLocalDate(iso[1] ?? ''), iso[2]);
  const ago = AGO.exec(text);
  if (ago) return dateLine(undefined, ago[1]);
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst) return dateLine(calendarDay(monthFirst[3], monthFirst[1], monthFirst[2]), monthFirst[4]);
  const dayFirst = DAY_FIRST.exec(text);
  return dayFirst ? dateLine(calendarDay(dayFirst[3], dayFirst[2], dayFirst[1]), dayFirst[4]) : undefined;
}

function dateLine(date: LocalDate | undefined, counter: string | undefined): DateLine {
  const comments = counter === undefined ? undefined : parseCounter(counter);
  return { ...(date === undefined ? {} : { date }), ...(comments === undefined ? {} : { comments }) };
}

function calendarDay(year: string | undefined, month = '', day = ''): LocalDate | undefined {
  const number = MONTHS.indexOf(month.toLowerCase()) + 1;
  return year === undefined ? undefined : parseLocalDate(`${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/** `12`, `1,204`, `1.2k`. @returns undefined where the line is more than a number. */
export function parseCounter(line: string): number | undefined {
  if (/^\d{1,3}(?:,\d{3})+$|^\d+$/.test(line)) return Number(line.replaceAll(',', ''));
  return /^\d+(?:\.\d+)?k$/i.test(line) ? Math.round(Number.parseFloat(line) * 1000) : undefined;
}

/** @returns the number of authors. */
export function parseAuthorLine(line: string): number | undefined {
  const found = /^[•·∙*-]?\s*([\d,]{1,7}) authors?$/i.exec(line);
  return found?.[1] === undefined ? undefined : parseCounter(found[1]);
}

export function isDot(line: string): boolean {
  return /^[•·∙]$/.test(line);
}

/** `deepseek-ai DeepSeek`: the name in addresses, which is the picture's caption, then the name for people. */
export function parseOrganizationLine(line: string): Organization {
  const [slug = '', ...words] = line.replace(/^[•·∙]\s*/, '').split(' ');
  const name = words.join(' ');
  const squeezed = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const isCaption =
    /^[\w.-]+$/.test(slug) && (/^[a-z\d._-]+$/.test(slug) || squeezed(name).startsWith(squeezed(slug).slice(0, 3)));
  return name !== '' && isCaption ? { slug, name } : { slug: [slug, ...words].join('-'), name: [slug, ...words].join(' ') };
}

const PAGE_FURNITURE = new Set(
  `new|get trending papers in your email inbox!|subscribe|daily papers|trending papers|hugging face|hugging face's logo|models|datasets
spaces|buckets|posts|docs|enterprise|solutions|pricing|community|website|log in|sign up|papers|new activity|daily|weekly|monthly
trending|today|previous|next|load more|show more|read more|expand|collapse|upvote|upvotes|submit a paper|submit paper|submit
arxiv page|arxiv|view arxiv page|view pdf|pdf|project page|github|code|play video|video|company|tos|terms|privacy|about|careers
press|system theme|light|dark|© hugging face|search|add to collection|collections|paper page|abstract|main navigation|skip to content
recommended papers|similar papers|discussion|comments`
    .split(/[|\n]/)
    .map((entry) => entry.trim()),
);

/** Menus, buttons and counters, which belong to no paper. */
export function isFurniture(line: string): boolean {
  const text = line.toLowerCase().replace(/\s+/g, ' ');
  return (
    PAGE_FURNITURE.has(text) ||
    parseCounter(text) !== undefined ||
    /^(?:by ?ak\b|submitted by\b|published (?:on|at)$|upvotes? \d|github \d|\+\d+$|[-–—_=*▲▼←→<>|·•\s\d]+$)/.test(text)
  );
}
