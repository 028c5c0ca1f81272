import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../support/slack-server/json.ts';
import { objectIn, textIn } from '../support/slack-server/json.ts';
import { aRawSocket, type Envelope } from '../support/slack-server/raw-socket.ts';
import { codeOf } from '../support/slack-server/refused.ts';
import { aReadingGroup, aWebClient } from '../support/slack-server/tiny-bolt.ts';

const plain = (text: string): JsonObject => ({ type: 'plain_text', text });
const input = (blockId: string, element: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'input',
  block_id: blockId,
  label: plain(blockId),
  element: { action_id: blockId, ...element },
  ...more,
});
const modal = (title: string, more: JsonObject = {}): JsonObject => ({
  type: 'modal',
  title: plain(title),
  submit: plain('Save'),
  blocks: [input('Topic', { type: 'plain_text_input', max_length: 10 })],
  ...more,
});
const home = (title: string): JsonObject => ({ type: 'home', blocks: [{ type: 'header', text: plain(title) }] });

async function aModalGroup() {
  const group = await aReadingGroup({ app: { shortcuts: [{ callbackId: 'start', name: 'Start', on: 'everywhere' }] } });
  const socket = await aRawSocket(group.slack);
  const client = aWebClient(group.slack, group.workspace.token());
  const call = (method: string, given: JsonObject) => client.apiCall(method, given);
  /** A trigger that has just been given. */
  const trigger = async (): Promise<string> => {
    group.ada.uses('Start');
    const envelope = await socket.next();
    socket.acknowledge(envelope);
    return textIn(envelope.payload, 'trigger_id');
  };
  const opened = async (view: JsonObject = modal('First')) => {
    const asked = group.ada.uses('Start');
    const envelope = await socket.next();
    socket.acknowledge(envelope);
    await call('views.open', { trigger_id: textIn(envelope.payload, 'trigger_id'), view });
    return asked.form();
  };
  return { ...group, socket, call, trigger, opened };
}

describe('a trigger', () => {
  it('opens one view, within 3 seconds', async () => {
    const { slack, call, trigger } = await aModalGroup();
    const first = await trigger();
    slack.clock.advance({ seconds: 3 });
    await call('views.open', { trigger_id: first, view: modal('First') });
    expect(await codeOf(call('views.open', { trigger_id: first, view: modal('Second') }))).toBe('exchanged_trigger_id');
    const late = await trigger();
    slack.clock.advance({ ms: 3001 });
    expect(await codeOf(call('views.open', { trigger_id: late, view: modal('Late') }))).toBe('expired_trigger_id');
    expect(await codeOf(call('views.open', { trigger_id: 'made-up', view: modal('Third') }))).toBe('invalid_trigger_id');
  });

  it('of one workspace is nothing to another’s token', async () => {
    const { slack, trigger } = await aModalGroup();
    const other = slack.addWorkspace({ name: 'Other' });
    const view = { trigger_id: await trigger(), view: modal('First') };
    expect(await codeOf(aWebClient(slack, other.token()).apiCall('views.open', view))).toBe('invalid_trigger_id');
  });
});

