import { describe, expect, it } from 'vitest';
import { aRawSocket, say } from '../support/slack-server/raw-socket.ts';
import { codeOf } from '../support/slack-server/refused.ts';
import { aReadingGroup, aWebClient } from '../support/slack-server/tiny-bolt.ts';

const BUTTON = {
  blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'next', text: { type: 'plain_text', text: 'Next' } }] }],
};
const EPHEMERAL = { text: 'Hi', response_type: 'ephemeral' } as const;

async function aTyped() {
  const group = await aReadingGroup();
  const socket = await aRawSocket(group.slack);
  const at = group.ada.in(group.channel);
  const typed = async () => {
    const asked = at.types('/papers search');
    const envelope = await socket.next();
    socket.acknowledge(envelope);
    return { asked, url: envelope.payload.response_url };
  };
  /** A message of the app on which its button has been pressed. */
  const pressed = async (answer: object) => {
    const { asked, url } = await typed();
    await say(url, { ...EPHEMERAL, ...BUTTON, ...answer });
    const message = await asked.message();
    const press = at.presses(message, 'Next');
    const envelope = await socket.next();
    socket.acknowledge(envelope);
    return { message, press, url: envelope.payload.response_url, payload: envelope.payload };
  };
  return { ...group, socket, at, typed, pressed };
}

describe('a response URL', () => {
  it('works five times, and not a sixth', async () => {
    const { slack, channel, ada, typed } = await aTyped();
    const { url } = await typed();
    for (let count = 0; count < 5; count += 1) expect((await say(url, EPHEMERAL)).status).toBe(200);
    expect(await say(url, EPHEMERAL)).toMatchObject({ status: 404, body: { error: 'used_url' } });
    expect(ada.in(channel).sees()).toHaveLength(5);
    expect(slack.violations.byBot()).toMatchObject([{ rule: 'used_url' }]);
  });

  it('works for 30 minutes, and not a moment longer', async () => {
    const { slack, typed } = await aTyped();
    const { url } = await typed();
    slack.clock.advance({ minutes: 30 });
    expect((await say(url, EPHEMERAL)).status).toBe(200);
    slack.clock.advance({ ms: 1 });
    expect(await say(url, EPHEMERAL)).toMatchObject({ status: 404, body: { error: 'expired_url' } });
  });

  it('answers in private or before the whole channel, as it says, and saying neither is noted', async () => {
    const { slack, bob, channel, typed } = await aTyped();
    const { url } = await typed();
    await say(url, EPHEMERAL);
    await say(url, { text: 'Everyone', response_type: 'in_channel' });
    await say(url, { text: 'Unsaid' });
    expect(bob.in(channel).sees()).toMatchObject([{ text: 'Everyone', visibility: 'public' }]);
    expect(slack.violations.byBot().map(({ rule }) => rule)).toEqual(['response_type_unstated']);
  });

  it('replaces and deletes the message that a button was pressed on, even one for one person alone', async () => {
    const { slack, at, pressed } = await aTyped();
    const { message, press, url } = await pressed({});
    await say(url, { text: 'Page 2', replace_original: true });
    expect(await press.message()).toMatchObject({ id: message.id, text: 'Page 2', state: 'edited' });
    await say(url, { delete_original: true });
    expect(await press.message()).toMatchObject({ id: message.id, state: 'deleted' });
    expect(at.sees()).toEqual([]);
    expect(await say(url, { text: 'Page 3', replace_original: true })).toMatchObject({ body: { error: 'no_original' } });
    expect(slack.violations.byBot()).toMatchObject([{ rule: 'no_original' }]);
  });

  it('of a command has no message to replace', async () => {
    const { typed } = await aTyped();
    const { url } = await typed();
    expect(await say(url, { text: 'Hi', replace_original: true })).toMatchObject({ status: 400, body: { error: 'no_original' } });
  });

  it('cannot make a private message public, and an answer to a button says whether it replaces', async () => {
    const { slack, pressed } = await aTyped();
    const { url } = await pressed({});
    await say(url, { text: 'All', replace_original: true, response_type: 'in_channel' });
    await say(url, EPHEMERAL);
    expect(slack.violations.byBot().map(({ rule }) => rule)).toEqual(['private_made_public', 'replace_original_unstated']);
  });

  it('takes JSON alone, no unknown field, and blocks by the same rules as a post', async () => {
    const { slack, typed } = await aTyped();
    const { url } = await typed();
    const form = await fetch(String(url), { method: 'POST', body: new URLSearchParams({ text: 'Hi' }) });
    expect(form.status).toBe(400);
    expect(await say(url, { ...EPHEMERAL, colour: 'red' })).toMatchObject({ body: { error: 'invalid_payload' } });
    expect(await say(url, { ...EPHEMERAL, blocks: [{ type: 'nonsense' }] })).toMatchObject({ body: { error: 'invalid_blocks' } });
    expect(await say(url, { response_type: 'ephemeral' })).toMatchObject({ body: { error: 'no_text' } });
    expect(slack.violations.byBot()).toHaveLength(4);
  });

  it('answers in a thread only where it names it', async () => {
    const { channel, bob, typed } = await aTyped();
    const head = bob.in(channel).posts('Which paper?');
    const { url } = await typed();
    await say(url, { text: 'This one', response_type: 'in_channel', thread_ts: head.id });
    await say(url, { text: 'And that', response_type: 'in_channel' });
    expect(channel.messages().map(({ text, thread }) => [text, thread])).toEqual([
      ['Which paper?', undefined],
      ['This one', head.id],
      ['And that', undefined],
    ]);
  });

  it('is nobody’s once the app has left the workspace', async () => {
    const { workspace, typed } = await aTyped();
    const { url } = await typed();
    workspace.uninstall();
    expect((await say(url, EPHEMERAL)).status).toBe(404);
  });
});

