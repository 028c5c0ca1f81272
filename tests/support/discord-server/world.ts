/**
 * What there is on the twin: people, guilds, channels, threads and every message that was ever seen.
 *
 * Plain mutable records, as Discord itself changes under a bot. A deleted message stays here with its time of death, since a test
 * asks what a person saw; routes and people ask `findMessage`, which knows no dead ones.
 */
import type { MessageComponent } from './component-shapes.ts';
import type { RecordedEmbed } from './embed-rules.ts';
import { byId } from './snowflakes.ts';

export interface User {
  readonly id: string;
  readonly username: string;
  readonly kind: 'person' | 'bot';
  readonly locale: string;
  directMessages: 'open' | 'closed';
  /** Has this app on their own account, so that its commands work wherever they write. */
  readonly installed: 'no' | 'yes';
}

export interface Role {
  readonly id: string;
  readonly name: string;
  permissions: bigint;
  readonly of: 'everyone' | 'bot' | 'member';
}

export interface Member {
  readonly user: User;
  readonly roleIds: readonly string[];
}

/** How the app is in a guild: with its bot user, with its commands alone, or not (any more). */
export type BotPresence = 'member' | 'commands-only' | 'absent';

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly owner: User;
  readonly locale: string;
  readonly roles: Map<string, Role>;
  readonly members: Map<string, Member>;
  bot: BotPresence;
  available: boolean;
  mostActiveThreads: number;
}

export interface Overwrite {
  readonly of: 'role' | 'member';
  readonly id: string;
  readonly allow: bigint;
  readonly deny: bigint;
}

interface InGuild {
  readonly id: string;
  readonly guild: Guild;
  readonly name: string;
  overwrites: readonly Overwrite[];
}

export interface ForumTag {
  readonly id: string;
  readonly name: string;
}

export type TextChannel = InGuild & { readonly kind: 'text' | 'announcement' | 'voice-only' };
export type ForumChannel = InGuild & {
  readonly kind: 'forum';
  readonly tags: readonly ForumTag[];
  readonly tagRequired: 'yes' | 'no';
};
export type GuildChannel = TextChannel | ForumChannel;

export interface Thread {
  readonly kind: 'thread';
  readonly id: string;
  readonly guild: Guild;
  readonly parent: GuildChannel;
  readonly ownerId: string;
  name: string;
  autoArchiveMinutes: number;
  state: 'open' | 'archived' | 'locked';
  readonly createdAt: number;
  readonly appliedTags: readonly string[];
}

/** With the bot, or (`between-people`) a group or another's where only a user's own installation reaches. */
export interface DirectChannel {
  readonly kind: 'dm' | 'between-people';
  readonly id: string;
  readonly people: readonly User[];
}

export type Channel = GuildChannel | Thread | DirectChannel;

export interface RecordedFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
  readonly description?: string;
}

/** The parts of a message that an edit can change. */
export interface MessageBody {
  readonly content: string;
  readonly embeds: readonly RecordedEmbed[];
  readonly components: readonly MessageComponent[];
  readonly files: readonly RecordedFile[];
  /** Bits of MessageFlags, as the message would show them. */
  readonly flags: number;
}

export type Visibility = { readonly kind: 'public' } | { readonly kind: 'only-for'; readonly user: User };

export interface RecordedMessage {
  readonly id: string;
  readonly channel: Channel;
  readonly author: User;
  body: MessageBody;
  readonly visibility: Visibility;
  readonly createdAt: number;
  editedAt?: number;
  deletedAt?: number;
  /** What it said before each edit, oldest first. */
  readonly earlier: MessageBody[];
  readonly nonce?: string;
  readonly repliesTo?: string;
  /** The interaction that it answers. */
  readonly answers?: { readonly interactionId: string; readonly type: number; readonly name?: string; readonly user: User };
  /** As long as it is only the "thinking" of a deferred answer. */
  thinking: boolean;
}

export interface World {
  readonly users: Map<string, User>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  readonly messages: Map<string, RecordedMessage>;
}

export const makeWorld = (): World => ({ users: new Map(), guilds: new Map(), channels: new Map(), messages: new Map() });

export const isInGuild = (channel: Channel): channel is GuildChannel | Thread => 'guild' in channel;

/** Living messages of a channel, oldest first, private ones included. */
export const messagesIn = (world: World, channel: Channel): readonly RecordedMessage[] =>
  [...world.messages.values()]
    .filter((message) => message.channel.id === channel.id && message.deletedAt === undefined)
    .sort((one, other) => byId(one.id, other.id));

export function findMessage(world: World, channelId: string, messageId: string): RecordedMessage | undefined {
  const message = world.messages.get(messageId);
  return message?.channel.id === channelId && message.deletedAt === undefined ? message : undefined;
}

export const visibleTo = (message: RecordedMessage, user: User): boolean =>
  message.visibility.kind === 'public' || message.visibility.user.id === user.id;