describe('a modal', () => {
  it('is refused with a pointer to what is wrong', async () => {
    const { ada, call, trigger } = await aModalGroup();
    const given = { trigger_id: await trigger(), view: modal('x'.repeat(25)) };
    await expect(call('views.open', given)).rejects.toThrow('invalid_arguments');
    expect(ada.form()).toBeUndefined();
  });

  it('lies on another, three deep and no deeper', async () => {
    const { ada, socket, call, opened } = await aModalGroup();
    let form = await opened();
    for (const title of ['Second', 'Third']) {
      const asked = ada.submits(form, { Topic: 'graphs' });
      socket.acknowledge(await socket.next(), { response_action: 'push', view: modal(title) });
      form = await asked.form();
      expect(form).toMatchObject({ title, view: { rootId: expect.any(String), previousId: expect.any(String) } });
    }
    ada.submits(form, { Topic: 'graphs' });
    const { payload } = await socket.next();
    expect(await codeOf(call('views.push', { trigger_id: textIn(payload, 'trigger_id'), view: modal('Fourth') }))).toBe(
      'push_limit_reached',
    );
    expect(() => ada.submits(form, { Subject: 'graphs' })).toThrow('The form has no field "Subject"');
  });

  it('is updated by its id, and by its hash only where nobody else was faster', async () => {
    const { ada, call, opened } = await aModalGroup();
    const { view } = await opened();
    await call('views.update', { view_id: view.id, hash: view.hash, view: modal('Loaded') });
    expect(ada.form()?.title).toBe('Loaded');
    expect(await codeOf(call('views.update', { view_id: view.id, hash: view.hash, view: modal('Stale') }))).toBe('hash_conflict');
    expect(await codeOf(call('views.update', { view_id: 'V1', view: modal('None') }))).toBe('not_found');
    expect(await codeOf(call('views.update', { view: modal('None') }))).toBe('invalid_arguments');
  });

  it('is found by an external id of its own, that no other has', async () => {
    const { ada, call, trigger, opened } = await aModalGroup();
    await opened(modal('First', { external_id: 'mine' }));
    await call('views.update', { external_id: 'mine', view: modal('Changed', { external_id: 'mine' }) });
    expect(ada.form()?.title).toBe('Changed');
    const again = { trigger_id: await trigger(), view: modal('Second', { external_id: 'mine' }) };
    expect(await codeOf(call('views.open', again))).toBe('duplicate_external_id');
  });

  it('that has been closed is not found, and its app is told where it asks for that', async () => {
    const { ada, socket, call, opened } = await aModalGroup();
    const form = await opened(modal('First', { notify_on_close: true, private_metadata: 'kept' }));
    ada.closes(form);
    expect((await socket.next()).payload).toMatchObject({ type: 'view_closed', view: { private_metadata: 'kept' } });
    expect(await codeOf(call('views.update', { view_id: form.view.id, view: modal('Late') }))).toBe('not_found');
    expect(() => ada.submits(form, { Topic: 'x' })).toThrow('The form is closed.');
  });
});

