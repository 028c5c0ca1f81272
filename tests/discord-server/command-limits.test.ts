import { describe, expect, it } from 'vitest';
import { commandTextLength, readCommands } from '../support/discord-server/command-rules.ts';

const of = (length: number): string => 'x'.repeat(length);
const times = <Part>(count: number, make: (at: number) => Part): readonly Part[] =>
  Array.from({ length: count }, (_, at) => make(at));
const named = (part: object = {}) => ({ name: 'papers', description: 'Papers', ...part });
const text = (part: object = {}) => ({ type: 3, name: 'query', description: 'What', ...part });
const sub = (part: object = {}) => ({ type: 1, name: 'search', description: 'Finds', ...part });
const group = (part: object = {}) => ({ type: 2, name: 'list', description: 'Lists', options: [sub()], ...part });
const judge =
  (commands: readonly object[], scope: 'global' | 'guild' = 'global') =>
  () =>
    readCommands(commands, scope);
const withOptions = (...options: readonly object[]) => [named({ options })];

describe('a list of commands', () => {
  it.each<readonly [string, readonly object[], readonly object[]]>([
    ['a name of 32', [named({ name: of(32) })], [named({ name: of(33) })]],
    ['a description of 100', [named({ description: of(100) })], [named({ description: of(101) })]],
    [
      '25 options',
      withOptions(...times(25, (at) => text({ name: `o${at}` }))),
      withOptions(...times(26, (at) => text({ name: `o${at}` }))),
    ],
    [
      '25 sub-commands',
      withOptions(...times(25, (at) => sub({ name: `s${at}` }))),
      withOptions(...times(26, (at) => sub({ name: `s${at}` }))),
    ],
    ['25 choices', withOptions(text({ choices: choices(25) })), withOptions(text({ choices: choices(26) }))],
    [
      'a choice of 100',
      withOptions(text({ choices: [{ name: of(100), value: of(100) }] })),
      withOptions(text({ choices: [{ name: 'a', value: of(101) }] })),
    ],
    ['a max_length of 6000', withOptions(text({ max_length: 6000 })), withOptions(text({ max_length: 6001 }))],
    ['100 slash commands', times(100, (at) => named({ name: `c${at}` })), times(101, (at) => named({ name: `c${at}` }))],
    ['15 message commands', times(15, (at) => ({ type: 3, name: `M ${at}` })), times(16, (at) => ({ type: 3, name: `M ${at}` }))],
  ])('may have %s, and nothing over', (_, within, over) => {
    expect(judge(within)).not.toThrow();
    expect(judge(over)).toThrow('Invalid Form Body');
  });

  it('may have 8000 characters a command, of localised texts the longest', () => {
    expect(commandTextLength(named({ description_localizations: { de: of(50) } }))).toBe('papers'.length + 50);
    const exact = padded(8000);
    expect(commandTextLength(exact)).toBe(8000);
    expect(judge([exact])).not.toThrow();
    expect(judge([padded(8001)])).toThrow('Command exceeds maximum size');
  });

  it.each<readonly [string, readonly object[]]>([
    ['a required option after an optional one', withOptions(text(), text({ name: 'other', required: true }))],
    ['two options of one name', withOptions(text(), text())],
    ['two commands of one name', [named(), named()]],
    ['a sub-command beside a value', withOptions(sub(), text())],
    ['a group in a group', withOptions(group({ options: [group()] }))],
    ['choices with autocomplete', withOptions(text({ choices: choices(1), autocomplete: true }))],
    ['a name in capitals', [named({ name: 'Papers' })]],
    ['a name with a blank', [named({ name: 'a b' })]],
    ['an empty description', [named({ description: '' })]],
    ['a message command with a description', [{ type: 3, name: 'Save', description: 'x' }]],
    ['bounds out of order', withOptions(text({ min_length: 5, max_length: 4 }))],
    ['an unknown field', [named({ dm_permission: true })]],
    ['a context twice', [named({ contexts: [0, 0] })]],
  ])('is refused with %s', (_, commands) => {
    expect(judge(commands)).toThrow('Invalid Form Body');
  });

  it('has contexts and integration types in the global scope only', () => {
    const command = named({ contexts: [0, 1, 2], integration_types: [0, 1] });
    expect(judge([command])).not.toThrow();
    expect(judge([command], 'guild')).toThrow('Invalid Form Body');
  });
});

function choices(count: number, length = 1): readonly object[] {
  return times(count, (at) => ({ name: `${at}`.padEnd(length, 'n'), value: `${at}`.padEnd(length, 'v') }));
}

/** A command of just this many characters: 25 options with two choices each, whose names and values take what is to be filled. */
function padded(length: number): object {
  const filled = (fill: (slot: number) => number) =>
    named({
      options: times(25, (at) =>
        text({
          name: `o${String(at).padStart(2, '0')}`,
          choices: times(2, (n) => ({
            name: String(n).padEnd(fill(at * 4 + n * 2), 'n'),
            value: String(n).padEnd(fill(at * 4 + n * 2 + 1), 'v'),
          })),
        }),
      ),
    });
  const lacking = length - commandTextLength(filled(() => 1));
  return filled((slot) => 1 + Math.min(99, Math.max(0, lacking - slot * 99)));
}
