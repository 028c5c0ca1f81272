/**
 * A message as what Discord is sent: embeds, and rows of buttons and menus under them.
 *
 * Embeds, not the newer component layout (Components V2): a layout holds 4,000 characters of text where embeds hold 6,000,
 * which ten cards need; it may not begin a forum post; it can never be taken off a message again, so an answer could not
 * be edited into a plain one; and it has no title that is a link but a masked one, whose text Discord does not let be
 * escaped. One embed holds a whole list, a quiet column of linked titles with small print under each; the title of a
 * message that is about one paper is that paper's.
 *
 * Total and pure: every message gives bodies within Discord's limits, and nothing other people wrote in it has an effect.
 */
import type { APIEmbed, RESTPostAPIChannelMessageJSONBody } from 'discord-api-types/v10';
import { assertNever } from '../core/errors.ts';
import type { Block, Message, PaperBlock, Reply, Span } from '../core/message.ts';
import { componentsOf, type DiscordRow } from './discord-components.ts';
import { type Opening, type Piece, packEmbeds } from './discord-embeds.ts';
import { clipEscaped, maskedLink } from './discord-escape.ts';
import { MAX_CONTENT, MAX_EMBED_AUTHOR, MAX_EMBED_TITLE } from './discord-limits.ts';
import { paperAddress, paperPieces } from './discord-paper.ts';
import { smallPrint, spansMarkdown, type Wording } from './discord-spans.ts';
import { cleanLine, clipToUnits, isBlank } from './text.ts';

/**
 * A whole body but for its flags, which the adapter sets. Each part is always there, so that an edit leaves nothing of
 * what stood before.
 */
export interface DiscordPayload
  extends Pick<RESTPostAPIChannelMessageJSONBody, 'content' | 'embeds' | 'components' | 'allowed_mentions'> {
  readonly content: string;
  readonly embeds: APIEmbed[];
  readonly components: DiscordRow[];
  readonly allowed_mentions: { readonly parse: [] };
}

type Notice = Extract<Reply, { readonly kind: 'notice' }>;
type WordsBlock = Exclude<Block, PaperBlock>;

/** Of the bar beside an embed, as 0xRRGGBB: by what the message is about. */
const COLORS = { onePaper: 0x5b8def, picked: 0xe0a93f, papers: 0x4aa98f, words: 0x8a94a6, danger: 0xd65f5f } as const;

const LONGEST_TEXT = 3900;
const LONGEST_ITEM = 1000;
const LONGEST_LINK = 600;
const NOTHING = 'Nothing to show.';
const LINE = '─────────';

/**
 * The message itself, then where it does not fit up to four others; all that can be pressed is under the first.
 * @param commandNames what code of a text may begin with to be shown as it is typed on Discord, after `/papers`.
 */
export function renderDiscord(message: Message, commandNames: readonly string[] = []): readonly DiscordPayload[] {
  const { rows, unplaced } = componentsOf(message);
  const wording: Wording = { locale: message.locale, commandNames };
  const pieces = [...blockPieces(message, wording), ...unplacedPieces(unplaced)]
    .map((piece): Piece => ({ ...piece, markdown: piece.markdown.trim() }))
    .filter(({ markdown }) => !isBlank(markdown));
  const opening = openingOf(message);
  const shown = pieces.length > 0 || opening.title !== undefined ? pieces : [summaryPiece(message)];
  return packEmbeds(opening, shown, colorOf(message)).map((embeds, at) =>
    payload({ embeds: [...embeds], components: at === 0 ? [...rows] : [] }),
  );
}

/** One or two sentences as plain content; backticks in them mark what to type. */
export function renderDiscordNotice(
  notice: Pick<Notice, 'level' | 'text'>,
  commandNames: readonly string[] = [],
): DiscordPayload {
  const pieces = notice.text.split('`');
  const spans = pieces.map(
    (piece, at): Span => ({ kind: at % 2 === 1 && at < pieces.length - 1 ? 'code' : 'text', text: piece }),
  );
  const content = spansMarkdown(spans, MAX_CONTENT, { locale: undefined, commandNames });
  return payload({ content: isBlank(content) ? NOTHING : content });
}

