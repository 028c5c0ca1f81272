/**
 * Typing a command: the client knows it by its name, and what stands behind the name comes as one string, escaped where the app
 * asks for it: people and channels by their ids, addresses in brackets, and `&`, `<`, `>` as entities.
 */
import { CannotDo } from '../../discord-server/cannot-do.ts';
import { commandBody } from '../interactions/payloads.ts';
import type { ResponseTarget } from '../state/response-urls.ts';
import type { Person as Account, Channel } from '../state/workspace.ts';
import type { Twin } from '../twin.ts';
import { act, newActId, responseUrlFor, type Sending, triggerFor } from './act.ts';
import type { Asked } from './asked.ts';

export type OptionValue = string | number | { readonly channel: Channel } | { readonly user: Account };
export type OptionValues = Readonly<Record<string, OptionValue>>;

export interface Typed {
  readonly line: string;
  readonly options: OptionValues;
}

export function typing(
  sending: Sending,
  { user, channel }: { readonly user: Account; readonly channel: Channel },
  { line, options }: Typed,
): Asked {
  const { twin } = sending;
  const [name = '', text = ''] = /^(\S+)\s*([\s\S]*)$/.exec(line)?.slice(1) ?? [];
  const command = twin.app.commands.find((each) => each.name === name);
  if (command === undefined)
    throw new CannotDo(`There is no command ${name} here, only ${twin.app.commands.map((each) => each.name).join(', ')}.`);
  const id = newActId(twin);
  const target: ResponseTarget = {
    ...{ workspaceId: user.workspaceId, channelId: channel.id, personId: user.id, original: undefined },
    from: 'command',
    cause: id,
  };
  const written = [text, ...Object.entries(options).map(writeOption)].filter((part) => part !== '').join(' ');
  const body = commandBody(twin, {
    person: user,
    channel,
    command: name,
    text: command.escape ? escapeText(twin, user.workspaceId, written) : written,
    responseUrl: responseUrlFor(twin, target),
    triggerId: triggerFor(twin, user, { cause: id }),
  });
  return act(sending, { id, title: line, user, subject: { kind: 'command', target }, errand: { kind: 'command', body } });
}

function writeOption([name, value]: readonly [string, OptionValue]): string {
  if (typeof value === 'number') return `${name}:${value}`;
  if (typeof value === 'string') return `${name}:${/[\s"]/.test(value) || value === '' ? JSON.stringify(value) : value}`;
  return 'channel' in value ? `${name}:#${value.channel.name}` : `${name}:@${value.user.name}`;
}

function escapeText({ world }: Twin, workspaceId: string, text: string): string {
  const entities = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return entities
    .replace(/https?:\/\/[^\s"“”]+/g, (address) => `<${address}>`)
    .replace(/(?<![\w/&])#([\p{L}\p{N}_-]+)/gu, (written, name: string) => {
      const channel = [...world.channels.values()].find((each) => each.name === name && each.workspaceId === workspaceId);
      return channel === undefined ? written : `<#${channel.id}|${channel.name}>`;
    })
    .replace(/(?<![\w/&])@([\p{L}\p{N}_.-]+)/gu, (written, name: string) => {
      const person = [...world.people.values()].find((each) => each.name === name && each.workspaceId === workspaceId);
      return person === undefined ? written : `<@${person.id}|${person.name}>`;
    });
}
