/**
 * `npm run gallery`: every kind of message that the bot has, as pages in the look of Discord and of Slack, out of the real program on
 * the twin of each.
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
import { discordScenes } from './discord-scenes.ts';
import { slackScenes } from './slack-scenes.ts';

const { values } = parseArgs({ options: { out: { type: 'string' }, only: { type: 'string' } } });
const out = values.out ?? (await mkdtemp(join(tmpdir(), 'paperboy-gallery-')));
await mkdir(out, { recursive: true });

const script = { kind: 'inline', text: await bundleDiscordComponents() } as const;
const pages: string[] = [];

async function write(name: string, page: string): Promise<void> {
  if (!name.includes(values.only ?? '')) return;
  await writeFile(join(out, `${name}.html`), page);
  pages.push(name);
}

const onDiscord = (await discordScenes()).map(({ name, messages }) => ({
  name,
  messages: messages.map(({ recorded }) => recorded),
}));
for (const { name, messages } of onDiscord) await write(`discord-${name}`, messagePage({ title: name, messages, script }));
await write('discord', messagePage({ title: 'Discord', messages: onDiscord.flatMap(({ messages }) => messages), script }));

const onSlack = await slackScenes();
for (const { name, html } of onSlack) await write(`slack-${name}`, html);
await write('slack', onSlack.map(({ html }) => html).join('<hr>'));

const links = pages.map((name) => `<li><a href="${name}.html">${name}</a></li>`).join('');
await writeFile(join(out, 'index.html'), `<!doctype html><meta charset="utf-8"><title>Gallery</title><ul>${links}</ul>`);
process.stdout.write(`${pages.length} pages; open ${join(out, 'index.html')}\n`);
