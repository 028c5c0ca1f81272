/**
 * A client of the real discord.js against the twin, with what every test of the twin would otherwise repeat.
 */
import { Client, Events, GatewayIntentBits, type Interaction } from 'discord.js';
import { onTestFinished } from 'vitest';
import { type DiscordDraft, type DiscordServer, startDiscord } from './discord-server.ts';

export interface TinyBot {
  readonly client: Client<true>;
  readonly log: readonly string[];
}

/** Closed when the test ends. */
export async function aDiscord(draft: DiscordDraft = {}): Promise<DiscordServer> {
  const discord = await startDiscord(draft);
  onTestFinished(async () => {
    await discord.close();
  });
  return discord;
}

/** Logged in, with the guilds there. What its handler throws fails nothing: it is in the log, as in a bot that lives on. */
export async function aTinyBot(discord: DiscordServer, answer: (interaction: Interaction) => Promise<unknown>): Promise<TinyBot> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: discord.apiUrl },
    allowedMentions: { parse: [] },
  });
  const log: string[] = [];
  client.on(Events.InteractionCreate, (interaction) => {
    answer(interaction).catch((error: unknown) => log.push(String(error)));
  });
  client.on(Events.Error, (error) => log.push(String(error)));
  onTestFinished(() => client.destroy());
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token());
  return { client: await ready, log };
}