describe('what a press tells', () => {
  it('brings the message along where all see it, and only its place where one person does', async () => {
    const { pressed } = await aTyped();
    const open = await pressed({ response_type: 'in_channel' });
    expect(open.payload).toMatchObject({ container: { is_ephemeral: false }, message: { ts: open.message.id, text: 'Hi' } });
    const hidden = await pressed({});
    expect(hidden.payload).toMatchObject({ container: { is_ephemeral: true, message_ts: hidden.message.id } });
    expect(hidden.payload).not.toHaveProperty('message');
  });

  it('comes for a link as well, which owes no answer', async () => {
    const { slack, socket, at, typed } = await aTyped();
    const { asked, url } = await typed();
    const link = { type: 'button', action_id: 'open', url: 'https://arxiv.org', text: { type: 'plain_text', text: 'Open' } };
    await say(url, { ...EPHEMERAL, blocks: [{ type: 'actions', elements: [link] }] });
    const press = at.presses(await asked.message(), 'Open');
    socket.acknowledge(await socket.next());
    await press.received();
    expect(slack.unanswered()).toEqual([]);
  });

  it('names who, where and what: by action, block and value, or by the option chosen', async () => {
    const { slack, socket, at, typed, workspace, channel, ada } = await aTyped();
    const { asked, url } = await typed();
    const options = ['Day', 'Week'].map((text) => ({ text: { type: 'plain_text', text }, value: text.toLowerCase() }));
    const menu = { type: 'static_select', action_id: 'window', placeholder: { type: 'plain_text', text: 'Window' }, options };
    await say(url, { ...EPHEMERAL, blocks: [{ type: 'actions', block_id: 'row', elements: [menu] }] });
    at.chooses(await asked.message(), 'Window', 'Week');
    expect((await socket.next()).payload).toMatchObject({
      type: 'block_actions',
      user: { id: ada.user.id, team_id: workspace.workspace.id },
      channel: { id: channel.id, name: 'papers' },
      actions: [{ action_id: 'window', block_id: 'row', type: 'static_select', selected_option: { value: 'week' } }],
    });
    expect(slack.violations.byBot()).toEqual([]);
  });
});

