/**
 * What the two databases do differently, and all of it: everything else in this folder is written once, for both.
 * `sqlite-dialect.ts` and `postgres-dialect.ts` fill it, and `open-store.ts` chooses by the address.
 */
import type { Dialect, SelectQueryBuilder } from 'kysely';
import type { OperatorError } from '../core/errors.ts';
import type { Tables, Writer } from './schema.ts';

export interface SqlDialect {
  readonly kysely: Dialect;
  /** How messages name the database; without a password. */
  readonly name: string;
  /** Lets one process at a time migrate, until the transaction ends. SQLite's writing transactions do that by themselves. */
  readonly lockMigrations: (transaction: Writer) => Promise<void>;
  /** Makes a select keep its rows from other writers until the transaction ends. SQLite has one writer: there it changes nothing. */
  readonly lockRows: <Table extends keyof Tables, Row>(
    query: SelectQueryBuilder<Tables, Table, Row>,
  ) => SelectQueryBuilder<Tables, Table, Row>;
  /** The same, but passes over rows that another writer holds already, where `lockRows` waits for them. */
  readonly skipLocked: <Table extends keyof Tables, Row>(
    query: SelectQueryBuilder<Tables, Table, Row>,
  ) => SelectQueryBuilder<Tables, Table, Row>;
  /** What whoever runs the bot can do about a driver's error. @returns undefined where it is a bug of ours. */
  readonly explain: (error: unknown) => OperatorError | undefined;
}
