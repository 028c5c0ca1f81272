/**
 * Where a delivery goes on Slack: to a channel, or to the direct messages with a person, and there into the thread of the post that it
 * stands beneath.
 */
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Delivery, MessageRef } from '../../core/delivery.ts';
import { directOwner } from '../../core/place.ts';
import { personOf } from './asking.ts';
import type { Workspaces } from './workspaces.ts';

export interface PostTarget {
  readonly client: WebClient;
  readonly channel: string;
  /** Absent for what stands by itself. */
  readonly thread?: MessageRef;
}

/** @returns undefined where the bot is not installed. @throws what the client throws. */
export type FindTarget = (delivery: Pick<Delivery, 'place' | 'part'>) => Promise<PostTarget | undefined>;

const Opened = z.object({ channel: z.object({ id: z.string() }) });
const MOST_REMEMBERED = 10_000;

export function makeFindTarget(workspaces: Workspaces): FindTarget {
  const directChannels = new Map<string, string>();
  return async ({ place, part }) => {
    const owner = directOwner(place);
    const person = owner && personOf(owner);
    const team = owner === undefined ? place.workspace : person?.team;
    const client = team === undefined ? undefined : await workspaces.clientOf(team);
    if (client === undefined) return undefined;
    const thread = part.kind === 'beneath' && part.post !== undefined ? { thread: part.post } : {};
    if (person === undefined) return { client, channel: place.channel, ...thread };
    const known = directChannels.get(place.channel);
    if (known !== undefined) return { client, channel: known, ...thread };
    const { channel } = Opened.parse(await client.conversations.open({ users: person.user }));
    if (directChannels.size >= MOST_REMEMBERED) directChannels.clear();
    directChannels.set(place.channel, channel.id);
    return { client, channel: channel.id, ...thread };
  };
}
