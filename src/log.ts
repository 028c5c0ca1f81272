/**
 * The log: one line of JSON an event to standard error, written out for people where standard error is a terminal.
 *
 * Standard output belongs to what the bot says. Events carry fields, never texts of messages; what could be a secret is
 * struck out by name as a second line of defence.
 */
import { type Logger, pino } from 'pino';
import { PinoPretty } from 'pino-pretty';
import type { LogLevel } from './config.ts';

export type { Logger };

const STANDARD_ERROR = 2;
const SECRET_NAMES = [
  ...['token', 'secret', 'password', 'authorization', 'clientSecret', 'signingSecret'],
  ...['databaseUrl', 'DATABASE_URL', 'connectionString'],
];

export interface LogOptions {
  readonly level: LogLevel;
  readonly form: 'json' | 'pretty';
}

export function makeLog({ level, form }: LogOptions): Logger {
  const redact = { paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[secret]' };
  const destination =
    form === 'pretty'
      ? PinoPretty({ destination: STANDARD_ERROR, sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' })
      : pino.destination({ dest: STANDARD_ERROR, sync: true });
  return pino({ level, redact, base: null }, destination);
}
