/**
 * Guilds and channels as a story sets them up and changes them; every change tells the bot what the gateway would.
 */
import { channelPayload, guildCreatePayload, rolePayload, typeOfChannel } from './payloads.ts';
import type { Person, Place } from './people.ts';
import { ALL_PERMISSIONS, BOT_PERMISSIONS, bitsOf, EVERYONE_PERMISSIONS, type PermissionName } from './permission-bits.ts';
import { type SeenMessage, seeMessage } from './seen-message.ts';
import { emitThread } from './thread-state.ts';
import type { Twin } from './twin.ts';
import {
  type BotPresence,
  type Channel,
  type ForumChannel,
  type Guild,
  type GuildChannel,
  messagesIn,
  type Overwrite,
  type TextChannel,
  type Thread,
} from './world.ts';

export interface GuildHandle {
  readonly guild: Guild;
  readonly addChannel: (name: string, draft?: ChannelDraft) => ChannelHandle;
  readonly addForum: (name: string, draft?: ForumDraft) => ChannelHandle;
  readonly addMember: (person: Person, draft?: { readonly may?: readonly PermissionName[] }) => void;
  /** What the bot's role allows everywhere. */
  readonly botMay: (names: readonly PermissionName[]) => void;
  readonly inviteBot: () => void;
  readonly kickBot: () => void;
  /** GUILD_DELETE with `unavailable`: an outage and no farewell. */
  readonly goDown: () => void;
  readonly comeBack: () => void;
  /** For 160006. */
  readonly allowThreads: (most: number) => void;
}

export interface ChannelDraft {
  readonly kind?: TextChannel['kind'];
  /** The bot's permissions here, exactly; left out, what its roles allow. */
  readonly botMay?: readonly PermissionName[];
}

export interface ForumDraft {
  readonly botMay?: readonly PermissionName[];
  readonly tags?: readonly string[];
  readonly tagRequired?: 'yes' | 'no';
}

export interface ChannelHandle extends Place {
  readonly id: string;
  readonly botMay: (names: readonly PermissionName[]) => void;
  readonly delete: () => void;
  /** Public messages, oldest first. */
  readonly messages: () => readonly SeenMessage[];
  readonly threads: () => readonly ThreadHandle[];
}

export interface ThreadHandle extends Place {
  readonly id: string;
  readonly thread: Thread;
  readonly set: (state: Thread['state']) => void;
  readonly delete: () => void;
  readonly messages: () => readonly SeenMessage[];
}

export interface GuildDraft {
  readonly name: string;
  readonly owner: Person;
  readonly locale?: string;
  readonly bot?: BotPresence;
}

/** Two guilds made at one instant still differ in age, as shards are dealt by the time in the id. */
const GUILD_AGE_STEP_MS = 1;

export function addGuild(twin: Twin, { name, owner, locale = 'en-US', bot = 'member' }: GuildDraft): GuildHandle {
  const id = twin.snowflakes.nextAged(GUILD_AGE_STEP_MS * (twin.world.guilds.size + 1));
  const guild: Guild = {
    id,
    name,
    owner: owner.user,
    locale,
    bot: 'absent',
    available: true,
    mostActiveThreads: 1000,
    members: new Map([[owner.user.id, { user: owner.user, roleIds: [] }]]),
    roles: new Map([[id, { id, name: '@everyone', permissions: EVERYONE_PERMISSIONS, of: 'everyone' }]]),
  };
  twin.world.guilds.set(id, guild);
  if (bot === 'member') inviteBot(twin, guild);
  guild.bot = bot;
  return guildHandle(twin, guild);
}

