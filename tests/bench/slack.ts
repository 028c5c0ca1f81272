/**
 * What Slack's users and its operator feel, measured over the whole program as a process of its own, against the twin:
 *
 *   npx tsx tests/bench/slack.ts [--corpus FILE] [--commands 2000] [--per-second 50] [--line socket|requests] [--workspaces 10]
 *
 * Prints a table of start to ready, command to acknowledgement, command to full answer, and memory; ends with one line of JSON. Times
 * are taken at the twin, so both ways over the loopback are in them. A socket serves one workspace; by requests it is several, each
 * installed through a browser, and asked in turn.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { withFolder } from '../support/folders.ts';
import { REGISTRATION } from '../support/slack-lab.ts';
import { type SlackServer, startSlack } from '../support/slack-server/slack-server.ts';
import type { PersonAt } from '../support/slack-server/story/person.ts';
import { freePort } from '../support/slack-server/tiny-bolt.ts';
import { measureImport } from './measure-start.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ARCHIVE = '../shared/data/hf-papers.jsonl.gz';
const SEED_PAGE = 'data/daily-papers-search-page.txt';
const PATIENCE_MS = 60_000;

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    corpus: text,
    commands: { ...text, default: '2000' },
    'per-second': { ...text, default: '50' },
    line: { ...text, default: 'socket' },
    workspaces: { ...text, default: '10' },
  },
});
const corpus = values.corpus ?? (existsSync(ARCHIVE) ? ARCHIVE : SEED_PAGE);
const commands = Number(values.commands);
const perSecond = Number(values['per-second']);
const bySocket = values.line === 'socket';
const workspaces = bySocket ? 1 : Number(values.workspaces);

const port = await freePort();
const publicUrl = `http://127.0.0.1:${port}`;

/** The twin's clock stands still unless it is moved. */
function followTheClock(slack: SlackServer): NodeJS.Timeout {
  let last = Date.now();
  return setInterval(() => {
    const now = Date.now();
    slack.clock.advance({ seconds: (now - last) / 1000 });
    last = now;
  }, 100);
}

function startProgram(slack: SlackServer, folder: string, token: string): ChildProcess {
  const { appToken, clientId, clientSecret, signingSecret } = slack.app;
  const settings: Record<string, string> = bySocket
    ? { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken }
    : {
        SLACK_CLIENT_ID: clientId,
        SLACK_CLIENT_SECRET: clientSecret,
        SLACK_SIGNING_SECRET: signingSecret,
        SLACK_PORT: String(port),
        PUBLIC_URL: publicUrl,
        TOKEN_KEY: randomBytes(32).toString('base64'),
      };
  const env = {
    ...process.env,
    DATA_DIR: folder,
    SYNC: 'off',
    LOG_LEVEL: 'info',
    SLACK_API_URL: slack.apiUrl,
    SLACK_HISTORY: 'on',
    ...settings,
  };
  return spawn(process.execPath, ['dist/main.js'], { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'pipe'] });
}

/** @returns seconds from the start of the process to `serving Slack` in its log. */
async function untilReady(bot: ChildProcess): Promise<number> {
  const started = performance.now();
  await new Promise<void>((resolve, reject) => {
    let log = '';
    bot.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-10_000);
      if (log.includes('serving Slack')) resolve();
    });
    bot.once('exit', (code) => reject(new Error(`the program ended with ${code}: ${log}`)));
  });
  return (performance.now() - started) / 1000;
}

const QUERIES = [
  'low-rank adaptation',
  'diffusion video generation',
  'agents tool use',
  'quantization',
  'author:tri-dao attention',
];
const query = (turn: number): string => QUERIES[turn % QUERIES.length] ?? '';

/** What people type, as often as they do: mostly searching, some opening, browsing and saving. */
const LINES: readonly ((turn: number) => string)[] = [
  (turn) => `search ${query(turn)}`,
  (turn) => `search ${query(turn)} since:2024`,
  () => 'show PiSSA',
  (turn) => `search "${query(turn)}"`,
  () => 'today 2026-08-20',
  () => 'similar PiSSA',
  () => 'trending week',
  () => 'save PiSSA',
  () => 'list',
  (turn) => `${query(turn)} typed without a command`,
];

