/**
 * A paper on a terminal: one line in a list, a card among results, or all that is known.
 *
 * A line or card stands beside the number that opens it. A full card names its fields in a column of their own, which
 * gives way to plain labels where the terminal is narrow.
 */
import { counted } from '../core/locale.ts';
import type { PaperBlock } from '../core/message.ts';
import { type Paper, paperLinks, titleSearchLink } from '../core/paper.ts';
import { cardFacts, fullFacts, furtherFacts, longByline } from './paper-facts.ts';
import { lay, lineWidth, type Page, paint, paintSpans, paintWhole, type Screen } from './terminal-look.ts';
import { cleanLine, clipToColumns, columnsOf } from './text.ts';

/** No real title comes near it; a whole page sent as a title must not fill the screen. */
const LONGEST_TITLE = 400;
const LONGEST_NAME = 80;
const FIELD_COLUMNS = 10;
/** Under this width a column of labels would leave too little for their values. */
const WIDTH_FOR_FIELDS = 60;

export interface Numbering {
  /** What to type, or undefined where the paper is shown in full already. */
  readonly key: number | undefined;
  /** Columns that keys take on this screen, brackets and the space after them included. */
  readonly columns: number;
}

export function paperLines(block: PaperBlock, numbering: Numbering, page: Page): readonly string[] {
  return block.detail === 'full' ? fullCard(block, page) : listedPaper(block, numbering, page);
}

function listedPaper(block: PaperBlock, numbering: Numbering, page: Page): readonly string[] {
  const { paper } = block;
  const { locale } = page;
  const key = numbering.key === undefined ? '' : `[${numbering.key}]`;
  const lead = { text: paint(key, 'key', page) + ' '.repeat(numbering.columns - key.length), columns: numbering.columns };
  const under = { text: ' '.repeat(numbering.columns), columns: numbering.columns };
  const title = paint(clipToColumns(cleanLine(paper.title), LONGEST_TITLE), block.detail === 'card' ? 'strong' : undefined, page);
  const reason = block.reason === undefined ? [] : lay(paintSpans(block.reason, page), page, under);
  if (block.detail === 'line') {
    const votes = paper.upvotes === undefined ? '' : paintWhole(`· ${counted(paper.upvotes, 'vote', locale)}`, 'quiet', page);
    return [...lay(`${title} ${votes}`, page, lead), ...reason];
  }
  const excerpt = block.excerpt === undefined || block.excerpt.length === 0 ? [] : [paintSpans(block.excerpt, page)];
  return [
    ...lay(title, page, lead),
    ...factLines(cardFacts(paper, locale), page, under),
    ...excerpt.flatMap((painted) => lay(painted, page, under)),
    ...reason,
  ];
}

function fullCard(block: PaperBlock, page: Page): readonly string[] {
  const { locale } = page;
  const { paper } = block;
  const organization = paper.organization === undefined ? [] : lay(paint(paper.organization.name, undefined, page), page);
  const byline = longByline(paper, locale);
  const abstract =
    paper.abstract === ''
      ? paint('The abstract of this paper is not known here.', 'quiet', page)
      : paint(paper.abstract, undefined, page);
  return [
    ...lay(paint(clipToColumns(cleanLine(paper.title), LONGEST_TITLE), 'strong', page), page),
    ...(byline === '' ? [] : lay(paint(byline, undefined, page), page)),
    ...organization,
    ...factLines(fullFacts(paper, locale), page, { text: '', columns: 0 }),
    ...(block.reason === undefined ? [] : lay(paintSpans(block.reason, page), page)),
    '',
    ...lay(abstract, page),
    ...blankBefore(fields(paper, locale).flatMap(([label, value]) => fieldLines(label, value, page))),
  ];
}

/** Facts parted by `·`, none of them broken over two lines while it fits on one. */
function factLines(facts: readonly string[], screen: Screen, lead: { text: string; columns: number }): readonly string[] {
  const room = lineWidth(screen) - lead.columns;
  const lines: string[] = [];
  for (const fact of facts.map((each) => clipToColumns(cleanLine(each), LONGEST_NAME))) {
    const last = lines.at(-1);
    if (last !== undefined && columnsOf(last) + columnsOf(fact) + 3 <= room) lines[lines.length - 1] = `${last} · ${fact}`;
    else lines.push(fact);
  }
  return lines.flatMap((line) => lay(paint(line, 'quiet', screen), screen, lead));
}

function fields(paper: Paper, locale: string | undefined): readonly (readonly [string, string])[] {
  const links = paperLinks(paper.id);
  const stars = paper.codeStars === undefined ? '' : ` · ${counted(paper.codeStars, 'star', locale)}`;
  const addresses: readonly (readonly [string, string | undefined])[] = [
    ['Code', paper.codeUrl === undefined ? undefined : paper.codeUrl + stars],
    ['Project', paper.projectUrl],
    ['arXiv', links?.arxiv],
    ['PDF', links?.pdf],
    ['HF', links?.huggingFace],
    ['Look up', links === undefined ? titleSearchLink(paper.title) : undefined],
  ];
  const known = addresses.flatMap(([label, address]) =>
    address === undefined || address === '' ? [] : [[label, address] as const],
  );
  return [...furtherFacts(paper, locale), ...known];
}

function fieldLines(label: string, value: string, screen: Screen): readonly string[] {
  const painted = paint(value, undefined, screen);
  if (lineWidth(screen) < WIDTH_FOR_FIELDS) return lay(`${paint(label, 'quiet', screen)} ${painted}`, screen);
  const gap = ' '.repeat(FIELD_COLUMNS - label.length);
  return lay(painted, screen, { text: paint(label, 'quiet', screen) + gap, columns: FIELD_COLUMNS });
}

function blankBefore(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}
