/**
 * `conversations.history` and `conversations.replies`, for whoever has the history scope of that kind of channel and is in it.
 *
 * An app that is distributed outside the Marketplace gets 15 messages a page, once a minute (the reduced tier).
 */
import { z } from 'zod';
import { flag, timestamp, wholeNumber, word } from '../argument-shapes.ts';
import { type JsonObject, objectIn } from '../json.ts';
import { Refusal } from '../refusal.ts';
import type { BotToken } from '../state/grants.ts';
import type { Message } from '../state/messages.ts';
import type { Channel } from '../state/workspace.ts';
import type { Twin } from '../twin.ts';
import { wireMessage } from '../wire-message.ts';
import { channelWith, type KindScopes } from './conversations.ts';
import { botOf, defineMethod } from './method.ts';
import { pageOf } from './paging.ts';

/** Messages a page for an app whose history is reduced. */
const REDUCED_PAGE = 15;

const HISTORY: KindScopes = { public: 'channels:history', private: 'groups:history', direct: 'im:history' };

const readingShape = {
  channel: word,
  cursor: z.string().optional(),
  limit: wholeNumber.optional(),
  oldest: z.string().optional(),
  latest: z.string().optional(),
  inclusive: flag.optional(),
  include_all_metadata: flag.optional(),
};

interface ReadingArguments {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly oldest?: string | undefined;
  readonly latest?: string | undefined;
  readonly inclusive?: boolean | undefined;
  readonly include_all_metadata?: boolean | undefined;
}

function isWithin({ ts }: Message, { oldest, latest, inclusive = false }: ReadingArguments): boolean {
  const at = Number(ts);
  const [from, to] = [Number(oldest ?? 0), latest === undefined ? Number.POSITIVE_INFINITY : Number(latest)];
  return inclusive ? at >= from && at <= to : at > from && at < to;
}

function readPage(twin: Twin, found: readonly Message[], given: ReadingArguments): JsonObject {
  const most = twin.app.history === 'reduced' ? REDUCED_PAGE : 999;
  const { rows, more } = pageOf(
    found.filter((message) => isWithin(message, given)),
    { cursor: given.cursor, limit: Math.min(given.limit ?? (twin.app.history === 'reduced' ? REDUCED_PAGE : 100), most) },
  );
  const metadata = given.include_all_metadata === true ? 'with-metadata' : 'without-metadata';
  const hasMore = objectIn(more, 'response_metadata').next_cursor !== '';
  return { messages: rows.map((message) => wireMessage(twin, message, { metadata })), has_more: hasMore, ...more };
}

const isOpen = ({ audience }: Message): boolean => audience.kind === 'channel';

/** A public channel is read from within as well, though one may post to it from without. */
function channelToRead(twin: Twin, token: BotToken, id: string): Channel {
  const channel = channelWith(twin, token, { id, scopes: HISTORY });
  if (!channel.members.has(token.installation.botUserId))
    throw new Refusal('not_in_channel', `the bot is not in #${channel.name}`);
  return channel;
}

export const history = defineMethod({
  name: 'conversations.history',
  tier: 'tier-3',
  caller: 'bot',
  scopes: [],
  shape: z.strictObject(readingShape),
  run: (twin, { caller, given }) => {
    const channel = channelToRead(twin, botOf(caller), given.channel);
    const top = twin.messages
      .in(channel.id)
      .filter(isOpen)
      .filter(({ threadTs, broadcast }) => threadTs === undefined || broadcast);
    return readPage(twin, top.toReversed(), given);
  },
});

export const replies = defineMethod({
  name: 'conversations.replies',
  tier: 'tier-3',
  caller: 'bot',
  scopes: [],
  shape: z.strictObject({ ...readingShape, ts: timestamp }),
  run: (twin, { caller, given }) => {
    const channel = channelToRead(twin, botOf(caller), given.channel);
    const thread = twin.messages
      .in(channel.id)
      .filter(isOpen)
      .filter(({ ts, threadTs }) => ts === given.ts || threadTs === given.ts);
    if (thread.length === 0) throw new Refusal('thread_not_found', `there is no thread ${given.ts}`);
    return readPage(twin, thread, given);
  },
});
