/**
 * What becomes of subscriptions when Discord takes the bot or a channel away.
 *
 * A guild that is only unavailable has an outage and changes nothing. A permission that is taken away pauses nothing at once, as people
 * change settings step by step: the next post that is refused does.
 */
import { type Client, Events, ShardClientUtil } from 'discord.js';
import type { DepartureStore } from '../../core/departures.ts';
import type { SubscriptionStore } from '../../core/subscription-store.ts';
import type { Clock } from '../../core/time.ts';
import type { Tell } from './news.ts';

export type PlaceRecords = Pick<SubscriptionStore, 'subscriptionsIn' | 'pauseSubscription'> &
  Pick<DepartureStore, 'workspacesOn' | 'noteDeparture' | 'noteReturn'>;

export interface LifecycleParts {
  readonly client: Client;
  readonly records: PlaceRecords;
  readonly clock: Clock;
  readonly tell: Tell;
}

export interface Lifecycle {
  /** Guilds that came and went while nothing ran. */
  readonly reconcile: () => Promise<void>;
  /** Resolves when what Discord told of is written down. */
  readonly finish: () => Promise<void>;
}

export function watchLifecycle(parts: LifecycleParts): Lifecycle {
  const { client, tell } = parts;
  let last: Promise<void> = Promise.resolve();
  const inOrder = (work: () => Promise<void>): Promise<void> => {
    last = last.then(work).catch((error: unknown) => {
      tell({ level: 'error', what: 'a change on Discord could not be written down', facts: { err: error } });
    });
    return last;
  };
  client.on(Events.GuildDelete, ({ id }) => void inOrder(() => depart(id, parts)));
  client.on(Events.GuildCreate, ({ id }) => void inOrder(() => comeBack(id, parts)));
  client.on(Events.ChannelDelete, (channel) => {
    if (!channel.isDMBased()) void inOrder(() => closePlace(channel.guildId, channel.id, parts));
  });
  client.on(Events.ThreadDelete, ({ guildId, id }) => void inOrder(() => closePlace(guildId, id, parts)));
  return { reconcile: () => inOrder(() => reconcile(parts)), finish: () => last };
}

async function depart(workspace: string, { records, clock, tell }: LifecycleParts): Promise<void> {
  const paused = await records.noteDeparture({ platform: 'discord', workspace }, clock.now());
  tell({ level: 'info', what: 'a guild took the bot out', facts: { guild: workspace, paused } });
}

async function comeBack(workspace: string, { records, tell }: LifecycleParts): Promise<void> {
  await records.noteReturn({ platform: 'discord', workspace });
  tell({ level: 'info', what: 'a guild let the bot in', facts: { guild: workspace } });
}

async function closePlace(workspace: string, channel: string, { records, clock, tell }: LifecycleParts): Promise<void> {
  const subscriptions = await records.subscriptionsIn({ platform: 'discord', workspace, channel });
  for (const { id } of subscriptions) await records.pauseSubscription(id, 'channel-gone', clock.now());
  if (subscriptions.length === 0) return;
  tell({ level: 'info', what: 'a channel was deleted', facts: { guild: workspace, channel, paused: subscriptions.length } });
}

/** Of the guilds that this process serves: where it is one of several, the others know theirs. */
async function reconcile(parts: LifecycleParts): Promise<void> {
  const { client, records } = parts;
  for (const workspace of await records.workspacesOn('discord')) {
    if (!isServedHere(workspace, client)) continue;
    if (client.guilds.cache.has(workspace)) await records.noteReturn({ platform: 'discord', workspace });
    else await depart(workspace, parts);
  }
}

function isServedHere(guild: string, { options }: Client): boolean {
  const { shards, shardCount = 1 } = options;
  if (!/^\d+$/.test(guild)) return false;
  return !Array.isArray(shards) || shards.includes(ShardClientUtil.shardIdForGuildId(guild, shardCount));
}
