/**
 * `conversations.*`: opening a direct channel, and reading about channels. What is said in them is in `history.ts`.
 */
import { z } from 'zod';
import { flag, wholeNumber, word } from '../argument-shapes.ts';
import { Refusal } from '../refusal.ts';
import { type BotToken, workspacesOf } from '../state/grants.ts';
import type { Channel, ChannelKind } from '../state/workspace.ts';
import type { Twin } from '../twin.ts';
import { wireChannel } from '../wire-message.ts';
import { botOf, defineMethod } from './method.ts';
import { pageOf } from './paging.ts';
import { directChannel, reachedChannel, reachedPerson } from './reached-channel.ts';

/** One scope for each kind of channel; which is needed shows only once the channel is known. */
export type KindScopes = Readonly<Record<ChannelKind, string>>;
const READ: KindScopes = { public: 'channels:read', private: 'groups:read', direct: 'im:read' };

function needScope({ installation }: BotToken, scope: string): void {
  if (installation.scopes.has(scope)) return;
  throw new Refusal('missing_scope', `the token has no ${scope}`, {
    needed: scope,
    provided: [...installation.scopes].join(','),
  });
}

export function channelWith(
  twin: Twin,
  token: BotToken,
  { id, scopes }: { readonly id: string; readonly scopes: KindScopes },
): Channel {
  if (!Object.values(scopes).some((scope) => token.installation.scopes.has(scope)))
    needScope(token, Object.values(scopes).join(','));
  const channel = reachedChannel(twin, token, id);
  needScope(token, scopes[channel.kind]);
  return channel;
}

export const open = defineMethod({
  name: 'conversations.open',
  tier: 'tier-3',
  caller: 'bot',
  scopes: ['im:write'],
  shape: z.strictObject({ users: word, return_im: flag.optional() }),
  run: (twin, { caller, given }) => {
    const token = botOf(caller);
    if (given.users.includes(',')) throw new Refusal('invalid_arguments', 'the twin opens conversations with one person only');
    const channel = directChannel(twin, token, reachedPerson(twin, token, given.users));
    return { channel: given.return_im === true ? wireChannel(twin, channel, token.installation.botUserId) : { id: channel.id } };
  },
});

export const channelInfo = defineMethod({
  name: 'conversations.info',
  tier: 'tier-3',
  caller: 'bot',
  scopes: [],
  shape: z.strictObject({ channel: word, include_locale: flag.optional(), include_num_members: flag.optional() }),
  run: (twin, { caller, given }) => {
    const token = botOf(caller);
    const channel = channelWith(twin, token, { id: given.channel, scopes: READ });
    const members = given.include_num_members === true ? { num_members: channel.members.size } : {};
    return { channel: { ...wireChannel(twin, channel, token.installation.botUserId), ...members } };
  },
});

const KIND_OF_TYPE: Readonly<Record<string, ChannelKind>> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'direct',
};

export const list = defineMethod({
  name: 'conversations.list',
  tier: 'tier-2',
  caller: 'bot',
  scopes: [],
  shape: z.strictObject({
    types: z.string().optional(),
    exclude_archived: flag.optional(),
    cursor: z.string().optional(),
    limit: wholeNumber.optional(),
  }),
  run: (twin, { caller, given }) => {
    const token = botOf(caller);
    const { botUserId } = token.installation;
    const kinds = (given.types ?? 'public_channel').split(',').map((type) => KIND_OF_TYPE[type.trim()]);
    if (kinds.includes(undefined)) throw new Refusal('invalid_types', `the twin knows no such types: ${given.types}`);
    for (const kind of kinds) if (kind !== undefined) needScope(token, READ[kind]);
    const found = [...twin.world.channels.values()].filter(
      (channel) =>
        workspacesOf(token.installation).has(channel.workspaceId) &&
        kinds.includes(channel.kind) &&
        (channel.kind === 'public' || channel.members.has(botUserId)) &&
        !(channel.archived && given.exclude_archived === true),
    );
    const { rows, more } = pageOf(found, { cursor: given.cursor, limit: Math.min(given.limit ?? 100, 999) });
    return { channels: rows.map((channel) => wireChannel(twin, channel, botUserId)), ...more };
  },
});

export const members = defineMethod({
  name: 'conversations.members',
  tier: 'tier-4',
  caller: 'bot',
  scopes: [],
  shape: z.strictObject({ channel: word, cursor: z.string().optional(), limit: wholeNumber.optional() }),
  run: (twin, { caller, given }) => {
    const channel = channelWith(twin, botOf(caller), { id: given.channel, scopes: READ });
    const { rows, more } = pageOf([...channel.members], { cursor: given.cursor, limit: Math.min(given.limit ?? 100, 999) });
    return { members: rows, ...more };
  },
});
