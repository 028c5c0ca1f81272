/**
 * Looks through the newest messages of a place for those that bear the marks of one delivery.
 *
 * History that a bot may not read is given as empty, so an empty answer counts only where it may. The newest page is always
 * read, and older ones as long as they are younger than the slot: clocks differ.
 */
import { Routes } from 'discord.js';
import { z } from 'zod';
import type { MessageRef } from '../../core/delivery.ts';
import type { Instant } from '../../core/time.ts';
import { markIn, type PostBody } from './post-bodies.ts';
import type { Sending } from './send-post.ts';
import { isSince } from './snowflake.ts';

export interface Search {
  readonly bodies: readonly PostBody[];
  readonly since: Instant;
}

/** What was found by its mark; `searched` says whether all that could hold them was seen. */
export interface Sighting {
  readonly found: ReadonlyMap<string, MessageRef>;
  readonly searched: 'all' | 'nothing-shown' | 'not-all';
}

const Messages = z.array(
  z.object({ id: z.string(), embeds: z.array(z.object({ footer: z.object({ text: z.string() }).optional() })) }),
);
const ActiveThreads = z.object({ threads: z.array(z.object({ id: z.string(), parent_id: z.string().nullish() })) });

/** The most that Discord gives at once. */
const PAGE = 100;
const MOST_PAGES = 10;
/** Posts of a forum are looked at one by one. */
const MOST_THREADS = 20;

export async function searchChannel(channel: string, search: Search, sending: Sending): Promise<Sighting> {
  const found = new Map<string, MessageRef>();
  let before: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const messages = await readPage(channel, before, sending);
    for (const message of messages) {
      const mark = markIn(message);
      if (mark !== undefined) found.set(mark, message.id as MessageRef);
    }
    if (page === 0 && messages.length === 0) return { found, searched: 'nothing-shown' };
    const oldest = messages.at(-1);
    const isEnd = oldest === undefined || messages.length < PAGE || !isSince(oldest.id, search.since);
    if (isEnd || search.bodies.every(({ mark }) => found.has(mark))) return { found, searched: 'all' };
    before = oldest.id;
  }
  return { found, searched: 'not-all' };
}

async function readPage(channel: string, before: string | undefined, { api, signal }: Sending) {
  const query = new URLSearchParams({ limit: String(PAGE), ...(before !== undefined && { before }) });
  return Messages.parse(await api.get(Routes.channelMessages(channel), { query, signal }));
}

/** A forum has no messages but those of its threads, each of which begins with one of its own id. */
export async function searchForum(
  { guild, forum }: { readonly guild: string; readonly forum: string },
  search: Search,
  sending: Sending,
): Promise<Sighting & { readonly thread?: string }> {
  const { api, signal } = sending;
  const { threads } = ActiveThreads.parse(await api.get(Routes.guildActiveThreads(guild), { signal }));
  const ids = threads.flatMap(({ id, parent_id }) => (parent_id === forum ? [id] : []));
  const newest = ids.sort((a, b) => (BigInt(a) > BigInt(b) ? -1 : 1)).slice(0, MOST_THREADS);
  for (const thread of newest) {
    const sighting = await searchChannel(thread, search, sending);
    if (sighting.searched === 'nothing-shown') return sighting;
    if (search.bodies.some(({ mark }) => sighting.found.has(mark))) return { ...sighting, thread };
  }
  return { found: new Map(), searched: ids.length > newest.length ? 'not-all' : 'all' };
}