function guildHandle(twin: Twin, guild: Guild): GuildHandle {
  const emit = (name: string, payload: object): void => twin.emit({ name, payload, guildId: guild.id });
  return {
    guild,
    addChannel: (name, { kind = 'text', botMay } = {}) =>
      addChannel(twin, { kind, id: twin.snowflakes.next(), guild, name, overwrites: overwritesFor(guild, botMay) }),
    addForum: (name, { botMay, tags = [], tagRequired = 'no' } = {}) => {
      const named = tags.map((tag) => ({ id: twin.snowflakes.next(), name: tag }));
      const forum: ForumChannel = {
        kind: 'forum',
        id: twin.snowflakes.next(),
        guild,
        name,
        overwrites: overwritesFor(guild, botMay),
        tags: named,
        tagRequired,
      };
      return addChannel(twin, forum);
    },
    addMember: ({ user }, { may = [] } = {}) => {
      const role = {
        id: twin.snowflakes.next(),
        name: `role of ${user.username}`,
        permissions: bitsOf(may),
        of: 'member',
      } as const;
      guild.roles.set(role.id, role);
      guild.members.set(user.id, { user, roleIds: [role.id] });
      if (guild.bot === 'member')
        emit('GUILD_ROLE_CREATE', { guild_id: guild.id, role: rolePayload(role, guild.roles.size - 1) });
    },
    botMay: (names) => changeBotRole(twin, guild, bitsOf(names)),
    inviteBot: () => {
      inviteBot(twin, guild);
      emit('GUILD_CREATE', guildCreatePayload(twin.world, guild, twin.app.user));
    },
    kickBot: () => {
      emit('GUILD_DELETE', { id: guild.id });
      guild.bot = 'absent';
      guild.members.delete(twin.app.user.id);
    },
    goDown: () => {
      guild.available = false;
      emit('GUILD_DELETE', { id: guild.id, unavailable: true });
    },
    comeBack: () => {
      guild.available = true;
      emit('GUILD_CREATE', guildCreatePayload(twin.world, guild, twin.app.user));
    },
    allowThreads: (most) => {
      guild.mostActiveThreads = most;
    },
  };
}

function inviteBot(twin: Twin, guild: Guild): void {
  const id = twin.snowflakes.next();
  guild.roles.set(id, { id, name: twin.app.user.username, permissions: BOT_PERMISSIONS, of: 'bot' });
  guild.members.set(twin.app.user.id, { user: twin.app.user, roleIds: [id] });
  guild.bot = 'member';
}

function changeBotRole(twin: Twin, guild: Guild, permissions: bigint): void {
  const role = [...guild.roles.values()].find(({ of }) => of === 'bot');
  if (role === undefined) throw new Error(`The bot has no role in ${guild.name}.`);
  role.permissions = permissions;
  const position = [...guild.roles.keys()].indexOf(role.id);
  twin.emit({ name: 'GUILD_ROLE_UPDATE', payload: { guild_id: guild.id, role: rolePayload(role, position) }, guildId: guild.id });
}

/** Overwrites that leave the bot exactly these. */
function overwritesFor(guild: Guild, names: readonly PermissionName[] | undefined): readonly Overwrite[] {
  const role = [...guild.roles.values()].find(({ of }) => of === 'bot');
  if (names === undefined || role === undefined) return [];
  const allow = bitsOf(names);
  return [{ of: 'role', id: role.id, allow, deny: ALL_PERMISSIONS & ~allow }];
}

function addChannel(twin: Twin, channel: GuildChannel): ChannelHandle {
  twin.world.channels.set(channel.id, channel);
  const emit = (name: string): void => twin.emit({ name, payload: channelPayload(channel), guildId: channel.guild.id });
  emit('CHANNEL_CREATE');
  const threads = (): readonly Thread[] =>
    [...twin.world.channels.values()].flatMap((one) => (one.kind === 'thread' && one.parent.id === channel.id ? [one] : []));
  return {
    id: channel.id,
    channel,
    botMay: (names) => {
      channel.overwrites = overwritesFor(channel.guild, names);
      emit('CHANNEL_UPDATE');
    },
    delete: () => {
      for (const thread of threads()) twin.world.channels.delete(thread.id);
      twin.world.channels.delete(channel.id);
      emit('CHANNEL_DELETE');
    },
    messages: () => publicMessages(twin, channel),
    threads: () => threads().map((thread) => threadHandle(twin, thread)),
  };
}

function threadHandle(twin: Twin, thread: Thread): ThreadHandle {
  return {
    id: thread.id,
    channel: thread,
    thread,
    set: (state) => {
      thread.state = state;
      emitThread(twin, 'THREAD_UPDATE', thread);
    },
    delete: () => {
      twin.world.channels.delete(thread.id);
      const payload = { id: thread.id, guild_id: thread.guild.id, parent_id: thread.parent.id, type: typeOfChannel(thread) };
      twin.emit({ name: 'THREAD_DELETE', payload, guildId: thread.guild.id });
    },
    messages: () => publicMessages(twin, thread),
  };
}

const publicMessages = (twin: Twin, channel: Channel): readonly SeenMessage[] =>
  messagesIn(twin.world, channel)
    .filter(({ visibility }) => visibility.kind === 'public')
    .map(seeMessage);
