/**
 * The process: arguments, environment and streams in, signals and the exit code out. Nothing else reads `process.env`, the
 * machine's clock or the command line.
 *
 *   main.js                      the bot: on Discord and Slack where they are configured, else on this terminal
 *   main.js import FILE…         papers out of files
 *   main.js sync                 daily lists from Hugging Face
 *   main.js doctor               looks through the installation
 *   main.js discord-register     the commands, as Discord has them
 *   main.js slack-manifest       the app, as Slack has it
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { chatPlatforms, servePlatforms } from './chat-platforms.ts';
import { runDoctor } from './cli/doctor.ts';
import { IMPORT_EXIT, runImport } from './cli/import.ts';
import { greeting, startReport } from './cli/start-report.ts';
import { runSync, SYNC_EXIT } from './cli/sync.ts';
import { type Config, parseConfig } from './config.ts';
import { OperatorError } from './core/errors.ts';
import { type Clock, toInstant } from './core/time.ts';
import { openSources } from './live-sources.ts';
import { makeLog } from './log.ts';
import { saveIndex } from './open-index.ts';
import { terminalChannels } from './platforms/terminal/channels.ts';
import { DEFAULT_COLUMNS, terminalPlatform } from './platforms/terminal/connect.ts';
import { makeStage } from './platforms/terminal/stage.ts';
import { stageClock } from './platforms/terminal/stage-clock.ts';
import { writeReplyFile } from './platforms/terminal/write-reply-file.ts';
import { commandDescriptions, openArchive, type Surroundings, startPaperboy } from './wiring.ts';

const USAGE = `Usage: npm start                    the bot: on Discord and Slack where .env names their tokens, else on this terminal
       npm run import -- FILE…      add papers from files; --help tells which
       npm run sync                 fetch daily lists; --help tells which
       npm run doctor               look through settings, database and platforms; posts nothing
       npm run discord:register     write the commands to Discord; --help tells more
       npm run slack:manifest       print the app's manifest for Slack; --help tells more
`;
const CANNOT_RUN = 2;

const clock: Clock = { now: () => toInstant(Date.now()) };

async function main(args: readonly string[]): Promise<number> {
  const [program, ...rest] = args;
  switch (program) {
    case undefined:
      return serve(readConfig());
    case 'import':
      return importFiles(rest, readConfig());
    case 'sync':
      return syncLists(rest, readConfig());
    case 'doctor':
      return lookThrough(readConfig());
    case 'discord-register':
      return registerOnDiscord(rest, readConfig());
    case 'slack-manifest':
      return printSlackManifest(rest, readConfig());
    case '--version':
      process.stdout.write(`${version()}\n`);
      return 0;
    case '--help':
      process.stdout.write(USAGE);
      return 0;
    default:
      process.stderr.write(`There is no program called ${program}.\n${USAGE}`);
      return CANNOT_RUN;
  }
}

/** Until a signal comes, or no platform takes the bot any more. */
async function serve(config: Config): Promise<number> {
  const around = surroundings({ logLevel: 'info', ...config });
  const platforms = await chatPlatforms(config, { clock, log: around.log, records: () => paperboy.records });
  if (platforms.length === 0) return chat(config);
  const deliveries = config.role === 'chat' ? 'when-asked' : 'by-the-clock';
  const lists = config.role === 'chat' ? 'as-they-are' : 'kept-current';
  const paperboy = await startPaperboy(config, { platforms, deliveries, lists, watch: () => {}, version: version() }, around);
  const stop = async (): Promise<void> => void (await Promise.all(platforms.map((platform) => platform.stop())));
  try {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
    if (config.role !== 'worker') void paperboy.prepareSuggestions();
    await servePlatforms(platforms, paperboy.bot);
  } finally {
    await stop();
    await paperboy.stop();
  }
  return 0;
}

