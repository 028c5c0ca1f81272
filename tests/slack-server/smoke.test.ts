import type { App } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { anHttpApp, aReadingGroup, aSocketApp } from '../support/slack-server/tiny-bolt.ts';

const found = (query: string) => ({
  text: `Found ${query}`,
  blocks: [
    { type: 'section' as const, text: { type: 'mrkdwn' as const, text: `*Found* ${query}`, verbatim: true } },
    {
      type: 'actions' as const,
      elements: [{ type: 'button' as const, action_id: 'next', value: '2', text: { type: 'plain_text' as const, text: 'Next' } }],
    },
  ],
});

const FORM = {
  type: 'modal' as const,
  callback_id: 'schedule',
  title: { type: 'plain_text' as const, text: 'Schedule' },
  submit: { type: 'plain_text' as const, text: 'Save' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'topic',
      label: { type: 'plain_text' as const, text: 'Topic' },
      element: { type: 'plain_text_input' as const, action_id: 'words' },
    },
    {
      type: 'input' as const,
      block_id: 'paper',
      optional: true,
      label: { type: 'plain_text' as const, text: 'Paper' },
      element: { type: 'external_select' as const, action_id: 'paper', min_query_length: 2 },
    },
  ],
};

function listen(app: App): void {
  app.command('/papers', async ({ ack, respond, command, client }) => {
    await ack();
    if (command.text === 'form') {
      await client.views.open({ trigger_id: command.trigger_id, view: FORM });
      return;
    }
    if (command.text === 'share') {
      await client.chat.postMessage({ channel: command.channel_id, text: 'Shared', unfurl_links: false, unfurl_media: false });
      return;
    }
    await respond({ ...found(command.text), response_type: 'ephemeral' });
  });
  app.action('next', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'Page 2', replace_original: true });
  });
  app.options('paper', async ({ ack, payload }) => {
    await ack({ options: [{ text: { type: 'plain_text', text: `About ${payload.value}` }, value: '1' }] });
  });
  app.view('schedule', async ({ ack, view, client, body }) => {
    const topic = view.state.values.topic?.words?.value ?? '';
    if (topic === 'nothing') {
      await ack({ response_action: 'errors', errors: { topic: 'Say more.' } });
      return;
    }
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: `Topic: ${topic}`, unfurl_links: false, unfurl_media: false });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [{ type: 'header', text: { type: 'plain_text', text: 'Your papers' } }] },
    });
  });
}

describe.each([
  { by: 'Socket Mode', start: aSocketApp },
  { by: 'signed requests', start: anHttpApp },
])('the real Bolt on the twin by $by', ({ start }) => {
  it('is given a command, acknowledges, answers in private and turns its page', async () => {
    const { slack, workspace, ada, bob, channel } = await aReadingGroup();
    const { log } = await start(slack, [workspace], listen);
    const answer = await ada.in(channel).types('/papers diffusion').message();
    expect(answer).toMatchObject({ text: 'Found diffusion', visibility: 'private', buttons: [{ label: 'Next' }] });
    const turned = await ada.in(channel).presses(answer, 'Next').message();
    expect(turned).toMatchObject({ id: answer.id, text: 'Page 2', state: 'edited', buttons: [] });
    expect(bob.in(channel).sees()).toEqual([]);
    expect(log).toEqual([]);
    expect(slack.violations.all).toEqual([]);
    expect(slack.unanswered()).toEqual([]);
    expect(slack.firstAnswers()).toHaveLength(2);
  });

  it('posts for all to see, fills choices as one types, and takes a form', async () => {
    const { slack, workspace, ada, bob, channel } = await aReadingGroup();
    const { log } = await start(slack, [workspace], listen);
    expect(await ada.in(channel).types('/papers share').message()).toMatchObject({ text: 'Shared', visibility: 'public' });
    expect(bob.in(channel).sees()).toMatchObject([{ text: 'Shared', author: 'Paperboy' }]);
    const form = await ada.in(channel).types('/papers form').form();
    expect(await ada.searchesMenu(form, 'Paper', 'att').choices()).toMatchObject([{ label: 'About att', value: '1' }]);
    expect(await ada.submits(form, { Topic: 'nothing' }).errors()).toEqual({ topic: 'Say more.' });
    const told = await ada.submits(form, { Topic: 'graphs', Paper: 'About att' }).message();
    expect(told).toMatchObject({ text: 'Topic: graphs', visibility: 'public' });
    expect(ada.inDirectMessage().sees()).toHaveLength(1);
    expect(log).toEqual([]);
    expect(slack.violations.all).toEqual([]);
  });

  it('shows a Home tab to whoever opens it', async () => {
    const { slack, workspace, ada } = await aReadingGroup();
    await start(slack, [workspace], listen);
    expect(await ada.opensHome().home()).toMatchObject({ text: 'Your papers' });
    expect(slack.violations.all).toEqual([]);
  });
});
