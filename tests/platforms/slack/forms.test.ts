import type { InputBlock, ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { makeRegistry, type RegistryDeps } from '../../../src/features/registry.ts';
import {
  actionForm,
  commandForm,
  formOrigin,
  pickedOption,
  readForm,
  slackOptions,
  startForm,
} from '../../../src/platforms/slack/forms.ts';
import type { SlackView } from '../../../src/platforms/slack/payloads.ts';

const COMMANDS = makeRegistry({} as RegistryDeps).commands;
const ORIGIN = { url: 'https://hooks.example/commands/1', channel: 'C1' };

const inputsOf = (view: ModalView): readonly InputBlock[] =>
  view.blocks.flatMap((block) => (block.type === 'input' ? [block as InputBlock] : []));

/** What Slack sends back of a form in which these inputs were filled in. */
function filledIn(view: ModalView, values: Readonly<Record<string, string>>): SlackView {
  const entries = inputsOf(view).map(
    (input): [string, Record<string, { value?: string; selected_option?: { value: string } }>] => {
      const { block_id: block = '', element } = input;
      const value = values[block];
      const isChoice = element.type === 'static_select' || element.type === 'external_select';
      const given = value === undefined ? {} : isChoice ? { selected_option: { value } } : { value };
      return [block, { [element.action_id ?? '']: given }];
    },
  );
  return {
    id: 'V1',
    type: 'modal',
    callback_id: view.callback_id ?? '',
    private_metadata: view.private_metadata ?? '',
    state: { values: Object.fromEntries(entries) },
  };
}

/** Slack's numbers, written down here once more. */
function checkView(view: ModalView): void {
  expect(view.title.text.length).toBeLessThanOrEqual(24);
  expect((view.submit?.text ?? '').length).toBeLessThanOrEqual(24);
  expect((view.private_metadata ?? '').length).toBeLessThanOrEqual(3000);
  expect(view.blocks.length).toBeLessThanOrEqual(100);
  const ids = inputsOf(view).map(({ block_id: id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { label, hint, element } of inputsOf(view)) {
    expect(label.text).not.toBe('');
    expect((hint?.text ?? '').length).toBeLessThanOrEqual(2000);
    if (element.type === 'plain_text_input') expect(element.max_length ?? 0).toBeLessThanOrEqual(3000);
    if (element.type === 'static_select') {
      expect((element.options ?? []).length).toBeGreaterThan(0);
      for (const { text, value } of element.options ?? []) {
        expect(text.text.length).toBeLessThanOrEqual(75);
        expect((value ?? '').length).toBeLessThanOrEqual(75);
      }
    }
  }
}

describe('the form that /papers opens', () => {
  const form = startForm(COMMANDS, ORIGIN);

  it('is within Slack’s limits, and leads to a form of every command', () => {
    checkView(form);
    const chooser = form.blocks.find(({ type }) => type === 'actions');
    const options = JSON.stringify(chooser);
    for (const { name } of COMMANDS) expect(options).toContain(`"value":"${name}"`);
  });

  it('searches for words, opens the paper that was chosen, and asks for either', () => {
    expect(readForm(filledIn(form, { query: 'low-rank adaptation' }))).toEqual({
      kind: 'invoke',
      invocation: { kind: 'command', name: 'search', options: new Map([['query', 'low-rank adaptation']]) },
    });
    expect(readForm(filledIn(form, { query: 'x', paper: 'arxiv:2404.00001' }))).toEqual({
      kind: 'invoke',
      invocation: { kind: 'command', name: 'show', options: new Map([['paper', 'arxiv:2404.00001']]) },
    });
    expect(readForm(filledIn(form, { query: ' ' }))).toEqual({
      kind: 'errors',
      errors: { query: 'Type what to look for, or choose a paper below.' },
    });
  });

  it('knows where it was asked for', () => {
    expect(formOrigin(filledIn(form, {}))).toEqual(ORIGIN);
    expect(formOrigin({ id: '', type: 'modal', callback_id: 'start', private_metadata: 'null' })).toEqual({});
  });
});

describe('the form of a command', () => {
  it('is within Slack’s limits for each, with an input for each option', () => {
    for (const command of COMMANDS) {
      const form = commandForm(command, ORIGIN);
      checkView(form);
      expect(inputsOf(form).map(({ block_id: id }) => id)).toEqual(Object.keys(command.options));
    }
  });

  it('asks for what is required and comes back as the command with what was filled in', () => {
    const command = COMMANDS.find(({ name }) => name === 'subscribe digest');
    if (command === undefined) throw new Error('no such command');
    const form = commandForm(command, ORIGIN);
    expect(inputsOf(form).map(({ optional }) => optional)).toEqual(
      Object.values(command.options).map(({ required }) => required !== true),
    );
    const read = readForm(filledIn(form, { query: 'agents', max: '5', details: 'none', when: 'weekdays at 9' }));
    expect(read).toEqual({
      kind: 'invoke',
      invocation: {
        kind: 'command',
        name: 'subscribe digest',
        options: new Map([
          ['query', 'agents'],
          ['max', '5'],
          ['details', 'none'],
          ['when', 'weekdays at 9'],
        ]),
      },
    });
  });

  it('completes options as they are typed, and those alone', () => {
    expect(pickedOption('pick|settings zone|zone')).toEqual({ command: 'settings zone', option: 'zone' });
    expect(pickedOption('open-1')).toBeUndefined();
  });
});

describe('the form of a press', () => {
  it('comes back as its action with what was filled in', () => {
    const form = actionForm(
      {
        title: 'Subscribe to this search',
        submit: '1|search.subscribe|0123456789abcdef',
        fields: { when: { kind: 'text', description: 'when it comes', maxLength: 100 } },
      },
      ORIGIN,
    );
    checkView(form);
    expect(readForm(filledIn(form, { when: 'daily at 9' }))).toEqual({
      kind: 'invoke',
      invocation: {
        kind: 'submission',
        encoded: '1|search.subscribe|0123456789abcdef',
        values: new Map([['when', 'daily at 9']]),
      },
    });
  });

  it('is nothing where another version made it', () => {
    expect(readForm({ id: 'V1', type: 'modal', callback_id: 'other', private_metadata: '{}' })).toBeUndefined();
  });
});

describe('what is offered while somebody types', () => {
  it('has what was typed as its last choice, as Slack lets nothing else be sent', () => {
    expect(
      slackOptions([{ label: 'PiSSA', value: 'arxiv:2404.02948' }], ' pissa ').map(({ text, value }) => [text.text, value]),
    ).toEqual([
      ['PiSSA', 'arxiv:2404.02948'],
      ['“pissa”', 'pissa'],
    ]);
    expect(slackOptions([{ label: 'Europe/Berlin', value: 'Europe/Berlin' }], 'Europe/Berlin')).toHaveLength(1);
  });

  it('is at most a hundred, none too long to be sent back, and none without a name', () => {
    const many = Array.from({ length: 150 }, (_, at) => ({ label: at === 0 ? '\u200b' : 'T'.repeat(200), value: `v${at}` }));
    const options = slackOptions([...many, { label: 'long', value: 'x'.repeat(80) }], 'x'.repeat(90));
    expect(options).toHaveLength(100);
    for (const { text, value } of options) {
      expect(text.text.length).toBeLessThanOrEqual(75);
      expect(text.text).not.toBe('');
      expect(value?.length).toBeLessThanOrEqual(75);
    }
  });
});