/** The bot where no chat platform is configured: a conversation on this terminal, or answers to lines from a pipe. */
async function chat(config: Config): Promise<number> {
  const { stdin, stdout } = process;
  const isPerson = stdin.isTTY === true && stdout.isTTY === true;
  const color = isPerson && config.color !== 'never';
  const asker = { platform: 'terminal', id: loginName() } as const;
  const played = stageClock(clock);
  const stage = makeStage({
    clock: played,
    channels: terminalChannels(join(config.dataDir, 'terminal-channels.jsonl')),
    asker,
    screen: () => ({ width: stdout.columns ?? DEFAULT_COLUMNS, color }),
    beat: () => paperboy.beat(),
    nextMoment: (after) => paperboy.nextMoment(after),
    die: () => process.kill(process.pid, 'SIGKILL'),
  });
  const terminal = terminalPlatform({
    input: stdin,
    output: stdout,
    mode: isPerson ? 'prompt' : 'lines',
    color,
    asker,
    clock: played,
    stage,
    writeFile: (file) => writeReplyFile(process.cwd(), file),
  });
  const service = {
    platforms: [terminal],
    deliveries: isPerson ? 'by-the-clock' : 'when-asked', // a pipe is answered, and nothing else is said to it
    lists: isPerson || config.sources.sync === 'on' ? 'kept-current' : 'as-they-are',
    watch: stage.tell,
    version: version(),
  } as const;
  const paperboy = await startPaperboy(config, service, { ...surroundings(config), clock: played, machineClock: clock });
  try {
    if (isPerson) stdout.write(greeting(version(), paperboy.archive));
    await terminal.start(paperboy.bot);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void terminal.stop());
    await terminal.left;
  } finally {
    await paperboy.stop();
    stdin.destroy(); // an input that is still open, as a pipe may be, would keep the process
  }
  return 0;
}

async function importFiles(args: readonly string[], config: Config): Promise<number> {
  const { stdin, stdout, stderr } = process;
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const store = await openArchive(config, surroundings(config));
  try {
    const code = await runImport(args, { store, stdin, stdout, stderr, now: clock.now, signal: stopping.signal });
    if (code === IMPORT_EXIT.allWell || code === IMPORT_EXIT.someRejected) {
      await saveIndex(store, config, surroundings(config));
    }
    return code;
  } finally {
    await store.close();
  }
}

async function syncLists(args: readonly string[], config: Config): Promise<number> {
  const { stdout, stderr } = process;
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const around = surroundings(config);
  const { huggingFace } = openSources(config.sources, { ...around, version: version(), random: Math.random });
  const store = await openArchive(config, around);
  try {
    const code = await runSync(args, { source: huggingFace, store, clock, stdout, stderr, signal: stopping.signal });
    if (code === SYNC_EXIT.allWell || code === SYNC_EXIT.someFailed) await saveIndex(store, config, around);
    return code;
  } finally {
    await store.close();
  }
}

async function lookThrough(config: Config): Promise<number> {
  const { examinations } = await import('./examinations.ts'); // with the clients of all chat platforms, which take long to load
  const commands = await commandDescriptions(surroundings(config));
  return runDoctor(examinations(config, { clock, commands, random: randomBytes }), process.stdout);
}

async function registerOnDiscord(args: readonly string[], config: Config): Promise<number> {
  const { runDiscordRegister } = await import('./cli/discord-register.ts');
  return runDiscordRegister(args, {
    discord: config.discord,
    commands: () => commandDescriptions(surroundings(config)),
    stdout: process.stdout,
    stderr: process.stderr,
  });
}

async function printSlackManifest(args: readonly string[], config: Config): Promise<number> {
  const { runSlackManifest } = await import('./cli/slack-manifest.ts');
  const { stdout, stderr } = process;
  return runSlackManifest(args, {
    slack: config.slack,
    commands: () => commandDescriptions(surroundings(config)),
    stdout,
    stderr,
  });
}

/** On the terminal platform only errors are logged unless more is asked for: its output is for answers. */
function surroundings({ logLevel = 'error' }: Config): Surroundings {
  const { stderr } = process;
  const log = makeLog({ level: logLevel, form: stderr.isTTY ? 'pretty' : 'json' });
  return { clock, log, tell: startReport(stderr, clock.now) };
}

function readConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return parseConfig(process.env);
}

/** A container may run as a user that has no name. */
function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.()}`;
  }
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = CANNOT_RUN;
}
