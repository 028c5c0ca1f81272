/**
 * PostgreSQL through `pg`: a pool of connections to a server that other replicas share.
 *
 * No message names the address as it was given, and no error that might hold it is kept as a cause: it has a password in it.
 */
import { PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { OperatorError } from '../core/errors.ts';
import type { SqlDialect } from './dialect.ts';
import { explainPostgres, type Server } from './postgres-errors.ts';

/** Any number does that no other program uses in the same database. */
const MIGRATION_LOCK = 7_216_402_511;

/**
 * Connects at the first query, not here.
 * @param waitMs how long to wait for a connection.
 * @throws OperatorError where the address cannot be read.
 */
export function postgresDialect(url: string, waitMs: number): SqlDialect {
  const server = readAddress(url);
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: waitMs,
    keepAlive: true,
    application_name: 'paperboy',
  });
  // A connection that breaks is reported by the query that was on it, and replaced at the next one. Its error event comes on
  // top of that, on the pool while the connection is idle and else on the client, and without listeners ends the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return {
    kysely: new PostgresDialect({ pool }),
    name: `"${server.database}" at ${server.host}:${server.port}`,
    lockMigrations: async (transaction) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(transaction);
    },
    lockRows: (query) => query.forUpdate(),
    skipLocked: (query) => query.forUpdate().skipLocked(),
    explain: (error) => explainPostgres(error, server),
  };
}

function readAddress(url: string): Server {
  try {
    const { host, port, database, user } = new pg.Client({ connectionString: url });
    return { host, port, database: database ?? user ?? '', user: user ?? '' };
  } catch {
    throw new OperatorError(
      'database-address',
      'DATABASE_URL is not an address that PostgreSQL understands. It looks like postgres://user:password@host:5432/database, with %-codes for special characters in the password.',
    );
  }
}
