/**
 * Registering by hand: the real client against the twin.
 */
import { describe, expect, it } from 'vitest';
import { runDiscordRegister } from '../../src/cli/discord-register.ts';
import type { DiscordConfig } from '../../src/config.ts';
import { aDiscordLab, startBot } from '../support/a-discord-bot.ts';

async function aLab() {
  const lab = await aDiscordLab();
  const bot = await startBot(lab);
  const commands = async () => bot.paperboy.bot.commands;
  const discord: DiscordConfig = {
    kind: 'on',
    token: lab.discord.token(),
    apiUrl: lab.discord.apiUrl,
    shards: { kind: 'auto' },
  };
  const run = async (args: readonly string[], config: DiscordConfig = discord) => {
    let said = '';
    const output = { write: (more: string) => (said += more) };
    return { code: await runDiscordRegister(args, { discord: config, commands, stdout: output, stderr: output }), said };
  };
  return { lab, run };
}

describe('registering the commands by hand', () => {
  it('writes them for one guild and takes them away again, which leaves those for all', async () => {
    const { lab, run } = await aLab();
    const guild = lab.guild.guild.id;
    expect(await run(['--guild', guild])).toEqual({ code: 0, said: `The commands are registered in guild ${guild}.\n` });
    expect(await run(['--guild', guild, '--remove'])).toMatchObject({ code: 0, said: expect.stringContaining('No commands') });
    expect((await lab.ada.in(lab.channel).types('/papers about').message()).text).toMatch(/0\.1\.0/);
    expect(lab.discord.violations.byBot()).toEqual([]);
  });

  it('writes them for all', async () => {
    const { run } = await aLab();
    expect(await run([])).toEqual({ code: 0, said: 'The commands are registered everywhere.\n' });
  });

  it('says what is wrong with what was typed, and that nothing is configured', async () => {
    const { run } = await aLab();
    expect(await run(['--guild', 'papers'])).toMatchObject({ code: 2, said: expect.stringMatching(/^--guild is an id/) });
    expect(await run(['--gild'])).toMatchObject({ code: 2, said: expect.stringContaining('Usage:') });
    expect(await run([], { kind: 'off' })).toMatchObject({ code: 2, said: expect.stringMatching(/^DISCORD_TOKEN is not set/) });
    expect(await run(['--help'])).toMatchObject({ code: 0, said: expect.stringMatching(/^Usage:/) });
  });

  it('says that Discord refuses, without the token', async () => {
    const { run } = await aLab();
    const { code, said } = await run([], {
      kind: 'on',
      token: 'MTIz.wrong.secret',
      apiUrl: 'http://127.0.0.1:9',
      shards: { kind: 'auto' },
    });
    expect(code).toBe(1);
    expect(said).toContain('npm run doctor');
    expect(said).not.toContain('secret');
  });
});