describe('a command', () => {
  it('comes as one string with people, channels, addresses and the three signs escaped', async () => {
    const { at, socket, bob, channel } = await aTyped();
    at.types('/papers subscribe #papers for @bob a<b & "x" https://arxiv.org/abs/1 #nowhere');
    expect((await socket.next()).payload.text).toBe(
      `subscribe <#${channel.id}|papers> for <@${bob.user.id}|bob> a&lt;b &amp; "x" <https://arxiv.org/abs/1> #nowhere`,
    );
  });

  it('is written with its options behind it', async () => {
    const { at, socket, channel } = await aTyped();
    at.types('/papers subscribe digest', { query: 'graph nets', max: 5, where: { channel: channel.channel } });
    expect((await socket.next()).payload.text).toBe(`subscribe digest query:"graph nets" max:5 where:<#${channel.id}|papers>`);
  });

  it('is typed where the app has it and its person is, and nowhere else', async () => {
    const { workspace, at, ada } = await aTyped();
    expect(() => at.types('/weather')).toThrow('There is no command /weather here, only /papers.');
    const apart = workspace.addChannel('apart', { people: [] });
    expect(() => ada.in(apart)).toThrow('ada is not in #apart.');
    workspace.uninstall();
    expect(() => at.types('/papers')).toThrow('The app is not in the workspace.');
  });

  it('is answered by its acknowledgement, and twice where it came and was answered twice', async () => {
    const { slack, at, socket } = await aTyped();
    const asked = at.types('/papers');
    const envelope = await socket.next();
    socket.acknowledge(envelope, EPHEMERAL);
    expect((await asked.message()).text).toBe('Hi');
    const [delivery] = slack.deliveries;
    if (delivery === undefined) throw new Error('nothing was delivered');
    slack.deliverAgain(delivery, 'timeout');
    const again = await socket.next();
    socket.acknowledge(again, EPHEMERAL);
    await asked.message();
    expect(at.sees()).toHaveLength(2);
  });
});

describe('a message shortcut', () => {
  it('brings any message along that its person sees, and a right to answer', async () => {
    const shortcuts = [{ callbackId: 'find_papers', name: 'Find papers', on: 'message' }] as const;
    const { slack, ada, bob, channel } = await aReadingGroup({ app: { shortcuts } });
    const socket = await aRawSocket(slack);
    const posted = bob.in(channel).posts('See https://arxiv.org/abs/1706.03762');
    const asked = ada.in(channel).uses('Find papers', posted);
    const { payload } = await socket.next();
    expect(payload).toMatchObject({
      type: 'message_action',
      callback_id: 'find_papers',
      message: { text: posted.text, user: bob.user.id },
    });
    await say(payload.response_url, { text: 'One paper', response_type: 'ephemeral', replace_original: false });
    expect(await asked.message()).toMatchObject({ text: 'One paper', visibility: 'private' });
    expect(() => ada.in(channel).uses('Lose papers', posted)).toThrow('The app has no shortcut "Lose papers" there.');
  });
});

describe('a person', () => {
  it('cannot press what is another’s, gone, or not there', async () => {
    const { ada, bob, channel, pressed, workspace, slack } = await aTyped();
    const { message, url } = await pressed({});
    expect(() => bob.in(channel).presses(message, 'Next')).toThrow('bob does not see that message');
    expect(() => ada.in(channel).presses(message, 'Previous')).toThrow('There is no button "Previous", only "Next".');
    await say(url, { delete_original: true });
    expect(() => ada.in(channel).presses(message, 'Next')).toThrow('The message is gone.');
    channel.archive();
    expect(() => ada.in(channel).posts('Hi')).toThrow('#papers is archived.');
    expect(await codeOf(aWebClient(slack, workspace.token()).conversations.open({ users: 'U1' }))).toBe('user_not_found');
  });
});
