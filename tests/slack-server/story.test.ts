import { describe, expect, it } from 'vitest';
import { startSlack } from '../support/slack-server/slack-server.ts';
import { aReadingGroup, aSlack, aSocketApp, aWebClient } from '../support/slack-server/tiny-bolt.ts';

const QUIET = { unfurl_links: false, unfurl_media: false } as const;

describe('people and channels of a story', () => {
  it('are together unless it says otherwise, those who come later too', async () => {
    const { workspace, ada, channel } = await aReadingGroup();
    const few = workspace.addChannel('few', { private: true, people: [ada] });
    const eve = workspace.addPerson('eve');
    ada.in(channel).posts('Welcome');
    expect(eve.in(channel).sees()).toMatchObject([{ text: 'Welcome', author: 'ada' }]);
    expect(() => eve.in(few)).toThrow('eve is not in #few.');
  });

  it('of one workspace know nothing of another’s, though one app serves ten of them at once', async () => {
    const slack = await aSlack();
    const names = Array.from({ length: 10 }, (_, at) => `Group ${at}`);
    const groups = names.map((name) => {
      const workspace = slack.addWorkspace({ name });
      return { name, workspace, ada: workspace.addPerson('ada'), channel: workspace.addChannel('papers', { botIn: true }) };
    });
    const { log } = await aSocketApp(
      slack,
      groups.map(({ workspace }) => workspace),
      (app) =>
        app.command('/papers', async ({ ack, command, client }) => {
          await ack();
          await client.chat.postMessage({ channel: command.channel_id, text: `For ${command.text}`, ...QUIET });
        }),
    );
    const answers = await Promise.all(groups.map(({ ada, channel, name }) => ada.in(channel).types(`/papers ${name}`).message()));
    expect(answers.map(({ text }) => text)).toEqual(names.map((name) => `For ${name}`));
    for (const { ada, channel } of groups) expect(ada.in(channel).sees()).toHaveLength(1);
    expect(log).toEqual([]);
    expect(slack.violations.all).toEqual([]);
    expect(slack.unanswered()).toEqual([]);
  });
});

describe('what a person did', () => {
  it('has brought what appears before them, unless that came of something else', async () => {
    const { slack, workspace, ada, bob, channel } = await aReadingGroup();
    await aSocketApp(slack, [workspace], (app) =>
      app.command('/papers', async ({ ack, respond }) => {
        await ack();
        await respond({ text: 'Mine alone', response_type: 'ephemeral' });
      }),
    );
    const [hers, his] = [ada.in(channel).types('/papers'), bob.in(channel).types('/papers')];
    expect(await hers.message()).toMatchObject({ text: 'Mine alone', visibility: 'private' });
    expect(await his.message()).toMatchObject({ text: 'Mine alone', visibility: 'private' });
    await aWebClient(slack, workspace.token()).chat.postMessage({ channel: channel.id, text: 'Paper of the day', ...QUIET });
    expect(await hers.message()).toMatchObject({ text: 'Paper of the day' });
  });

  it('fails in words where something else comes than the story expects', async () => {
    const { slack, workspace, ada, channel } = await aReadingGroup();
    await aSocketApp(slack, [workspace], (app) =>
      app.command('/papers', async ({ ack }) => ack({ text: 'Hi', response_type: 'ephemeral' })),
    );
    await expect(ada.in(channel).types('/papers').form()).rejects.toThrow(
      '/papers brought message, where the story expects form.',
    );
  });

  it('fails with what was refused where nothing comes in time', async () => {
    const { slack, workspace, ada, channel } = await aReadingGroup({ patienceMs: 100 });
    await aSocketApp(slack, [workspace], (app) =>
      app.command('/papers', async ({ ack, respond }) => {
        await ack();
        await respond({ text: '', response_type: 'ephemeral' });
      }),
    );
    await expect(ada.in(channel).types('/papers').message()).rejects.toThrow(
      /nothing came within 0.1 s of: \/papers.*\n {2}no_text/,
    );
  });

  it('is told as unanswered when the twin closes and no app was there', async () => {
    const slack = await startSlack();
    const workspace = slack.addWorkspace({ name: 'Reading group' });
    const ada = workspace.addPerson('ada');
    const asked = ada.in(workspace.addChannel('papers')).types('/papers');
    await asked.failure();
    expect(slack.violations.all).toEqual([]);
    expect(await slack.close()).toEqual([{ title: '/papers', reason: 'not acknowledged' }]);
  });
});
