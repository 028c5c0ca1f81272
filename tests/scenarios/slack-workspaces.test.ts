/**
 * Many workspaces on Slack: let in by their admins' browsers, each by itself, taken out in any order; and what comes by request that
 * Slack did not send, or sends once more. The whole program on the twin, by requests.
 */
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SlackOptions } from '../../src/platforms/slack/connect.ts';
import { aSlackLab, byRequests, restartSlackBot, type SlackBot, type SlackLab, startSlackBot } from '../support/a-slack-bot.ts';
import { REGISTRATION } from '../support/slack-lab.ts';
import { freePort } from '../support/slack-server/tiny-bolt.ts';

const KEY = Buffer.alloc(32, 7);

/** An app for many workspaces; in the first of them it is not installed yet. */
async function aManyLab() {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const lab = await aSlackLab({ app: { redirectUrls: [`${publicUrl}/slack/oauth_redirect`] } });
  const options: Partial<SlackOptions> = {
    ...byRequests(lab),
    port,
    installs: {
      kind: 'many',
      clientId: lab.slack.app.clientId,
      clientSecret: lab.slack.app.clientSecret,
      keys: { current: KEY },
      publicUrl,
      scopes: REGISTRATION.scopes ?? [],
    },
  };
  const install = (person: SlackLab['ada'], more: object = {}) =>
    lab.slack.browser.installs({ person, installUrl: `${publicUrl}/slack/install`, ...more });
  return { lab, options, install, publicUrl };
}

/** Two workspaces that installed it through their browsers. */
async function twoWorkspaces() {
  const { lab, options, install } = await aManyLab();
  const bot = await startSlackBot(lab, options);
  const other = lab.slack.addWorkspace({ name: 'Other lab', app: 'absent' });
  const eve = other.addPerson('eve');
  const theirs = other.addChannel('papers');
  expect((await install(lab.ada)).status).toBe(200);
  expect((await install(eve)).status).toBe(200);
  return { lab, options, bot, other, eve, theirs, install };
}

const placeIn = (workspace: SlackLab['workspace'], channel: SlackLab['channel']) =>
  ({ platform: 'slack', workspace: workspace.workspace.id, channel: channel.id }) as const;

const statusIn = async (bot: SlackBot, place: ReturnType<typeof placeIn>) =>
  (await bot.paperboy.records.subscriptionsIn(place)).map(({ status }) => status.kind);

describe('workspaces that install the bot on Slack', () => {
  it('are each answered and posted to by their own token, and see nothing of each other', async () => {
    const { lab, bot, eve, theirs } = await twoWorkspaces();
    for (const at of [lab.ada.in(lab.channel), eve.in(theirs)]) {
      expect((await at.types('/papers subscribe paper-of-the-day daily at 10').message()).text).toMatch(/Subscribed/);
      await at.types('/papers save 2601.00010').message();
    }
    expect((await eve.in(theirs).types('/papers subscriptions').message()).text).toMatch(/^1 subscription/);
    expect((await lab.bob.in(lab.channel).types('/papers list').message()).text).toMatch(/list is empty/);
    lab.slack.clock.advance({ hours: 2 });
    await bot.paperboy.beat();
    expect([lab.channel.messages().length, theirs.messages().length]).toEqual([1, 1]);
    expect((await eve.opensHome().home()).text).toMatch(/Agents that read, part 1/);
    expect(lab.slack.violations.all).toEqual([]);
  });

  it('are known after a restart', async () => {
    const { lab, options, bot, eve, theirs } = await twoWorkspaces();
    const again = await restartSlackBot(lab, bot, options);
    await eve.in(theirs).types('/papers subscribe paper-of-the-day daily at 10').message();
    lab.slack.clock.advance({ hours: 2 });
    await again.paperboy.beat();
    expect(theirs.messages()).toHaveLength(1);
    expect(lab.slack.violations.all).toEqual([]);
  });

  it.each(['uninstalled-first', 'revoked-first'] as const)('may take it out, told %s, and others keep theirs', async (order) => {
    const { lab, bot, other, eve, theirs, install } = await twoWorkspaces();
    await lab.ada.in(lab.channel).types('/papers subscribe paper-of-the-day daily at 10').message();
    await eve.in(theirs).types('/papers subscribe paper-of-the-day daily at 10').message();
    other.uninstall(order);
    await until(async () => (await statusIn(bot, placeIn(other, theirs)))[0] === 'paused');
    expect(await bot.paperboy.records.installationOf({ platform: 'slack', workspace: other.workspace.id })).toBeUndefined();
    expect(await statusIn(bot, placeIn(lab.workspace, lab.channel))).toEqual(['active']);
    lab.slack.clock.advance({ hours: 2 });
    await bot.paperboy.beat();
    expect([lab.channel.messages().length, theirs.messages().length]).toEqual([1, 0]);
    expect((await install(eve)).status).toBe(200);
    const [subscription] = await bot.paperboy.records.subscriptionsIn(placeIn(other, theirs));
    expect((await eve.in(theirs).types(`/papers resume ${subscription?.id}`).message()).text).toMatch(/\S/);
    expect(await statusIn(bot, placeIn(other, theirs))).toEqual(['active']);
    expect(lab.slack.violations.byBot()).toEqual([]);
  });

  it('are refused with another state, in another browser, with an old code, or where somebody changed their mind', async () => {
    const { lab, options, install } = await aManyLab();
    const bot = await startSlackBot(lab, options);
    for (const more of [
      { altered: (address: URL) => address.searchParams.set('state', 'another') },
      { cookies: 'lost' },
      { altered: () => lab.slack.clock.advance({ minutes: 11 }) },
      { answer: 'deny' },
    ]) {
      expect((await install(lab.ada, more)).status, JSON.stringify(Object.keys(more))).toBe(400);
    }
    expect(await bot.paperboy.records.installationsOn('slack')).toEqual([]);
  });

  it('may be all those of an organization', async () => {
    const { lab, options, install } = await aManyLab();
    const bot = await startSlackBot(lab, options);
    const enterprise = lab.slack.addEnterprise('Labs');
    const one = lab.slack.addWorkspace({ name: 'One', enterprise, app: 'absent' });
    const two = lab.slack.addWorkspace({ name: 'Two', enterprise, app: 'absent' });
    const [ann, ben] = [one.addPerson('ann'), two.addPerson('ben')];
    const workspaceIds = [one.workspace.id, two.workspace.id];
    expect((await install(ann, { forAll: { enterprise, workspaceIds } })).status).toBe(200);
    const channels = [one.addChannel('papers'), two.addChannel('papers')] as const;
    for (const [person, channel] of [
      [ann, channels[0]],
      [ben, channels[1]],
    ] as const) {
      const said = await person.in(channel).types('/papers subscribe paper-of-the-day daily at 10').message();
      expect(said.text).toMatch(/Subscribed/);
    }
    lab.slack.clock.advance({ hours: 2 });
    await bot.paperboy.beat();
    expect(channels.map((channel) => channel.messages().length)).toEqual([1, 1]);
    expect(lab.slack.violations.all).toEqual([]);
  });
});

