import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OptionSpecs } from '../../src/core/command.ts';
import { type LineCommand, parseCommandLine } from '../../src/core/command-line.ts';
import { UserError } from '../../src/core/errors.ts';

const aCommand = (name: string, options: OptionSpecs = {}): LineCommand => ({ name, options, example: `${name} as so` });

const COMMANDS: readonly LineCommand[] = [
  aCommand('search', { query: { kind: 'text', description: 'words', required: true, maxLength: 500, rest: true } }),
  aCommand('show', { paper: { kind: 'text', description: 'a paper', required: true, maxLength: 300, rest: true } }),
  aCommand('today', { date: { kind: 'text', description: 'a day', maxLength: 10 } }),
  aCommand('trending', {
    window: { kind: 'choice', description: 'how long', choices: ['day', 'week', 'month'] },
    count: { kind: 'integer', description: 'how many', min: 1, max: 20 },
  }),
  aCommand('label', {
    name: { kind: 'text', description: 'a name', required: true, maxLength: 50 },
    count: { kind: 'integer', description: 'how many', min: 1, max: 20 },
    note: { kind: 'text', description: 'anything', maxLength: 500, rest: true },
  }),
  aCommand('settings zone', { zone: { kind: 'text', description: 'a zone', required: true, maxLength: 60 } }),
  aCommand('list'),
  aCommand('forget-me'),
];

const parse = (line: string, commands = COMMANDS) => parseCommandLine(line, commands);

const optionsOf = (line: string) => {
  const parsed = parse(line);
  if (parsed.kind !== 'command') throw new Error(`no command: ${line}`);
  return Object.fromEntries(parsed.options);
};

const complaint = (line: string) => {
  try {
    parse(line);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`accepted: ${line}`);
};

describe('the name in a typed line', () => {
  it.each(['', '   ', '\n\t', '\u200b \u202e'])('is missing from %j', (line) => {
    expect(parse(line)).toEqual({ kind: 'empty' });
  });

  it.each(['list', ' List ', 'LIST', '\u200blist', '\ufeff list\n'])(
    'is read from %j in any case, with nothing invisible',
    (line) => {
      expect(parse(line)).toMatchObject({ kind: 'command', name: 'list' });
    },
  );

  it('is of two words where a command has such a name, however far apart', () => {
    expect(parse('settings   ZONE  Europe/Berlin')).toEqual({
      kind: 'command',
      name: 'settings zone',
      options: new Map([['zone', 'Europe/Berlin']]),
    });
    expect(parse('settings', [aCommand('settings'), ...COMMANDS])).toMatchObject({ name: 'settings' });
  });

  it.each([
    ['serach lora', { name: 'search', line: 'search lora' }],
    ['shw PiSSA', { name: 'show', line: 'show PiSSA' }],
    ['trendng', { name: 'trending', line: 'trending' }],
    ['forgetme', { name: 'forget-me', line: 'forget-me' }],
    ['settings zon UTC', { name: 'settings zone', line: 'settings zone UTC' }],
    ['setings', { name: 'settings', line: 'settings' }],
    ['setings zone UTC', { name: 'settings zone', line: 'settings zone UTC' }],
    ['quantization', undefined],
    ['a', undefined],
    ['🔥', undefined],
    ['x'.repeat(20_000), undefined],
  ])('that is unknown brings the nearest known one, and the line with it: %.40s', (line, nearest) => {
    expect(parse(line)).toEqual({ kind: 'unknown', word: line.split(' ')[0], nearest });
  });

  it('that is the first word of several is told from one that is unknown', () => {
    expect(parse('settings')).toEqual({ kind: 'family', word: 'settings' });
    expect(parse('Settings Europe/Berlin')).toEqual({ kind: 'family', word: 'settings' });
  });
});

describe('an option in quotes before the rest of the line', () => {
  const DIGEST = aCommand('digest', {
    query: { kind: 'text', description: 'a query', required: true, maxLength: 100 },
    when: { kind: 'text', description: 'a schedule', maxLength: 100, rest: true },
  });
  const read = (line: string) => parse(line, [DIGEST]);

  it.each([
    ['digest "low rank" weekdays at 9', 'low rank'],
    ["digest 'low rank' weekdays at 9", 'low rank'],
    [`digest 'low rank author:"Tri Dao"' weekdays at 9`, 'low rank author:"Tri Dao"'],
    ['digest ‘low rank author:“Tri Dao”’ weekdays at 9', 'low rank author:"Tri Dao"'],
    [`digest '"mixture of experts" | agents' weekdays at 9`, '"mixture of experts" | agents'],
  ])('keeps the quotes within it: %s', (line, query) => {
    expect(read(line)).toMatchObject({
      options: new Map([
        ['query', query],
        ['when', 'weekdays at 9'],
      ]),
    });
  });
});

