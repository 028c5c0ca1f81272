/**
 * `npm run gallery`: every kind of message that the bot has, as pages in Discord's look, out of the real program on its twin.
 *
 *   npm run gallery -- --out FOLDER    where the pages go; a new temporary folder unless told
 *   npm run gallery -- --only digest   those whose name has this in it
 */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleDiscordComponents } from '../support/discord-server/component-bundle.ts';
import { messagePage } from '../support/discord-server/message-html.ts';
import type { RecordedMessage } from '../support/discord-server/world.ts';
import { discordScenes } from './discord-scenes.ts';

const { values } = parseArgs({ options: { out: { type: 'string' }, only: { type: 'string' } } });
const out = values.out ?? (await mkdtemp(join(tmpdir(), 'paperboy-gallery-')));
await mkdir(out, { recursive: true });

const script = { kind: 'inline', text: await bundleDiscordComponents() } as const;
const names: string[] = [];
const all: RecordedMessage[] = [];
for (const { name, messages } of await discordScenes()) {
  if (!name.includes(values.only ?? '')) continue;
  const recorded = messages.map((message) => message.recorded);
  all.push(...recorded);
  const file = `${String(names.length + 1).padStart(2, '0')}-${name}.html`;
  await writeFile(join(out, file), messagePage({ title: name, messages: recorded, script }));
  names.push(file);
}
await writeFile(join(out, 'all.html'), messagePage({ title: 'All', messages: all, script }));
const links = ['all.html', ...names].map((file) => `<li><a href="${file}">${file.replace('.html', '')}</a></li>`).join('');
await writeFile(join(out, 'index.html'), `<!doctype html><meta charset="utf-8"><title>Gallery</title><ul>${links}</ul>`);
process.stdout.write(`${names.length} pages; open ${join(out, 'index.html')}\n`);
