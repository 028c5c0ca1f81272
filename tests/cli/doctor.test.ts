/**
 * The doctor on a configured Discord: the real client against the twin, and every trouble with its fix.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runDoctor } from '../../src/cli/doctor.ts';
import { parseConfig } from '../../src/config.ts';
import type { Finding } from '../../src/core/finding.ts';
import { toInstant } from '../../src/core/time.ts';
import { examinations } from '../../src/examinations.ts';
import { aDiscordLab, type DiscordLab, startBot } from '../support/a-discord-bot.ts';
import { aFolder } from '../support/databases.ts';

/** By the machine's clock, as the twin's HTTP server dates its answers. */
const clock = { now: () => toInstant(Date.now()) };

async function findings(
  env: Readonly<Record<string, string>>,
  commands: Parameters<typeof examinations>[1]['commands'] = [],
): Promise<readonly Finding[]> {
  const examined = examinations(parseConfig(env), { clock, commands, random: randomBytes });
  return (await Promise.all(examined.map(({ examine }) => examine()))).flat();
}

/** A bot that served the guild, and was stopped. */
async function aServedLab(line = 'subscribe paper-of-the-day') {
  const lab = await aDiscordLab();
  const bot = await startBot(lab);
  expect((await lab.ada.in(lab.channel).types(`/papers ${line}`, {}).message()).text).toMatch(/Subscribed/);
  await bot.stop();
  lab.discord.clock.advance({ seconds: 6 });
  return { lab, commands: bot.paperboy.bot.commands, env: envOf(lab) };
}

const envOf = ({ discord, folder }: DiscordLab) => ({
  DATA_DIR: folder,
  DISCORD_TOKEN: discord.token(),
  DISCORD_API_URL: discord.apiUrl,
});

const troublesIn = (all: readonly Finding[]) =>
  all.flatMap((finding) =>
    finding.kind === 'trouble' ? [{ check: finding.check, said: `${finding.what} ${finding.fix}` }] : [],
  );

describe('the doctor', () => {
  it('finds all well where it is, names each thing it looked at, and posts nothing', async () => {
    const { lab, commands, env } = await aServedLab();
    const all = await findings(env, commands);
    expect(troublesIn(all)).toEqual([]);
    const checks = all.map(({ check }) => check.replace(/ \S*\d\S*$/, ''));
    expect(checks).toEqual([
      ...['time zones', 'database', 'search index', 'token', 'application', 'intents', 'sessions', 'guilds'],
      ...['subscription', 'commands', 'invitation', 'clock', 'Slack'],
    ]);
    expect(lab.channel.messages()).toEqual([]);
    expect(lab.discord.violations.byBot()).toEqual([]);
  });

  it('gives an invitation with both scopes and just the permissions that posts need', async () => {
    const { env } = await aServedLab();
    const invitation = (await findings(env)).find(({ check }) => check === 'invitation');
    const link = new URL(invitation?.what ?? '');
    expect(link.searchParams.get('scope')).toBe('bot applications.commands');
    // View Channel, Send Messages, Embed Links, Attach Files, Read Message History, Create Public Threads, Send Messages in Threads
    const bits = [10, 11, 14, 15, 16, 35, 38].reduce((sum, bit) => sum | (1n << BigInt(bit)), 0n);
    expect(link.searchParams.get('permissions')).toBe(String(bits));
  });

  it('names the permissions that a subscribed channel lacks', async () => {
    const { lab, commands, env } = await aServedLab();
    lab.channel.botMay(['ViewChannel', 'ReadMessageHistory', 'CreatePublicThreads', 'SendMessagesInThreads']);
    const [trouble, ...others] = troublesIn(await findings(env, commands));
    expect(others).toEqual([]);
    expect(trouble?.check).toMatch(/^subscription /);
    expect(trouble?.said).toMatch(/Embed Links, Send Messages/);
  });

  it('names a channel that is gone, and a guild that took the bot out', async () => {
    const gone = await aServedLab();
    gone.lab.channel.delete();
    expect(troublesIn(await findings(gone.env, gone.commands))).toMatchObject([
      { said: expect.stringMatching(/channel is gone/) },
    ]);
    const out = await aServedLab();
    out.lab.guild.kickBot();
    const troubles = troublesIn(await findings(out.env, out.commands));
    expect(troubles.map(({ check }) => check.split(' ')[0])).toEqual(['guilds', 'subscription']);
    expect(troubles[0]?.said).toContain('https://discord.com/oauth2/authorize?');
  });

  it('names commands that are not those of this version', async () => {
    const { env, commands } = await aServedLab();
    const troubles = troublesIn(await findings(env, commands.slice(1)));
    expect(troubles).toMatchObject([{ check: 'commands', said: expect.stringContaining('npm run discord:register') }]);
  });

  it('names a token that Discord does not know, another application, and a Discord that is out of reach', async () => {
    const { lab, env, commands } = await aServedLab();
    const [id = ''] = lab.discord.token().split('.');
    const wrong = { ...env, DISCORD_TOKEN: `${id}.wrong.token` };
    expect(troublesIn(await findings(wrong, commands))).toMatchObject([
      { check: 'token', said: expect.stringMatching(/Bot page/) },
    ]);
    const other = { ...env, DISCORD_APPLICATION_ID: '123456789012345678' };
    expect(troublesIn(await findings(other, commands))).toMatchObject([{ check: 'application' }]);
    const away = { ...env, DISCORD_API_URL: 'http://127.0.0.1:9' };
    expect(troublesIn(await findings(away, commands))).toMatchObject([
      { check: 'connection', said: expect.stringMatching(/DISCORD_API_URL/) },
    ]);
  });

  it('makes nothing in a folder that was never started in, and says what is not configured', async () => {
    const folder = aFolder();
    const all = await findings({ DATA_DIR: join(folder, 'data') });
    expect(all.map(({ kind, check }) => `${kind} ${check}`)).toEqual([
      'well time zones',
      'note database',
      'note search index',
      'note Discord',
      'note Slack',
    ]);
  });
});

describe('what the doctor prints', () => {
  const printed = async (all: readonly Finding[]) => {
    let text = '';
    const stdout = { write: (more: string) => (text += more) };
    const code = await runDoctor([{ check: 'all', examine: async () => all }], stdout);
    return { code, text };
  };

  it('is a line a finding, a fix below each trouble, and an end that says how it stands', async () => {
    const well: Finding = { kind: 'well', check: 'token', what: 'Known.' };
    const trouble: Finding = { kind: 'trouble', check: 'guilds', what: 'None.', fix: 'Invite it.' };
    expect(await printed([well])).toEqual({ code: 0, text: '✓ token: Known.\n\nAll is well.\n' });
    const { code, text } = await printed([well, trouble]);
    expect(code).toBe(1);
    expect(text).toBe('✓ token: Known.\n✗ guilds: None.\n    Invite it.\n\nOne thing is to be mended.\n');
  });
});
