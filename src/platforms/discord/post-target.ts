/**
 * Where a delivery goes: into a channel, as a post of its own in a forum, or into the thread of the post that it stands beneath.
 *
 * Where there are no threads (direct messages, threads themselves, channels of voice) what stands beneath a post answers it.
 */
import { ChannelType, Routes } from 'discord.js';
import { z } from 'zod';
import type { Delivery, MessageRef } from '../../core/delivery.ts';
import { directOwner } from '../../core/place.ts';
import type { PostingApi } from './posting-api.ts';

export type PostTarget =
  | { readonly kind: 'channel'; readonly channel: string; readonly answers?: MessageRef }
  | { readonly kind: 'forum'; readonly channel: string }
  /** The thread of a message has that message's id. */
  | { readonly kind: 'thread'; readonly channel: string; readonly of: MessageRef; readonly name: string };

export interface TargetParts {
  readonly api: Pick<PostingApi, 'get' | 'post'>;
  /** What the gateway told of a channel. @returns undefined where it told nothing. */
  readonly knownType: (channel: string) => ChannelType | undefined;
}

export type FindTarget = (delivery: Pick<Delivery, 'place' | 'part'>, signal: AbortSignal) => Promise<PostTarget>;

const Channel = z.object({ id: z.string(), type: z.number() });

const THREADABLE: ReadonlySet<number> = new Set([ChannelType.GuildText, ChannelType.GuildAnnouncement]);
const FORUMS: ReadonlySet<number> = new Set([ChannelType.GuildForum, ChannelType.GuildMedia]);

/** What was asked of Discord once is remembered: a channel of one kind does not become one of another. */
export function makeFindTarget({ api, knownType }: TargetParts): FindTarget {
  const types = new Map<string, number>();
  const directChannels = new Map<string, string>();

  const typeOf = async (channel: string, signal: AbortSignal): Promise<number> => {
    const known = knownType(channel) ?? types.get(channel);
    if (known !== undefined) return known;
    const { type } = Channel.parse(await api.get(Routes.channel(channel), { signal }));
    types.set(channel, type);
    return type;
  };
  const directChannel = async (person: string, signal: AbortSignal): Promise<string> => {
    const known = directChannels.get(person);
    if (known !== undefined) return known;
    const { id } = Channel.parse(await api.post(Routes.userChannels(), { body: { recipient_id: person }, signal }));
    directChannels.set(person, id);
    return id;
  };

  return async ({ place, part }, signal) => {
    const post = part.kind === 'beneath' ? part.post : undefined;
    const answers = post === undefined ? {} : { answers: post };
    const owner = directOwner(place);
    if (owner !== undefined) return { kind: 'channel', channel: await directChannel(owner.id, signal), ...answers };
    const type = await typeOf(place.channel, signal);
    if (FORUMS.has(type)) {
      return post === undefined ? { kind: 'forum', channel: place.channel } : { kind: 'channel', channel: post };
    }
    if (part.kind === 'beneath' && post !== undefined && THREADABLE.has(type)) {
      return { kind: 'thread', channel: place.channel, of: post, name: part.thread };
    }
    return { kind: 'channel', channel: place.channel, ...answers };
  };
}
