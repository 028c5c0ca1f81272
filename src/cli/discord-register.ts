/**
 * `npm run discord:register`: writes the commands to Discord whatever is registered there, for all guilds or at once for one.
 *
 * A start does the same by itself where they differ; this is for trying a version in one guild, and for taking that away again.
 */
import { parseArgs } from 'node:util';
import type { DiscordConfig } from '../config.ts';
import type { CommandDescription } from '../features/bot.ts';
import { failureWords } from '../platforms/discord/news.ts';
import { forceRegistration } from '../platforms/discord/registration.ts';

export const REGISTER_EXIT = { done: 0, refused: 1, cannotRun: 2 } as const;

const USAGE = `Usage: npm run discord:register                        for all guilds and direct messages
       npm run discord:register -- --guild ID          for one guild alone, beside those for all
       npm run discord:register -- --guild ID --remove  take them away from it; without --guild, from everywhere
`;

interface Output {
  readonly write: (text: string) => unknown;
}

export interface RegisterParts {
  readonly discord: DiscordConfig;
  readonly commands: () => Promise<readonly CommandDescription[]>;
  readonly stdout: Output;
  readonly stderr: Output;
}

/** @returns the exit code. */
export async function runDiscordRegister(args: readonly string[], parts: RegisterParts): Promise<number> {
  const { discord, stdout, stderr } = parts;
  const asked = readArgs(args);
  if (asked.kind === 'help') {
    stdout.write(USAGE);
    return REGISTER_EXIT.done;
  }
  const problem = asked.kind === 'wrong' ? asked.why : discord.kind === 'off' ? 'DISCORD_TOKEN is not set.' : undefined;
  if (asked.kind === 'wrong' || discord.kind === 'off') {
    stderr.write(`${problem}\n${USAGE}`);
    return REGISTER_EXIT.cannotRun;
  }
  const { guild, remove } = asked;
  try {
    await forceRegistration({ ...discord, guild }, remove ? 'none' : await parts.commands());
  } catch (error) {
    stderr.write(`Discord did not take it: ${failureWords(error)}. \`npm run doctor\` looks for the cause.\n`);
    return REGISTER_EXIT.refused;
  }
  const where = guild === undefined ? 'everywhere' : `in guild ${guild}`;
  stdout.write(remove ? `No commands are registered ${where} now.\n` : `The commands are registered ${where}.\n`);
  return REGISTER_EXIT.done;
}

type Asked =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly why: string }
  | { readonly kind: 'register'; readonly guild: string | undefined; readonly remove: boolean };

function readArgs(args: readonly string[]): Asked {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { guild: { type: 'string' }, remove: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    const { guild, remove = false, help } = values;
    if (help) return { kind: 'help' };
    if (guild !== undefined && !/^\d{1,20}$/.test(guild)) {
      return { kind: 'wrong', why: '--guild is an id, a number.' };
    }
    return { kind: 'register', guild, remove };
  } catch (error) {
    return { kind: 'wrong', why: error instanceof Error ? error.message : String(error) };
  }
}
