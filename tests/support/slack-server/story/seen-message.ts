/**
 * A message as a person sees it, in no platform's words: its text, what can be pressed or chosen, its files, and who else sees it.
 */
import type { Message } from '../state/messages.ts';
import type { Twin } from '../twin.ts';
import { type Reading, wordsOfBlock, wordsOfMrkdwn } from './block-words.ts';
import { buttonsIn, menusIn, type SeenButton, type SeenMenu } from './seen-elements.ts';

export interface SeenMessage {
  /** Its timestamp. */
  readonly id: string;
  readonly channelId: string;
  readonly author: string;
  readonly visibility: 'public' | 'private';
  readonly state: Message['state'];
  /** All text in the order of reading, a line a part, without marks. */
  readonly text: string;
  /** What a notification or a screen reader says. */
  readonly notification: string;
  readonly buttons: readonly SeenButton[];
  readonly menus: readonly SeenMenu[];
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** The timestamp of the message it replies to. */
  readonly thread: string | undefined;
  /** The whole record, for what is Slack's own. */
  readonly recorded: Message;
}

/** Names and times as that person has them, or nobody in particular. */
export function readingOf(twin: Twin, personId?: string): Reading {
  const { people, channels } = twin.world;
  const zone = personId === undefined ? 'UTC' : (people.get(personId)?.zone ?? 'UTC');
  return {
    reader: { zone, now: twin.clock.now() },
    nameOf: (id) => people.get(id)?.name ?? channels.get(id)?.name ?? id,
  };
}

export function seeMessage(twin: Twin, recorded: Message, personId?: string): SeenMessage {
  const { author, blocks } = recorded;
  const reading = readingOf(twin, personId);
  const notification = recorded.mrkdwn ? wordsOfMrkdwn(recorded.text, reading) : recorded.text;
  const lines = blocks.length === 0 ? [notification] : blocks.flatMap((block) => wordsOfBlock(block, reading));
  return {
    id: recorded.ts,
    channelId: recorded.channelId,
    author: author.kind === 'app' ? twin.app.name : reading.nameOf(author.personId),
    visibility: recorded.audience.kind === 'channel' ? 'public' : 'private',
    state: recorded.state,
    text: lines.filter((line) => line !== '').join('\n'),
    notification,
    buttons: buttonsIn(blocks),
    menus: menusIn(blocks),
    files: recorded.files.map(({ name, content }) => ({ name, text: content.toString('utf8') })),
    thread: recorded.threadTs,
    recorded,
  };
}
