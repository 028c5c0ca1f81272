/**
 * People at their clients, in verbs that any chat platform has: they type, complete, use, press, choose, submit, post and see.
 */
import { ApplicationCommandType as CommandType } from 'discord-api-types/v10';
import { type Asked, makeAsked, type SeenForm } from './asked.ts';
import { CannotDo } from './cannot-do.ts';
import { type Act, dispatchInteraction } from './dispatch-interaction.ts';
import { findCommand } from './interaction-place.ts';
import { messagePayload } from './message-payload.ts';
import { directChannel } from './message-routes.ts';
import { EMPTY_BODY, post } from './messages.ts';
import { channelPayload, userPayload } from './payloads.ts';
import { channelPermissions, has } from './permission-bits.ts';
import { choosing, pressing, visible } from './pressing.ts';
import { type SeenMessage, seeMessage } from './seen-message.ts';
import { type FormValues, submitting } from './submitting.ts';
import type { Twin } from './twin.ts';
import { findLeaf, type OptionValues, typeOptions, typePartly } from './typed-command.ts';
import { type Channel, type DirectChannel, isInGuild, messagesIn, type User, visibleTo } from './world.ts';

/** Anything that stands for a channel, as the handles of guilds do. */
export interface Place {
  readonly channel: Channel;
}

export interface Person {
  readonly user: User;
  readonly in: (place: Place) => PersonAt;
  readonly inDirectMessage: () => PersonAt;
  /** In a conversation of people where the bot is not. */
  readonly with: (others: readonly Person[]) => PersonAt;
  readonly closeDirectMessages: () => void;
}

export interface PersonAt {
  readonly channel: Channel;
  /** `/papers search` with its options. */
  readonly types: (command: string, options?: OptionValues) => Asked;
  /** As far as typed, with the named option in focus. */
  readonly completes: (command: string, options: OptionValues, focused: string) => Asked;
  /** An entry of the message's own menu. */
  readonly uses: (entry: string, message: SeenMessage) => Asked;
  readonly presses: (message: SeenMessage, button: string) => Asked;
  readonly chooses: (message: SeenMessage, menu: string, chosen: readonly string[]) => Asked;
  readonly submits: (form: SeenForm, values: FormValues) => Asked;
  readonly posts: (text: string) => SeenMessage;
  /** All that they have before them there, oldest first. */
  readonly sees: () => readonly SeenMessage[];
}

export function makePerson(twin: Twin, user: User, patienceMs: number): Person {
  const at = (channel: Channel): PersonAt => makePersonAt(twin, user, { channel, patienceMs });
  return {
    user,
    in: (place) => at(place.channel),
    inDirectMessage: () => at(directChannel(twin, user)),
    with: (others) => at(conversation(twin, [user, ...others.map((other) => other.user)])),
    closeDirectMessages: () => {
      user.directMessages = 'closed';
    },
  };
}

function conversation(twin: Twin, people: readonly User[]): DirectChannel {
  const channel: DirectChannel = { kind: 'between-people', id: twin.snowflakes.next(), people };
  twin.world.channels.set(channel.id, channel);
  return channel;
}

function makePersonAt(
  twin: Twin,
  user: User,
  { channel, patienceMs }: { readonly channel: Channel; readonly patienceMs: number },
): PersonAt {
  const act = (done: Act): Asked => makeAsked(twin, dispatchInteraction(twin, done), patienceMs);
  return {
    channel,
    types: (command, options = {}) => act(typing(twin, { user, channel }, { command, options })),
    completes: (command, options, focused) => act(completing(twin, { user, channel }, { command, options, focused })),
    uses: (entry, message) => act(using(twin, user, { entry, message })),
    presses: (message, button) => act(pressing(user, message, button)),
    chooses: (message, menu, chosen) => act(choosing(user, message, { menu, chosen })),
    submits: (form, values) => act(submitting(user, form, values)),
    posts: (text) => {
      if (isInGuild(channel) && !has(channelPermissions(channel, user), 'SendMessages'))
        throw new CannotDo(`${user.username} may not write there.`);
      return seeMessage(post(twin, { channel, author: user, body: { ...EMPTY_BODY, content: text } }));
    },
    sees: () =>
      messagesIn(twin.world, channel)
        .filter((message) => visibleTo(message, user))
        .map(seeMessage),
  };
}

interface Where {
  readonly user: User;
  readonly channel: Channel;
}

interface Typed {
  readonly command: string;
  readonly options: OptionValues;
}

function found(twin: Twin, { user, channel }: Where, line: string) {
  const [name = '', ...words] = line.replace(/^\//, '').split(' ');
  const command = findCommand(twin, { channel, user, name, type: CommandType.ChatInput });
  const base = {
    id: command.id,
    name,
    type: CommandType.ChatInput,
    ...(command.guildId === undefined ? {} : { guild_id: command.guildId }),
  };
  return { command, leaf: findLeaf(command.draft, words), base };
}

function typing(twin: Twin, where: Where, { command: line, options: values }: Typed): Act {
  const { command, leaf, base } = found(twin, where, line);
  const options = typeOptions(leaf, values);
  const picked = resolved(values);
  const content = {
    ...base,
    ...(options.length === 0 ? {} : { options }),
    ...(picked === undefined ? {} : { resolved: picked }),
  };
  return { ...where, cause: { kind: 'command', command }, content, title: line };
}

/** People and channels among the values, as the bot is told of them. */
function resolved(values: OptionValues): object | undefined {
  const objects = Object.values(values).filter((value) => typeof value === 'object');
  if (objects.length === 0) return undefined;
  const users = objects.flatMap((value) => ('user' in value ? [[value.user.id, userPayload(value.user)]] : []));
  const channels = objects.flatMap((value) =>
    'channel' in value ? [[value.channel.id, { ...channelPayload(value.channel), permissions: '0' }]] : [],
  );
  return { users: Object.fromEntries(users), channels: Object.fromEntries(channels) };
}

function completing(
  twin: Twin,
  where: Where,
  { command: line, options: values, focused }: Typed & { readonly focused: string },
): Act {
  const { command, leaf, base } = found(twin, where, line);
  const { sent, option } = typePartly(leaf, values, focused);
  return {
    ...where,
    cause: { kind: 'autocomplete', command, option },
    content: { ...base, options: sent },
    title: `completing ${focused} of ${line}`,
  };
}

/** A message command brings the whole message along, whoever wrote it. */
function using(twin: Twin, user: User, { entry, message }: { readonly entry: string; readonly message: SeenMessage }): Act {
  const target = visible(user, message);
  const command = findCommand(twin, { channel: target.channel, user, name: entry, type: CommandType.Message });
  const content = {
    id: command.id,
    name: entry,
    type: CommandType.Message,
    target_id: target.id,
    resolved: { messages: { [target.id]: messagePayload(target) } },
  };
  return { user, channel: target.channel, cause: { kind: 'command', command }, content, title: `used "${entry}"` };
}
