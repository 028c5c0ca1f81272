/**
 * A paper as blocks of a Slack message: one line of a list, a card, or all that is known.
 *
 * The title is a link to arXiv in bold, with the passage that matched under it; the facts are one line of small print below. Only the
 * abstract of a full card is several pieces, so that a long one may go on in the next message and nothing of it is lost.
 */
import type { SectionBlockAccessory } from '@slack/types';
import { counted } from '../core/locale.ts';
import type { PaperBlock } from '../core/message.ts';
import { type Paper, paperLinks, titleSearchLink } from '../core/paper.ts';
import { fullFacts, furtherFacts, linkedCardFacts, longByline } from './paper-facts.ts';
import { contextBlock, type Piece, type SlackBlock, sectionBlock, smallPrint } from './slack-blocks.ts';
import { asLineStart, clipEscaped, clipInLine, linkMrkdwn, slackAddress } from './slack-escape.ts';
import { factsMrkdwn, labelled, spansMrkdwn, type Wording } from './slack-spans.ts';
import { cleanLine, clipToUnits, graphemesOf, isBlank } from './text.ts';

/** No real title comes near it. */
const LONGEST_TITLE = 300;
/** With its address. */
const LONGEST_HEADING = 900;
const LONGEST_EXCERPT = 900;
const LONGEST_REASON = 500;
const LONGEST_BYLINE = 800;
/** Twice that of any paper on arXiv, whose form takes 1,920 characters. */
const LONGEST_ABSTRACT = 4000;
/** Of a part of it, escaped. */
const LONGEST_PASSAGE = 2900;
const LONGEST_FIELD = 1200;
const LONGEST_LINKED = 1000;
const UNTITLED = 'Untitled paper';

/** `*1.* Title · 12 votes · why it is here`; several stand in one block. */
export function lineMrkdwn(block: PaperBlock, wording: Wording): string {
  const { paper, rank, reason = [] } = block;
  const place = rank === undefined ? '' : `*${rank}.* `;
  const votes = paper.upvotes === undefined ? '' : ` · ${counted(paper.upvotes, 'vote', wording.locale)}`;
  const why = spansMrkdwn(reason, LONGEST_REASON, wording);
  return `${place}${asLineStart(linkedTitle(paper))}${votes}${why === '' ? '' : ` · ${why}`}`;
}

export function cardPiece(block: PaperBlock, accessory: SectionBlockAccessory | undefined, wording: Wording): Piece {
  const { paper, excerpt = [], reason = [] } = block;
  const said = [heading(block), spansMrkdwn(excerpt, LONGEST_EXCERPT, wording)].filter((line) => line !== '');
  return {
    listed: 1,
    blocks: [
      sectionBlock(said.join('\n'), accessory),
      ...smallPrint([factsMrkdwn(linkedCardFacts(paper, wording.locale)), spansMrkdwn(reason, LONGEST_REASON, wording)]),
    ],
  };
}

export function fullPieces(block: PaperBlock, wording: Wording): readonly Piece[] {
  const { paper, reason = [] } = block;
  const { locale } = wording;
  const byline = clipEscaped(longByline(paper, locale), LONGEST_BYLINE);
  const organization = paper.organization === undefined ? [] : [paper.organization.name];
  return [
    piece([
      sectionBlock(isBlank(byline) ? heading(block) : `${heading(block)}\n${byline}`),
      ...smallPrint([factsMrkdwn([...organization, ...fullFacts(paper, locale)]), spansMrkdwn(reason, LONGEST_REASON, wording)]),
    ]),
    ...abstractPieces(paper),
    ...furtherPieces(paper, locale),
    piece(smallPrint([linksLine(paper, locale)])),
  ].filter(({ blocks }) => blocks.length > 0);
}

function piece(blocks: readonly SlackBlock[]): Piece {
  return { blocks, listed: 0 };
}

function titleOf({ title }: Paper): string {
  return isBlank(cleanLine(title)) ? UNTITLED : clipToUnits(cleanLine(title), LONGEST_TITLE);
}

function linkedTitle(paper: Paper): string {
  return linkMrkdwn(titleOf(paper), paperLinks(paper.id)?.arxiv ?? '', LONGEST_HEADING);
}

/** Bold, one link with its rank in it, so that no mark stands beside another. */
function heading({ paper, rank }: PaperBlock): string {
  const title = `${rank === undefined ? '' : `${rank}. `}${titleOf(paper).trim()}`;
  return `*${linkMrkdwn(title, paperLinks(paper.id)?.arxiv ?? '', LONGEST_HEADING)}*`;
}

function abstractPieces({ abstract }: Paper): readonly Piece[] {
  const clean = clipToUnits(cleanLine(abstract).trim(), LONGEST_ABSTRACT);
  if (isBlank(clean)) return [piece([contextBlock(['The abstract of this paper is not known here.'])])];
  return passagesOf(clean).map((passage) => piece([sectionBlock(clipEscaped(passage, LONGEST_PASSAGE))]));
}

/** Cuts between words, or between graphemes where a word is longer than a passage once it is escaped. */
function passagesOf(text: string): readonly string[] {
  const passages: string[] = [];
  let passage = '';
  for (const word of text.split(/(?<= )/).flatMap(partsOfWord)) {
    if (escapedLength(passage + word) > LONGEST_PASSAGE) {
      passages.push(passage.trim());
      passage = '';
    }
    passage += word;
  }
  return [...passages, passage.trim()].filter((each) => !isBlank(each));
}

function partsOfWord(word: string): readonly string[] {
  return escapedLength(word) <= LONGEST_PASSAGE ? [word] : Array.from(graphemesOf(word), ({ segment }) => segment);
}

function escapedLength(text: string): number {
  return clipInLine(text, Number.POSITIVE_INFINITY).length;
}

/** The summary is for reading, all else is small print. */
function furtherPieces(paper: Paper, locale: string | undefined): readonly Piece[] {
  const facts = furtherFacts(paper, locale);
  const summaries = facts.filter(([label]) => label === 'Summary');
  const small = facts.filter(([label]) => label !== 'Summary');
  return [
    ...summaries.map(([label, fact]) => piece([sectionBlock(labelled(label, fact, LONGEST_FIELD))])),
    piece(smallPrint(small.map(([label, fact]) => `${label}: ${clipEscaped(fact, LONGEST_FIELD)}`))),
  ];
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
      const isShort = url !== undefined && (slackAddress(url)?.length ?? LONGEST_LINKED) < LONGEST_LINKED;
      return isShort ? [`${linkMrkdwn(label, url, LONGEST_LINKED)}${fact}`] : [];
    })
    .join(' · ');
}
