/**
 * The built program with Discord and Slack both in its settings, against the twin of each.
 */
import { describe, expect, it } from 'vitest';
import { aDiscord } from '../support/discord-server/tiny-bot.ts';
import { REGISTRATION } from '../support/slack-lab.ts';
import { aSlack } from '../support/slack-server/tiny-bolt.ts';
import { anInstallation, startPaperboy } from './paperboy-process.ts';

describe('the program with Discord and Slack', () => {
  it('serves both side by side, and leaves both when it is told to end', async () => {
    const discord = await aDiscord({ patienceMs: 20_000 });
    const dora = discord.addPerson('dora');
    const dChannel = discord.addGuild({ name: 'Guild', owner: dora }).addChannel('papers');
    const slack = await aSlack({ app: REGISTRATION, patienceMs: 20_000 });
    const workspace = slack.addWorkspace({ name: 'Lab' });
    const sam = workspace.addPerson('sam');
    const sChannel = workspace.addChannel('papers');
    const running = startPaperboy(anInstallation(), {
      env: {
        DISCORD_TOKEN: discord.token(),
        DISCORD_API_URL: discord.apiUrl,
        SLACK_BOT_TOKEN: workspace.token(),
        SLACK_APP_TOKEN: slack.app.appToken,
        SLACK_API_URL: slack.apiUrl,
      },
    });
    await until(() => slack.sockets.count() === 1);
    const onSlack = await sam.in(sChannel).types('/papers search quantization').message();
    const onDiscord = await until(() => dora.in(dChannel).types('/papers search', { query: 'quantization' }).message());
    for (const { text } of [onSlack, onDiscord]) expect(text).toMatch(/papers/);
    running.kill('SIGTERM');
    const { code, stderr } = await running.ended;
    expect([code, stderr.includes(slack.app.appToken), stderr.includes(workspace.token())]).toEqual([0, false, false]);
    expect(slack.sockets.count()).toBe(0);
    expect([...slack.violations.all, ...discord.violations.byBot()]).toEqual([]);
  }, 60_000);
});

/** What can be had in a moment of real time, as processes start. */
async function until<T>(what: () => T): Promise<Awaited<T>> {
  for (;;) {
    try {
      const had = await what();
      if (had !== false) return had;
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'CannotDo') throw error;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}
