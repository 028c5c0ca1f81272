/**
 * What PostgreSQL and the network say when a database cannot be reached or written, as sentences for whoever runs the bot.
 * Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
import { OperatorError } from '../core/errors.ts';

export interface Server {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/** @returns undefined where the error is none of the server's or the network's. */
export function explainPostgres(error: unknown, server: Server): OperatorError | undefined {
  if (!(error instanceof Error)) return undefined;
  const explained = explainCode(codeOf(error), server);
  return explained && new OperatorError(explained.code, explained.message, { cause: error });
}

/** `pg` itself reports some troubles by their text alone. */
const CODES_BY_TEXT: readonly (readonly [RegExp, string])[] = [
  [/^SASL: /, '28P01'],
  [/^timeout exceeded when trying to connect|^Connection terminated due to connection timeout/, 'ETIMEDOUT'],
  [/^Connection terminated|^Client has encountered a connection error/, '57P01'],
  [/^The server does not support SSL connections/, 'no-ssl'],
];

function codeOf(error: Error): string {
  const code = 'code' in error && error.code !== undefined ? String(error.code) : '';
  return code || (CODES_BY_TEXT.find(([text]) => text.test(error.message))?.[1] ?? '');
}

interface Explained {
  readonly code: string;
  readonly message: string;
}

function explainCode(code: string, { host, port, database, user }: Server): Explained | undefined {
  const server = `PostgreSQL at ${host}:${port}`;
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENOENT':
      return {
        code: 'database-unreachable',
        message: `${server} does not answer (${code}). Check that it is running and that DATABASE_URL names the right host and port.`,
      };
    case '28P01':
    case '28000':
      return {
        code: 'database-login',
        message: `${server} does not let the user "${user}" in. Correct the user name and the password in DATABASE_URL, or let the user in by pg_hba.conf.`,
      };
    case '3D000':
      return {
        code: 'database-missing',
        message: `${server} has no database "${database}". Make it with \`createdb ${database}\`, or correct its name in DATABASE_URL.`,
      };
    case '42501':
      return {
        code: 'database-no-permission',
        message: `The user "${user}" may not make or use tables in the database "${database}" of ${server}. Make it the owner: \`ALTER DATABASE "${database}" OWNER TO "${user}"\`.`,
      };
    case '25006':
      return {
        code: 'database-read-only',
        message: `${server} takes no writes at present: it is a stand-by or set to read only. Point DATABASE_URL to the primary server.`,
      };
    case '53100':
      return {
        code: 'database-disk-full',
        message: `The disk of ${server} is full. Free some space and try again. What was being written was undone as a whole.`,
      };
    case '53300':
      return {
        code: 'database-too-many-connections',
        message: `${server} has no connection left. Stop a program that holds some, or raise max_connections.`,
      };
    case '57P01':
    case '57P02':
    case '57P03':
    case 'ECONNRESET':
    case 'EPIPE':
      return {
        code: 'database-connection-lost',
        message: `${server} closed the connection or is starting up. What was being written was undone as a whole; try again in a minute.`,
      };
    case 'no-ssl':
      return {
        code: 'database-no-ssl',
        message: `${server} does not offer encrypted connections. Take sslmode out of DATABASE_URL, or set up SSL on the server.`,
      };
    default:
      return undefined;
  }
}
