/**
 * What can be wrong between the bot and Discord, asked over REST alone: no session is spent and nothing is posted.
 */
import { Client, GatewayIntentBits, type REST, RESTEvents, Routes } from 'discord.js';
import { z } from 'zod';
import { clockFinding } from '../../core/clock-drift.ts';
import type { Finding } from '../../core/finding.ts';
import type { PlaceCheck } from '../../core/messenger.ts';
import { directOwner } from '../../core/place.ts';
import type { Subscription } from '../../core/subscription.ts';
import type { Clock } from '../../core/time.ts';
import type { CommandDescription } from '../../features/bot.ts';
import { discordCheck, INVITED_WITH } from './check-place.ts';
import { readFailure } from './failure.ts';
import { waitBeforeIdentify } from './identify-budget.ts';
import { failureWords } from './news.ts';
import { discordCommands, isRegistered } from './register.ts';

export interface DiagnoseOptions {
  readonly token: string;
  readonly applicationId?: string;
  readonly apiUrl?: string;
  readonly commands: readonly CommandDescription[];
  /** Those on Discord that are not paused. */
  readonly subscriptions: readonly Subscription[];
  readonly clock: Clock;
}

interface Asking {
  readonly rest: REST;
  readonly client: Client;
  readonly bot: string;
  readonly application: string;
}

const Named = z.object({ id: z.string(), username: z.string() });
const Application = z.object({ id: z.string(), name: z.string() });
const Gateway = z.object({
  shards: z.number(),
  session_start_limit: z.object({ total: z.number(), remaining: z.number(), reset_after: z.number() }),
});
const Guilds = z.array(z.object({ id: z.string(), name: z.string() }));
const Commands = z.array(z.looseObject({ name: z.string() }));

/** Guilds given at once. */
const PAGE = 200;

export async function diagnoseDiscord(options: DiagnoseOptions): Promise<readonly Finding[]> {
  const { token, apiUrl, clock } = options;
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { retries: 1, ...(apiUrl !== undefined && { api: apiUrl }) },
  });
  client.rest.setToken(token);
  const heard: Finding[] = [];
  client.rest.once(RESTEvents.Response, (_request, { headers }) => {
    heard.push(clockFinding(headers.get('date') ?? undefined, clock.now()));
  });
  try {
    const findings = await diagnoseBy(client, options);
    return [...findings, ...heard];
  } catch (error) {
    return [unreachable(error), ...heard];
  } finally {
    await client.destroy();
  }
}

async function diagnoseBy(client: Client, options: DiagnoseOptions): Promise<readonly Finding[]> {
  const { rest } = client;
  const { id: bot, username } = Named.parse(await rest.get(Routes.user()));
  const { id: application, name } = Application.parse(await rest.get(Routes.currentApplication()));
  const asking: Asking = { rest, client, bot, application };
  return [
    { kind: 'well', check: 'token', what: `Discord knows the bot as ${username}.` },
    applicationFinding({ application, name }, options),
    { kind: 'well', check: 'intents', what: 'Guilds only: there is nothing to switch on in the developer portal.' },
    await sessionsFinding(asking),
    await guildsFinding(asking),
    ...(await placeFindings(asking, options.subscriptions)),
    await commandsFinding(asking, options.commands),
    { kind: 'note', check: 'invitation', what: inviteLink(application) },
  ];
}

function unreachable(error: unknown): Finding {
  const failure = readFailure(error);
  if (failure.kind === 'refused' && failure.status === 401) {
    const fix = 'Copy it anew from the Bot page of your application at discord.com/developers into DISCORD_TOKEN.';
    return { kind: 'trouble', check: 'token', what: 'Discord does not know the token.', fix };
  }
  const what = `Discord cannot be asked: ${failureWords(error)}.`;
  return { kind: 'trouble', check: 'connection', what, fix: 'Check the network and DISCORD_API_URL, then run this again.' };
}

