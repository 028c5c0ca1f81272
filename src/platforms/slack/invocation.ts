/**
 * What a person did on Slack, as the bot is asked it: typed commands, presses and choices, forms, and messages to look through.
 *
 * Pure: values are handed over unchecked, as commands check them. `/papers` alone asks for the form; a paper's link or id alone is
 * shown; words that are no command are answered with what was probably meant.
 */
import { parseCommandLine } from '../../core/command-line.ts';
import { UserError } from '../../core/errors.ts';
import { findPaperIds, parsePaperId } from '../../core/paper-reference.ts';
import type { Bot, Invocation } from '../../features/bot.ts';
import { clipToUnits } from '../../render/text.ts';
import type { PressBody, ShortcutBody } from './payloads.ts';
import { undoSlackTyping } from './typed-text.ts';

export type Intent =
  | { readonly kind: 'invoke'; readonly invocation: Invocation }
  | { readonly kind: 'ask-by-form' }
  /** Cannot be done; the sentences say why. */
  | { readonly kind: 'refuse'; readonly sentence: string };

/** In characters. Longer than any option takes; what is longer was pasted by mistake. */
const LONGEST_LINE = 8000;
const LONGEST_ECHO = 40;

export function readCommand(text: string, commands: Bot['commands']): Intent {
  const line = undoSlackTyping(text).trim();
  if (line.length > LONGEST_LINE) {
    return refuse(`That has ${line.length} characters; at most ${LONGEST_LINE} can be read. Shorten it and try again.`);
  }
  if (parsePaperId(line) !== undefined) {
    return { kind: 'invoke', invocation: { kind: 'command', name: 'show', options: new Map([['paper', line]]) } };
  }
  try {
    const parsed = parseCommandLine(line, commands);
    if (parsed.kind === 'empty') return { kind: 'ask-by-form' };
    if (parsed.kind === 'command') return { kind: 'invoke', invocation: parsed };
    if (parsed.kind === 'family') return { kind: 'invoke', invocation: helpOn(parsed.word) };
    if (findPaperIds(line).length > 0) return { kind: 'invoke', invocation: { kind: 'find-papers', text: line } };
    return unknownCommand(line, parsed.word, parsed.nearest?.name);
  } catch (error) {
    if (error instanceof UserError) return refuse(error.message);
    throw error;
  }
}

function helpOn(word: string): Invocation {
  return { kind: 'command', name: 'help', options: new Map([['command', word]]) };
}

function unknownCommand(line: string, word: string, nearest: string | undefined): Intent {
  const said = clipToUnits(word.replaceAll('`', "'"), LONGEST_ECHO);
  const meant = nearest === undefined ? '' : ` The nearest is \`${nearest}\`.`;
  const words = clipToUnits(line.replaceAll('`', "'"), LONGEST_ECHO);
  return refuse(
    `There is no command “${said}”.${meant} \`search ${words}\` looks for papers, and \`help\` shows all that can be typed.`,
  );
}

function refuse(sentence: string): Intent {
  return { kind: 'refuse', sentence };
}

/** @returns undefined for a button that only leads away. */
export function pressInvocation({ actions: [pressed] }: PressBody): Invocation | undefined {
  if (pressed === undefined) return undefined;
  const encoded = pressed.selected_option?.value ?? pressed.value;
  return encoded === undefined ? undefined : { kind: 'action', encoded };
}

/** All of a message in which papers may be named: its text, what its links lead to, and what those show of themselves. */
export function messageText({ message }: ShortcutBody): string {
  const attached = (message.attachments ?? []).flatMap((each) => [
    each.original_url,
    each.title_link,
    each.from_url,
    each.text,
    each.fallback,
  ]);
  const said = [message.text, ...attached, ...stringsIn(message.blocks)];
  return said.flatMap((text) => (text === undefined ? [] : [undoSlackTyping(text)])).join('\n');
}

/** Addresses in rich text stand in no text of their own. */
function stringsIn(blocks: unknown): readonly string[] {
  if (typeof blocks === 'string') return [blocks];
  if (Array.isArray(blocks)) return blocks.flatMap(stringsIn);
  return typeof blocks === 'object' && blocks !== null ? Object.values(blocks).flatMap(stringsIn) : [];
}
