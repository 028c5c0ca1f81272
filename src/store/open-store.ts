/**
 * The way to the database: opened or refused with a sentence that says what to do, brought up to date, and handed out as the
 * roles of `core/`. Nothing here or below ever deletes or replaces a database.
 */
import { Kysely } from 'kysely';
import type { DepartureStore } from '../core/departures.ts';
import { OperatorError } from '../core/errors.ts';
import type { GroupStore } from '../core/groups/group-store.ts';
import type { InstallationStore, SeenEventStore } from '../core/installations.ts';
import type { LikeStore } from '../core/likes.ts';
import type { Outbox, PostedStore } from '../core/outbox.ts';
import type { PaperStore } from '../core/paper-store.ts';
import type { PersonStore, QueryStore, ReadingListStore } from '../core/person-store.ts';
import type { PlaceMemory } from '../core/place-memory.ts';
import type { SourceStore } from '../core/source-store.ts';
import type { SubscriptionStore } from '../core/subscription-store.ts';
import { departureStore } from './departures.ts';
import type { SqlDialect } from './dialect.ts';
import { groupStore } from './groups.ts';
import { installationStore } from './installations.ts';
import { likeStore } from './likes.ts';
import { migrate } from './migrations.ts';
import { replaceNulCharacters } from './nul-characters.ts';
import { outbox } from './outbox.ts';
import { paperStore } from './papers.ts';
import { personStore } from './people.ts';
import { placeMemory } from './place-memory.ts';
import { postedStore } from './posted-papers.ts';
import { queryStore } from './queries.ts';
import { readingListStore } from './reading-lists.ts';
import type { Tables } from './schema.ts';
import { sourceStore } from './sources.ts';
import { openSqliteFile, sqliteDialect } from './sqlite-dialect.ts';
import { subscriptionStore } from './subscriptions.ts';

export type Store = PaperStore &
  QueryStore &
  ReadingListStore &
  PersonStore &
  SubscriptionStore &
  PostedStore &
  LikeStore &
  SourceStore &
  GroupStore &
  PlaceMemory &
  DepartureStore &
  InstallationStore &
  SeenEventStore &
  Outbox;

export type OpenStore = Store & { readonly close: () => Promise<void> };

export interface StoreOptions {
  /** A `postgres://…` address, or the path of a SQLite file, which is made where it is missing. */
  readonly url: string;
  /** How long to wait for a connection or for another program's lock; 5 s unless told. */
  readonly waitMs?: number;
}

/** @throws OperatorError where the database cannot be used; it is left as it was. */
export async function openStore({ url, waitMs = 5_000 }: StoreOptions): Promise<OpenStore> {
  return storeOver(await openDialect(url, waitMs));
}

async function openDialect(url: string, waitMs: number): Promise<SqlDialect> {
  if (/^postgres(?:ql)?:/i.test(url)) {
    const { postgresDialect } = await import('./postgres-dialect.ts'); // its driver takes long to load, and most do without
    return postgresDialect(url, waitMs);
  }
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(url)) {
    throw new OperatorError(
      'database-address',
      'DATABASE_URL is neither a PostgreSQL address (postgres://user:password@host:5432/database) nor the path of a file.',
    );
  }
  return sqliteDialect(await openSqliteFile(url, waitMs));
}

/** @throws OperatorError as `openStore` does. */
export async function storeOver(dialect: SqlDialect): Promise<OpenStore> {
  const db = new Kysely<Tables>({ dialect: dialect.kysely, plugins: [replaceNulCharacters()] });
  const explained = explaining(dialect);
  try {
    await explained(migrate)(db, dialect);
  } catch (error) {
    await Promise.allSettled([db.destroy()]); // what went wrong first is what counts
    throw error;
  }
  const running = new Set<Promise<unknown>>();
  const roles: Store = {
    ...paperStore(db, dialect),
    ...queryStore(db),
    ...readingListStore(db),
    ...personStore(db, dialect),
    ...subscriptionStore(db, dialect),
    ...postedStore(db),
    ...likeStore(db),
    ...sourceStore(db),
    ...groupStore(db, dialect),
    ...placeMemory(db),
    ...departureStore(db, dialect),
    ...installationStore(db),
    ...outbox(db, dialect),
  };
  const close = async () => {
    await Promise.allSettled(running); // drivers do not wait for what is under way
    await db.destroy();
  };
  return { ...everyCall(roles, (call) => explained(noted(running, call))), close: explained(close) };
}

type Call<Given extends unknown[], Answer> = (...given: Given) => Promise<Answer>;

/** Turns what a driver throws into what whoever runs the bot can do about it. */
function explaining({ explain }: SqlDialect) {
  return <Given extends unknown[], Answer>(call: Call<Given, Answer>): Call<Given, Answer> =>
    async (...given) => {
      try {
        return await call(...given);
      } catch (error) {
        throw explain(error) ?? error;
      }
    };
}

/** Keeps a call in `running` until it has its answer. */
function noted(running: Set<Promise<unknown>>, call: Call<unknown[], unknown>): Call<unknown[], unknown> {
  return async (...given) => {
    const answering = call(...given);
    running.add(answering);
    try {
      return await answering;
    } finally {
      running.delete(answering);
    }
  };
}

function everyCall<Roles extends object>(roles: Roles, wrap: (call: Call<unknown[], unknown>) => unknown): Roles {
  return Object.fromEntries(Object.entries(roles).map(([name, call]) => [name, wrap(call)])) as Roles;
}