describe('a submission', () => {
  it('tells what was entered by block and action, and closes the form where nothing else is said', async () => {
    const { ada, socket, opened } = await aModalGroup();
    const form = await opened(modal('First', { callback_id: 'save' }));
    const asked = ada.submits(form, { Topic: 'graphs' });
    const envelope = await socket.next();
    expect(envelope.payload).toMatchObject({
      type: 'view_submission',
      view: { callback_id: 'save', state: { values: { Topic: { Topic: { type: 'plain_text_input', value: 'graphs' } } } } },
    });
    socket.acknowledge(envelope);
    await asked.closed();
    expect(ada.form()).toBeUndefined();
  });

  it('is answered with errors beside inputs that there are, and with no others', async () => {
    const { slack, ada, socket, opened } = await aModalGroup();
    const form = await opened();
    const answered = async (errors: JsonObject) => {
      const asked = ada.submits(form, { Topic: 'graphs' });
      socket.acknowledge(await socket.next(), { response_action: 'errors', errors });
      return asked;
    };
    expect(await (await answered({ Topic: 'Too short.' })).errors()).toEqual({ Topic: 'Too short.' });
    await (await answered({ Nowhere: 'Too short.' })).failure();
    await (await answered({})).failure();
    expect(ada.form()?.title).toBe('First');
    expect(slack.violations.byBot().map(({ rule }) => rule)).toEqual(['invalid_errors', 'invalid_errors']);
  });

  it('is answered with another view in its place, or with the end of all', async () => {
    const { ada, socket, opened } = await aModalGroup();
    const first = ada.submits(await opened(), { Topic: 'graphs' });
    socket.acknowledge(await socket.next(), { response_action: 'update', view: modal('Saved') });
    const saved = await first.form();
    expect(saved.title).toBe('Saved');
    const second = ada.submits(saved, { Topic: 'graphs' });
    socket.acknowledge(await socket.next(), { response_action: 'clear' });
    await second.closed();
    expect(ada.form()).toBeUndefined();
  });

  it('fails before its person where the answer is late or none that Slack knows', async () => {
    const { slack, ada, socket, opened } = await aModalGroup();
    const form = await opened();
    const late = ada.submits(form, { Topic: 'graphs' });
    await socket.next();
    slack.clock.advance({ seconds: 3 });
    await late.failure();
    const odd = ada.submits(form, { Topic: 'graphs' });
    socket.acknowledge(await socket.next(), { response_action: 'explode' });
    await odd.failure();
    expect(slack.violations.byBot().map(({ rule }) => rule)).toEqual(['unacknowledged_timeout', 'invalid_response_action']);
  });

  it('asks for what is required and within its bounds, as the client does', async () => {
    const { ada, opened } = await aModalGroup();
    const form = await opened();
    expect(() => ada.submits(form)).toThrow('"Topic" must be filled in.');
    expect(() => ada.submits(form, { Topic: 'x'.repeat(11) })).toThrow('"Topic" takes 0 to 10 characters.');
  });

  it('brings every kind of field: menus, people, channels, dates, boxes, and what stood there before', async () => {
    const options = ['Day', 'Week'].map((text) => ({ text: plain(text), value: text.toLowerCase() }));
    const blocks = [
      input('When', { type: 'static_select', options, initial_option: options[0] ?? {} }),
      input('Boxes', { type: 'checkboxes', options }, { optional: true }),
      input('Who', { type: 'multi_users_select' }),
      input('Where', { type: 'conversations_select', response_url_enabled: true }),
      input('On', { type: 'datepicker', initial_date: '2026-01-05' }),
      input('Note', { type: 'plain_text_input' }, { optional: true }),
    ];
    const { ada, bob, socket, opened, channel } = await aModalGroup();
    const form = await opened(modal('All', { blocks }));
    ada.submits(form, { Boxes: ['Day', 'week'], Who: ['bob'], Where: '#papers' });
    const { payload }: Envelope = await socket.next();
    expect(objectIn(objectIn(payload.view, 'state'), 'values')).toMatchObject({
      When: { When: { selected_option: { value: 'day' } } },
      Boxes: { Boxes: { selected_options: [{ value: 'day' }, { value: 'week' }] } },
      Who: { Who: { selected_users: [bob.user.id] } },
      Where: { Where: { selected_conversation: channel.id } },
      On: { On: { selected_date: '2026-01-05' } },
      Note: { Note: { value: null } },
    });
    expect(payload.response_urls).toMatchObject([{ channel_id: channel.id, block_id: 'Where' }]);
  });
});

