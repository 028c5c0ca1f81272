/**
 * Pieces of a message laid into messages of at most 50 blocks and so many characters, each filled before the next is begun.
 *
 * What does not fit in the first message goes on in a bounded number of others, and what does not fit there is counted.
 */
import type { ActionsBlock, ContextBlock, DividerBlock, HeaderBlock, SectionBlock, SectionBlockAccessory } from '@slack/types';
import { MAX_BLOCKS, MAX_BLOCKS_TOTAL } from './slack-limits.ts';
import { isBlank } from './text.ts';

export type SlackBlock = ActionsBlock | ContextBlock | DividerBlock | HeaderBlock | SectionBlock;

/** Blocks that stand together. */
export interface Piece {
  readonly blocks: readonly SlackBlock[];
  /** How many papers of a list are in it, for the count of what is left out. */
  readonly listed: number;
}

/** The message itself and what may follow it: an answer takes five at most, and one is kept for a sentence. */
export const MOST_MESSAGES = 4;
/** Kept free for the last words: `and 1,204 more`. */
const ROOM_FOR_LAST_WORDS = 200;
const LEFT_OUT = 'The rest is too long to show here.';

/** @param below what can be pressed, under the first. @returns the blocks of each message, at least one in all. */
export function packBlocks(pieces: readonly Piece[], below: readonly SlackBlock[]): readonly (readonly SlackBlock[])[] {
  const pages: SlackBlock[][] = [[]];
  let room = MAX_BLOCKS_TOTAL - ROOM_FOR_LAST_WORDS - sizeOf(below);
  let blocksLeft = MAX_BLOCKS - 1 - below.length;
  for (const [at, piece] of pieces.entries()) {
    const size = sizeOf(piece.blocks);
    if ((size > room || piece.blocks.length > blocksLeft) && pages.length === MOST_MESSAGES) {
      pages.at(-1)?.push(lastWords(pieces.slice(at)));
      break;
    }
    if (size > room || piece.blocks.length > blocksLeft) {
      pages.push([]);
      room = MAX_BLOCKS_TOTAL - ROOM_FOR_LAST_WORDS;
      blocksLeft = MAX_BLOCKS - 1;
    }
    pages.at(-1)?.push(...piece.blocks);
    room -= size;
    blocksLeft -= piece.blocks.length;
  }
  const [first = [], ...others] = pages;
  return [[...first, ...below], ...others];
}

/** Of blocks as they are sent. */
export function sizeOf(blocks: readonly unknown[]): number {
  return blocks.reduce<number>((size, block) => size + JSON.stringify(block).length + 1, 0);
}

function lastWords(left: readonly Piece[]): ContextBlock {
  const papers = left.reduce((count, { listed }) => count + listed, 0);
  return contextBlock([papers > 0 ? `and ${papers} more` : LEFT_OUT]);
}

/** @param mrkdwn at most 3,000 characters, not empty. */
export function sectionBlock(mrkdwn: string, accessory?: SectionBlockAccessory): SectionBlock {
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: mrkdwn, verbatim: true },
    ...(accessory !== undefined && { accessory }),
  };
}

/** Small and grey. @param mrkdwn at most ten texts of 3,000 characters, not empty. */
export function contextBlock(mrkdwn: readonly string[]): ContextBlock {
  return { type: 'context', elements: mrkdwn.map((text) => ({ type: 'mrkdwn', text, verbatim: true })) };
}

/** @returns none where there is nothing to say. */
export function smallPrint(mrkdwn: readonly string[]): readonly ContextBlock[] {
  const said = mrkdwn.filter((text) => !isBlank(text));
  return said.length === 0 ? [] : [contextBlock(said)];
}
