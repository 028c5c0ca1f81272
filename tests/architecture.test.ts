import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forbiddenImports, IMPORT_RULES } from './support/import-rules.ts';

const SOURCE_FILES = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))
  .sort();

const sourceOf = (file: string): string => readFileSync(join('src', file), 'utf8');

describe('the import table', () => {
  it('holds for every file of src/', () => {
    expect(SOURCE_FILES.flatMap((file) => forbiddenImports(file, sourceOf(file)))).toEqual([]);
  });

  it('has no line for a folder that is not there', () => {
    const units = Object.keys(IMPORT_RULES).map((unit) => unit.replace('/*', ''));
    expect(units.filter((unit) => !existsSync(join('src', unit)))).toEqual([]);
  });

  it.each([
    ['core/paper.ts', "import { z } from 'zod';"],
    ['core/paper.ts', "import { readFileSync } from 'node:fs';"],
    ['core/message.ts', "import type { APIEmbed } from 'discord-api-types/v10';"],
    ['core/query.ts', "export { searchCommand } from '../features/search/search-command.ts';"],
    ['features/search/search-command.ts', "import { showPaper } from '../paper/show-command.ts';"],
    ['features/search/search-command.ts', "import {\n  Client,\n  Events,\n} from 'discord.js';"],
    ['features/help/help-command.ts', "import type { KnownBlock } from '@slack/types';"],
    ['features/lists/today-command.ts', "import { renderTerminal } from '../../render/terminal.ts';"],
    ['features/lists/today-command.ts', "import { makeRegistry } from '../registry.ts';"],
    ['features/make-bot.ts', "import { makeRegistry } from './registry.ts';"],
    ['render/terminal.ts', "import type { Bot } from '../features/bot.ts';"],
    ['store/papers.ts', "import { makePaperIndex } from '../search/paper-index.ts';"],
    ['search/paper-index.ts', "import { openStore } from '../store/open-store.ts';"],
    ['sources/links.ts', "import '../store/schema.ts';"],
    ['platforms/terminal/connect.ts', "const store = await import('../../store/open-store.ts');"],
    ['platforms/terminal/connect.ts', "import { renderDiscord } from '../../render/discord.ts';"],
    ['platforms/terminal/connect.ts', "import { connect } from '../slack/connect.ts';"],
    ['jobs/heartbeat.ts', "import { openStore } from '../store/open-store.ts';"],
    ['cli/import.ts', "import { startPaperboy } from '../wiring.ts';"],
    ['wiring.ts', "import { version } from './main.ts';"],
    ['misc/things.ts', "import { text } from '../core/message.ts';"],
  ])('would stop %s at %s', (file, source) => {
    expect(forbiddenImports(file, source)).toHaveLength(1);
  });

  it('says the rule to whoever breaks it', () => {
    expect(forbiddenImports('core/time.ts', "import { format } from 'date-fns';")).toEqual([
      'core/time.ts may not import date-fns: core is pure: it imports itself, and node:crypto for hashing.',
    ]);
  });

  it.each([
    ['core/paper.ts', "import { createHash } from 'node:crypto';\nimport { text } from './message.ts';"],
    ['features/lists/today-command.ts', "import { text } from '../../core/message.ts';\nimport { x } from './opening.ts';"],
    [
      'platforms/terminal/connect.ts',
      "import { createInterface } from 'node:readline';\nimport type { Bot } from '../../features/bot.ts';",
    ],
    ['store/papers.ts', "/** As `import { z } from 'discord.js';` would. */\nimport { sql } from 'kysely';"],
  ])('lets %s import what it needs', (file, source) => {
    expect(forbiddenImports(file, source)).toEqual([]);
  });
});

const MOST_LINES = 250;
const BANNED_NAMES = ['utils', 'util', 'helpers', 'helper', 'common', 'shared', 'types', 'index', 'misc', 'lib'];

describe('a file of src/', () => {
  it(`has at most ${MOST_LINES} lines: a longer one is more than one idea`, () => {
    expect(SOURCE_FILES.filter((file) => sourceOf(file).trimEnd().split('\n').length > MOST_LINES)).toEqual([]);
  });

  it('is named in kebab-case for the idea that it holds, and is no barrel and no drawer', () => {
    const nameOf = (file: string): string => basename(file, '.ts');
    expect(SOURCE_FILES.filter((file) => BANNED_NAMES.includes(nameOf(file)))).toEqual([]);
    expect(SOURCE_FILES.filter((file) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(nameOf(file)))).toEqual([]);
  });

  it('opens by saying what it decides', () => {
    expect(SOURCE_FILES.filter((file) => !sourceOf(file).startsWith('/**\n'))).toEqual([]);
  });
});

/** What makes a run depend on its surroundings, and the files that may reach for it; all others are given it. */
const SURROUNDINGS: readonly { readonly name: string; readonly pattern: RegExp; readonly allowed: readonly string[] }[] = [
  { name: 'the environment', pattern: /\bprocess\.(?:env|argv|loadEnvFile)\b/, allowed: ['main.ts'] },
  { name: 'the clock', pattern: /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b/, allowed: ['main.ts'] },
  {
    name: 'chance',
    pattern: /\bMath\.random\b|\brandom(?:UUID|Bytes|Int)\b/,
    allowed: ['main.ts', 'wiring.ts', 'chat-platforms.ts'],
  },
  {
    name: 'the streams of the process',
    pattern: /\bprocess\.(?:std(?:in|out|err)|exit|on|once)\b|\bconsole\./,
    allowed: ['main.ts'],
  },
];

describe.each(SURROUNDINGS)('$name', ({ pattern, allowed }) => {
  it(`is read in ${allowed.join(' and ')} only, and given to all else`, () => {
    const code = (file: string): string => sourceOf(file).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
    expect(SOURCE_FILES.filter((file) => !allowed.includes(file) && pattern.test(code(file)))).toEqual([]);
  });
});

const TOP_LEVEL = [
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'src', 'data', 'tests', '.env.example', 'README.md', 'LICENSE'],
  ...['.biome.json', '.ci', '.editorconfig', '.github', '.gitignore'],
];

/** Nothing to ask where the project was unpacked without its history. */
describe.skipIf(!existsSync('.git'))('the repository', () => {
  const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trimEnd().split('\n');

  it('has the agreed files at its top level and no other', () => {
    expect(TOP_LEVEL.filter((name) => !existsSync(name))).toEqual([]);
    expect([...new Set(tracked.map((file) => file.split('/')[0] ?? ''))].filter((name) => !TOP_LEVEL.includes(name))).toEqual([]);
  });

  it('ships one page of other people’s text as data, and nothing else', () => {
    expect(tracked.filter((file) => file.startsWith('data/'))).toEqual(['data/daily-papers-search-page.txt']);
  });
});
