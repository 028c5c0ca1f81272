/**
 * The fan-out at any size: `npx tsx tests/bench/fan-out.ts [--of papers-of-the-day|meetings] [--subscriptions 10000] [--workers 1|4]
 * [--database postgres://…] [--per-second 50] [--corpus FILE --tick 2026-01-08T09:00:00Z]`. Without `--database` it is a SQLite file
 * of its own; a database that is named must be empty. Prints a small table and ends with one line of JSON; fails where a post came
 * twice.
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runFanOut } from '../support/fan-out.ts';
import { withFolder } from '../support/folders.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    subscriptions: { ...text, default: '10000' },
    of: { ...text, default: 'papers-of-the-day' },
    workers: { ...text, default: '1' },
    'per-second': { ...text, default: '50' },
    tick: { ...text, default: '2026-01-08T09:00:00Z' },
    database: text,
    corpus: text,
  },
});

await withFolder(async (folder) => {
  const fanOut = {
    of: values.of === 'meetings' ? ('meetings' as const) : ('papers-of-the-day' as const),
    url: values.database ?? join(folder, 'fan-out.sqlite'),
    subscriptions: Number(values.subscriptions),
    workers: Number(values.workers),
    perSecond: Number(values['per-second']),
    tick: values.tick,
    ...(values.corpus !== undefined && { corpus: values.corpus }),
  };
  const report = await runFanOut(fanOut, (line) => process.stderr.write(`${line}\n`));
  const { enqueuedSeconds, deliveredSeconds, idleBeatMs, tooMany, residentMb } = report;
  const database = values.database === undefined ? 'SQLite' : 'PostgreSQL';
  const memory = `${residentMb.start} / ${residentMb.peak} / ${residentMb.end}`;
  const figures = [
    database,
    fanOut.workers,
    enqueuedSeconds.toFixed(1),
    deliveredSeconds.toFixed(0),
    idleBeatMs,
    tooMany,
    memory,
  ];
  process.stdout.write(
    '| database | workers | all enqueued s | all delivered s | idle beat ms | 429s | resident MB, start / peak / end |\n' +
      `| --- | --- | --- | --- | --- | --- | --- |\n| ${figures.join(' | ')} |\n`,
  );
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`;
  process.stdout.write(`${JSON.stringify({ ...fanOut, url: undefined, machine, ...report })}\n`);
  process.exitCode = report.doubled === 0 ? 0 : 1;
});
