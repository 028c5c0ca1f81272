/**
 * What `npm run doctor` looks through, in the order in which one thing stands on another.
 */
import { existsSync } from 'node:fs';
import { type Examined, examineZones } from './cli/doctor.ts';
import type { Config } from './config.ts';
import { counted } from './core/locale.ts';
import type { Clock } from './core/time.ts';
import type { CommandDescription } from './features/bot.ts';
import { examineIndex } from './open-index.ts';
import { diagnoseDiscord } from './platforms/discord/diagnose.ts';
import { diagnoseSlack } from './platforms/slack/diagnose.ts';
import { allScopes } from './platforms/slack/scopes.ts';
import { type OpenStore, openStore } from './store/open-store.ts';

export interface ExaminationParts {
  readonly clock: Clock;
  readonly commands: readonly CommandDescription[];
  readonly random: (bytes: number) => Buffer;
}

export function examinations(config: Config, { clock, commands, random }: ExaminationParts): readonly Examined[] {
  return [
    { check: 'time zones', examine: examineZones },
    { check: 'database', examine: () => examineDatabase(config) },
    { check: 'search index', examine: () => examineIndex(config) },
    { check: 'Discord', examine: () => examineDiscord(config, { clock, commands }) },
    { check: 'Slack', examine: () => examineSlack(config, { clock, random }) },
  ];
}

async function examineDatabase(config: Config): ReturnType<Examined['examine']> {
  if (isMissing(config)) return [{ kind: 'note', check: 'database', what: 'There is none yet: the first start makes it.' }];
  return withStore(config, async (store) => {
    const { papers } = await store.archiveFacts();
    return [{ kind: 'well', check: 'database', what: `It can be used, and holds ${counted(papers, 'paper', undefined)}.` }];
  });
}

async function examineDiscord(
  config: Config,
  { clock, commands }: Omit<ExaminationParts, 'random'>,
): ReturnType<Examined['examine']> {
  const { discord } = config;
  if (discord.kind === 'off') {
    const what = 'It is not configured: DISCORD_TOKEN is not set. README.md tells how to make a bot there.';
    return [{ kind: 'note', check: 'Discord', what }];
  }
  const subscriptions = isMissing(config) ? [] : await withStore(config, (store) => store.activeSubscriptionsOn('discord'));
  return diagnoseDiscord({ ...discord, clock, commands, subscriptions });
}

async function examineSlack(
  config: Config,
  { clock, random }: Omit<ExaminationParts, 'commands'>,
): ReturnType<Examined['examine']> {
  const { slack } = config;
  if (slack.kind === 'off') {
    const what =
      'It is not configured: neither SLACK_BOT_TOKEN nor SLACK_CLIENT_ID is set. README.md tells how to make an app there.';
    return [{ kind: 'note', check: 'Slack', what }];
  }
  const installs = slack.installs.kind === 'one' ? slack.installs : { ...slack.installs, scopes: allScopes(slack.history) };
  const ask = async (store: OpenStore) => {
    const subscriptions = await store.activeSubscriptionsOn('slack');
    return diagnoseSlack({ ...slack, installs, records: store, subscriptions, clock, random });
  };
  return isMissing(config) ? withStore({ ...config, databaseUrl: ':memory:' }, ask) : withStore(config, ask);
}

/** Nothing is made that a start has not made. */
function isMissing({ databaseUrl }: Config): boolean {
  return !/^[a-z]+:\/\//i.test(databaseUrl) && !existsSync(databaseUrl);
}

async function withStore<T>({ databaseUrl }: Config, work: (store: OpenStore) => Promise<T>): Promise<T> {
  const store = await openStore({ url: databaseUrl });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
