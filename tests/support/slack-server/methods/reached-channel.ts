/**
 * Which channel a bot means, and whether it may see it or post to it.
 */
import { Refusal } from '../refusal.ts';
import { type BotToken, workspacesOf } from '../state/grants.ts';
import type { Channel, Person } from '../state/workspace.ts';
import type { Twin } from '../twin.ts';

const notFound = (id: string): Refusal => new Refusal('channel_not_found', `the token reaches no channel ${JSON.stringify(id)}`);

/** The channel of that id in a workspace of the token; private ones only from within. */
export function reachedChannel(twin: Twin, { installation }: BotToken, id: string): Channel {
  const channel = twin.world.channels.get(id);
  if (channel === undefined || !workspacesOf(installation).has(channel.workspaceId)) throw notFound(id);
  const inside = channel.members.has(installation.botUserId);
  if (channel.kind !== 'public' && !inside) throw notFound(id);
  return channel;
}

/** The same, where the bot may post now. @param place where in it: at top level or in a thread. */
export function channelToPostIn(twin: Twin, token: BotToken, id: string, place: 'top' | 'thread'): Channel {
  const channel = /^[UW]/.test(id) ? directChannel(twin, token, reachedPerson(twin, token, id)) : reachedChannel(twin, token, id);
  const { scopes, botUserId } = token.installation;
  if (channel.archived) throw new Refusal('is_archived', `#${channel.name} is archived`);
  if (!channel.members.has(botUserId) && !scopes.has('chat:write.public')) {
    throw new Refusal('not_in_channel', `the bot is not in #${channel.name}, and has no chat:write.public`);
  }
  if (channel.posting === 'nobody') throw new Refusal('restricted_action', `an admin lets nobody post in #${channel.name}`);
  if (channel.posting === 'threads-only' && place === 'top') {
    throw new Refusal('restricted_action_thread_only_channel', `an admin lets nobody post in #${channel.name} outside threads`);
  }
  return channel;
}

export function reachedPerson(twin: Twin, { installation }: BotToken, id: string): Person {
  const person = twin.world.people.get(id);
  if (person === undefined || !workspacesOf(installation).has(person.workspaceId)) {
    throw new Refusal('user_not_found', `the token reaches no person ${JSON.stringify(id)}`);
  }
  return person;
}

/** The conversation between the bot and one person, made where there is none. */
export function directChannel(twin: Twin, { installation }: Pick<BotToken, 'installation'>, person: Person): Channel {
  if (person.deactivated) throw new Refusal('user_disabled', `${person.name} has left`);
  if (person.bot) throw new Refusal('cannot_dm_bot', 'a bot cannot write to a bot');
  if (twin.app.messagesTab === 'off')
    throw new Refusal('messages_tab_disabled', 'the app takes no direct messages by its settings');
  const { botUserId } = installation;
  const held = [...twin.world.channels.values()].find(
    ({ kind, members }) => kind === 'direct' && members.has(person.id) && members.has(botUserId),
  );
  if (held !== undefined) return held;
  const channel: Channel = {
    id: twin.ids.make('D'),
    workspaceId: person.workspaceId,
    name: 'directmessage',
    kind: 'direct',
    members: new Set([person.id, botUserId]),
    open: 'by-invitation',
    archived: false,
    posting: 'anyone',
  };
  twin.world.channels.set(channel.id, channel);
  return channel;
}
