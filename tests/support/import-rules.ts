/**
 * Which folder of `src/` may import what, as a table, and the reading of a file's imports that holds it.
 *
 * A unit is a folder of `src/` with all below it, except that each feature and each platform is a unit of its own and so is
 * each file directly in `src/` or `src/features/`. Every unit may import itself. What is not in the table may not be imported.
 */
import { posix } from 'node:path';

interface Rule {
  /** Units, folders of units, or single files. */
  readonly may: readonly string[];
  /** Packages by name; `node:*` is all that Node brings along. */
  readonly packages: readonly string[];
  /** What a reader who broke it is told. */
  readonly rule: string;
}

export const IMPORT_RULES: Readonly<Record<string, Rule>> = {
  core: { may: [], packages: ['node:crypto'], rule: 'core is pure: it imports itself, and node:crypto for hashing' },
  'features/*': { may: ['core'], packages: [], rule: 'a feature imports core and itself, neither another feature nor a package' },
  'features/reading-list': {
    may: ['core'],
    packages: ['csv-stringify'],
    rule: 'the reading list imports core, itself and the writer of CSV',
  },
  'features/groups': {
    may: ['core'],
    packages: ['csv-stringify', 'ics'],
    rule: 'reading groups import core, themselves, and the writers of CSV and calendars',
  },
  'features/bot.ts': { may: ['core'], packages: [], rule: 'the bot as adapters see it is made of core types alone' },
  'features/make-bot.ts': { may: ['core', 'features/bot.ts'], packages: [], rule: 'make-bot knows commands only by their types' },
  'features/programs.ts': {
    may: ['core', 'features'],
    packages: [],
    rule: 'programs bring together what is posted, and no more',
  },
  'features/action-handlers.ts': { may: ['core', 'features'], packages: [], rule: 'the handlers bring together what buttons do' },
  'features/registry.ts': { may: ['core', 'features'], packages: [], rule: 'the registry brings features together, and no more' },
  render: {
    may: ['core'],
    packages: ['string-width', 'wrap-ansi', 'discord-api-types', '@slack/types'],
    rule: 'render is pure: core in, text or a payload out, and of a chat client only types',
  },
  search: {
    may: ['core'],
    packages: ['node:*', 'minisearch', '@orama/stemmers', '@orama/stopwords', 'zod'],
    rule: 'search imports core and its own packages; stores and sources are brought to it',
  },
  sources: {
    may: ['core'],
    packages: ['node:*', 'entities', 'fast-xml-parser', 'zod'],
    rule: 'sources import core and what reads their formats; stores are brought to them',
  },
  store: {
    may: ['core'],
    packages: ['node:*', 'kysely', 'libsql', 'pg', 'zod'],
    rule: 'the store imports core and the database clients',
  },
  'platforms/terminal': {
    may: ['core', 'features/bot.ts', 'render/terminal.ts', 'render/text.ts'],
    packages: ['node:*', 'zod'],
    rule: 'a platform imports core, features/bot.ts, its own renderer and its client, no other platform and no store',
  },
  'platforms/discord': {
    may: [
      'core',
      'features/bot.ts',
      'render/discord.ts',
      'render/discord-form.ts',
      'render/discord-limits.ts',
      'render/typed-command.ts',
      'render/text.ts',
    ],
    packages: ['discord.js', 'discord-api-types', 'zod'],
    rule: 'a platform imports core, features/bot.ts, its own renderer and its client, no other platform and no store',
  },
  'platforms/slack': {
    may: [
      'core',
      'features/bot.ts',
      'render/slack.ts',
      'render/slack-escape.ts',
      'render/slack-limits.ts',
      'render/typed-command.ts',
      'render/text.ts',
    ],
    packages: ['node:*', '@slack/bolt', '@slack/oauth', '@slack/types', '@slack/web-api', 'zod'],
    rule: 'a platform imports core, features/bot.ts, its own renderer and its client, no other platform and no store',
  },
  jobs: { may: ['core'], packages: ['node-cron'], rule: 'jobs import core and node-cron; stores and platforms are arguments' },
  cli: {
    may: ['core', 'features/bot.ts', 'jobs', 'sources', 'platforms', 'config.ts', 'slack-config.ts'],
    packages: ['node:*', 'cli-progress'],
    rule: 'a program of the command line imports core, jobs, sources and the platform that it starts',
  },
  'config.ts': { may: ['core', 'slack-config.ts'], packages: ['zod'], rule: 'the configuration is one pure parse' },
  'slack-config.ts': { may: [], packages: ['zod'], rule: 'the configuration is one pure parse' },
  'log.ts': { may: ['config.ts'], packages: ['pino', 'pino-pretty'], rule: 'the log knows its own settings and pino' },
  'open-index.ts': {
    may: ['core', 'jobs', 'search', 'store', 'cli', 'config.ts', 'log.ts'],
    packages: ['node:*'],
    rule: 'the index is opened from its file and brought up to date with the store, and no more',
  },
  'chat-platforms.ts': {
    may: ['core', 'features/bot.ts', 'platforms', 'config.ts', 'log.ts'],
    packages: ['node:*'],
    rule: 'the chat platforms are made of the settings, and no more',
  },
  'wiring.ts': {
    may: [
      ...['open-index.ts', 'chat-platforms.ts', 'live-sources.ts', 'config.ts', 'log.ts'],
      ...['core', 'features', 'search', 'sources', 'store', 'platforms', 'jobs', 'cli'],
    ],
    packages: ['node:*'],
    rule: 'wiring names every implementation; packages stay behind them',
  },
  'live-sources.ts': {
    may: ['core', 'jobs', 'sources', 'store', 'config.ts', 'log.ts'],
    packages: [],
    rule: 'the services are set up here for one process, and no more',
  },
  'examinations.ts': {
    may: ['core', 'features/bot.ts', 'platforms', 'store', 'cli', 'config.ts', 'open-index.ts'],
    packages: ['node:*'],
    rule: 'what the doctor looks through is named here, and looked through elsewhere',
  },
  'main.ts': {
    may: [
      'core',
      'platforms',
      'store',
      'cli',
      'chat-platforms.ts',
      'config.ts',
      'examinations.ts',
      'live-sources.ts',
      'log.ts',
      'open-index.ts',
      'wiring.ts',
    ],
    packages: ['node:*'],
    rule: 'main is the process; parts are put together in wiring.ts',
  },
};

