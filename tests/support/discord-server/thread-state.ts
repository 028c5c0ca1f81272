/**
 * Open, archived and locked threads: writing wakes an archived one, and a locked one takes a moderator.
 */
import { channelPayload } from './payloads.ts';
import { channelPermissions, has } from './permission-bits.ts';
import { refusals } from './refusal.ts';
import type { Twin } from './twin.ts';
import type { Channel, Guild, Thread } from './world.ts';

/** Before anything is written in the channel; 160005 where the thread is locked. */
export function wakeThread(twin: Twin, channel: Channel): void {
  if (channel.kind !== 'thread' || channel.state === 'open') return;
  if (channel.state === 'locked' && !has(channelPermissions(channel, twin.app.user), 'ManageThreads'))
    throw refusals.threadLocked();
  channel.state = 'open';
  emitThread(twin, 'THREAD_UPDATE', channel);
}

export function emitThread(twin: Twin, name: 'THREAD_CREATE' | 'THREAD_UPDATE', thread: Thread): void {
  const created = name === 'THREAD_CREATE' ? { newly_created: true } : {};
  twin.emit({ name, payload: { ...channelPayload(thread), ...created }, guildId: thread.guild.id });
}

/** Code 160006 where the guild has as many open threads as it may. */
export function demandRoomForThread(twin: Twin, guild: Guild): void {
  const open = [...twin.world.channels.values()].filter(
    (channel) => channel.kind === 'thread' && channel.guild.id === guild.id && channel.state === 'open',
  );
  if (open.length >= guild.mostActiveThreads) throw refusals.tooManyThreads();
}
