import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Intent, type Key, readLine } from '../../../src/platforms/terminal/read-line.ts';
import { aBot } from '../../support/a-bot.ts';
import { aPaper } from '../../support/builders.ts';

const KEYS: readonly Key[] = [
  { kind: 'action', action: { kind: 'list.page', page: 2 } },
  { kind: 'line', line: 'search x' },
];

async function read(line: string, keys: readonly Key[] = []): Promise<Intent> {
  const { bot } = await aBot();
  return readLine(line, bot, keys);
}

function command(name: string, options: Readonly<Record<string, string>> = {}): Intent {
  return { kind: 'invoke', invocation: { kind: 'command', name, options: new Map(Object.entries(options)) } };
}

describe('a typed line', () => {
  it.each([
    ['search low-rank adaptation', command('search', { query: 'low-rank adaptation' })],
    ['/papers search low-rank', command('search', { query: 'low-rank' })],
    ['/search low-rank', command('search', { query: 'low-rank' })],
    ['settings zone Europe/Berlin', command('settings zone', { zone: 'Europe/Berlin' })],
    ['2404.02948v2', command('show', { paper: '2404.02948v2' })],
    ['https://huggingface.co/papers/2404.02948', command('show', { paper: 'https://huggingface.co/papers/2404.02948' })],
    ['/papers', command('help')],
    ['?', command('help')],
  ])('%s is a command', async (line, intent) => {
    expect(await read(line)).toEqual(intent);
  });

  it.each(['', '   ', '\t'])('without words (%j) is nothing', async (line) => {
    expect(await read(line)).toEqual({ kind: 'nothing' });
  });

  it.each(['quit', 'exit', ' QUIT '])('%s leaves', async (line) => {
    expect(await read(line)).toEqual({ kind: 'leave' });
  });

  it('of one number presses what carries it', async () => {
    expect(await read('1', KEYS)).toEqual({ kind: 'press', key: KEYS[0] });
    expect(await read('[2]', KEYS)).toEqual({ kind: 'press', key: KEYS[1] });
    expect(await read('3', KEYS)).toMatchObject({
      kind: 'refuse',
      sentence: 'There is no 3 to choose; the last answer has 1 to 2.',
    });
    expect(await read('0', KEYS)).toMatchObject({ kind: 'refuse' });
    expect(await read('1')).toMatchObject({ kind: 'refuse', sentence: expect.stringContaining('nothing numbered') });
  });

  it('takes a number after a command for the paper that carries it', async () => {
    const shown: Key = { kind: 'action', action: { kind: 'paper.show', paper: aPaper({ id: 'arxiv:2404.02948' }).id } };
    expect(await read('similar [1]', [shown])).toEqual(command('similar', { paper: 'arxiv:2404.02948' }));
    expect(await read('save 1', [shown])).toEqual(command('save', { paper: 'arxiv:2404.02948' }));
    expect(await read('save 2', [shown])).toMatchObject({ kind: 'refuse', sentence: expect.stringContaining('There is no 2') });
    expect(await read('save 1', KEYS)).toEqual(command('save', { paper: '1' }));
    expect(await read('search 1', [shown])).toEqual(command('search', { query: '1' }));
  });

  it('that is no command is offered as a search, and as the nearest command', async () => {
    expect(await read('low-rank adaptation')).toMatchObject({ kind: 'offer', lines: ['search low-rank adaptation'] });
    expect(await read('serch low-rank')).toMatchObject({
      kind: 'offer',
      sentence: 'There is no command “serch”. The nearest is `search`:',
      lines: ['search low-rank', 'search serch low-rank'],
    });
  });

  it('of pasted text with links finds their papers', async () => {
    const line = 'have you seen https://arxiv.org/abs/2404.02948 and 2106.09685?';
    expect(await read(line)).toEqual({ kind: 'invoke', invocation: { kind: 'find-papers', text: line } });
  });

  it('of pasted junk is refused in one short sentence', async () => {
    for (const junk of ['x'.repeat(10_000), 'word '.repeat(300), `search ${'x'.repeat(10_000)}`]) {
      const intent = await read(junk);
      expect(intent.kind).toBe('refuse');
      expect(intent.kind === 'refuse' && intent.sentence.length).toBeLessThan(120);
    }
  });

  it('always means something', async () => {
    const { bot } = await aBot();
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^(search|show|today|settings zone) .*$/));
    fc.assert(
      fc.property(anything, (line) => {
        expect(readLine(line, bot, KEYS).kind).toMatch(/^(nothing|leave|invoke|press|refuse|offer)$/);
      }),
    );
  });
});
