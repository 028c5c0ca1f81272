/**
 * Registering commands: the whole list of a scope is read and replaced at once.
 */
import { type ApiRequest, type ApiRoute, parameter } from './api-route.ts';
import type { RegisteredCommand } from './command-book.ts';
import { readCommands, typeOfCommand } from './command-rules.ts';
import { refusals } from './refusal.ts';
import type { Twin } from './twin.ts';

const GLOBAL = '/applications/:application/commands';
const OF_GUILD = '/applications/:application/guilds/:guild/commands';
const bucket = { limit: 20, perMs: 5000 };
const query = ['with_localizations'];

export const commandRoutes = (twin: Twin): readonly ApiRoute[] =>
  [GLOBAL, OF_GUILD].flatMap((path): readonly ApiRoute[] => [
    {
      method: 'GET',
      path,
      asks: 'bot',
      bucket,
      query,
      takesBody: 'none',
      run: (request) => listed(twin, scopeOf(twin, request)),
    },
    {
      method: 'PUT',
      path,
      asks: 'bot',
      bucket,
      takesBody: 'json',
      run: (request) => {
        const guildId = scopeOf(twin, request);
        twin.commands.replace(guildId, readCommands(request.body, guildId === undefined ? 'global' : 'guild'));
        return listed(twin, guildId);
      },
    },
  ]);

/** Undefined for the global list. A guild must have the app, with or without its bot user. */
function scopeOf(twin: Twin, request: ApiRequest): string | undefined {
  if (parameter(request, 'application') !== twin.app.id) throw refusals.unknownApplication();
  const guildId = request.parameters.guild;
  if (guildId === undefined) return undefined;
  if ((twin.world.guilds.get(guildId)?.bot ?? 'absent') === 'absent') throw refusals.missingAccess();
  return guildId;
}

const listed = (twin: Twin, guildId: string | undefined) =>
  ({ status: 200, body: twin.commands.list(guildId).map((command) => commandPayload(command, twin.app.id)) }) as const;

const commandPayload = (command: RegisteredCommand, applicationId: string) => ({
  id: command.id,
  application_id: applicationId,
  version: command.version,
  ...(command.guildId === undefined ? { integration_types: [0], contexts: null } : { guild_id: command.guildId }),
  default_member_permissions: null,
  dm_permission: true,
  nsfw: false,
  description: '',
  ...command.draft,
  type: typeOfCommand(command.draft),
});