/** At an even pace, whether earlier ones are answered or not. @returns milliseconds to what was shown, of each. */
async function askAll(places: readonly PersonAt[]): Promise<readonly number[]> {
  const begun = performance.now();
  const answers: Promise<number>[] = [];
  for (let turn = 0; turn < commands; turn += 1) {
    await pause(Math.max(0, begun + (turn * 1000) / perSecond - performance.now()));
    const asked = performance.now();
    const line = LINES[turn % LINES.length]?.(turn) ?? '';
    const at = places[turn % places.length];
    if (at === undefined) continue;
    const answer = at.types(`/papers ${line}`).message();
    answers.push(answer.then(() => performance.now() - asked));
  }
  return Promise.all(answers);
}

interface Figures {
  readonly readySeconds: number;
  readonly idleMb: number;
  readonly afterMb: number;
  readonly firsts: readonly number[];
  readonly fullAnswers: readonly number[];
  readonly trouble: number;
}

function report({ readySeconds, idleMb, afterMb, firsts, fullAnswers, trouble }: Figures): void {
  const of = (figures: readonly number[], share: number): string => {
    const sorted = figures.toSorted((a, b) => a - b);
    return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  };
  const row = [
    ...[values.line ?? '', String(workspaces), of(firsts, 0.5), of(firsts, 0.99), of(firsts, 1)],
    ...[of(fullAnswers, 0.5), of(fullAnswers, 0.95)],
    ...[readySeconds.toFixed(1), idleMb.toFixed(0), afterMb.toFixed(0)],
  ];
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`;
  process.stdout.write(
    '| line | workspaces | acknowledged p50 ms | p99 | slowest | full answer p50 ms | p95 | start to ready s | resident MB, ready | after |\n' +
      `| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n| ${row.join(' | ')} |\n`,
  );
  process.stdout.write(
    `${JSON.stringify({ commands: firsts.length, perSecond, corpus, machine, refusedOfBot: trouble, row })}\n`,
  );
  const isLate = firsts.length < commands || Math.max(...firsts) > 1000;
  process.exitCode = isLate || trouble > 0 ? 1 : 0;
}

/** Resident, in megabytes; 0 where the system does not tell. */
function memoryOf({ pid }: ChildProcess): number {
  if (process.platform !== 'linux') return 0;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1000;
}

await withFolder(async (folder) => {
  await measureImport(folder, corpus);
  const slack = await startSlack({
    start: new Date().toISOString(),
    patienceMs: PATIENCE_MS,
    app: { ...REGISTRATION, signingSecret: randomBytes(16).toString('hex'), redirectUrls: [`${publicUrl}/slack/oauth_redirect`] },
  });
  const handles = Array.from({ length: workspaces }, (_, at) =>
    slack.addWorkspace({ name: `Lab ${at + 1}`, app: bySocket ? 'installed' : 'absent' }),
  );
  const follow = followTheClock(slack);
  const bot = startProgram(slack, folder, bySocket ? (handles[0]?.token() ?? '') : '');
  try {
    const readySeconds = await untilReady(bot);
    if (!bySocket) slack.deliverTo(`${publicUrl}/slack/events`);
    const places: PersonAt[] = [];
    for (const handle of handles) {
      const ada = handle.addPerson('ada');
      if (!bySocket) await slack.browser.installs({ person: ada, installUrl: `${publicUrl}/slack/install` });
      places.push(ada.in(handle.addChannel('papers', { botIn: true })));
    }
    const idleMb = memoryOf(bot);
    const fullAnswers = await askAll(places);
    const firsts = [...slack.firstAnswers()];
    report({ readySeconds, idleMb, afterMb: memoryOf(bot), firsts, fullAnswers, trouble: slack.violations.byBot().length });
  } finally {
    bot.kill('SIGTERM');
    await new Promise((resolve) => bot.once('exit', resolve));
    clearInterval(follow);
    await slack.close();
  }
});