describe('an option that takes words until a named one', () => {
  const SUBSCRIBE = aCommand('subscribe', {
    weekends: { kind: 'choice', description: 'a choice', choices: ['settled', 'silent'] },
    when: { kind: 'text', description: 'a schedule', maxLength: 100, rest: 'until-named' },
  });
  const read = (line: string) => parse(line, [SUBSCRIBE]);

  it.each([
    ['subscribe weekdays at 9 weekends:silent', 'weekdays at 9'],
    ['subscribe weekends:silent weekdays at 9', 'weekdays at 9'],
    ['subscribe weekdays weekends:silent at 9', 'weekdays at 9'],
    ['subscribe when:weekdays at 9 weekends:silent', 'weekdays at 9'],
  ])('leaves the other options to themselves, wherever they stand: %s', (line, when) => {
    expect(read(line)).toMatchObject({
      options: new Map([
        ['when', when],
        ['weekends', 'silent'],
      ]),
    });
  });

  it('keeps what only looks like a named option', () => {
    expect(read('subscribe at 9:30 zone: Europe/Berlin')).toMatchObject({
      options: new Map([['when', 'at 9:30 zone: Europe/Berlin']]),
    });
  });
});

describe('an option that takes the rest of the line', () => {
  it('gets it untouched: operators, quotes of any form, colons and inner white space', () => {
    const query = '“low  rank” -word author:"Tri Dao" query:x sort:new \'a\' C:\\dir';
    expect(optionsOf(`search   ${query}  `)).toEqual({ query });
  });

  it('may be named, as on Discord', () => {
    expect(optionsOf('search query:low rank')).toEqual({ query: 'low rank' });
    expect(optionsOf('show Paper: PiSSA')).toEqual({ paper: 'PiSSA' });
  });

  it('is absent where nothing follows the name', () => {
    expect(optionsOf('search')).toEqual({});
  });

  it('gets very long text whole', () => {
    const pasted = 'word "and \'so on: '.repeat(5_000).trim();
    expect(optionsOf(`search ${pasted}`)).toEqual({ query: pasted });
  });

  it('comes after the options that must be there; those that need not be go by name', () => {
    expect(optionsOf('label blue a note count:3')).toEqual({ name: 'blue', note: 'a note count:3' });
    expect(optionsOf('label blue count:3 a note')).toEqual({ name: 'blue', count: '3', note: 'a note' });
    expect(optionsOf('label count:3 “light blue” a note')).toEqual({ name: 'light blue', count: '3', note: 'a note' });
  });
});

describe('options of one value', () => {
  it.each([
    ['trending', {}],
    ['trending week', { window: 'week' }],
    ['trending Week 5', { window: 'Week', count: '5' }],
    ['trending count:5 week', { window: 'week', count: '5' }],
    ['trending COUNT: 5', { count: '5' }],
    ['trending window:"week"', { window: 'week' }],
    ['today "5 January 2026"', { date: '5 January 2026' }],
    ['today „5 January 2026“', { date: '5 January 2026' }],
    ['today ‘5 January’', { date: '5 January' }],
    ['today don’t', { date: "don't" }],
    ['today zone:UTC', { date: 'zone:UTC' }],
    ['today "5 January', { date: '5 January' }],
  ])('are read by position or by name from `%s`', (line, options) => {
    expect(optionsOf(line)).toEqual(options);
  });

  it.each([
    ['list everything please', 'extra-words', '`list` does not know what to do with `everything please`.'],
    ['trending week 5 and more', 'extra-words', '`and more`'],
    ['trending count:5 count:6', 'repeated-option', '`count:` is there twice.'],
    ['trending count:', 'missing-value', '`count:` has no value.'],
    [`list ${'`'.repeat(9000)}`, 'extra-words', `\`${"'".repeat(40)}…\``],
  ])('are refused with the example of the command: %.40s', (line, code, sentence) => {
    const { message, code: given } = complaint(line);
    expect(given).toBe(code);
    expect(message).toContain(sentence);
    expect(message).toMatch(/For example: `\w+ as so`\.$/);
  });
});

describe('a line of any kind', () => {
  const shard = fc.constantFrom(
    'search',
    'trending',
    'label',
    'settings zone',
    ' ',
    ' ',
    '"',
    '“',
    "'",
    '’',
    ':',
    'count:',
    'name:',
    'x',
    '\n',
    '\u200b',
    '\ud83d',
  );
  const anyLine = fc.oneof(
    fc.array(shard, { maxLength: 20 }).map((shards) => shards.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );

  it('is a command, a family of some, empty, unknown, or refused with a sentence', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        try {
          expect(['command', 'family', 'empty', 'unknown']).toContain(parse(line).kind);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('gives the rest of the line to `search` whatever it is', () => {
    const typed = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map((text) => text.trim());
    fc.assert(
      fc.property(
        typed.filter((text) => text !== '' && !/^query:/i.test(text)),
        (text) => {
          expect(optionsOf(`search ${text}`)).toEqual({ query: text });
        },
      ),
    );
  });
});
