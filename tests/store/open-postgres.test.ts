import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { explainPostgres } from '../../src/store/postgres-errors.ts';
import { anInstant, somePapers } from '../support/builders.ts';
import { aPostgresUrl, onPostgres, openTestStore, POSTGRES_URL } from '../support/databases.ts';

const NOW = anInstant();

/** All that a log would show of an error. */
function everything(error: unknown): string {
  return error instanceof Error ? `${error.stack} ${JSON.stringify(error)} ${everything(error.cause)}` : String(error);
}

async function refusalOf(url: string): Promise<Error> {
  try {
    await (await openStore({ url })).close();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('the store was opened');
}

describe('opening a PostgreSQL database', () => {
  it('names the server that does not answer, and not the password', async () => {
    const refusal = await refusalOf('postgres://paperboy:secret@127.0.0.1:1/papers');
    expect(refusal).toMatchObject({ name: 'OperatorError', code: 'database-unreachable' });
    expect(refusal.message).toContain('127.0.0.1:1');
    expect(everything(refusal)).not.toContain('secret');
  });

  it('refuses an address that cannot be read without repeating it', async () => {
    for (const url of [
      'postgres://paperboy:secret@host:port/papers',
      'postgres://paperboy:se%cret@host/papers',
      'postgres://:secret@',
    ]) {
      const refusal = await refusalOf(url);
      expect(refusal).toMatchObject({ name: 'OperatorError' });
      expect(everything(refusal)).not.toMatch(/se%?cret/);
    }
  });

  it.each([
    ['53100', 'database-disk-full'],
    ['53300', 'database-too-many-connections'],
    ['57P03', 'database-connection-lost'],
    ['ENOTFOUND', 'database-unreachable'],
  ])('knows %s as %s', (code, known) => {
    const error = Object.assign(new Error('as the driver says'), { code });
    expect(explainPostgres(error, { host: 'db', port: 5432, database: 'papers', user: 'paperboy' })).toMatchObject({
      code: known,
    });
  });

  it('leaves a bug of ours to be reported as one', () => {
    const bug = Object.assign(new Error('column "x" does not exist'), { code: '42703' });
    expect(explainPostgres(bug, { host: 'db', port: 5432, database: 'papers', user: 'paperboy' })).toBeUndefined();
  });
});

describe.skipIf(POSTGRES_URL === undefined)('opening a database on a PostgreSQL server', () => {
  it('refuses a wrong password without repeating it', async () => {
    const url = new URL(POSTGRES_URL ?? '');
    url.username = 'nobody_of_that_name';
    url.password = 'wrong-secret';
    const refusal = await refusalOf(url.href);
    expect(refusal).toMatchObject({ name: 'OperatorError', code: 'database-login' });
    expect(refusal.message).toContain('nobody_of_that_name');
    expect(everything(refusal)).not.toContain('wrong-secret');
  });

  it('says how to make a database that is missing', async () => {
    const url = new URL(POSTGRES_URL ?? '');
    url.pathname = '/not_there';
    const refusal = await refusalOf(url.href);
    expect(refusal).toMatchObject({ name: 'OperatorError', code: 'database-missing' });
    expect(refusal.message).toContain('createdb not_there');
  });

  it('refuses a database that a newer version has used', async () => {
    const url = await aPostgresUrl();
    await (await openStore({ url })).close();
    await onPostgres("insert into migration values ('9999-telepathy')", url);
    expect(await refusalOf(url)).toMatchObject({ name: 'OperatorError', code: 'database-newer' });
  });

  it('refuses one that takes no writes', async () => {
    const url = await aPostgresUrl();
    await onPostgres(`alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`, url);
    expect(await refusalOf(url)).toMatchObject({ name: 'OperatorError', code: 'database-read-only' });
  });

  it('refuses one in which the user may make no tables', async () => {
    const url = new URL(await aPostgresUrl());
    const role = `${url.pathname.slice(1)}_guest`;
    await onPostgres(`revoke create on schema public from public; create role ${role} login password 'guest'`, url.href);
    url.username = role;
    url.password = 'guest';
    const refusal = await refusalOf(url.href);
    await onPostgres(`drop role ${role}`);
    expect(refusal).toMatchObject({ name: 'OperatorError', code: 'database-no-permission' });
  });
});

describe.skipIf(POSTGRES_URL === undefined)('a PostgreSQL connection that breaks', () => {
  const kill = (url: string, which: string) =>
    onPostgres(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${new URL(url).pathname.slice(1)}' and pid <> pg_backend_pid() and ${which}`,
    );

  it('while idle is replaced without anybody noticing', async () => {
    const url = await aPostgresUrl();
    const store = await openTestStore({ url });
    await store.upsertPapers(somePapers(2), NOW);
    await kill(url, 'true');
    await expect.poll(() => store.archiveFacts().catch(() => undefined)).toMatchObject({ papers: 2 });
  });

  it('while writing undoes the whole batch, and the next one is taken', async () => {
    const url = await aPostgresUrl();
    const store = await openTestStore({ url });
    await store.upsertPapers(somePapers(2), NOW);
    const letGo = await stopWritingAt('arxiv:2401.00300', url);
    const writing = store.upsertPapers(somePapers(300), NOW).then(
      () => 'written',
      (error: unknown) => error,
    );
    const outcome = await repeatUntilSettled(() => kill(url, "wait_event_type = 'Lock'"), writing);
    await letGo();
    expect(outcome).toMatchObject({ name: 'OperatorError', code: 'database-connection-lost' });
    expect((await store.archiveFacts()).papers).toBe(2);
    expect(await store.upsertPapers(somePapers(300), NOW)).toEqual({ added: 298, changed: 0, unchanged: 2 });
  });
});

/** A row of that id, not committed: whoever writes one too has to wait until it is let go, which takes it back. */
async function stopWritingAt(id: string, url: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('begin');
  await client.query(
    `insert into paper (id, title_id, fingerprint, has_abstract, change_seq, record) values ('${id}', '', '', 0, 1000000, '{}')`,
  );
  return () => client.end();
}

async function repeatUntilSettled<Outcome>(act: () => Promise<void>, settling: Promise<Outcome>): Promise<Outcome> {
  let settled = false;
  const settle = () => {
    settled = true;
  };
  settling.then(settle, settle);
  while (!settled) await act();
  return settling;
}
