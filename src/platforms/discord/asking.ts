/**
 * Who asks on Discord, where, and what they may do there. A thread is a place of its own; whatever is asked outside of a guild
 * concerns the asker's direct messages, also where the bot stands in a conversation of others.
 */
import { type Interaction, PermissionFlagsBits } from 'discord.js';
import { directPlace, type Place, type UserRef } from '../../core/place.ts';
import type { Instant } from '../../core/time.ts';
import type { AskContext } from '../../features/bot.ts';

type Asked = Pick<Interaction, 'user' | 'guildId' | 'channelId' | 'channel' | 'memberPermissions'>;

/** Any of them makes a manager; administrators have all. */
const MANAGING = [PermissionFlagsBits.ManageChannels, PermissionFlagsBits.ManageGuild];

export function askerOf({ user }: Pick<Asked, 'user'>): UserRef {
  return { platform: 'discord', id: user.id };
}

export function placeOf(asked: Pick<Asked, 'user' | 'guildId' | 'channelId'>): Place {
  const { guildId, channelId } = asked;
  if (guildId === null || channelId === null) return directPlace(askerOf(asked));
  return { platform: 'discord', workspace: guildId, channel: channelId };
}

export function askContext(asked: Asked, now: Instant): AskContext {
  const managesChannel = MANAGING.some((bit) => asked.memberPermissions?.has(bit) === true);
  const askerName = asked.user.displayName;
  const channelOfThread = channelOfThreadOf(asked);
  return {
    asker: askerOf(asked),
    askerName,
    place: placeOf(asked),
    ...(channelOfThread !== undefined && { channelOfThread }),
    standing: { managesChannel, isMember: true },
    now,
  };
}

function channelOfThreadOf({ guildId, channel }: Pick<Asked, 'guildId' | 'channel'>): Place | undefined {
  if (guildId === null || !channel?.isThread() || channel.parentId === null) return undefined;
  return { platform: 'discord', workspace: guildId, channel: channel.parentId };
}
