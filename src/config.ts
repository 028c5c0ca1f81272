/**
 * The environment as one frozen, typed value: read once, all mistakes told at once, by name and never by value, as values are
 * secrets. An empty variable counts as unset.
 */
import { z } from 'zod';
import { type DailyChannel, parseDailyChannels } from './core/daily-channel.ts';
import { OperatorError, UserError } from './core/errors.ts';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

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

export const Env = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^(postgres(ql)?:\/\/|(?![a-z][a-z\d+.-]+:\/\/))/i, 'is a postgres:// address or the path of a file')
    .optional(),
  DATA_DIR: z.string().default('data'),
  CATCH_UP_HOURS: z.coerce.number('is a number of hours').min(1, 'is at least 1').max(168, 'is at most 168, a week').default(12),
  DAILY_CHANNELS: z.string().default('').transform(readDailyChannels),
  LOG_LEVEL: z.enum(LOG_LEVELS, `is one of ${LOG_LEVELS.join(', ')}`).optional(),
  NO_COLOR: z.string().optional(),
});

export interface Config {
  /** A `postgres://` address or the path of a SQLite file. */
  readonly databaseUrl: string;
  /** Where files of this installation are kept: the SQLite database and the saved search index. */
  readonly dataDir: string;
  /** How late a post may come that was missed while nothing ran. */
  readonly catchUpHours: number;
  readonly dailyChannels: readonly DailyChannel[];
  /** Absent: errors only, as the terminal's output is for answers. */
  readonly logLevel?: LogLevel;
  readonly color: 'where-possible' | 'never';
}

/** @throws OperatorError that names every variable that is wrong, and no value. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const parsed = Env.safeParse(set);
  if (!parsed.success) throw new OperatorError('bad-config', problems(parsed.error));
  const { DATABASE_URL, DATA_DIR, CATCH_UP_HOURS, DAILY_CHANNELS, LOG_LEVEL, NO_COLOR } = parsed.data;
  return Object.freeze({
    databaseUrl: DATABASE_URL ?? `${DATA_DIR}/paperboy.sqlite`,
    dataDir: DATA_DIR,
    catchUpHours: CATCH_UP_HOURS,
    dailyChannels: DAILY_CHANNELS,
    ...(LOG_LEVEL === undefined ? {} : { logLevel: LOG_LEVEL }),
    color: NO_COLOR === undefined ? 'where-possible' : 'never',
  });
}

function problems(error: z.ZodError): string {
  const lines = error.issues.map(({ path, message }) => `  ${path.join('.')} ${message}`);
  return ['Some settings are wrong. Correct them in the environment or in .env:', ...lines].join('\n');
}
