import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { aPostgresUrl, aSqlitePath, openTestStore, POSTGRES_URL } from '../support/databases.ts';

const WRITING_PROCESS = fileURLToPath(new URL('writing-process.ts', import.meta.url));

/** @returns how many papers each of the processes added. */
async function runWriters(url: string, processes: number, papers: number): Promise<readonly number[]> {
  const running = Array.from({ length: processes }, () =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', WRITING_PROCESS, url, String(papers)]),
  );
  return (await Promise.all(running)).map(({ stdout }) => Number(stdout));
}

const databases = [
  { name: 'SQLite', freshDatabase: async () => aSqlitePath() },
  ...(POSTGRES_URL === undefined ? [] : [{ name: 'PostgreSQL', freshDatabase: aPostgresUrl }]),
];

describe.each(databases)('three processes at one new $name database', ({ freshDatabase }) => {
  it('all start, and add each paper once between them', async () => {
    const url = await freshDatabase();
    const added = await runWriters(url, 3, 200);
    expect(added.reduce((sum, count) => sum + count, 0)).toBe(200);
    const store = await openTestStore({ url });
    expect(await store.fingerprints()).toMatchObject({ seq: 200, papers: { size: 200 } });
  });
});
