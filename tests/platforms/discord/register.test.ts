import { ApplicationCommandOptionType as OptionType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { CommandDescription } from '../../../src/features/bot.ts';
import { discordCommands, isRegistered } from '../../../src/platforms/discord/register.ts';
import { aBot } from '../../support/a-bot.ts';

type Described = Pick<CommandDescription, 'name' | 'summary' | 'options'>;

const described = (name: string, options: Described['options'] = {}): Described => ({
  name,
  summary: `What ${name} does`,
  options,
});

function papersOf(commands: readonly Described[]) {
  const [papers] = discordCommands(commands, 'everywhere');
  if (papers === undefined || !('options' in papers)) throw new Error('no command was made');
  return papers.options ?? [];
}

function optionsOf(options: Described['options']) {
  const [sub] = papersOf([described('search', options)]);
  return sub !== undefined && 'options' in sub ? (sub.options ?? []) : [];
}

/** Every text that counts against the length of a command, and every list that is bounded. */
function measured(value: unknown): { readonly characters: number; readonly longestList: number } {
  if (Array.isArray(value)) {
    const within = value.map(measured);
    return {
      characters: within.reduce((sum, { characters }) => sum + characters, 0),
      longestList: Math.max(value.length, ...within.map(({ longestList }) => longestList)),
    };
  }
  if (typeof value !== 'object' || value === null) return { characters: 0, longestList: 0 };
  const own = Object.entries(value).filter(([key]) => ['name', 'description', 'value'].includes(key));
  const below = Object.values(value).map(measured);
  return {
    characters: [...own.map(([, text]) => String(text).length), ...below.map(({ characters }) => characters)].reduce(
      (sum, one) => sum + one,
      0,
    ),
    longestList: Math.max(0, ...below.map(({ longestList }) => longestList)),
  };
}

describe('the commands that Discord is given', () => {
  it('are one command with all others below it, and an entry in the menu of messages', () => {
    const [papers, find, ...others] = discordCommands([described('search')], 'everywhere');
    expect(others).toEqual([]);
    expect(papers).toMatchObject({ name: 'papers', options: [{ type: OptionType.Subcommand, name: 'search' }] });
    expect(find).toMatchObject({ name: 'Find papers', type: 3 });
  });

  it('can be used in guilds, in direct messages and by whoever installed the bot for themselves', () => {
    for (const command of discordCommands([described('search')], 'everywhere')) {
      expect(command).toMatchObject({ integration_types: [0, 1], contexts: [0, 1, 2] });
    }
  });

  it('say nothing of where they may be used when one guild is given them, as Discord refuses that', () => {
    for (const command of discordCommands([described('search')], 'one-guild')) {
      expect(command).not.toHaveProperty('integration_types');
      expect(command).not.toHaveProperty('contexts');
    }
  });

  it('put names of two words into a group, and what shares the name of a group into it as `show`', () => {
    expect(papersOf([described('settings'), described('settings zone'), described('show')])).toMatchObject([
      {
        type: OptionType.SubcommandGroup,
        name: 'settings',
        options: [
          { type: OptionType.Subcommand, name: 'show', description: 'What settings does' },
          { type: OptionType.Subcommand, name: 'zone', description: 'What settings zone does' },
        ],
      },
      { type: OptionType.Subcommand, name: 'show' },
    ]);
  });

  it('name required options first, as Discord demands, and keep the order otherwise', () => {
    const text = { kind: 'text', description: 'a text', maxLength: 10 } as const;
    const names = optionsOf({ when: text, query: { ...text, required: true }, max: text, to: { ...text, required: true } });
    expect(names.map(({ name }) => name)).toEqual(['query', 'to', 'when', 'max']);
  });

  it('carry the bounds of each kind of option', () => {
    expect(
      optionsOf({
        query: { kind: 'text', description: 'words', maxLength: 200, required: true },
        zone: { kind: 'text', description: 'a zone', maxLength: 60, suggest: 'zone' },
        pasted: { kind: 'text', description: 'anything', maxLength: 40_000 },
        max: { kind: 'integer', description: 'papers', min: 1, max: 20 },
        window: { kind: 'choice', description: 'how far', choices: ['day', 'week'] },
      }),
    ).toEqual([
      { name: 'query', description: 'words', required: true, type: OptionType.String, max_length: 200 },
      { name: 'zone', description: 'a zone', type: OptionType.String, max_length: 60, autocomplete: true },
      { name: 'pasted', description: 'anything', type: OptionType.String, max_length: 6000 },
      { name: 'max', description: 'papers', type: OptionType.Integer, min_value: 1, max_value: 20 },
      {
        name: 'window',
        description: 'how far',
        type: OptionType.String,
        choices: [
          { name: 'day', value: 'day' },
          { name: 'week', value: 'week' },
        ],
      },
    ]);
  });

  it('complete a choice of more than 25, which no menu of Discord holds', () => {
    const choices = Array.from({ length: 26 }, (_, at) => `choice-${at}`);
    const [option] = optionsOf({ one: { kind: 'choice', description: 'one of many', choices } });
    expect(option).toMatchObject({ autocomplete: true });
    expect(option).not.toHaveProperty('choices');
  });

  it('are within every bound of Discord for the commands that there are', async () => {
    const { bot } = await aBot();
    const [papers] = discordCommands(bot.commands, 'everywhere');
    const { characters, longestList } = measured(papers);
    expect(longestList).toBeLessThanOrEqual(25);
    expect(characters).toBeLessThanOrEqual(8000);
  });
});

describe('what is registered', () => {
  const wanted = discordCommands(
    [described('search', { q: { kind: 'text', description: 'words', maxLength: 9 } })],
    'everywhere',
  );
  const asRead = wanted.map((command, at) => ({
    ...command,
    id: `90000000000000000${at}`,
    version: '1',
    default_member_permissions: null,
    nsfw: false,
    ...('description' in command ? {} : { description: '' }),
  }));

  it('is what is wanted, however Discord orders it and whatever else it says', () => {
    expect(isRegistered(wanted, asRead)).toBe(true);
    expect(isRegistered(wanted, asRead.toReversed())).toBe(true);
    expect(isRegistered(wanted, JSON.parse(JSON.stringify(asRead).replace('[0,1,2]', '[2,0,1]')))).toBe(true);
  });

  it.each([
    ['nothing', []],
    ['one of two', asRead.slice(0, 1)],
    ['one more', [...asRead, { type: 3, name: 'Save' }]],
    ['another description', JSON.parse(JSON.stringify(asRead).replace('words', 'terms'))],
    ['another bound', JSON.parse(JSON.stringify(asRead).replace('"max_length":9', '"max_length":8'))],
    [
      'an option that is required',
      JSON.parse(JSON.stringify(asRead).replace('"max_length":9', '"max_length":9,"required":true')),
    ],
  ])('is not what is wanted where it is %s', (_, registered) => {
    expect(isRegistered(wanted, registered)).toBe(false);
  });
});