describe('requests to the bot', () => {
  it('that Slack did not sign are refused, and nothing of them is done', async () => {
    const lab = await aSlackLab();
    const bot = await startSlackBot(lab, byRequests(lab));
    await lab.ada.in(lab.channel).types('/papers about').message();
    const errand = {
      kind: 'command',
      body: {
        ...(lab.slack.deliveries[0]?.errand.body as Record<string, string>),
        text: 'subscribe paper-of-the-day',
        trigger_id: 'x',
      },
    } as const;
    for (const forgery of [
      { kind: 'unsigned' },
      { kind: 'wrong-secret' },
      { kind: 'altered' },
      { kind: 'aged', seconds: 301 },
      { kind: 'aged', seconds: -301 },
    ] as const) {
      expect((await lab.slack.forge.send(errand, forgery)).status).toBe(401);
    }
    expect((await lab.slack.forge.replay()).status).toBe(401);
    expect(await bot.paperboy.records.subscriptionsIn(placeIn(lab.workspace, lab.channel))).toEqual([]);
    expect(await lab.slack.forge.verifyUrl('abc')).toMatchObject({ status: 200, body: expect.stringContaining('abc') });
    expect((await lab.slack.forge.checkSsl()).status).toBe(200);
  });

  it('that tell of an event again have no second effect', async () => {
    const lab = await aSlackLab();
    const bot = await startSlackBot(lab, byRequests(lab));
    await lab.ada.opensHome().home();
    const [opened] = lab.slack.deliveries;
    if (opened === undefined) throw new Error('nothing was brought');
    lab.slack.deliverAgain(opened);
    await lab.ada.in(lab.channel).types('/papers about').message();
    await bot.stop();
    const shown = lab.slack.acts.all().flatMap(({ outcomes }) => outcomes.filter(({ kind }) => kind === 'home'));
    expect(shown).toHaveLength(1);
  });

  it('that are replayed to a process which never saw them are acknowledged and have no second effect', async () => {
    const lab = await aSlackLab();
    const first = await startSlackBot(lab, byRequests(lab));
    await lab.ada.in(lab.channel).types('/papers today').message();
    expect(lab.channel.messages()).toHaveLength(1);
    const second = await restartSlackBot(lab, first, byRequests(lab));
    expect((await lab.slack.forge.replay()).status).toBe(200);
    await second.stop();
    expect(lab.channel.messages()).toHaveLength(1);
  });
});

describe('a socket to Slack', () => {
  it('is taken up again at once where Slack ends it, or it is cut, and nothing typed after that is lost', async () => {
    const lab = await aSlackLab();
    const bot = await startSlackBot(lab);
    lab.slack.sockets.disconnect('refresh_requested');
    await until(() => bot.news.filter(({ what }) => what === 'connecting to Slack again').length === 1);
    await until(() => lab.slack.sockets.count() === 1);
    expect((await lab.ada.in(lab.channel).types('/papers about').message()).text).toMatch(/0\.1\.0/);
    lab.slack.sockets.cut();
    await until(() => bot.news.filter(({ what }) => what === 'connecting to Slack again').length === 2);
    await until(() => lab.slack.sockets.count() === 1);
    expect((await lab.ada.in(lab.channel).types('/papers about').message()).text).toMatch(/0\.1\.0/);
    expect(lab.slack.violations.all).toEqual([]);
  });

  it('that Slack refuses at the start is an error with its fix', async () => {
    const lab = await aSlackLab();
    const start = startSlackBot(lab, { transport: { kind: 'socket', appToken: 'xapp-wrong' } });
    await expect(start).rejects.toThrow(/Slack refuses the token in SLACK_APP_TOKEN \(invalid_auth\)/);
    const token = startSlackBot(lab, { installs: { kind: 'one', botToken: 'xoxb-wrong' } });
    await expect(token).rejects.toThrow(/Slack refuses the token in SLACK_BOT_TOKEN \(invalid_auth\)/);
  });
});

/** What comes true in a moment of real time, as sockets open. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  let isOver = false;
  onTestFinished(() => {
    isOver = true;
  });
  while (!isOver && !(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}
