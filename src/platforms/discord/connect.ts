/**
 * The bot on Discord: answers over the gateway with the intent of guilds alone, and posts over REST.
 *
 * A process that only works, beside others that talk, has no gateway: it posts and is asked nothing.
 */
import { Client, Events, GatewayIntentBits, Options, RESTEvents } from 'discord.js';
import type { OperatorError } from '../../core/errors.ts';
import type { Clock } from '../../core/time.ts';
import type { Platform } from '../../features/bot.ts';
import { discordCheck } from './check-place.ts';
import { type Interactions, makeInteractions } from './interactions.ts';
import { type Lifecycle, type PlaceRecords, watchLifecycle } from './lifecycle.ts';
import { discordLinks } from './link-to.ts';
import { discordMessenger } from './messenger.ts';
import { failureFacts, type Tell } from './news.ts';
import { makeFindTarget } from './post-target.ts';
import { makePostingApi } from './posting-api.ts';
import { registerCommands } from './registration.ts';
import { endOfSession, takeUpSession, unknownToken } from './session.ts';

/** Which sessions with the gateway this process keeps. */
export type Shards =
  | { readonly kind: 'auto' }
  | { readonly kind: 'all'; readonly count: number }
  | { readonly kind: 'one'; readonly id: number; readonly count: number };

export interface DiscordOptions {
  readonly token: string;
  /** Absent: Discord's own. */
  readonly apiUrl?: string;
  readonly shards: Shards;
  /** How long a start waits for guilds that do not come; 15 s unless told. */
  readonly guildsWithinMs?: number;
  /** Without the gateway nobody is answered. */
  readonly gateway: 'connect' | 'none';
  readonly clock: Clock;
  /** Asked for once the bot starts. */
  readonly records: () => PlaceRecords;
  readonly pause: (ms: number, stop: AbortSignal) => Promise<void>;
  readonly tell: Tell;
}

export interface DiscordPlatform extends Platform {
  /** Resolves when the bot has stopped. Rejects with an OperatorError where Discord takes it no more. */
  readonly left: Promise<void>;
}

interface Running {
  readonly interactions: Interactions;
  readonly lifecycle: Lifecycle;
}

export function discordPlatform(options: DiscordOptions): DiscordPlatform {
  const { token, apiUrl, clock, tell } = options;
  const client = makeClient(options);
  const stopping = new AbortController();
  let commandNames: readonly string[] = [];
  let running: Running | undefined;
  let settle: { readonly leave: () => void; readonly fail: (error: unknown) => void };
  const left = new Promise<void>((leave, fail) => {
    settle = { leave, fail };
  });
  left.catch(() => undefined); // whoever waits for it hears of it
  const fail = (error: OperatorError): void => {
    tell({ level: 'fatal', what: 'Discord takes the bot no more', facts: { code: error.code } });
    settle.fail(error);
  };
  const api = makePostingApi({ token, apiUrl, clock, onUnauthorized: () => fail(unknownToken(undefined)) });
  const findTarget = makeFindTarget({ api, knownType: (channel) => client.channels.cache.get(channel)?.type });
  const check = discordCheck(client, () => client.user?.id ?? botIdOf(token));
  return {
    name: 'discord',
    check,
    linkTo: discordLinks(findTarget),
    messenger: discordMessenger({
      api,
      findTarget,
      check,
      commandNames: () => commandNames,
    }),
    left,
    start: async (bot) => {
      commandNames = bot.commands.map(({ name }) => name);
      if (options.gateway === 'none') return void client.rest.setToken(token);
      const interactions = makeInteractions({ bot, clock, tell });
      const lifecycle = watchLifecycle({ client, records: options.records(), clock, tell });
      running = { interactions, lifecycle };
      client.on(Events.InteractionCreate, interactions.take);
      try {
        await takeUpSession({ client, token, pause: options.pause, tell }, stopping.signal);
      } catch (error) {
        if (stopping.signal.aborted) return;
        throw error;
      }
      void endOfSession(client).then(fail);
      await register(client, bot.commands, tell);
      await lifecycle.reconcile();
      tell({ level: 'info', what: 'serving Discord', facts: { guilds: client.guilds.cache.size } });
    },
    stop: async () => {
      stopping.abort();
      await running?.interactions.finish();
      await running?.lifecycle.finish();
      await client.destroy();
      settle.leave();
    },
  };
}

function makeClient({ apiUrl, shards, guildsWithinMs, tell }: DiscordOptions): Client {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    ...shardOptions(shards),
    ...(guildsWithinMs !== undefined && { waitGuildTimeout: guildsWithinMs }),
    rest: apiUrl === undefined ? {} : { api: apiUrl },
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0 }),
  });
  client.on(Events.Error, (error) => tell({ level: 'error', what: 'the Discord client failed', facts: failureFacts(error) }));
  client.on(Events.ShardError, (error, shard) =>
    tell({ level: 'warn', what: 'a connection to Discord failed', facts: { shard, ...failureFacts(error) } }),
  );
  client.on(Events.ShardReconnecting, (shard) => tell({ level: 'info', what: 'connecting to Discord again', facts: { shard } }));
  client.on(Events.ShardResume, (shard, missed) =>
    tell({ level: 'info', what: 'connected to Discord again', facts: { shard, missed } }),
  );
  client.rest.on(RESTEvents.RateLimited, ({ route, timeToReset, global }) =>
    tell({ level: 'debug', what: 'Discord asks to wait', facts: { route, waitMs: timeToReset, global } }),
  );
  return client;
}

function shardOptions(shards: Shards): { readonly shards: 'auto' | number[]; readonly shardCount?: number } {
  switch (shards.kind) {
    case 'auto':
      return { shards: 'auto' };
    case 'all':
      return { shards: Array.from({ length: shards.count }, (_, id) => id), shardCount: shards.count };
    case 'one':
      return { shards: [shards.id], shardCount: shards.count };
  }
}

/** The first part of a token is the bot's id. @returns undefined for what is no token. */
export function botIdOf(token: string): string | undefined {
  const id = Buffer.from(token.split('.')[0] ?? '', 'base64').toString('latin1');
  return /^\d{15,20}$/.test(id) ? id : undefined;
}

/** A bot that cannot register still answers what was registered before. */
async function register(client: Client, commands: Parameters<typeof registerCommands>[1], tell: Tell): Promise<void> {
  const applicationId = client.application?.id;
  if (applicationId === undefined) return;
  try {
    const result = await registerCommands(client.rest, commands, { applicationId, write: 'where-it-differs' });
    tell({ level: 'info', what: 'commands are registered', facts: { result } });
  } catch (error) {
    tell({ level: 'error', what: 'commands could not be registered', facts: failureFacts(error) });
  }
}
