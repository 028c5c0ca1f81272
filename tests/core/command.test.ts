import { describe, expect, expectTypeOf, it } from 'vitest';
import { type CommandContext, defineCommand } from '../../src/core/command.ts';
import { UserError } from '../../src/core/errors.ts';
import { anInstant, aUser, MEMBER } from '../support/builders.ts';

const CONTEXT: CommandContext = {
  asker: aUser(),
  place: { platform: 'terminal', workspace: 'terminal', channel: 'terminal' },
  standing: MEMBER,
  now: anInstant(),
  settings: {},
};

const label = defineCommand({
  name: 'label',
  summary: 'Puts a label on a paper',
  example: 'label blue count:3 a note',
  answer: 'private',
  options: {
    name: { kind: 'text', description: 'what to write on it', required: true, maxLength: 10 },
    count: { kind: 'integer', description: 'how many', min: 1, max: 20 },
    colour: { kind: 'choice', description: 'which colour', choices: ['blue', 'Dark-Red'] },
  },
  run: async ({ name, count, colour }) => {
    expectTypeOf(name).toEqualTypeOf<string>();
    expectTypeOf(count).toEqualTypeOf<number | undefined>();
    expectTypeOf(colour).toEqualTypeOf<'blue' | 'Dark-Red' | undefined>();
    return { kind: 'notice', level: 'info', text: JSON.stringify({ name, count, colour }) };
  },
});

const invoke = async (raw: Readonly<Record<string, string | number>>) => {
  const reply = await label.invoke(new Map(Object.entries(raw)), CONTEXT);
  return reply.kind === 'notice' ? JSON.parse(reply.text) : reply;
};

describe('a command', () => {
  it('is given its options as typed values, and absent ones as absent', async () => {
    expect(await invoke({ name: ' x ', count: '3', colour: 'DARK-red' })).toEqual({ name: 'x', count: 3, colour: 'Dark-Red' });
    expect(await invoke({ name: 'x', count: 20 })).toEqual({ name: 'x', count: 20 });
    expect(await invoke({ name: 'x', count: '  ', colour: '' })).toEqual({ name: 'x' });
  });

  it('never sees options that it did not name', async () => {
    expect(await invoke({ name: 'x', other: 'y', constructor: 'z' })).toEqual({ name: 'x' });
  });

  it.each([
    [{}, 'missing-option', '`label` needs name: what to write on it. For example: `label blue count:3 a note`.'],
    [{ name: '  ' }, 'missing-option', '`label` needs name'],
    [{ name: 'x'.repeat(11) }, 'option-too-long', 'That is 11 characters; name takes at most 10.'],
    [{ name: 'x', count: 'many' }, 'bad-number', 'count is a whole number from 1 to 20.'],
    [{ name: 'x', count: '0' }, 'bad-number', 'count is a whole number'],
    [{ name: 'x', count: 21 }, 'bad-number', 'count is a whole number'],
    [{ name: 'x', count: '1.5' }, 'bad-number', 'count is a whole number'],
    [{ name: 'x', count: '0x10' }, 'bad-number', 'count is a whole number'],
    [{ name: 'x', count: '1e1' }, 'bad-number', 'count is a whole number'],
    [{ name: 'x', count: Number.NaN }, 'bad-number', 'count is a whole number'],
    [{ name: 'x', colour: 'green' }, 'bad-choice', 'colour is one of: blue, Dark-Red.'],
  ])('refuses %j with a sentence for the asker', async (raw, code, sentence) => {
    const refused = await invoke(raw).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UserError);
    expect(refused).toMatchObject({ code, message: expect.stringContaining(sentence) });
  });

  it('cannot answer in place of an older message', () => {
    // @ts-expect-error: only a button replaces; a command has nothing to replace
    defineCommand({ ...label, answer: 'replace', options: {}, run: async () => ({ kind: 'nothing' }) });
  });
});
