/**
 * What a member may do in a channel, computed from roles and overwrites as Discord documents it ("Permissions", computing them).
 */
import { PermissionFlagsBits as Bit } from 'discord-api-types/v10';
import type { Guild, GuildChannel, Overwrite, Thread, User } from './world.ts';

export type PermissionName = keyof typeof Bit;

export const ALL_PERMISSIONS = Object.values(Bit).reduce((bits, bit) => bits | bit, 0n);

/** What @everyone may do in a new guild, as far as it concerns a bot that posts. */
export const EVERYONE_PERMISSIONS = bitsOf([
  ...(['ViewChannel', 'SendMessages', 'EmbedLinks', 'AttachFiles', 'ReadMessageHistory', 'UseApplicationCommands'] as const),
  ...(['SendMessagesInThreads', 'CreatePublicThreads', 'UseExternalApps', 'AddReactions', 'MentionEveryone'] as const),
]);

/** What the README asks of whoever invites the bot. */
export const BOT_PERMISSIONS = bitsOf([
  ...(['ViewChannel', 'SendMessages', 'EmbedLinks', 'AttachFiles', 'ReadMessageHistory'] as const),
  ...(['SendMessagesInThreads', 'CreatePublicThreads'] as const),
]);

export function bitsOf(names: readonly PermissionName[]): bigint {
  return names.reduce((bits, name) => bits | Bit[name], 0n);
}

export const has = (bits: bigint, name: PermissionName): boolean => (bits & Bit[name]) === Bit[name];

/** Over the whole guild, before any channel's overwrites. */
export function guildPermissions(guild: Guild, user: User): bigint {
  if (guild.owner.id === user.id) return ALL_PERMISSIONS;
  const member = guild.members.get(user.id);
  if (member === undefined) return 0n;
  const bits = [guild.id, ...member.roleIds].reduce((sum, id) => sum | (guild.roles.get(id)?.permissions ?? 0n), 0n);
  return has(bits, 'Administrator') ? ALL_PERMISSIONS : bits;
}

/** In one channel; a thread goes by its parent's. */
export function channelPermissions(channel: GuildChannel | Thread, user: User): bigint {
  const place = channel.kind === 'thread' ? channel.parent : channel;
  const bits = guildPermissions(place.guild, user);
  if (bits === ALL_PERMISSIONS) return bits;
  return withoutImplied(applyOverwrites(bits, place, user));
}

function applyOverwrites(base: bigint, channel: GuildChannel, user: User): bigint {
  const roleIds = channel.guild.members.get(user.id)?.roleIds ?? [];
  const ofEveryone = channel.overwrites.filter((overwrite) => overwrite.id === channel.guild.id);
  const ofRoles = channel.overwrites.filter((overwrite) => overwrite.of === 'role' && roleIds.includes(overwrite.id));
  const ofMember = channel.overwrites.filter((overwrite) => overwrite.of === 'member' && overwrite.id === user.id);
  return [ofEveryone, ofRoles, ofMember].reduce(applyTogether, base);
}

/** At one level, what any of them allows wins over what any of them denies. */
function applyTogether(bits: bigint, overwrites: readonly Overwrite[]): bigint {
  const denied = overwrites.reduce((sum, overwrite) => sum | overwrite.deny, 0n);
  const allowed = overwrites.reduce((sum, overwrite) => sum | overwrite.allow, 0n);
  return (bits & ~denied) | allowed;
}

/** Who cannot see a channel can do nothing there; who cannot write there can embed and attach nothing. */
function withoutImplied(bits: bigint): bigint {
  if (!has(bits, 'ViewChannel')) return 0n;
  return has(bits, 'SendMessages') ? bits : bits & ~bitsOf(['MentionEveryone', 'SendTTSMessages', 'EmbedLinks', 'AttachFiles']);
}