function applicationFinding(
  { application, name }: { readonly application: string; readonly name: string },
  { applicationId }: DiagnoseOptions,
): Finding {
  if (applicationId === undefined || applicationId === application) {
    return { kind: 'well', check: 'application', what: `The application is ${name} (${application}).` };
  }
  const what = 'DISCORD_APPLICATION_ID is another application than the one that the token is of.';
  return { kind: 'trouble', check: 'application', what, fix: `Set it to ${application}, or leave it out.` };
}

async function sessionsFinding({ rest }: Asking): Promise<Finding> {
  const { shards, session_start_limit: limit } = Gateway.parse(await rest.get(Routes.gatewayBot()));
  const left = `${limit.remaining} of ${limit.total} session starts are left today; Discord recommends ${shards} ${shards === 1 ? 'shard' : 'shards'}.`;
  if (waitBeforeIdentify(limit, shards) === 0) return { kind: 'well', check: 'sessions', what: left };
  return { kind: 'trouble', check: 'sessions', what: left, fix: 'The bot was started often: look in its log for why it falls.' };
}

async function guildsFinding({ rest, application }: Asking): Promise<Finding> {
  const guilds = Guilds.parse(await rest.get(Routes.userGuilds(), { query: new URLSearchParams({ limit: String(PAGE) }) }));
  if (guilds.length > 0) {
    const some = guilds.length === PAGE ? `${PAGE} or more guilds` : guilds.length === 1 ? '1 guild' : `${guilds.length} guilds`;
    return { kind: 'well', check: 'guilds', what: `The bot is in ${some}.` };
  }
  const fix = `Open ${inviteLink(application)} and choose one.`;
  return { kind: 'trouble', check: 'guilds', what: 'The bot is in no guild.', fix };
}

async function placeFindings({ client, bot }: Asking, subscriptions: readonly Subscription[]): Promise<readonly Finding[]> {
  const check = discordCheck(client, () => bot);
  const findings: Finding[] = [];
  for (const { id, place } of subscriptions) {
    if (directOwner(place) !== undefined) continue;
    findings.push(placeFinding(`subscription ${id}`, await check(place)));
  }
  return findings.length > 0 ? findings : [{ kind: 'note', check: 'subscriptions', what: 'No channel is subscribed.' }];
}

function placeFinding(check: string, answer: PlaceCheck): Finding {
  if (answer.kind === 'may-post') return { kind: 'well', check, what: 'The bot may post there.' };
  if (answer.kind === 'cannot-tell') return { kind: 'note', check, what: 'Discord does not say whether the bot may post there.' };
  const { why, missing } = answer;
  switch (why) {
    case 'bot-removed':
      return {
        kind: 'trouble',
        check,
        what: 'The bot is in that guild no more.',
        fix: 'Invite it again, or let the subscription end.',
      };
    case 'channel-gone':
      return { kind: 'trouble', check, what: 'The channel is gone.', fix: 'Subscribe another channel.' };
    case 'not-permitted': {
      const fix = `Allow the bot's role in the channel's settings: ${missing.join(', ')}.`;
      return { kind: 'trouble', check, what: `The bot lacks ${missing.join(', ')}.`, fix };
    }
  }
}

async function commandsFinding({ rest, application }: Asking, commands: readonly CommandDescription[]): Promise<Finding> {
  const registered = Commands.parse(await rest.get(Routes.applicationCommands(application)));
  if (isRegistered(discordCommands(commands, 'everywhere'), registered)) {
    return { kind: 'well', check: 'commands', what: 'The commands are registered as this version has them.' };
  }
  const what = 'Other commands are registered than this version has.';
  return {
    kind: 'trouble',
    check: 'commands',
    what,
    fix: 'They are registered at the next start; `npm run discord:register` does it now.',
  };
}

export function inviteLink(application: string): string {
  const query = new URLSearchParams({
    client_id: application,
    scope: 'bot applications.commands',
    permissions: String(INVITED_WITH),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
