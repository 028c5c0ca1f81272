/**
 * Where somebody acts, and what follows of it for the interaction: its context, by whose installation it came, who may see the
 * answer. Source: Discord docs, "Receiving and responding" and "Application commands", contexts.
 */
import { CannotDo } from './cannot-do.ts';
import type { RegisteredCommand } from './command-book.ts';
import { typeOfCommand } from './command-rules.ts';
import { USER_INSTALL_FOLLOW_UPS } from './interaction-book.ts';
import { bitsOf, channelPermissions, guildPermissions, has } from './permission-bits.ts';
import type { Twin } from './twin.ts';
import { type Channel, isInGuild, type User } from './world.ts';

export type InteractionContext = 0 | 1 | 2;

export function contextOf(channel: Channel): InteractionContext {
  if (isInGuild(channel)) return 0;
  return channel.kind === 'dm' ? 1 : 2;
}

/** By which installation the app is reachable there: `0` the guild's, `1` the person's own. */
export type Owners = Readonly<Partial<Record<'0' | '1', string>>>;

export function ownersOf(channel: Channel, user: User): Owners {
  const byGuild = isInGuild(channel)
    ? channel.guild.bot === 'absent'
      ? undefined
      : channel.guild.id
    : channel.kind === 'dm'
      ? '0'
      : undefined;
  return { ...(byGuild === undefined ? {} : { '0': byGuild }), ...(user.installed === 'yes' ? { '1': user.id } : {}) };
}

/** Without the right to talk there or to bring apps along, what a person's own app answers is for their eyes only. */
export function privacyAt(channel: Channel, user: User): 'as-answered' | 'forced' {
  if (!isInGuild(channel) || channel.guild.bot !== 'absent') return 'as-answered';
  const bits = channelPermissions(channel, user);
  return has(bits, 'UseExternalApps') && has(bits, 'SendMessages') ? 'as-answered' : 'forced';
}

export const mostFollowUpsAt = (owners: Owners): number =>
  owners['0'] === undefined ? USER_INSTALL_FOLLOW_UPS : Number.POSITIVE_INFINITY;

/** What `app_permissions` says: of the bot in this channel; in direct messages, what is always allowed there. */
export function appPermissionsAt(twin: Twin, channel: Channel): bigint {
  if (!isInGuild(channel))
    return bitsOf([
      'AttachFiles',
      'EmbedLinks',
      'MentionEveryone',
      ...(channel.kind === 'dm' ? (['UseExternalEmojis'] as const) : []),
    ]);
  if (channel.guild.bot === 'member') return channelPermissions(channel, twin.app.user);
  return channel.guild.roles.get(channel.guild.id)?.permissions ?? 0n;
}

/** The command of this name that the person's picker offers in this place, of the guild before the global ones. */
export function findCommand(
  twin: Twin,
  { channel, user, name, type }: { readonly channel: Channel; readonly user: User; readonly name: string; readonly type: number },
): RegisteredCommand {
  const ofGuild = isInGuild(channel) ? twin.commands.list(channel.guild.id) : [];
  const found = [...ofGuild, ...twin.commands.list(undefined)].find(
    ({ draft }) => draft.name === name && typeOfCommand(draft) === type,
  );
  if (found === undefined) throw new CannotDo(`No command "${name}" is registered.`);
  const fault = faultOfPlace(found, channel, user);
  if (fault !== undefined) throw new CannotDo(`${user.username} has no command "${name}" here: ${fault}.`);
  return found;
}

function faultOfPlace({ draft, guildId }: RegisteredCommand, channel: Channel, user: User): string | undefined {
  const contexts = ('contexts' in draft ? draft.contexts : undefined) ?? [0, 1, 2];
  if (guildId === undefined && !contexts.includes(contextOf(channel))) return 'it is registered for other contexts';
  const installs = ('integration_types' in draft ? draft.integration_types : undefined) ?? [0];
  const owners = ownersOf(channel, user);
  if (!installs.some((install) => owners[install === 0 ? '0' : '1'] !== undefined)) return 'the app is not installed for it';
  return isInGuild(channel) ? faultOfMember(draft.default_member_permissions ?? undefined, channel, user) : undefined;
}

function faultOfMember(
  needed: string | undefined,
  channel: Channel & { readonly guild: { readonly id: string } },
  user: User,
): string | undefined {
  if (!isInGuild(channel)) return undefined;
  if (!channel.guild.members.has(user.id)) return 'they are no member of the server';
  if (!has(channelPermissions(channel, user), 'ViewChannel')) return 'they cannot see the channel';
  if (!has(channelPermissions(channel, user), 'UseApplicationCommands')) return 'they may not use commands';
  const bits = guildPermissions(channel.guild, user);
  if (needed === undefined || has(bits, 'Administrator')) return undefined;
  return needed === '0' || (bits & BigInt(needed)) !== BigInt(needed) ? 'its default permissions hide it from them' : undefined;
}

/** The owners as a command's interaction names them: only installations that the command supports. */
export function ownersFor({ draft }: RegisteredCommand, owners: Owners): Owners {
  const installs = ('integration_types' in draft ? draft.integration_types : undefined) ?? [0];
  return {
    ...(owners['0'] !== undefined && installs.includes(0) ? { '0': owners['0'] } : {}),
    ...(owners['1'] !== undefined && installs.includes(1) ? { '1': owners['1'] } : {}),
  };
}
