import { describe, expect, it } from 'vitest';
import { aPostgresUrl, aSqlitePath, POSTGRES_URL } from '../support/databases.ts';
import { runDrill } from '../support/drill.ts';

const databases = [
  { name: 'SQLite with one process', workers: 1, freshDatabase: async () => aSqlitePath() },
  ...(POSTGRES_URL === undefined ? [] : [{ name: 'PostgreSQL with three processes', workers: 3, freshDatabase: aPostgresUrl }]),
];

describe.each(databases)('deliveries on $name', ({ workers, freshDatabase }) => {
  it('are neither lost nor doubled when processes are killed at random moments', { timeout: 120_000 }, async () => {
    const drill = { deliveries: 120, kills: 5, workers, speed: 20, troublePercent: 2, seed: 7 };
    const report = await runDrill({ url: await freshDatabase(), ...drill });
    expect(report).toMatchObject({ lost: 0, doubled: 0, ends: { sent: 120 } });
  });
});
