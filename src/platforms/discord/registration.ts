/**
 * Brings what Discord has registered to what the bot has: read back, compared, and written only where it differs, as a new name
 * counts against 200 a day.
 */
import { REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { CommandDescription } from '../../features/bot.ts';
import { discordCommands, isRegistered } from './register.ts';

export interface RegisterOptions {
  readonly applicationId: string;
  /** For it alone, at once; absent: everywhere. */
  readonly guild?: string | undefined;
  readonly write: 'where-it-differs' | 'always';
}

type Asking = Pick<REST, 'get' | 'put'>;

export interface RegisterTarget {
  readonly token: string;
  readonly apiUrl?: string;
  /** Absent: Discord is asked. */
  readonly applicationId?: string;
  readonly guild?: string | undefined;
}

/** Writes them whatever is there, or takes away all that are registered: without a session. @throws what the client throws. */
export async function forceRegistration(
  { token, apiUrl, applicationId, guild }: RegisterTarget,
  commands: readonly Pick<CommandDescription, 'name' | 'summary' | 'options'>[] | 'none',
): Promise<void> {
  const rest = new REST({ version: '10', ...(apiUrl !== undefined && { api: apiUrl }) }).setToken(token);
  const id = applicationId ?? Application.parse(await rest.get(Routes.currentApplication())).id;
  if (commands === 'none') await rest.put(routeOf(id, guild), { body: [] });
  else await registerCommands(rest, commands, { applicationId: id, guild, write: 'always' });
}

const Application = z.object({ id: z.string() });

function routeOf(applicationId: string, guild: string | undefined) {
  return guild === undefined ? Routes.applicationCommands(applicationId) : Routes.applicationGuildCommands(applicationId, guild);
}

const Registered = z.array(z.looseObject({ name: z.string() }));

/** @throws what the client throws. */
export async function registerCommands(
  rest: Asking,
  commands: readonly Pick<CommandDescription, 'name' | 'summary' | 'options'>[],
  { applicationId, guild, write }: RegisterOptions,
): Promise<'written' | 'as-it-was'> {
  const wanted = discordCommands(commands, guild === undefined ? 'everywhere' : 'one-guild');
  const route = routeOf(applicationId, guild);
  if (write === 'where-it-differs' && isRegistered(wanted, Registered.parse(await rest.get(route)))) return 'as-it-was';
  await rest.put(route, { body: wanted });
  return 'written';
}
