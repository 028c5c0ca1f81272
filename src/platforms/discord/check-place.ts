/**
 * Whether the bot may post to a place of Discord, by what it knows of the guild's roles and overwrites.
 *
 * All that any post may need is asked for at once, thread and history too: a subscription that works today and fails with its first
 * thread is worse than one that says before what it lacks.
 */
import { ChannelType, type Client, type Guild, type GuildBasedChannel, PermissionFlagsBits } from 'discord.js';
import type { CheckPlace, PlaceCheck } from '../../core/messenger.ts';
import { directOwner, type Place } from '../../core/place.ts';
import { readFailure } from './failure.ts';
import { READ_HISTORY } from './messenger.ts';
import { CODES } from './outcome.ts';

type Needed = readonly (readonly [bit: bigint, name: string])[];

const VIEW = 'View Channel';
const EVERYWHERE: Needed = [
  [PermissionFlagsBits.ViewChannel, VIEW],
  [PermissionFlagsBits.EmbedLinks, 'Embed Links'],
  [PermissionFlagsBits.ReadMessageHistory, READ_HISTORY],
];
const IN_CHANNEL: Needed = [
  [PermissionFlagsBits.SendMessages, 'Send Messages'],
  [PermissionFlagsBits.CreatePublicThreads, 'Create Public Threads'],
  [PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Threads'],
];
const IN_THREAD: Needed = [[PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Threads']];
/** A forum's own settings have other names for the same. */
const IN_FORUM: Needed = [
  [PermissionFlagsBits.SendMessages, 'Create Posts'],
  [PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Posts'],
];

/** Of a channel with threads: all that an invitation has to ask for, files for exports included. */
export const INVITED_WITH: bigint = [...EVERYWHERE, ...IN_CHANNEL].reduce(
  (bits, [bit]) => bits | bit,
  PermissionFlagsBits.AttachFiles,
);

/** @param botId undefined before the bot knows who it is. */
export function discordCheck(client: Client, botId: () => string | undefined): CheckPlace {
  return async (place) => {
    if (directOwner(place) !== undefined) return CANNOT_TELL;
    const bot = botId();
    if (bot === undefined) return CANNOT_TELL;
    try {
      return await checkChannel(place, { client, bot });
    } catch (error) {
      return refusalOf(error);
    }
  };
}

const CANNOT_TELL: PlaceCheck = { kind: 'cannot-tell' };

function refusalOf(error: unknown): PlaceCheck {
  const failure = readFailure(error);
  if (failure.kind !== 'refused') return CANNOT_TELL;
  if (failure.code === CODES.unknownChannel) return { kind: 'may-not-post', why: 'channel-gone', missing: [] };
  return failure.code === CODES.missingAccess ? { kind: 'may-not-post', why: 'not-permitted', missing: [VIEW] } : CANNOT_TELL;
}

async function checkChannel(
  { workspace, channel: id }: Place,
  { client, bot }: { readonly client: Client; readonly bot: string },
): Promise<PlaceCheck> {
  const told = client.guilds.cache.get(workspace);
  const guild = told ?? (await fetchGuild(workspace, client));
  if (guild === undefined) return { kind: 'may-not-post', why: 'bot-removed', missing: [] };
  if (told?.available === false) return CANNOT_TELL;
  const force = told === undefined; // without the gateway nothing tells of changes
  const known = force ? undefined : client.channels.cache.get(id);
  const channel = known === undefined || known.isDMBased() ? await guild.channels.fetch(id, { force }) : known;
  if (channel === null) return { kind: 'may-not-post', why: 'channel-gone', missing: [] };
  const member = await guild.members.fetch({ user: bot, force });
  const allowed = channel.permissionsFor(member);
  const missing = neededIn(channel).flatMap(([bit, name]) => (allowed.has(bit) ? [] : [name]));
  if (channel.isThread() && channel.locked && !allowed.has(PermissionFlagsBits.ManageThreads)) missing.push('Manage Threads');
  return missing.length === 0 ? { kind: 'may-post' } : { kind: 'may-not-post', why: 'not-permitted', missing };
}

/** @returns undefined where the bot is not in it. */
async function fetchGuild(id: string, client: Client): Promise<Guild | undefined> {
  try {
    return await client.guilds.fetch({ guild: id, cache: false });
  } catch (error) {
    if (readFailure(error).kind === 'refused') return undefined;
    throw error;
  }
}

function neededIn(channel: GuildBasedChannel): Needed {
  if (channel.isThread()) return [...EVERYWHERE, ...IN_THREAD];
  const isForum = channel.type === ChannelType.GuildForum || channel.type === ChannelType.GuildMedia;
  return [...EVERYWHERE, ...(isForum ? IN_FORUM : IN_CHANNEL)];
}
