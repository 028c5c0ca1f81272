/**
 * A paper as pieces of a Discord embed: one line of a list, a card, or all that is known.
 *
 * The title is a link to arXiv and the facts are one line of small print under it. Where the embed's own title is the
 * paper's (`in-title`), the pieces begin below it. A piece stays whole: only the abstract of a full card is several, so
 * that a long one may go on in the next embed and nothing of it is lost.
 */
import { counted } from '../core/locale.ts';
import type { PaperBlock } from '../core/message.ts';
import { type Paper, paperLinks, titleSearchLink } from '../core/paper.ts';
import type { Piece } from './discord-embeds.ts';
import { clipEscaped, escapeDiscord, maskedLink, webAddress } from './discord-escape.ts';
import { factsMarkdown, smallPrint, spansMarkdown, type Wording } from './discord-spans.ts';
import { fullFacts, furtherFacts, linkedCardFacts, longByline } from './paper-facts.ts';
import { cleanLine, clipToUnits, graphemesOf, isBlank } from './text.ts';

export type TitlePlace = 'in-title' | 'in-text';

/** No real title comes near it. */
const LONGEST_TITLE = 300;
/** With its address. */
const LONGEST_HEADING = 900;
const LONGEST_EXCERPT = 1000;
const LONGEST_REASON = 500;
const LONGEST_BYLINE = 1000;
/** Twice that of any paper on arXiv, whose form takes 1,920 characters. */
const LONGEST_ABSTRACT = 4000;
/** Of the abstract before it is escaped, which may double it: half of what an embed holds. */
const LONGEST_PASSAGE = 1900;
const LONGEST_FIELD = 1500;
export const UNTITLED = 'Untitled paper';

export function paperPieces(block: PaperBlock, place: TitlePlace, wording: Wording): readonly Piece[] {
  switch (block.detail) {
    case 'line':
      return [whole([lineHeading(block, wording), reasonLine(block, wording)])];
    case 'card':
      return [whole([...cardHeading(block, place), ...cardLines(block, wording)])];
    case 'full':
      return fullPieces(block, place, wording);
  }
}

/** Where the title of a paper leads; undefined where its arXiv id is not known. */
export function paperAddress(paper: Paper): string | undefined {
  return paperLinks(paper.id)?.arxiv;
}

function whole(lines: readonly string[]): Piece {
  return { markdown: lines.filter((line) => line !== '').join('\n'), before: '\n\n' };
}

function linkedTitle(paper: Paper): string {
  const title = isBlank(cleanLine(paper.title)) ? UNTITLED : clipToUnits(cleanLine(paper.title), LONGEST_TITLE);
  return maskedLink(title, paperAddress(paper) ?? '', LONGEST_HEADING);
}

function lineHeading({ paper, rank }: PaperBlock, { locale }: Wording): string {
  const place = rank === undefined ? '' : `**${rank}.** `;
  const votes = paper.upvotes === undefined ? '' : ` · ${counted(paper.upvotes, 'vote', locale)}`;
  return `${place}${linkedTitle(paper)}${votes}`;
}

function cardHeading({ paper, rank }: PaperBlock, place: TitlePlace): readonly string[] {
  if (place === 'in-title') return [];
  return [`**${rank === undefined ? '' : `${rank}. `}${linkedTitle(paper)}**`];
}

function cardLines(block: PaperBlock, wording: Wording): readonly string[] {
  const { paper, excerpt = [] } = block;
  return [
    smallPrint(factsMarkdown(linkedCardFacts(paper, wording.locale))),
    spansMarkdown(excerpt, LONGEST_EXCERPT, wording),
    reasonLine(block, wording),
  ];
}

function reasonLine({ reason = [] }: PaperBlock, wording: Wording): string {
  return smallPrint(spansMarkdown(reason, LONGEST_REASON, wording));
}

function fullPieces(block: PaperBlock, place: TitlePlace, wording: Wording): readonly Piece[] {
  const { paper } = block;
  const { locale } = wording;
  const organization = paper.organization === undefined ? [] : [paper.organization.name];
  const head = whole([
    ...cardHeading(block, place),
    clipEscaped(longByline(paper, locale), LONGEST_BYLINE),
    smallPrint(factsMarkdown([...organization, ...fullFacts(paper, locale)])),
    reasonLine(block, wording),
  ]);
  const further = furtherFacts(paper, locale).map(([label, fact]) =>
    label === 'Summary'
      ? `**${label}** ${clipEscaped(fact, LONGEST_FIELD)}`
      : smallPrint(`${label}: ${clipEscaped(fact, LONGEST_FIELD)}`),
  );
  const facts = further.map((markdown, at): Piece => ({ markdown, before: at === 0 ? '\n\n' : '\n' }));
  return [head, ...abstractPieces(paper), ...facts, whole([linksLine(paper, locale)])];
}

function abstractPieces({ abstract }: Paper): readonly Piece[] {
  const clean = clipToUnits(cleanLine(abstract).trim(), LONGEST_ABSTRACT);
  if (isBlank(clean)) return [whole([smallPrint('The abstract of this paper is not known here.')])];
  return passagesOf(clean).map(
    ({ passage, after }, at): Piece => ({ markdown: escapeDiscord(passage), before: at === 0 ? '\n\n' : after }),
  );
}

interface Passage {
  readonly passage: string;
  /** What parted it from the passage before. */
  readonly after: ' ' | '';
}

/** Cuts between words, or between graphemes where a word is longer than a passage. */
function passagesOf(text: string): readonly Passage[] {
  const passages: Passage[] = [];
  let rest = text;
  let after: Passage['after'] = '';
  while (rest.length > LONGEST_PASSAGE) {
    const space = rest.lastIndexOf(' ', LONGEST_PASSAGE);
    const end = space > 0 ? space : graphemeEnd(rest);
    passages.push({ passage: rest.slice(0, end), after });
    after = space > 0 ? ' ' : '';
    rest = rest.slice(end).trimStart();
  }
  return [...passages, { passage: rest, after }];
}

function graphemeEnd(text: string): number {
  let end = 0;
  for (const { index } of graphemesOf(text)) {
    if (index > LONGEST_PASSAGE) break;
    end = index;
  }
  if (end > 0) return end;
  return /[\uD800-\uDBFF]$/.test(text.slice(0, LONGEST_PASSAGE)) ? LONGEST_PASSAGE - 1 : LONGEST_PASSAGE;
}

/** `arXiv · PDF · Hugging Face · Code, 410 stars · Project`, each a link. */
function linksLine({ id, title, codeUrl, codeStars, projectUrl }: Paper, locale: string | undefined): string {
  const links = paperLinks(id);
  const stars = codeStars === undefined ? '' : `, ${counted(codeStars, 'star', locale)}`;
  const addresses = [
    ['arXiv', links?.arxiv, ''],
    ['PDF', links?.pdf, ''],
    ['Hugging Face', links?.huggingFace, ''],
    ['Look up', links === undefined ? titleSearchLink(title) : undefined, ''],
    ['Code', codeUrl, stars],
    ['Project', projectUrl, ''],
  ] as const;
  return addresses
    .flatMap(([label, url, fact]) => {
      const address = url === undefined ? undefined : webAddress(url);
      return address === undefined ? [] : [`[${label}](${address})${fact}`];
    })
    .join(' · ');
}
