/**
 * The channels that a terminal plays, kept in a file: what was posted is still there after a crash, as it is on a real platform.
 *
 * The file is only ever added to, a line an event, and read whole at the start. A line that a crash cut off is not read.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { MessageRef } from '../../core/delivery.ts';
import type { Instant } from '../../core/time.ts';

const Post = z.object({
  kind: z.literal('post'),
  channel: z.string(),
  mark: z.string(),
  at: z.iso.datetime().transform((text) => text as Instant),
  /** As it was shown. */
  text: z.string(),
});
const Closed = z.object({ kind: z.literal('closed'), channel: z.string() });
const Opened = z.object({ kind: z.literal('opened'), channel: z.string() });
const ChannelEvent = z.discriminatedUnion('kind', [Post, Closed, Opened]);
type ChannelEvent = z.infer<typeof ChannelEvent>;

export type ChannelPost = z.infer<typeof Post>;

export interface TerminalChannels {
  /** It is in the file when this returns. */
  readonly post: (post: Omit<ChannelPost, 'kind'>) => MessageRef;
  readonly find: (mark: string) => MessageRef | undefined;
  readonly postsIn: (channel: string) => readonly ChannelPost[];
  /** Those that were posted to or closed, in the order of their first event. */
  readonly names: () => readonly string[];
  readonly isClosed: (channel: string) => boolean;
  readonly close: (channel: string) => void;
  readonly open: (channel: string) => void;
}

export function terminalChannels(path: string): TerminalChannels {
  const events: ChannelEvent[] = existsSync(path) ? readEvents(readFileSync(path, 'utf8')) : [];
  const add = (event: ChannelEvent): void => {
    mkdirSync(dirname(path), { recursive: true });
    appendFileSync(path, `${JSON.stringify(event)}\n`);
    events.push(event);
  };
  const posts = (): readonly ChannelPost[] => events.filter((event) => event.kind === 'post');
  const isClosed = (channel: string): boolean =>
    events.findLast((event) => event.channel === channel && event.kind !== 'post')?.kind === 'closed';
  return {
    post: (post) => {
      add({ kind: 'post', ...post });
      return refOf(posts().length);
    },
    find: (mark) => {
      const at = posts().findIndex((post) => post.mark === mark);
      return at < 0 ? undefined : refOf(at + 1);
    },
    postsIn: (channel) => posts().filter((post) => post.channel === channel),
    names: () => [...new Set(events.map(({ channel }) => channel))],
    isClosed,
    close: (channel) => add({ kind: 'closed', channel }),
    open: (channel) => {
      if (isClosed(channel)) add({ kind: 'opened', channel });
    },
  };
}

function refOf(number: number): MessageRef {
  return `post ${number}` as MessageRef;
}

function readEvents(text: string): ChannelEvent[] {
  return text.split('\n').flatMap((line) => {
    const event = ChannelEvent.safeParse(parsedJson(line));
    return event.success ? [event.data] : [];
  });
}

function parsedJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
