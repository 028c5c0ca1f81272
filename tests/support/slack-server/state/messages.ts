/**
 * Messages as the twin keeps them, and who may see each.
 */
import type { JsonObject } from '../json.ts';

export type Author =
  | { readonly kind: 'app'; readonly botId: string; readonly botUserId: string }
  | { readonly kind: 'person'; readonly personId: string };

/** Everyone in the channel, or one person for as long as they do not reload. */
export type Audience = { readonly kind: 'channel' } | { readonly kind: 'only'; readonly personId: string };

export interface MessageContent {
  /** The notification, and what is shown where there are no blocks. */
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  /** False where the text is shown as it stands. */
  readonly mrkdwn: boolean;
}

export interface SharedFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly content: Buffer;
}

export interface Message extends MessageContent {
  readonly ts: string;
  readonly workspaceId: string;
  readonly channelId: string;
  readonly threadTs: string | undefined;
  /** A reply that is shown in the channel too. */
  readonly broadcast: boolean;
  readonly author: Author;
  readonly audience: Audience;
  readonly metadata: JsonObject | undefined;
  readonly unfurl: { readonly links: boolean; readonly media: boolean };
  readonly files: readonly SharedFile[];
  readonly state: 'there' | 'edited' | 'deleted';
  /** Milliseconds of the virtual clock. */
  readonly postedAt: number;
}

export type MessageDraft = Omit<Message, 'ts' | 'state' | 'postedAt'>;

/** What a person did that brought it about, where that shows. */
export type Cause = string | undefined;

export interface MessageStore {
  /** In the order of posting, ephemeral ones among them, and deleted ones too. */
  readonly ever: () => readonly Message[];
  /** Those that are still there, in one channel. */
  readonly in: (channelId: string) => readonly Message[];
  readonly post: (draft: MessageDraft, cause?: Cause) => Message;
  readonly find: (channelId: string, ts: string) => Message | undefined;
  readonly replace: (message: Message, change: MessageChange, cause?: Cause) => Message;
  readonly remove: (message: Message, cause?: Cause) => void;
}

export type MessageChange = Partial<MessageContent & Pick<Message, 'metadata'>>;

export type Happened = 'posted' | 'changed' | 'deleted';

export interface MessageStoreParts {
  readonly now: () => number;
  readonly newTs: () => string;
  readonly newName: () => string;
  /** Told of every change. */
  readonly changed: (message: Message, how: Happened, cause: Cause) => void;
}

/** Blocks and elements that their author gave no name get one, as in Slack. */
export function nameBlocks(blocks: readonly JsonObject[], newName: () => string): readonly JsonObject[] {
  const named = (element: JsonObject): JsonObject =>
    typeof element.type === 'string' && INTERACTIVE.test(element.type)
      ? { ...element, action_id: element.action_id ?? newName() }
      : element;
  const child = (value: JsonObject[string]): JsonObject[string] =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? named(value as JsonObject) : value;
  return blocks.map((block) => ({
    ...block,
    block_id: block.block_id ?? newName(),
    ...(block.accessory === undefined ? {} : { accessory: child(block.accessory) }),
    ...(block.element === undefined ? {} : { element: child(block.element) }),
    ...(Array.isArray(block.elements) ? { elements: block.elements.map((each) => child(each) ?? null) } : {}),
  }));
}

const INTERACTIVE = /^(?:button|overflow|checkboxes|radio_buttons|.*select|.*picker|.*_input)$/;

export function makeMessageStore({ now, newTs, newName, changed }: MessageStoreParts): MessageStore {
  const byChannel = new Map<string, Map<string, Message>>();
  const channel = (id: string): Map<string, Message> => {
    const held = byChannel.get(id) ?? new Map<string, Message>();
    byChannel.set(id, held);
    return held;
  };
  const keep = (message: Message, how: Happened, cause: Cause): Message => {
    channel(message.channelId).set(message.ts, message);
    changed(message, how, cause);
    return message;
  };
  const there = (message: Message): boolean => message.state !== 'deleted';
  return {
    ever: () => [...byChannel.values()].flatMap((held) => [...held.values()]).sort((one, other) => (one.ts < other.ts ? -1 : 1)),
    in: (id) => [...channel(id).values()].filter(there),
    post: (draft, cause) => {
      const blocks = nameBlocks(draft.blocks, newName);
      return keep({ ...draft, blocks, ts: newTs(), state: 'there', postedAt: now() }, 'posted', cause);
    },
    find: (channelId, ts) => {
      const message = channel(channelId).get(ts);
      return message !== undefined && there(message) ? message : undefined;
    },
    replace: (message, change, cause) => {
      const blocks = change.blocks === undefined ? message.blocks : nameBlocks(change.blocks, newName);
      return keep({ ...message, ...change, blocks, state: 'edited' }, 'changed', cause);
    },
    remove: (message, cause) => void keep({ ...message, state: 'deleted' }, 'deleted', cause),
  };
}
