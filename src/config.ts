/**
 * The environment as one frozen, typed value: read once, all mistakes told at once, by name and never by value, as values are
 * secrets. An empty variable counts as unset.
 */
import { z } from 'zod';
import { type DailyChannel, parseDailyChannels } from './core/daily-channel.ts';
import { OperatorError, UserError } from './core/errors.ts';
import { SLACK_TOGETHER, SLACK_VARIABLES, type SlackConfig, slackConfig } from './slack-config.ts';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const SYNC_MODES = ['auto', 'on', 'off'] as const;
/** `auto`: as suits the platform. */
export type SyncMode = (typeof SYNC_MODES)[number];

export const ROLES = ['all', 'chat', 'worker'] as const;
export type Role = (typeof ROLES)[number];

/** @returns what it says, or the problem with it. */
function readDailyChannels(text: string, context: z.RefinementCtx): readonly DailyChannel[] {
  try {
    return parseDailyChannels(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    context.addIssue(error.message);
    return z.NEVER;
  }
}

/** @returns what it says: `auto`, how many, or which one of how many (`0/4`). */
function readShards(text: string, context: z.RefinementCtx): Shards {
  if (text === 'auto') return { kind: 'auto' };
  const [, first, second] = /^(\d{1,5})(?:\/(\d{1,5}))?$/.exec(text) ?? [];
  const [id, count] = second === undefined ? [0, Number(first)] : [Number(first), Number(second)];
  if (first !== undefined && count > id) return second === undefined ? { kind: 'all', count } : { kind: 'one', id, count };
  context.addIssue('is auto, a number of shards, or one of them as in 0/4');
  return z.NEVER;
}

const address = z.url({ protocol: /^https?$/, error: 'is an http:// or https:// address' });

const Variables = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^(postgres(ql)?:\/\/|(?![a-z][a-z\d+.-]+:\/\/))/i, 'is a postgres:// address or the path of a file')
    .optional(),
  DATA_DIR: z.string().default('data'),
  CATCH_UP_HOURS: z.coerce.number('is a number of hours').min(1, 'is at least 1').max(168, 'is at most 168, a week').default(12),
  DAILY_CHANNELS: z.string().default('').transform(readDailyChannels),
  DISCORD_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'is the token alone, as the Bot page shows it: without blanks, and without the word Bot before it')
    .optional(),
  DISCORD_APPLICATION_ID: z
    .string()
    .regex(/^\d{1,20}$/, 'is the application’s id, a number')
    .optional(),
  DISCORD_API_URL: address.optional(),
  DISCORD_SHARDS: z.string().default('auto').transform(readShards),
  ...SLACK_VARIABLES,
  SYNC: z.enum(SYNC_MODES, `is one of ${SYNC_MODES.join(', ')}`).default('auto'),
  HF_API_URL: address.optional(),
  HF_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'is a token without blanks')
    .optional(),
  ARXIV_API_URL: address.optional(),
  CONTACT: z.string().max(200, 'is at most 200 characters').optional(),
  ROLE: z.enum(ROLES, `is one of ${ROLES.join(', ')}`).default('all'),
  LOG_LEVEL: z.enum(LOG_LEVELS, `is one of ${LOG_LEVELS.join(', ')}`).optional(),
  NO_COLOR: z.string().optional(),
});

export const Env = SLACK_TOGETHER.reduce(
  // a rule over several must run where one of them is wrong by itself, or the person mends one mistake a run
  (env, { path, message, isWrong }) => env.refine((given) => !isWrong(given), { path: [path], message, when: () => true }),
  Variables,
);

/** Which sessions with Discord's gateway this process keeps. */
export type Shards =
  | { readonly kind: 'auto' }
  | { readonly kind: 'all'; readonly count: number }
  | { readonly kind: 'one'; readonly id: number; readonly count: number };