function payload(parts: Partial<Pick<DiscordPayload, 'content' | 'embeds' | 'components'>>): DiscordPayload {
  return { content: '', embeds: [], components: [], ...parts, allowed_mentions: { parse: [] } };
}

/** The paper that the whole message is about: the only one, in more than a line, and before all else. */
function subjectOf({ blocks: [first, ...others] }: Message): PaperBlock | undefined {
  if (first?.kind !== 'paper' || first.detail === 'line' || isBlank(cleanLine(first.paper.title))) return undefined;
  return others.some(({ kind }) => kind === 'paper') ? undefined : first;
}

function openingOf(message: Message): Opening {
  const subject = subjectOf(message);
  const title = message.title === undefined ? '' : cleanLine(message.title).trim();
  if (subject === undefined) return isBlank(title) ? {} : { title: clipEscaped(title, MAX_EMBED_TITLE) };
  const url = paperAddress(subject.paper);
  return {
    ...(!isBlank(title) && { author: { name: clipToUnits(title, MAX_EMBED_AUTHOR) } }),
    title: clipEscaped(cleanLine(subject.paper.title).trim(), MAX_EMBED_TITLE),
    ...(url !== undefined && { url }),
  };
}

function colorOf(message: Message): number {
  if (message.buttons.some((button) => button.kind === 'action' && button.tone === 'danger')) return COLORS.danger;
  const subject = subjectOf(message);
  if (subject !== undefined) return subject.detail === 'full' ? COLORS.onePaper : COLORS.picked;
  return message.blocks.some(({ kind }) => kind === 'paper') ? COLORS.papers : COLORS.words;
}

function blockPieces(message: Message, wording: Wording): readonly Piece[] {
  const subject = subjectOf(message);
  return message.blocks.flatMap((block, at): readonly Piece[] => {
    const before = joined(message.blocks[at - 1], block) ? '\n' : '\n\n';
    if (block.kind !== 'paper') return [{ markdown: wordsMarkdown(block, wording), before }];
    const [head, ...others] = paperPieces(block, block === subject ? 'in-title' : 'in-text', wording);
    return head === undefined ? [] : [{ ...head, before, listed: block.detail !== 'full' }, ...others];
  });
}

/** Whether two blocks stand together, with no blank line between them. */
function joined(before: Block | undefined, block: Block): boolean {
  if (block.kind === 'note') return before?.kind === 'note';
  if (block.kind === 'list') return before?.kind === 'text';
  return block.kind === 'paper' && before?.kind === 'paper' && block.detail === 'line' && before.detail === 'line';
}

function wordsMarkdown(block: WordsBlock, wording: Wording): string {
  switch (block.kind) {
    case 'text':
      return spansMarkdown(block.spans, LONGEST_TEXT, wording);
    case 'note':
      return smallPrint(spansMarkdown(block.spans, LONGEST_TEXT, wording));
    case 'list':
      return listMarkdown(block.items, wording);
    case 'divider':
      return smallPrint(LINE);
    default:
      return assertNever(block);
  }
}

/** Explained words stand in lines of their own, all else in a list with bullets; entries that do not fit are counted. */
function listMarkdown(items: readonly (readonly Span[])[], wording: Wording): string {
  const isGlossary = items.every(([first, ...rest]) => first?.kind === 'code' && rest.length > 0);
  const entries = items.map((item) => spansMarkdown(item, LONGEST_ITEM, wording)).filter((entry) => entry !== '');
  const lines = entries.map((entry) => (isGlossary ? entry : `- ${entry}`));
  const kept: string[] = [];
  let room = LONGEST_TEXT;
  for (const line of lines) {
    room -= line.length + 1;
    if (room < 0) return [...kept, smallPrint(`and ${lines.length - kept.length} more`)].join('\n');
    kept.push(line);
  }
  return kept.join('\n');
}

function unplacedPieces(links: readonly { readonly label: string; readonly url: string }[]): readonly Piece[] {
  return links.map(({ label, url }) => ({ markdown: maskedLink(label, url, LONGEST_LINK), before: '\n' }));
}

function summaryPiece({ summary }: Message): Piece {
  const said = clipEscaped(summary, LONGEST_TEXT).trim();
  return { markdown: isBlank(said) ? NOTHING : said, before: '' };
}
