import { describe, expect, it } from 'vitest';
import { makeRegistry, type RegistryDeps } from '../../../src/features/registry.ts';
import { messageText, pressInvocation, readCommand } from '../../../src/platforms/slack/invocation.ts';
import { PressBody, ShortcutBody } from '../../../src/platforms/slack/payloads.ts';

/** The registry as it is described; nothing of it is run. */
const COMMANDS = makeRegistry({} as RegistryDeps).commands;

const read = (text: string) => readCommand(text, COMMANDS);

const invoked = (text: string) => {
  const intent = read(text);
  if (intent.kind !== 'invoke' || intent.invocation.kind !== 'command') throw new Error(JSON.stringify(intent));
  return { name: intent.invocation.name, options: Object.fromEntries(intent.invocation.options) };
};

const refused = (text: string): string => {
  const intent = read(text);
  return intent.kind === 'refuse' ? intent.sentence : JSON.stringify(intent);
};

describe('/papers', () => {
  it('alone asks for a form', () => {
    expect(read('')).toEqual({ kind: 'ask-by-form' });
    expect(read('  ')).toEqual({ kind: 'ask-by-form' });
  });

  it('reads the words after it as the shared command line does, with Slack’s markup undone', () => {
    expect(invoked('search low-rank votes:&gt;50')).toEqual({ name: 'search', options: { query: 'low-rank votes:>50' } });
    expect(invoked('settings zone Europe/Berlin')).toEqual({ name: 'settings zone', options: { zone: 'Europe/Berlin' } });
    expect(invoked('subscribe digest “low-rank adaptation” weekdays at 9 max 5')).toMatchObject({
      name: 'subscribe digest',
      options: { query: 'low-rank adaptation', when: expect.stringContaining('weekdays at 9') },
    });
    expect(invoked('HELP search')).toMatchObject({ name: 'help' });
  });

  it('takes each command’s own example', () => {
    for (const { example, name } of COMMANDS) expect(invoked(example).name).toBe(name);
  });

  it('shows a paper whose link or id is all that was typed, and looks through words that hold several', () => {
    expect(invoked('<https://arxiv.org/abs/2404.00001>')).toEqual({
      name: 'show',
      options: { paper: 'https://arxiv.org/abs/2404.00001' },
    });
    expect(read('what about 2404.00001 and 2404.00002')).toEqual({
      kind: 'invoke',
      invocation: { kind: 'find-papers', text: 'what about 2404.00001 and 2404.00002' },
    });
  });

  it('says what was probably meant where it knows no such command, and what else can be done', () => {
    expect(refused('serach attention')).toBe(
      'There is no command “serach”. The nearest is `search`. `search serach attention` looks for papers, and `help` shows all that can be typed.',
    );
    expect(refused('`x`')).toMatch(/^There is no command “'x'”\. `search 'x'` looks/);
  });

  it('refuses what a command does not take with its own sentence, and what nobody types', () => {
    expect(refused('about everything')).toMatch(/does not know what to do with `everything`/);
    expect(refused('x'.repeat(8001))).toMatch(/^That has 8001 characters/);
  });
});

describe('a press on Slack', () => {
  const press = (action: object) =>
    pressInvocation(PressBody.parse({ user: { id: 'U1' }, actions: [{ type: 'button', action_id: 'a', ...action }] }));

  it('is the action that its button or its chosen option carries', () => {
    expect(press({ value: '1|list.page|2' })).toEqual({ kind: 'action', encoded: '1|list.page|2' });
    expect(press({ type: 'static_select', selected_option: { value: '1|list.page|3' } })).toEqual({
      kind: 'action',
      encoded: '1|list.page|3',
    });
  });

  it('is nothing where it only led away', () => {
    expect(press({ url: 'https://arxiv.org' })).toBeUndefined();
  });
});

describe('a message that is looked through', () => {
  it('gives its text, the addresses of its links and previews, and those within rich text', () => {
    const body = ShortcutBody.parse({
      user: { id: 'U1' },
      message: {
        text: 'see <https://arxiv.org/abs/2404.00001|this> &amp; that',
        attachments: [{ from_url: 'https://arxiv.org/abs/2404.00002', title_link: 'https://huggingface.co/papers/2404.00003' }],
        blocks: [{ type: 'rich_text', elements: [{ type: 'link', url: 'https://arxiv.org/abs/2404.00004' }] }],
      },
    });
    const text = messageText(body);
    for (const id of ['2404.00001', '2404.00002', '2404.00003', '2404.00004']) expect(text).toContain(id);
    expect(text).toContain('& that');
  });
});
