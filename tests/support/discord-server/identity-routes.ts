/**
 * Who the bot is and where: itself, its application, the guilds with their roles and members, and channels.
 */

import { type ApiRoute, parameter } from './api-route.ts';
import { reachChannel, reachGuild } from './channel-access.ts';
import { channelPayload, guildPayload, memberPayload, rolePayloads, userPayload } from './payloads.ts';
import { ALL_PERMISSIONS, channelPermissions, has } from './permission-bits.ts';
import { refusals } from './refusal.ts';
import type { Twin } from './twin.ts';

const reading = { method: 'GET', asks: 'bot', bucket: { limit: 50, perMs: 1000 }, takesBody: 'none' } as const;

export const identityRoutes = (twin: Twin): readonly ApiRoute[] => [
  { ...reading, path: '/users/@me', run: () => ({ status: 200, body: ownPayload(twin) }) },
  {
    ...reading,
    path: '/users/:user',
    run: (request) => {
      const user = twin.world.users.get(parameter(request, 'user'));
      if (user === undefined) throw refusals.unknownUser();
      return { status: 200, body: userPayload(user) };
    },
  },
  { ...reading, path: '/applications/@me', run: () => ({ status: 200, body: applicationPayload(twin) }) },
  { ...reading, path: '/oauth2/applications/@me', run: () => ({ status: 200, body: applicationPayload(twin) }) },
  {
    ...reading,
    path: '/users/@me/guilds',
    query: ['limit', 'before', 'after', 'with_counts'],
    run: () => ({ status: 200, body: ownGuilds(twin) }),
  },
  ...guildRoutes(twin),
  {
    ...reading,
    path: '/channels/:channel',
    run: (request) => ({ status: 200, body: channelPayload(reachChannel(twin, parameter(request, 'channel'))) }),
  },
];

const guildRoutes = (twin: Twin): readonly ApiRoute[] => [
  {
    ...reading,
    path: '/guilds/:guild',
    query: ['with_counts'],
    run: (request) => ({ status: 200, body: guildPayload(reachGuild(twin, parameter(request, 'guild'))) }),
  },
  {
    ...reading,
    path: '/guilds/:guild/channels',
    run: (request) => {
      const guild = reachGuild(twin, parameter(request, 'guild'));
      const channels = [...twin.world.channels.values()].filter(
        (channel) => 'overwrites' in channel && channel.guild.id === guild.id,
      );
      return { status: 200, body: channels.map(channelPayload) };
    },
  },
  {
    ...reading,
    path: '/guilds/:guild/roles',
    run: (request) => ({ status: 200, body: rolePayloads(reachGuild(twin, parameter(request, 'guild'))) }),
  },
  {
    ...reading,
    path: '/guilds/:guild/threads/active',
    run: (request) => {
      const guild = reachGuild(twin, parameter(request, 'guild'));
      const threads = [...twin.world.channels.values()].flatMap((channel) =>
        channel.kind === 'thread' && channel.guild.id === guild.id && channel.state === 'open' ? [channel] : [],
      );
      const seen = threads.filter((thread) => has(channelPermissions(thread, twin.app.user), 'ViewChannel'));
      return { status: 200, body: { threads: seen.map(channelPayload), members: [] } };
    },
  },
  {
    ...reading,
    path: '/guilds/:guild/members/:user',
    run: (request) => {
      const member = reachGuild(twin, parameter(request, 'guild')).members.get(parameter(request, 'user'));
      if (member === undefined) throw refusals.unknownMember();
      return { status: 200, body: memberPayload(member) };
    },
  },
  {
    ...reading,
    method: 'DELETE',
    path: '/users/@me/guilds/:guild',
    run: (request) => {
      const guild = reachGuild(twin, parameter(request, 'guild'));
      guild.bot = 'absent';
      guild.members.delete(twin.app.user.id);
      twin.emit({ name: 'GUILD_DELETE', payload: { id: guild.id }, guildId: guild.id });
      return { status: 204 };
    },
  },
];

const ownPayload = (twin: Twin) => ({
  ...userPayload(twin.app.user),
  verified: true,
  mfa_enabled: true,
  locale: 'en-US',
  flags: 0,
  email: null,
});

const ownGuilds = (twin: Twin) =>
  [...twin.world.guilds.values()]
    .filter((guild) => guild.bot === 'member')
    .map(({ id, name }) => ({
      id,
      name,
      icon: null,
      banner: null,
      owner: false,
      permissions: String(ALL_PERMISSIONS),
      features: [],
    }));

export const applicationPayload = (twin: Twin) => ({
  id: twin.app.id,
  name: twin.app.user.username,
  icon: null,
  description: '',
  summary: '',
  bot_public: true,
  bot_require_code_grant: false,
  verify_key: '0'.repeat(64),
  flags: 0,
  bot: userPayload(twin.app.user),
  approximate_guild_count: twin.world.guilds.size,
  integration_types_config: { '0': {}, '1': {} },
});
