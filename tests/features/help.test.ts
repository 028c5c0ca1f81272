import { describe, expect, it } from 'vitest';
import { parseQueryText } from '../../src/core/query-language.ts';
import { QUERY_FORMS } from '../../src/features/help/search-language.ts';
import { aBot, wordsOf } from '../support/a-bot.ts';
import { aPaper } from '../support/builders.ts';
import { saidBy } from '../support/said.ts';

describe('help', () => {
  it('names every command with one line each', async () => {
    const { bot, read } = await aBot();
    const lists = (await read('help')).blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
    expect(lists.map(([name]) => name && saidBy(name))).toEqual(bot.commands.map(({ name }) => name));
  });

  it('shows how each command is used, with its example', async () => {
    const { bot, read } = await aBot();
    for (const { name, example } of bot.commands) {
      expect(wordsOf(await read(`help ${name}`))).toContain(`For example: ${example}`);
    }
    expect((await read('help export')).title).toBe('export [bibtex|csv|json]');
    expect((await read('help Show')).title).toBe('show <paper>');
  });

  it('explains the query language with the search command', async () => {
    const { read } = await aBot();
    const words = wordsOf(await read('help search'));
    for (const { form } of QUERY_FORMS) expect(words).toContain(form);
  });

  it.each(QUERY_FORMS)('shows the form $form, which can be run as it is', ({ form }) => {
    expect(() => parseQueryText(form)).not.toThrow();
  });

  it('on the first word of several commands names them', async () => {
    const { read } = await aBot();
    const { title, blocks } = await read('help follow');
    expect(title).toBe('follow goes on with one more word');
    const lists = blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
    expect(lists.map(([name]) => name && saidBy(name))).toEqual(['follow author', 'follow org']);
  });

  it('on what there is not says where all that there are is shown', async () => {
    const { ask } = await aBot();
    expect(await ask('help nominate')).toMatchObject({ level: 'error', text: expect.stringContaining('`help`') });
  });
});

describe('about', () => {
  it('tells the version, how much is known and how fresh it is', async () => {
    const papers = [
      aPaper({ listedOn: '2026-08-20' }),
      aPaper({ id: 'arxiv:2401.00002', abstract: '', publishedOn: '2026-08-01' }),
    ];
    const { read } = await aBot({ papers });
    const words = wordsOf(await read('about'));
    for (const fact of [
      'Paperboy 0.1.0',
      'Papers: 2, 1 of them with an abstract',
      'Searchable now: 2 papers',
      'Newest daily list: 20 Aug 2026',
      '21 Aug 2026, 09:00 (UTC)',
    ]) {
      expect(words).toContain(fact);
    }
  });

  it('is honest about an empty archive', async () => {
    const { read } = await aBot();
    expect(wordsOf(await read('about'))).toContain('Newest daily list: none here yet');
  });
});