export type DiscordConfig =
  | { readonly kind: 'off' }
  | {
      readonly kind: 'on';
      readonly token: string;
      /** Absent: Discord is asked. */
      readonly applicationId?: string;
      /** Absent: Discord's own. */
      readonly apiUrl?: string;
      readonly shards: Shards;
    };

/** Where papers come from while the bot runs. */
export interface SourcesConfig {
  readonly sync: SyncMode;
  /** Absent: the service's own. */
  readonly huggingFaceUrl?: string;
  readonly huggingFaceToken?: string;
  readonly arxivUrl?: string;
  /** How a service reaches whoever runs the bot. */
  readonly contact?: string;
}

export interface Config {
  /** A `postgres://` address or the path of a SQLite file. */
  readonly databaseUrl: string;
  /** Where files of this installation are kept: the SQLite database and the saved search index. */
  readonly dataDir: string;
  /** How late a post may come that was missed while nothing ran. */
  readonly catchUpHours: number;
  readonly dailyChannels: readonly DailyChannel[];
  readonly sources: SourcesConfig;
  readonly discord: DiscordConfig;
  readonly slack: SlackConfig;
  /** What this process does: it answers people, it posts what is due, or both. */
  readonly role: Role;
  /** Absent: errors only, as the terminal's output is for answers. */
  readonly logLevel?: LogLevel;
  readonly color: 'where-possible' | 'never';
}

/** @throws OperatorError that names every variable that is wrong, and no value. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const parsed = Env.safeParse(set);
  if (!parsed.success) throw new OperatorError('bad-config', problems(parsed.error));
  const { DATABASE_URL, DATA_DIR, CATCH_UP_HOURS, DAILY_CHANNELS, LOG_LEVEL, NO_COLOR, ROLE } = parsed.data;
  return Object.freeze({
    databaseUrl: DATABASE_URL ?? `${DATA_DIR}/paperboy.sqlite`,
    dataDir: DATA_DIR,
    catchUpHours: CATCH_UP_HOURS,
    dailyChannels: DAILY_CHANNELS,
    sources: Object.freeze(sourcesConfig(parsed.data)),
    discord: Object.freeze(discordConfig(parsed.data)),
    slack: Object.freeze(slackConfig(parsed.data)),
    role: ROLE,
    ...(LOG_LEVEL === undefined ? {} : { logLevel: LOG_LEVEL }),
    color: NO_COLOR === undefined ? 'where-possible' : 'never',
  });
}

function sourcesConfig({ SYNC, HF_API_URL, HF_TOKEN, ARXIV_API_URL, CONTACT }: z.infer<typeof Env>): SourcesConfig {
  return {
    sync: SYNC,
    ...(HF_API_URL !== undefined && { huggingFaceUrl: withoutSlash(HF_API_URL) }),
    ...(HF_TOKEN !== undefined && { huggingFaceToken: HF_TOKEN }),
    ...(ARXIV_API_URL !== undefined && { arxivUrl: withoutSlash(ARXIV_API_URL) }),
    ...(CONTACT !== undefined && { contact: CONTACT }),
  };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

function discordConfig({
  DISCORD_TOKEN,
  DISCORD_APPLICATION_ID,
  DISCORD_API_URL,
  DISCORD_SHARDS,
}: z.infer<typeof Env>): DiscordConfig {
  if (DISCORD_TOKEN === undefined) return { kind: 'off' };
  return {
    kind: 'on',
    token: DISCORD_TOKEN,
    ...(DISCORD_APPLICATION_ID !== undefined && { applicationId: DISCORD_APPLICATION_ID }),
    ...(DISCORD_API_URL !== undefined && { apiUrl: withoutSlash(DISCORD_API_URL).replace(/\/v\d+$/, '') }),
    shards: DISCORD_SHARDS,
  };
}

function problems(error: z.ZodError): string {
  const lines = error.issues.map(({ path, message }) => `  ${path.join('.')} ${message}`);
  return ['Some settings are wrong. Correct them in the environment or in .env:', ...lines].join('\n');
}
