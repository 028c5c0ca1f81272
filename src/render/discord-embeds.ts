/**
 * Pieces of markdown laid into embeds, and embeds into messages, each filled before the next is begun.
 *
 * What does not fit in the first message goes on in a bounded number of others, and what does not fit there is counted.
 */
import type { APIEmbed } from 'discord-api-types/v10';
import { MAX_EMBED_DESCRIPTION, MAX_EMBED_TOTAL, MAX_EMBEDS } from './discord-limits.ts';

export interface Piece {
  /** At most `LONGEST_PIECE`, without white space at its ends; one that is empty is left out. */
  readonly markdown: string;
  /** What parts it from the piece before it in one embed. */
  readonly before: '\n\n' | '\n' | ' ' | '';
  /** Whether it is a paper of a list, for the count of what is left out. */
  readonly listed?: boolean;
}

/** What the first embed has above its description. */
export type Opening = Pick<APIEmbed, 'title' | 'url' | 'author'>;

/** The message itself and what may follow it: some fifty cards, more than any list is meant to hold. */
export const MOST_MESSAGES = 5;
/** Kept free for the last words: `and 1,204 more papers`. */
const ROOM_FOR_LAST_WORDS = 64;
export const LONGEST_PIECE = MAX_EMBED_DESCRIPTION - ROOM_FOR_LAST_WORDS;

/** @returns the embeds of each message, at least one in all. */
export function packEmbeds(opening: Opening, pieces: readonly Piece[], color: number): readonly (readonly APIEmbed[])[] {
  const pages: APIEmbed[][] = [[{ ...opening, color }]];
  let used = (opening.title?.length ?? 0) + (opening.author?.name.length ?? 0);
  for (const [at, piece] of pieces.entries()) {
    const page = pages.at(-1) ?? [];
    const embed = page.at(-1);
    const before = embed?.description === undefined ? '' : piece.before;
    const added = before.length + piece.markdown.length;
    const fitsMessage = used + added + ROOM_FOR_LAST_WORDS <= MAX_EMBED_TOTAL;
    if (embed !== undefined && fitsMessage && (embed.description?.length ?? 0) + added <= LONGEST_PIECE) {
      embed.description = (embed.description ?? '') + before + piece.markdown;
      used += added;
    } else if (fitsMessage && page.length < MAX_EMBEDS) {
      page.push({ description: piece.markdown, color });
      used += piece.markdown.length;
    } else if (pages.length < MOST_MESSAGES) {
      pages.push([{ description: piece.markdown, color }]);
      used = piece.markdown.length;
    } else {
      if (embed !== undefined) embed.description = `${embed.description ?? ''}\n${lastWords(pieces.slice(at))}`;
      break;
    }
  }
  return pages;
}

function lastWords(left: readonly Piece[]): string {
  const papers = left.filter(({ listed }) => listed).length;
  if (papers === 0) return '-# The rest is too long to show here.';
  return `-# and ${papers} more`;
}
