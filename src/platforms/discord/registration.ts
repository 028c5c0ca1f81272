/**
 * Brings what Discord has registered to what the bot has: read back, compared, and written only where it differs, as a new name
 * counts against 200 a day.
 */
import { type REST, Routes } from 'discord.js';
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

const Registered = z.array(z.looseObject({ name: z.string() }));

/** @throws what the client throws. */
export async function registerCommands(
  rest: Asking,
  commands: readonly Pick<CommandDescription, 'name' | 'summary' | 'options'>[],
  { applicationId, guild, write }: RegisterOptions,
): Promise<'written' | 'as-it-was'> {
  const wanted = discordCommands(commands, guild === undefined ? 'everywhere' : 'one-guild');
  const route =
    guild === undefined ? Routes.applicationCommands(applicationId) : Routes.applicationGuildCommands(applicationId, guild);
  if (write === 'where-it-differs' && isRegistered(wanted, Registered.parse(await rest.get(route)))) return 'as-it-was';
  await rest.put(route, { body: wanted });
  return 'written';
}
