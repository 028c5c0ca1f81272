/**
 * What Discord's users and its operator feel, measured over the whole program as a process of its own, against the twin:
 *
 *   npx tsx tests/bench/discord.ts [--corpus FILE] [--interactions 2000] [--per-second 50] [--guilds 2500]
 *
 * Prints a table of start to ready, interaction to first callback, interaction to full answer, and memory; ends with one line of
 * JSON. Times are taken at the twin, from sending the event to having read the request, so both ways over the loopback are in them.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type DiscordServer, startDiscord } from '../support/discord-server/discord-server.ts';
import type { Person, PersonAt } from '../support/discord-server/people.ts';
import { withFolder } from '../support/folders.ts';
import { measureImport } from './measure-start.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ARCHIVE = '../shared/data/hf-papers.jsonl.gz';
const SEED_PAGE = 'data/daily-papers-search-page.txt';
const PATIENCE_MS = 60_000;
const NO_BUCKETS = { limit: 1_000_000, perMs: 1000 };

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    corpus: text,
    interactions: { ...text, default: '2000' },
    'per-second': { ...text, default: '50' },
    guilds: { ...text, default: '2500' },
  },
});
const corpus = values.corpus ?? (existsSync(ARCHIVE) ? ARCHIVE : SEED_PAGE);
const interactions = Number(values.interactions);
const perSecond = Number(values['per-second']);
const guilds = Number(values.guilds);

/** The twin's clock stands still unless it is moved. */
function followTheClock(discord: DiscordServer): NodeJS.Timeout {
  let last = Date.now();
  return setInterval(() => {
    const now = Date.now();
    discord.clock.advance({ seconds: (now - last) / 1000 });
    last = now;
  }, 100);
}

function startProgram(discord: DiscordServer, folder: string): ChildProcess {
  const env = {
    ...process.env,
    DATA_DIR: folder,
    DISCORD_TOKEN: discord.token(),
    DISCORD_API_URL: discord.apiUrl,
    LOG_LEVEL: 'info',
    SYNC: 'off',
  };
  return spawn(process.execPath, ['dist/main.js'], { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'pipe'] });
}

/** @returns seconds from the start of the process to `serving Discord` in its log. */
async function untilReady(bot: ChildProcess): Promise<number> {
  const started = performance.now();
  await new Promise<void>((resolve, reject) => {
    let log = '';
    bot.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-10_000);
      if (log.includes('serving Discord')) resolve();
    });
    bot.once('exit', (code) => reject(new Error(`the program ended with ${code}: ${log}`)));
  });
  return (performance.now() - started) / 1000;
}

type Ask = (at: PersonAt, turn: number) => Promise<unknown>;

const QUERIES = [
  'low-rank adaptation',
  'diffusion video generation',
  'agents tool use',
  'quantization',
  'author:tri-dao attention',
];
const query = (turn: number): string => QUERIES[turn % QUERIES.length] ?? '';

/** What people do, as often as they do it: mostly searching and typing, some opening, browsing and saving. */
const ASKS: readonly Ask[] = [
  (at, turn) => at.types('/papers search', { query: query(turn) }).message(),
  (at, turn) => at.completes('/papers show', { paper: query(turn).slice(0, 3 + (turn % 9)) }, 'paper').choices(),
  (at, turn) => at.types('/papers search', { query: `${query(turn)} since:2024` }).message(),
  (at, turn) => at.completes('/papers follow author', { name: ['y', 'yan', 'li', 'kaim'][turn % 4] ?? '' }, 'name').choices(),
  (at) => at.types('/papers show', { paper: 'PiSSA' }).message(),
  (at, turn) => at.types('/papers search', { query: `"${query(turn)}"` }).message(),
  (at) => at.types('/papers today', { date: '2026-08-20' }).message(),
  (at) => at.types('/papers similar', { paper: 'PiSSA' }).message(),
  (at) => at.types('/papers trending', { window: 'week' }).message(),
  (at) => at.types('/papers save', { paper: 'PiSSA' }).message(),
];

/** At an even pace, whether earlier ones are answered or not. @returns milliseconds to what was shown, of each. */
async function askAll(ada: Person, at: PersonAt): Promise<readonly number[]> {
  const begun = performance.now();
  const answers: Promise<number>[] = [];
  for (let turn = 0; turn < interactions; turn += 1) {
    await pause(Math.max(0, begun + (turn * 1000) / perSecond - performance.now()));
    const asked = performance.now();
    const ask = ASKS[turn % ASKS.length];
    const where = turn % 7 === 0 ? ada.inDirectMessage() : at;
    if (ask !== undefined) answers.push(ask(where, turn).then(() => performance.now() - asked));
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
    ...[of(firsts, 0.5), of(firsts, 0.99), of(firsts, 1)],
    ...[of(fullAnswers, 0.5), of(fullAnswers, 0.95)],
    ...[readySeconds.toFixed(1), idleMb.toFixed(0), afterMb.toFixed(0)],
  ];
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`;
  process.stdout.write(
    '| first callback p50 ms | p99 | slowest | full answer p50 ms | p95 | start to ready s | resident MB, ready | after |\n' +
      `| --- | --- | --- | --- | --- | --- | --- | --- |\n| ${row.join(' | ')} |\n`,
  );
  const asked = { interactions: firsts.length, perSecond, guilds, corpus, machine, refusedOfBot: trouble };
  process.stdout.write(`${JSON.stringify({ ...asked, row })}\n`);
  const isLate = firsts.length < interactions || Math.max(...firsts) > 1000;
  process.exitCode = isLate || trouble > 0 ? 1 : 0;
}

/** Resident, in megabytes; 0 where the system does not tell. */
function memoryOf({ pid }: ChildProcess): number {
  if (process.platform !== 'linux') return 0;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1000;
}

await withFolder(async (folder) => {
  await measureImport(folder, corpus);
  const discord = await startDiscord({ start: new Date().toISOString(), patienceMs: PATIENCE_MS, bucket: NO_BUCKETS });
  const ada = discord.addPerson('ada');
  const channel = discord.addGuild({ name: 'Bench', owner: ada }).addChannel('papers');
  for (let at = 1; at < guilds; at += 1) {
    const guild = discord.addGuild({ name: `Guild ${at}`, owner: ada });
    for (const name of ['general', 'papers', 'random']) guild.addChannel(name);
  }
  const follow = followTheClock(discord);
  const bot = startProgram(discord, folder);
  try {
    const readySeconds = await untilReady(bot);
    const idleMb = memoryOf(bot);
    const fullAnswers = await askAll(ada, ada.in(channel));
    const firsts = [...discord.firstAnswers()];
    report({ readySeconds, idleMb, afterMb: memoryOf(bot), firsts, fullAnswers, trouble: discord.violations.byBot().length });
  } finally {
    bot.kill('SIGTERM');
    await new Promise((resolve) => bot.once('exit', resolve));
    clearInterval(follow);
    await discord.close();
  }
});
