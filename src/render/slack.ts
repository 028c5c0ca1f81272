/**
 * A message as what Slack is sent: blocks, and the one line that notifications and screen readers give.
 *
 * Sections with small print under them, not the newer card blocks, which older clients do not show: a list reads as a column of
 * linked titles, each with a button that opens it and its facts in grey. Text is mrkdwn, as only that has links and times within a
 * sentence; `verbatim` keeps Slack from finding more in it than was written.
 *
 * Total and pure: every message gives bodies within Slack's limits, and nothing other people wrote in it has an effect.
 */
import { assertNever } from '../core/errors.ts';
import type { Block, Message, PaperBlock, Reply, Span } from '../core/message.ts';
import { contextBlock, type Piece, packBlocks, type SlackBlock, sectionBlock, smallPrint } from './slack-blocks.ts';
import { componentsOf, openButton } from './slack-components.ts';
import { clipEscaped, linkMrkdwn, plainText } from './slack-escape.ts';
import { MAX_HEADER, MAX_TEXT } from './slack-limits.ts';
import { cardPiece, fullPieces, lineMrkdwn } from './slack-paper.ts';
import { spansMrkdwn, type Wording } from './slack-spans.ts';
import { isBlank } from './text.ts';

export interface SlackPayload {
  readonly text: string;
  readonly blocks: SlackBlock[];
}

type Notice = Extract<Reply, { readonly kind: 'notice' }>;
type WordsBlock = Exclude<Block, PaperBlock>;

/** Of a section, which holds 3,000. */
const LONGEST_TEXT = 2900;
const LONGEST_ITEM = 900;
const LONGEST_LINK = 2900;
const NOTHING = 'Nothing to show.';

/**
 * The message itself, then where it does not fit up to three others; all that can be pressed is in or under the first, but for
 * what opens the papers of the others.
 * @param commandNames what code of a text may begin with to be shown as it is typed on Slack, after `/papers`.
 */
export function renderSlack(message: Message, commandNames: readonly string[] = []): readonly SlackPayload[] {
  const { below, unplaced, hidden } = componentsOf(message);
  const wording: Wording = { locale: message.locale, commandNames };
  const title = plainText(message.title ?? '', MAX_HEADER);
  const opening: readonly Piece[] =
    title === '' ? [] : [piece([{ type: 'header', text: { type: 'plain_text', text: title, emoji: false } }])];
  const left = hidden === 0 ? [] : [`${hidden} more buttons do not fit here.`];
  const said = [
    ...opening,
    ...blockPieces(message, wording),
    ...unplaced.map(({ label, url }) => piece([sectionBlock(linkMrkdwn(label, url, LONGEST_LINK))])),
    piece(smallPrint(left)),
  ].filter(isSeen);
  const text = textOf(message);
  const pieces = said.length > 0 ? said : [piece([sectionBlock(text)])];
  return packBlocks(pieces, below).map((blocks) => ({ text, blocks: [...blocks] }));
}

/** One or two sentences; backticks in them mark what to type. */
export function renderSlackNotice(notice: Pick<Notice, 'level' | 'text'>, commandNames: readonly string[] = []): SlackPayload {
  const pieces = notice.text.split('`');
  const spans = pieces.map((part, at): Span => ({ kind: at % 2 === 1 && at < pieces.length - 1 ? 'code' : 'text', text: part }));
  const said = spansMrkdwn(spans, LONGEST_TEXT, { locale: undefined, commandNames });
  const text = isBlank(said) ? NOTHING : said;
  return { text, blocks: [sectionBlock(text)] };
}

function textOf({ summary, title = '' }: Message): string {
  const said = [summary, title].map((line) => clipEscaped(line, MAX_TEXT).trim()).find((line) => !isBlank(line));
  return said ?? NOTHING;
}

function piece(blocks: readonly SlackBlock[]): Piece {
  return { blocks, listed: 0 };
}

function isSeen({ blocks }: Piece): boolean {
  return blocks.some((block) => block.type !== 'section' || !isBlank(block.text?.text ?? ''));
}

function blockPieces(message: Message, wording: Wording): readonly Piece[] {
  return joinedLines(message.blocks).flatMap((block): readonly Piece[] => {
    if (block.kind === 'lines') return linePieces(block.papers, message, wording);
    return block.kind === 'paper' ? paperPieces(block, message, wording) : [piece(wordsBlocks(block, wording))];
  });
}

interface Lines {
  readonly kind: 'lines';
  readonly papers: PaperBlock[];
}

/** Papers of one line that follow each other as one, all else by itself. */
function joinedLines(blocks: readonly Block[]): readonly (Block | Lines)[] {
  const joined: (Block | Lines)[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.kind !== 'paper' || block.detail !== 'line') joined.push(block);
    else if (last?.kind === 'lines') last.papers.push(block);
    else joined.push({ kind: 'lines', papers: [block] });
  }
  return joined;
}

function linePieces(lines: readonly PaperBlock[], message: Message, wording: Wording): readonly Piece[] {
  const pieces: { text: string; listed: number }[] = [];
  for (const block of lines) {
    const line = lineMrkdwn(block, wording);
    const last = pieces.at(-1);
    if (last !== undefined && last.text.length + 1 + line.length <= LONGEST_TEXT) {
      last.text += `\n${line}`;
      last.listed += 1;
    } else pieces.push({ text: line, listed: 1 });
  }
  const accessory = lines.map((line) => openButton(line, message)).find((button) => button !== undefined);
  return pieces.map(({ text, listed }) => ({ blocks: [sectionBlock(text, accessory)], listed }));
}

function paperPieces(block: PaperBlock, message: Message, wording: Wording): readonly Piece[] {
  return block.detail === 'full' ? fullPieces(block, wording) : [cardPiece(block, openButton(block, message), wording)];
}

function wordsBlocks(block: WordsBlock, wording: Wording): readonly SlackBlock[] {
  switch (block.kind) {
    case 'text':
      return sections(spansMrkdwn(block.spans, LONGEST_TEXT, wording));
    case 'note':
      return smallPrint([spansMrkdwn(block.spans, LONGEST_TEXT, wording)]);
    case 'list':
      return listBlocks(block.items, wording);
    case 'divider':
      return [{ type: 'divider' }];
    default:
      return assertNever(block);
  }
}

function sections(mrkdwn: string): readonly SlackBlock[] {
  return isBlank(mrkdwn) ? [] : [sectionBlock(mrkdwn)];
}

/** Explained words stand in lines of their own, all else in a list with bullets; entries that do not fit are counted. */
function listBlocks(items: readonly (readonly Span[])[], wording: Wording): readonly SlackBlock[] {
  const isGlossary = items.every(([first, ...rest]) => first?.kind === 'code' && rest.length > 0);
  const entries = items.map((entry) => spansMrkdwn(entry, LONGEST_ITEM, wording)).filter((entry) => entry !== '');
  const lines = entries.map((entry) => (isGlossary ? entry : `• ${entry}`));
  const kept: string[] = [];
  let room = LONGEST_TEXT;
  for (const line of lines) {
    room -= line.length + 1;
    if (room < 0) return [...sections(kept.join('\n')), contextBlock([`and ${lines.length - kept.length} more`])];
    kept.push(line);
  }
  return sections(kept.join('\n'));
}
