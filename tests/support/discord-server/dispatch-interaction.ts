/**
 * Opens an interaction and sends it to the bot, in the shape that the real one has.
 */
import { randomBytes } from 'node:crypto';
import { TYPE_OF_CAUSE } from './interaction-answers.ts';
import type { Cause, Interaction } from './interaction-book.ts';
import {
  appPermissionsAt,
  contextOf,
  mostFollowUpsAt,
  type Owners,
  ownersFor,
  ownersOf,
  privacyAt,
} from './interaction-place.ts';
import { messagePayload } from './message-payload.ts';
import { channelPayload, memberPayload, userPayload } from './payloads.ts';
import { channelPermissions } from './permission-bits.ts';
import type { Twin } from './twin.ts';
import { type Channel, isInGuild, type User } from './world.ts';

export interface Act {
  readonly cause: Cause;
  readonly user: User;
  readonly channel: Channel;
  /** The inner `data` of the interaction. */
  readonly content: object;
  /** In words, for a report. */
  readonly title: string;
}

export function dispatchInteraction(twin: Twin, { cause, user, channel, content, title }: Act): Interaction {
  const owners = 'command' in cause ? ownersFor(cause.command, ownersOf(channel, user)) : ownersOf(channel, user);
  const interaction = twin.interactions.open({
    id: twin.snowflakes.next(),
    token: randomBytes(48).toString('base64url'),
    cause,
    asker: user,
    channel,
    privacy: privacyAt(channel, user),
    mostFollowUps: mostFollowUpsAt(owners),
    title,
  });
  const payload = { ...frame(twin, interaction, owners), data: content };
  twin.emit({ name: 'INTERACTION_CREATE', payload, guildId: isInGuild(channel) ? channel.guild.id : undefined });
  return interaction;
}

function frame(twin: Twin, { id, token, cause, asker, channel }: Interaction, owners: Owners) {
  const message = 'message' in cause ? cause.message : undefined;
  return {
    id,
    application_id: twin.app.id,
    type: TYPE_OF_CAUSE[cause.kind],
    token,
    version: 1,
    channel_id: channel.id,
    channel: isInGuild(channel)
      ? { ...channelPayload(channel), permissions: String(channelPermissions(channel, asker)) }
      : channelPayload(channel),
    ...whoAndWhere(channel, asker),
    locale: asker.locale,
    app_permissions: String(appPermissionsAt(twin, channel)),
    authorizing_integration_owners: owners,
    context: contextOf(channel),
    entitlements: [],
    attachment_size_limit: 10 * 1024 * 1024,
    ...(message === undefined ? {} : { message: messagePayload(message) }),
  };
}

/** In a guild a member, elsewhere a user; only a guild has a language of its own. */
function whoAndWhere(channel: Channel, asker: User) {
  if (!isInGuild(channel)) return { user: userPayload(asker) };
  const { guild } = channel;
  const member = guild.members.get(asker.id) ?? { user: asker, roleIds: [] };
  return {
    guild_id: guild.id,
    guild: { id: guild.id, locale: guild.locale, features: [] },
    guild_locale: guild.locale,
    member: { ...memberPayload(member), permissions: String(channelPermissions(channel, asker)) },
  };
}
