import { describe, expect, it } from 'vitest';
import { commandAt, pathOf } from '../../../src/platforms/discord/command-path.ts';
import {
  commandInvocation,
  discordChoices,
  halfTyped,
  pressInvocation,
  submissionInvocation,
  type TypedOption,
} from '../../../src/platforms/discord/invocation.ts';
import { aBot } from '../../support/a-bot.ts';

const NAMES = ['search', 'show', 'settings', 'settings zone', 'subscribe digest', 'list'];

/** `/papers group member` with values, as Discord nests them. */
function typed(path: string, values: readonly TypedOption[] = []): readonly TypedOption[] {
  return path.split(' ').reduceRight<readonly TypedOption[]>((options, name) => [{ name, options }], values);
}

describe('a form that comes back', () => {
  it('is its action with what was filled in: texts, and of each menu what was chosen', () => {
    const fields = [
      { customId: 'when', value: 'daily at 9' },
      { customId: 'max', value: '' },
      { customId: 'to', values: ['me'] },
      { customId: 'details', values: [] },
      { customId: 'more' },
    ];
    expect(submissionInvocation('1|search.subscribe|0123456789abcdef', fields)).toEqual({
      kind: 'submission',
      encoded: '1|search.subscribe|0123456789abcdef',
      values: new Map([
        ['when', 'daily at 9'],
        ['to', 'me'],
      ]),
    });
  });
});

describe('a command typed on Discord', () => {
  it.each([
    ['search', 'search'],
    ['show', 'show'],
    ['settings show', 'settings'],
    ['settings zone', 'settings zone'],
    ['subscribe digest', 'subscribe digest'],
  ])('%s is `%s`', (path, name) => {
    expect(commandInvocation(typed(path), NAMES)).toMatchObject({ kind: 'command', name });
  });

  it('brings its texts and numbers as they are', () => {
    const values = [
      { name: 'query', value: '"low rank"  author:hu' },
      { name: 'max', value: 5 },
    ];
    expect(commandInvocation(typed('subscribe digest', values), NAMES)).toEqual({
      kind: 'command',
      name: 'subscribe digest',
      options: new Map<string, string | number>([
        ['query', '"low rank"  author:hu'],
        ['max', 5],
      ]),
    });
  });

  it('keeps the words of one that this version does not have, for the bot to say so', () => {
    expect(commandInvocation(typed('list show'), ['search'])).toMatchObject({ name: 'list show' });
  });

  it('finds every command at the place where it is registered', async () => {
    const names = (await aBot()).bot.commands.map(({ name }) => name);
    for (const name of names) expect(commandAt(pathOf(name, names), names)).toBe(name);
    expect(new Set(names.map((name) => pathOf(name, names).join(' '))).size).toBe(names.length);
  });
});

describe('an option that is being typed', () => {
  it('names its command and itself, empty or not', () => {
    const values = [
      { name: 'zone', value: '', focused: true },
      { name: 'other', value: 'x' },
    ];
    expect(halfTyped(typed('settings zone', values), NAMES)).toEqual({ command: 'settings zone', option: 'zone', typed: '' });
    expect(halfTyped(typed('show', [{ name: 'paper', value: 'Attent', focused: true }]), NAMES)).toEqual({
      command: 'show',
      option: 'paper',
      typed: 'Attent',
    });
  });

  it('is none where nothing is in focus or the command is gone', () => {
    expect(halfTyped(typed('show', [{ name: 'paper', value: 'x' }]), NAMES)).toBeUndefined();
    expect(halfTyped(typed('gone', [{ name: 'paper', value: 'x', focused: true }]), NAMES)).toBeUndefined();
  });
});

describe('choices', () => {
  it('are at most 25, with labels cut to 100 characters and none whose value would not fit', () => {
    const many = Array.from({ length: 30 }, (_, at) => ({ label: `${at} ${'x'.repeat(120)}`, value: `v${at}` }));
    const offered = discordChoices([{ label: 'too long', value: 'y'.repeat(101) }, ...many]);
    expect(offered).toHaveLength(25);
    expect(offered[0]?.value).toBe('v0');
    expect(offered.every(({ name }) => name.length <= 100)).toBe(true);
  });

  it('are none without words or value', () => {
    expect(
      discordChoices([
        { label: ' ', value: 'a' },
        { label: 'a', value: '' },
      ]),
    ).toEqual([]);
  });
});

describe('a press', () => {
  it('is the action of the button, or of the entry that was chosen', () => {
    expect(pressInvocation('1|list.page|2')).toEqual({ kind: 'action', encoded: '1|list.page|2' });
    expect(pressInvocation('open', ['1|paper.show|arxiv:2106.09685'])).toEqual({
      kind: 'action',
      encoded: '1|paper.show|arxiv:2106.09685',
    });
  });
});
