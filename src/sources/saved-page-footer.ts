/**
 * The footer under a paper on a saved page: byline, dot, date. The parts may stand on lines of their own or on one, any of
 * them may be missing, and the number of comments may have slipped to the line below.
 */
import type { Organization } from '../core/paper.ts';
import { type DateLine, isDot, parseAuthorLine, parseCounter, parseDateLine, parseOrganizationLine } from './saved-page-lines.ts';

export interface PageLine {
  readonly text: string;
  /** From 1. */
  readonly number: number;
  readonly followsBlank: boolean;
}

export interface Footer extends DateLine {
  readonly authorCount?: number;
  readonly organization?: Organization;
}

const LONGEST_ORGANIZATION = 100;
const LONGEST_ONE_LINE_FOOTER = 160;

/** A footer on one line as the three lines it is elsewhere. */
export function withFooterLines(line: PageLine): readonly PageLine[] {
  const parts = line.text.length <= LONGEST_ONE_LINE_FOOTER ? line.text.split(/\s+[·•∙]\s+/) : [];
  if (parts.length < 2 || parseDateLine(parts.at(-1) ?? '') === undefined) return [line];
  return parts.flatMap((text, at) => [
    ...(at === 0 ? [] : [{ ...line, text: '·', followsBlank: false }]),
    { ...line, text, followsBlank: at === 0 && line.followsBlank },
  ]);
}

/** @returns the footer that begins at this line, and the line after it; undefined where none begins. */
export function footerAt(lines: readonly PageLine[], start: number): { footer: Footer; next: number } | undefined {
  let footer: Footer = {};
  let next = isDotLine(lines[start]) ? start + 1 : start;
  for (let isOpen = true; isOpen; ) {
    const line = lines[next];
    if (line === undefined) break;
    const authorCount = parseAuthorLine(line.text);
    const date = next > start || /^published/i.test(line.text) ? parseDateLine(line.text) : undefined;
    if (authorCount !== undefined) footer = { ...footer, authorCount };
    else if (date)
      return { footer: { ...footer, ...withCommentsBelow(date, lines, next + 1) }, next: afterComments(date, lines, next + 1) };
    else if (isOrganization(lines, next)) footer = { ...footer, organization: parseOrganizationLine(line.text) };
    else break;
    next++;
    isOpen = isDotLine(lines[next]) || (lines[next] !== undefined && parseDateLine(lines[next]?.text ?? '') !== undefined);
    if (isDotLine(lines[next])) next++;
  }
  return footer.authorCount === undefined ? undefined : { footer, next };
}

function isDotLine(line: PageLine | undefined): boolean {
  return line !== undefined && isDot(line.text);
}

function isOrganization(lines: readonly PageLine[], at: number): boolean {
  const [line, dot, after] = lines.slice(at, at + 3);
  if (!line || !after || !isDotLine(dot) || line.text.length > LONGEST_ORGANIZATION || line.text.endsWith('.')) return false;
  return parseDateLine(after.text) !== undefined || parseAuthorLine(after.text) !== undefined;
}

/** A number alone right under the date counts comments; one that opens the next block is something else. */
function commentsBelow(date: DateLine, lines: readonly PageLine[], at: number): number | undefined {
  const line = lines[at];
  if (date.comments !== undefined || !line || line.followsBlank) return undefined;
  return lines[at + 1]?.followsBlank === false ? undefined : parseCounter(line.text);
}

function withCommentsBelow(date: DateLine, lines: readonly PageLine[], at: number): DateLine {
  const comments = commentsBelow(date, lines, at);
  return comments === undefined ? date : { ...date, comments };
}

function afterComments(date: DateLine, lines: readonly PageLine[], at: number): number {
  return commentsBelow(date, lines, at) === undefined ? at : at + 1;
}
