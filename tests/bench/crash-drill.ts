/**
 * The crash drill at any size: `npx tsx tests/bench/crash-drill.ts --deliveries 10000 --kills 200 [--workers 4]
 * [--database postgres://…] [--platform discord|slack] [--scenario mixed|drops|429|500|clock] [--trouble 2] [--seed 1]
 * [--speed 20]`. Without `--database` it is a SQLite file of its own.
 * Ends with one line of JSON, and fails where a post was lost or doubled.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Drill, runDrill, SCENARIOS } from '../support/drill.ts';
import { withFolder } from '../support/folders.ts';

const { values } = parseArgs({
  options: {
    deliveries: { type: 'string', default: '2000' },
    kills: { type: 'string', default: '40' },
    workers: { type: 'string', default: '1' },
    database: { type: 'string' },
    platform: { type: 'string', default: 'slack' },
    scenario: { type: 'string', default: 'mixed' },
    trouble: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    speed: { type: 'string', default: '20' },
  },
});

await withFolder(async (folder) => {
  const drill: Drill = {
    url: values.database ?? join(folder, 'drill.sqlite'),
    deliveries: Number(values.deliveries),
    kills: Number(values.kills),
    workers: Number(values.workers),
    speed: Number(values.speed),
    troublePercent: Number(values.trouble),
    seed: Number(values.seed),
    platform: values.platform === 'discord' ? 'discord' : 'slack',
    scenario: SCENARIOS.find((known) => known === values.scenario) ?? 'mixed',
  };
  const report = await runDrill(drill, (line) => process.stderr.write(`${line}\n`));
  process.stdout.write(`${JSON.stringify({ ...drill, url: undefined, ...report })}\n`);
  process.exitCode = report.lost + report.doubled === 0 ? 0 : 1;
});
