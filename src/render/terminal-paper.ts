/**
 * A paper on a terminal: one line in a list, a card among results, or all that is known.
 *
 * A line or card stands beside the number that opens it. A full card names its fields in a column of their own, which
 * gives way to plain labels where the terminal is narrow.
 */
import { counted } from '../core/locale.ts';
import type { PaperBlock } from '../core/message.ts';
import { type Paper, paperLinks, titleSearchLink } from '../core/paper.ts';
import { cardFacts, fullFacts, longByline } from './paper-facts.ts';
import { lay, lineWidth, paint, paintSpans, paintWhole, type Screen } from './terminal-look.ts';
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

/** What every part of a card needs to know. */
interface Setting {
  readonly screen: Screen;
  readonly locale: string | undefined;
}

export function paperLines(block: PaperBlock, numbering: Numbering, setting: Setting): readonly string[] {
  return block.detail === 'full' ? fullCard(block, setting) : listedPaper(block, numbering, setting);
}

function listedPaper(block: PaperBlock, numbering: Numbering, { screen, locale }: Setting): readonly string[] {
  const { paper } = block;
  const key = numbering.key === undefined ? '' : `[${numbering.key}]`;
  const lead = { text: paint(key, 'key', screen) + ' '.repeat(numbering.columns - key.length), columns: numbering.columns };
  const under = { text: ' '.repeat(numbering.columns), columns: numbering.columns };
  const title = paint(
    clipToColumns(cleanLine(paper.title), LONGEST_TITLE),
    block.detail === 'card' ? 'strong' : undefined,
    screen,
  );
  const reason = block.reason === undefined ? [] : lay(paintSpans(block.reason, screen), screen, under);
  if (block.detail === 'line') {
    const votes = paper.upvotes === undefined ? '' : paintWhole(`· ${counted(paper.upvotes, 'vote', locale)}`, 'quiet', screen);
    return [...lay(`${title} ${votes}`, screen, lead), ...reason];
  }
  const excerpt = block.excerpt === undefined || block.excerpt.length === 0 ? [] : [paintSpans(block.excerpt, screen)];
  return [
    ...lay(title, screen, lead),
    ...factLines(cardFacts(paper, locale), screen, under),
    ...excerpt.flatMap((painted) => lay(painted, screen, under)),
    ...reason,
  ];
}

function fullCard(block: PaperBlock, setting: Setting): readonly string[] {
  const { screen, locale } = setting;
  const { paper } = block;
  const organization = paper.organization === undefined ? [] : lay(paint(paper.organization.name, undefined, screen), screen);
  const byline = longByline(paper, locale);
  const abstract =
    paper.abstract === ''
      ? paint('The abstract of this paper is not known here.', 'quiet', screen)
      : paint(paper.abstract, undefined, screen);
  return [
    ...lay(paint(clipToColumns(cleanLine(paper.title), LONGEST_TITLE), 'strong', screen), screen),
    ...(byline === '' ? [] : lay(paint(byline, undefined, screen), screen)),
    ...organization,
    ...factLines(fullFacts(paper, locale), screen, { text: '', columns: 0 }),
    ...(block.reason === undefined ? [] : lay(paintSpans(block.reason, screen), screen)),
    '',
    ...lay(abstract, screen),
    ...blankBefore(fields(paper, locale).flatMap(([label, value]) => fieldLines(label, value, screen))),
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
  const { artifacts } = paper;
  const linked = artifacts
    ? (
        [
          [artifacts.models, 'model'],
          [artifacts.datasets, 'dataset'],
          [artifacts.spaces, 'Space'],
        ] as const
      ).filter(([count]) => count > 0)
    : [];
  const stars = paper.codeStars === undefined ? '' : ` · ${counted(paper.codeStars, 'star', locale)}`;
  const all: readonly (readonly [string, string | undefined])[] = [
    ['Summary', paper.summary],
    ['Keywords', paper.keywords.join(', ')],
    ['Topics', paper.categories.join(', ')],
    ['Note', paper.authorsNote],
    ['Linked', linked.map(([count, noun]) => counted(count, noun, locale)).join(', ')],
    ['Code', paper.codeUrl === undefined ? undefined : paper.codeUrl + stars],
    ['Project', paper.projectUrl],
    ['arXiv', links?.arxiv],
    ['PDF', links?.pdf],
    ['HF', links?.huggingFace],
    ['Look up', links === undefined ? titleSearchLink(paper.title) : undefined],
  ];
  return all.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [[label, value] as const]));
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