const IMPORT =
  /^\s*(?:import|export)\b[^;'"]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;

/** Each import of a file that the table does not allow, as a sentence with the rule. @param file below `src/`, as `core/paper.ts`. */
export function forbiddenImports(file: string, source: string): readonly string[] {
  const unit = unitOf(file);
  const rule = IMPORT_RULES[unit] ?? IMPORT_RULES[unit.replace(/[^/]+$/, '*')];
  if (rule === undefined) return [`${file} is in no folder of the import table. Give ${unit} a line there.`];
  const forbidden = importsOf(source).filter((specifier) => !isAllowed(specifier, file, rule));
  return forbidden.map((specifier) => `${file} may not import ${specifier}: ${rule.rule}.`);
}

function importsOf(source: string): readonly string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(IMPORT)].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '');
}

function isAllowed(specifier: string, file: string, { may, packages }: Rule): boolean {
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(file), specifier);
    return unitOf(target) === unitOf(file) || may.some((allowed) => target === allowed || target.startsWith(`${allowed}/`));
  }
  return packages.some((allowed) =>
    allowed === 'node:*' ? specifier.startsWith('node:') : specifier === allowed || specifier.startsWith(`${allowed}/`),
  );
}

function unitOf(file: string): string {
  const [folder = '', inner, ...deeper] = file.split('/');
  if (inner === undefined) return folder;
  if (folder === 'platforms' || folder === 'features') return deeper.length === 0 ? file : `${folder}/${inner}`;
  return folder;
}
