/**
 * What a message may say, wherever it comes from: a method, a response URL or the answer to a command.
 *
 * Slack's own bounds are refusals. Two things it lets pass are violations here: blocks without the `text` that is read aloud and
 * shown in notifications, and text that pings or was not escaped.
 */
import { judgeBlocks } from './blocks/surface-rules.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { faultsOfMrkdwn, markupFaultsIn } from './mrkdwn/markup-faults.ts';
import type { AutomaticParsing } from './mrkdwn/spans.ts';
import { Refusal, refuseFor } from './refusal.ts';
import type { MessageContent } from './state/messages.ts';
import type { Twin } from './twin.ts';

/** Longer text is cut by Slack; nobody means to send it. */
export const MAX_POST_TEXT_LENGTH = 40_000;
export const MAX_UPDATE_TEXT_LENGTH = 4000;
const MAX_MARKDOWN_TEXT_LENGTH = 12_000;

export interface GivenContent {
  readonly text?: string | undefined;
  readonly blocks?: Json | undefined;
  readonly markdown_text?: string | undefined;
  readonly mrkdwn?: boolean | undefined;
  readonly link_names?: boolean | undefined;
  readonly parse?: 'full' | 'none' | undefined;
}

export interface ContentRules {
  /** What is named in a violation. */
  readonly where: string;
  readonly maxTextLength: number;
}

function blocksOf({ blocks }: GivenContent): readonly JsonObject[] {
  if (blocks === undefined) return [];
  const verdict = judgeBlocks(blocks, 'message');
  if (verdict.kind === 'faulty') throw refuseFor('invalid_blocks', verdict.faults);
  if (verdict.kind === 'too-long') {
    throw new Refusal(
      'msg_blocks_too_long',
      `the blocks hold ${verdict.length} characters of text, which is more than Slack takes`,
    );
  }
  return Array.isArray(blocks) ? blocks.filter(isObject) : [];
}

function textOf({ text, markdown_text: markdown }: GivenContent, maxTextLength: number): string {
  if (markdown !== undefined && markdown.length > MAX_MARKDOWN_TEXT_LENGTH) {
    throw new Refusal(
      'msg_too_long',
      `markdown_text has ${markdown.length} characters, and may have ${MAX_MARKDOWN_TEXT_LENGTH}`,
    );
  }
  if (text !== undefined && text.length > maxTextLength) {
    throw new Refusal('msg_too_long', `text has ${text.length} characters, and may have ${maxTextLength}`);
  }
  return text ?? markdown ?? '';
}

/** @throws Refusal where Slack would not take it. */
export function readContent(twin: Twin, given: GivenContent, { where, maxTextLength }: ContentRules): MessageContent {
  if (given.markdown_text !== undefined && (given.text !== undefined || given.blocks !== undefined)) {
    throw new Refusal('markdown_text_conflict', 'markdown_text goes with neither text nor blocks');
  }
  const text = textOf(given, maxTextLength);
  const blocks = blocksOf(given);
  if (text.trim() === '' && blocks.length === 0) throw new Refusal('no_text', 'the message has neither text nor blocks');
  if (text.trim() === '') {
    twin.ledger.violate({
      rule: 'missing_text',
      where,
      sentence: 'blocks come without a top-level text, so notifications and screen readers have nothing',
    });
  }
  const parsing: AutomaticParsing = given.link_names === true || given.parse === 'full' ? 'names' : 'addresses';
  const faults = [
    ...(given.mrkdwn === false ? [] : faultsOfMrkdwn(text, parsing, twin.allowedPings)),
    ...markupFaultsIn([...blocks], twin.allowedPings),
  ];
  for (const { rule, sentence } of faults) twin.ledger.violate({ rule, sentence, where });
  return { text, blocks, mrkdwn: given.mrkdwn !== false };
}
