import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Env } from '../src/config.ts';
import { parseCommandLine } from '../src/core/command-line.ts';
import { parseQueryText } from '../src/core/query-language.ts';
import { QUERY_FORMS } from '../src/features/help/search-language.ts';
import { makeRegistry, type RegistryDeps } from '../src/features/registry.ts';
import { INVITED_WITH } from '../src/platforms/discord/check-place.ts';
import { makeConversation } from '../src/platforms/terminal/conversation.ts';
import { aBot } from './support/a-bot.ts';
import { anInstant, aUser, MANAGER } from './support/builders.ts';
import { seedPapers } from './support/seed-papers.ts';

const README = readFileSync('README.md', 'utf8');
const SCRIPTS: Readonly<Record<string, string>> = JSON.parse(readFileSync('package.json', 'utf8')).scripts;

const FENCED = /^ *```(\w*)\n([\s\S]*?)^ *```$/gm;
const BLOCKS = [...README.matchAll(FENCED)].map(([, language, text = '']) => ({ language, text }));
const PROSE = README.replace(FENCED, '');
/** What stands between backticks. */
const codeIn = (text: string): readonly string[] => [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

/** Rows of the table with that head, each a list of cells. */
function tableUnder(head: string): readonly (readonly string[])[] {
  const [, table = ''] = README.split(`| ${head} |\n`);
  const rows = table.split('\n\n')[0]?.split('\n').slice(1) ?? [];
  return rows.map((row) => row.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));
}

/** The registry as it is described; nothing of it is run. */
const COMMANDS = makeRegistry({} as RegistryDeps).commands;

/** @throws where the line, or the query in it, would be refused. */
function parseTyped(line: string): void {
  const parsed = parseCommandLine(line, COMMANDS);
  if (parsed.kind !== 'command') throw new Error(`no command: ${line}`);
  for (const [option, spec] of Object.entries(COMMANDS.find(({ name }) => name === parsed.name)?.options ?? {})) {
    if (spec.required && !parsed.options.has(option)) throw new Error(`without its ${option}: ${line}`);
  }
  if (parsed.name === 'search') parseQueryText([...parsed.options.values()].join(' '));
}

describe('the commands that the README shows for a shell', () => {
  it('are scripts of package.json, or what npm itself can do', () => {
    const run = [...README.matchAll(/\bnpm run (?:-\S+ )*([a-z][\w:-]*)/g)].map(([, name = '']) => name);
    expect(run.length).toBeGreaterThan(5);
    expect(run.filter((name) => !(name in SCRIPTS))).toEqual([]);
    const builtIn = [...README.matchAll(/\bnpm (?!run\b)([a-z]+)/g)].map(([, name = '']) => name);
    expect(new Set(builtIn)).toEqual(new Set(['ci', 'start', 'test']));
    expect(SCRIPTS).toMatchObject({ start: expect.anything(), test: expect.anything() });
  });

  it('hold the test command on a line of its own, for it is what the gate runs', () => {
    expect(BLOCKS.filter(({ text }) => text === 'npm ci && npm test\n')).toHaveLength(1);
  });
});

describe('the commands that the README shows for the prompt', () => {
  it('are every command of the bot, each with its own example and summary', () => {
    expect(tableUnder('for example | what it does')).toEqual(COMMANDS.map(({ example, summary }) => [`\`${example}\``, summary]));
  });

  it('can be typed as they stand', () => {
    const inText = codeIn(PROSE).filter((code) => COMMANDS.some(({ name }) => code === name || code.startsWith(`${name} `)));
    const inBlocks = BLOCKS.flatMap(({ text }) => [...text.matchAll(/^> (.+)$/gm)].map(([, line = '']) => line));
    const inPipes = BLOCKS.flatMap(({ text }) =>
      [...text.matchAll(/printf '([^']+)'/g)].flatMap(([, lines = '']) => lines.split('\\n')),
    );
    const typed = [...inText, ...inBlocks, ...inPipes.filter((line) => line !== '')];
    expect(typed.length).toBeGreaterThan(COMMANDS.length);
    const bare = COMMANDS.map(({ name }) => name);
    for (const line of typed) if (!bare.includes(line)) expect(() => parseTyped(line), line).not.toThrow();
  });
});

describe('the query language in the README', () => {
  const rows = tableUnder('write | to get');

  it('has every form that help shows', () => {
    expect(rows.flatMap(([form = '']) => codeIn(form))).toEqual(QUERY_FORMS.map(({ form }) => form));
  });

  it('is what the parser reads', () => {
    for (const query of rows.flat().flatMap(codeIn)) expect(() => parseQueryText(query), query).not.toThrow();
  });
});

describe('the invitation in the README', () => {
  it('asks for the permissions that posts need, and no other', () => {
    const link = new URL(/^ *(https:\/\/discord\.com\/oauth2\S+)$/m.exec(README)?.[1] ?? '');
    expect(link.searchParams.get('permissions')).toBe(String(INVITED_WITH));
    expect(link.searchParams.get('scope')).toBe('bot applications.commands');
  });
});

describe('the settings in the README', () => {
  it('are the variables that are read, and no other', () => {
    const named = tableUnder('variable | default | meaning').flatMap(([name = '']) => codeIn(name));
    expect(named).toEqual(Object.keys(Env.shape));
  });
});

describe('the files that the README names', () => {
  const files = ['src', 'tests'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `/${folder}/${file}`),
  );

  it('are there', () => {
    const named = codeIn(PROSE).filter((code) => /^[\w./-]+\.ts$/.test(code));
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !files.some((file) => file.endsWith(`/${name}`)))).toEqual([]);
  });

  it('are the folders of src/, each with a word on what it is', () => {
    const layout = BLOCKS.find(({ text }) => text.startsWith('src/main.ts'))?.text ?? '';
    const named = layout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/\s{2,}/)[0] ?? '');
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
    const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => `src/${name}/`).filter((folder) => !named.includes(folder))).toEqual([]);
  });
});

describe('the refusals in the README', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`src/${file}`, 'utf8'))
    .join('\n');

  it('are quoted as the program says them', () => {
    const quoted = tableUnder('it says | do this').flatMap(([says = '']) => codeIn(says));
    expect(quoted.length).toBeGreaterThan(10);
    expect(quoted.filter((words) => !sources.includes(words))).toEqual([]);
  });
});

/** Typed one after the other, as a person at the prompt sees it. */
async function conversation(typed: readonly string[]): Promise<string> {
  const { bot } = await aBot({ papers: await seedPapers() });
  const place = { platform: 'terminal', workspace: 'terminal', channel: 'terminal' } as const;
  const { answer } = makeConversation({
    bot,
    screen: () => ({ width: 80, color: false }),
    context: () => ({ asker: aUser(), place, standing: MANAGER, now: anInstant() }),
    writeFile: async ({ name }) => name,
  });
  const exchanges: string[] = [];
  for (const line of typed) {
    const said = await answer(line);
    exchanges.push(`> ${line}\n\n${said.kind === 'print' ? said.text : said.kind}\n`);
  }
  return exchanges.join('\n');
}

describe('the sample in the README', () => {
  it('is what the program prints over the page that it ships with', async () => {
    const sample = BLOCKS.find(({ text }) => text.startsWith('> '))?.text ?? '';
    const typed = [...sample.matchAll(/^> (.+)$/gm)].map(([, line = '']) => line);
    expect(typed.length).toBeGreaterThan(1);
    expect(sample).toBe(await conversation(typed));
  });
});
