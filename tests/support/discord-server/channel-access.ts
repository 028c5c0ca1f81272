/**
 * Whether the bot may reach a channel and do a thing there, with the code that Discord says no with.
 */
import { channelPermissions, has, type PermissionName } from './permission-bits.ts';
import { refusals } from './refusal.ts';
import type { Twin } from './twin.ts';
import { type Channel, findMessage, type Guild, isInGuild, type RecordedMessage, type User } from './world.ts';

/** A channel that the bot can see; 10003 where there is none, 50001 where it is not to be seen. */
export function reachChannel(twin: Twin, id: string): Channel {
  const channel = twin.world.channels.get(id);
  if (channel === undefined) throw refusals.unknownChannel();
  if (isInGuild(channel)) {
    if (channel.guild.bot !== 'member' || !channel.guild.available) throw refusals.missingAccess();
    if (!has(channelPermissions(channel, twin.app.user), 'ViewChannel')) throw refusals.missingAccess();
  } else if (channel.kind === 'between-people') throw refusals.missingAccess();
  return channel;
}

/** Code 50013 where one of them is missing; in a direct message there is nothing to miss. */
export function demandPermissions(twin: Twin, channel: Channel, names: readonly PermissionName[]): void {
  if (!isInGuild(channel)) return;
  const bits = channelPermissions(channel, twin.app.user);
  if (names.some((name) => !has(bits, name))) throw refusals.missingPermissions();
}

/** A message that the channel endpoints can reach: private ones are for interaction tokens alone. */
export function reachMessage(twin: Twin, channel: Channel, id: string): RecordedMessage {
  const message = findMessage(twin.world, channel.id, id);
  if (message === undefined || message.visibility.kind !== 'public') throw refusals.unknownMessage();
  return message;
}

/** A guild in which the bot is a member; to a bot any other is unknown (10004). */
export function reachGuild(twin: Twin, id: string): Guild {
  const guild = twin.world.guilds.get(id);
  if (guild?.bot !== 'member' || !guild.available) throw refusals.unknownGuild();
  return guild;
}

/** Guilds that a person and the bot are both in make a direct message possible. */
export const shareGuild = (twin: Twin, user: User): boolean =>
  [...twin.world.guilds.values()].some((guild) => guild.bot === 'member' && guild.members.has(user.id));
