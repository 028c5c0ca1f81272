/**
 * The twin's records in the shapes that Discord sends. Only what the real one sends, null where it sends null.
 */
import { ChannelType, type GuildMemberFlags } from 'discord-api-types/v10';
import type { Channel, Guild, GuildChannel, Member, Role, Thread, User, World } from './world.ts';

export const isoTime = (time: number): string => new Date(time).toISOString().replace('Z', '000+00:00');

export const userPayload = (user: User) => ({
  id: user.id,
  username: user.username,
  discriminator: user.kind === 'bot' ? '0001' : '0',
  global_name: user.kind === 'bot' ? null : user.username,
  avatar: null,
  public_flags: 0,
  ...(user.kind === 'bot' ? { bot: true } : {}),
});

export const memberPayload = (member: Member) => ({
  user: userPayload(member.user),
  nick: null,
  avatar: null,
  roles: member.roleIds,
  joined_at: '2026-01-01T00:00:00.000000+00:00',
  premium_since: null,
  deaf: false,
  mute: false,
  pending: false,
  communication_disabled_until: null,
  flags: 0 satisfies GuildMemberFlags | 0,
});

export const rolePayload = (role: Role, position: number) => ({
  id: role.id,
  name: role.name,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  icon: null,
  unicode_emoji: null,
  position,
  permissions: String(role.permissions),
  managed: role.of === 'bot',
  mentionable: false,
  flags: 0,
});

export const rolePayloads = (guild: Guild) => [...guild.roles.values()].map(rolePayload);

const TYPE_OF_CHANNEL = {
  text: ChannelType.GuildText,
  announcement: ChannelType.GuildAnnouncement,
  'voice-only': ChannelType.GuildStageVoice,
  forum: ChannelType.GuildForum,
  dm: ChannelType.DM,
  'between-people': ChannelType.GroupDM,
  thread: ChannelType.PublicThread,
} as const;

export const typeOfChannel = (channel: Channel): ChannelType =>
  channel.kind === 'thread' && channel.parent.kind === 'announcement'
    ? ChannelType.AnnouncementThread
    : TYPE_OF_CHANNEL[channel.kind];

function guildChannelPayload(channel: GuildChannel) {
  return {
    id: channel.id,
    type: typeOfChannel(channel),
    guild_id: channel.guild.id,
    name: channel.name,
    position: 0,
    parent_id: null,
    nsfw: false,
    topic: null,
    rate_limit_per_user: 0,
    last_message_id: null,
    flags: channel.kind === 'forum' && channel.tagRequired === 'yes' ? 1 << 4 : 0,
    permission_overwrites: channel.overwrites.map(({ id, of, allow, deny }) => ({
      id,
      type: of === 'role' ? 0 : 1,
      allow: String(allow),
      deny: String(deny),
    })),
    ...(channel.kind === 'forum'
      ? {
          available_tags: channel.tags.map(({ id, name }) => ({ id, name, moderated: false, emoji_id: null, emoji_name: null })),
          default_reaction_emoji: null,
          default_sort_order: null,
          default_forum_layout: 0,
        }
      : {}),
  };
}

function threadPayload(thread: Thread) {
  return {
    id: thread.id,
    type: typeOfChannel(thread),
    guild_id: thread.guild.id,
    parent_id: thread.parent.id,
    owner_id: thread.ownerId,
    name: thread.name,
    last_message_id: null,
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    rate_limit_per_user: 0,
    flags: 0,
    applied_tags: thread.appliedTags,
    thread_metadata: {
      archived: thread.state !== 'open',
      locked: thread.state === 'locked',
      auto_archive_duration: thread.autoArchiveMinutes,
      archive_timestamp: isoTime(thread.createdAt),
      create_timestamp: isoTime(thread.createdAt),
    },
  };
}

export function channelPayload(channel: Channel) {
  switch (channel.kind) {
    case 'thread':
      return threadPayload(channel);
    case 'dm':
    case 'between-people':
      return {
        id: channel.id,
        type: typeOfChannel(channel),
        last_message_id: null,
        flags: 0,
        recipients: channel.people.map(userPayload),
        ...(channel.kind === 'between-people' ? { name: null, icon: null, owner_id: channel.people[0]?.id ?? null } : {}),
      };
    default:
      return guildChannelPayload(channel);
  }
}

export const guildPayload = (guild: Guild) => ({
  id: guild.id,
  name: guild.name,
  icon: null,
  splash: null,
  discovery_splash: null,
  owner_id: guild.owner.id,
  afk_channel_id: null,
  afk_timeout: 300,
  verification_level: 0,
  default_message_notifications: 0,
  explicit_content_filter: 0,
  roles: rolePayloads(guild),
  emojis: [],
  stickers: [],
  features: [],
  mfa_level: 0,
  application_id: null,
  system_channel_id: null,
  system_channel_flags: 0,
  rules_channel_id: null,
  public_updates_channel_id: null,
  safety_alerts_channel_id: null,
  vanity_url_code: null,
  description: null,
  banner: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  premium_progress_bar_enabled: false,
  preferred_locale: guild.locale,
  nsfw_level: 0,
});

/** A guild as the gateway brings it whole. Of its members it tells the bot's own, as intents without GUILD_MEMBERS have it. */
export function guildCreatePayload(world: World, guild: Guild, bot: User) {
  const channels = [...world.channels.values()];
  const own = guild.members.get(bot.id);
  return {
    ...guildPayload(guild),
    joined_at: '2026-01-01T00:00:00.000000+00:00',
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: own === undefined ? [] : [memberPayload(own)],
    channels: channels.filter((channel) => 'overwrites' in channel && channel.guild.id === guild.id).map(channelPayload),
    threads: channels
      .filter((channel) => channel.kind === 'thread' && channel.guild.id === guild.id && channel.state === 'open')
      .map(channelPayload),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
