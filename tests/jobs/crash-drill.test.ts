import { describe, expect, it } from 'vitest';
import { aPostgresUrl, aSqlitePath, POSTGRES_URL } from '../support/databases.ts';
import { runDrill } from '../support/drill.ts';

const databases = [
  { name: 'SQLite with one process', workers: 1, freshDatabase: async () => aSqlitePath() },
  ...(POSTGRES_URL === undefined ? [] : [{ name: 'PostgreSQL with three processes', workers: 3, freshDatabase: aPostgresUrl }]),
];

describe.each(databases)('deliveries on $name', ({ workers, freshDatabase }) => {
  it.each(['discord', 'slack'] as const)(
    'are neither lost nor doubled on a platform like %s when processes are killed at random moments',
    { timeout: 120_000 },
    async (platform) => {
      const drill = { deliveries: 80, kills: 4, workers, speed: 20, troublePercent: 2, seed: 7, scenario: 'mixed' } as const;
      const report = await runDrill({ url: await freshDatabase(), platform, ...drill });
      expect(report).toMatchObject({ lost: 0, doubled: 0, ends: { sent: 80 } });
    },
  );
});