describe('a menu that is filled as one types', () => {
  const query = { type: 'external_select', min_query_length: 2 } as const;
  const paper = modal('Find', { blocks: [input('Paper', query)] });
  const offer = (text: string): JsonObject => ({ text: plain(text), value: text });

  it('asks from its least length on, and offers groups of choices', async () => {
    const { ada, socket, opened } = await aModalGroup();
    const form = await opened(paper);
    expect(() => ada.searchesMenu(form, 'Paper', 'a')).toThrow('asks from 2 characters on');
    const asked = ada.searchesMenu(form, 'Paper', 'at');
    const envelope = await socket.next();
    expect(envelope.payload).toMatchObject({ type: 'block_suggestion', action_id: 'Paper', block_id: 'Paper', value: 'at' });
    socket.acknowledge(envelope, { option_groups: [{ label: plain('Saved'), options: [offer('Attention')] }] });
    expect(await asked.choices()).toEqual([{ label: 'Attention', value: 'Attention', group: 'Saved' }]);
    const submitted = ada.submits(form, { Paper: 'Attention' });
    expect(objectIn(objectIn((await socket.next()).payload.view, 'state'), 'values')).toMatchObject({
      Paper: { Paper: { selected_option: { value: 'Attention' } } },
    });
    expect(submitted.act.title).toBe('submitted "Find"');
  });

  it('shows those for the last keystroke, though older ones come after them', async () => {
    const { ada, socket, opened } = await aModalGroup();
    const form = await opened(paper);
    const [older, newer] = [ada.searchesMenu(form, 'Paper', 'at'), ada.searchesMenu(form, 'Paper', 'att')];
    const [first, second] = [await socket.next(), await socket.next()];
    socket.acknowledge(second, { options: [offer('Attention')] });
    expect(await newer.choices()).toHaveLength(1);
    socket.acknowledge(first, { options: [offer('Atoms')] });
    expect(await older.outcome()).toEqual({ kind: 'outdated' });
    expect(() => ada.submits(form, { Paper: 'Atoms' })).toThrow('There is no choice "Atoms", only "Attention".');
  });

  it('takes a hundred choices, and neither one more nor other things', async () => {
    const { slack, ada, socket, opened } = await aModalGroup();
    const form = await opened(paper);
    const answered = async (body: JsonObject) => {
      const asked = ada.searchesMenu(form, 'Paper', 'at');
      socket.acknowledge(await socket.next(), body);
      return asked.outcome();
    };
    const offers = (count: number) => Array.from({ length: count }, (_, at) => offer(`Paper ${at}`));
    expect(await answered({ options: offers(100) })).toMatchObject({ kind: 'choices' });
    expect(await answered({ options: offers(101) })).toEqual({ kind: 'failed' });
    expect(await answered({ options: [offer('x'.repeat(76))] })).toEqual({ kind: 'failed' });
    expect(await answered({ papers: [] })).toEqual({ kind: 'failed' });
    expect(await answered({ options: [] })).toMatchObject({ kind: 'choices', choices: [] });
    expect(slack.violations.byBot().map(({ rule }) => rule)).toEqual(Array(3).fill('invalid_options'));
  });
});

describe('a Home tab', () => {
  it('is shown to its person alone, and changed by its hash only where nobody else was faster', async () => {
    const { slack, ada, bob, call, socket } = await aModalGroup();
    const asked = ada.opensHome();
    expect((await socket.next()).payload).toMatchObject({ event: { type: 'app_home_opened', user: ada.user.id, tab: 'home' } });
    await call('views.publish', { user_id: ada.user.id, view: home('Yours') });
    const { view } = await asked.home();
    expect(ada.home()?.text).toBe('Yours');
    ada.opensHome();
    expect((await socket.next()).payload).toMatchObject({ event: { view: { hash: view.hash } } });
    expect(bob.home()).toBeUndefined();
    await call('views.publish', { user_id: ada.user.id, hash: view.hash, view: home('Newer') });
    expect(await codeOf(call('views.publish', { user_id: ada.user.id, hash: view.hash, view: home('Stale') }))).toBe(
      'hash_conflict',
    );
    expect(await codeOf(call('views.publish', { user_id: ada.user.id, view: modal('No home') }))).toBe('invalid_arguments');
    expect(slack.violations.byBot()).toMatchObject([{ rule: 'invalid_arguments' }]);
  });

  it('has buttons, which tell of the view and bring no response URL', async () => {
    const { ada, call, socket } = await aModalGroup();
    const button = { type: 'button', action_id: 'remove', text: plain('Remove'), value: 'p1' };
    await call('views.publish', {
      user_id: ada.user.id,
      view: { type: 'home', blocks: [{ type: 'actions', elements: [button] }] },
    });
    const shown = ada.home();
    if (shown === undefined) throw new Error('no Home tab');
    ada.presses(shown, 'Remove');
    const { payload } = await socket.next();
    expect(payload).toMatchObject({
      type: 'block_actions',
      container: { type: 'view' },
      view: { type: 'home' },
      actions: [{ value: 'p1' }],
    });
    expect(payload).not.toHaveProperty('response_url');
    await call('views.open', { trigger_id: textIn(payload, 'trigger_id'), view: modal('Sure?') });
    expect(ada.form()?.title).toBe('Sure?');
  });
});
