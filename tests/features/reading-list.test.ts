import { describe, expect, it } from 'vitest';
import { aBot, buttonOf, labelsOf, messageOf, papersIn, wordsOf } from '../support/a-bot.ts';
import { aPaper, aUser, somePapers } from '../support/builders.ts';

const LORA = aPaper({ id: 'arxiv:2106.09685', title: 'LoRA: Low-Rank Adaptation' });
const DORA = aPaper({ id: 'arxiv:2402.09353', title: 'DoRA: Low-Rank Adaptation Again' });

describe('a reading list', () => {
  it('is filled and emptied by commands', async () => {
    const { ask, read } = await aBot({ papers: [LORA, DORA] });
    expect(await ask('save lora')).toMatchObject({ kind: 'notice', text: expect.stringContaining('Saved “LoRA') });
    expect(await ask('save 2106.09685')).toMatchObject({ text: expect.stringContaining('on your reading list already') });
    expect(papersIn(await read('list'))).toEqual([LORA]);
    expect(await ask('unsave lora')).toMatchObject({ text: expect.stringContaining('off your reading list') });
    expect(await ask('unsave lora')).toMatchObject({ text: expect.stringContaining('was not on your reading list') });
    expect(wordsOf(await read('list'))).toContain('Your reading list is empty.');
  });

  it('is filled and emptied by the buttons of a paper', async () => {
    const { read, press } = await aBot({ papers: [LORA] });
    expect(await press(buttonOf(await read('show lora'), 'Save'))).toMatchObject({ kind: 'notice', level: 'info' });
    expect(await press(buttonOf(await read('show lora'), 'Unsave'))).toMatchObject({ kind: 'notice', level: 'info' });
  });

  it('belongs to one person', async () => {
    const { ask, read } = await aBot({ papers: [LORA] });
    await ask('save lora');
    expect(papersIn(await read('list', { asker: aUser('another') }))).toEqual([]);
  });

  it('shows the last saved first, ten to a page', async () => {
    const papers = somePapers(12);
    const { ask, read, press } = await aBot({ papers });
    for (const [at, { id }] of papers.entries()) {
      await ask(`save ${id}`, { now: `2026-08-21T09:00:${10 + at}.000Z` as never });
    }
    const first = await read('list');
    expect(papersIn(first)[0]).toEqual(papers[11]);
    expect(labelsOf(first)).toEqual(['Next']);
    const second = messageOf(await press(buttonOf(first, 'Next')));
    expect(papersIn(second)).toEqual([papers[1], papers[0]]);
    expect(papersIn(messageOf(await press({ kind: 'list.page', page: 7 })))).toEqual([papers[1], papers[0]]);
  });

  it('takes off the saved paper where words fit many in the archive', async () => {
    const { ask, read } = await aBot({ papers: [LORA, DORA] });
    await ask('save dora');
    expect(await ask('unsave low-rank adaptation')).toMatchObject({ text: expect.stringContaining('“DoRA') });
    expect(papersIn(await read('list'))).toEqual([]);
  });

  it('asks back where a paper to save is not plain, and saves nothing', async () => {
    const { ask, read } = await aBot({ papers: [LORA, DORA] });
    const offered = papersIn(messageOf(await ask('save low-rank adaptation')));
    expect(new Set(offered)).toEqual(new Set([LORA, DORA]));
    expect(papersIn(await read('list'))).toEqual([]);
  });

  it.each(['bibtex', 'csv', 'json'])('is given as a %s file', async (format) => {
    const { ask } = await aBot({ papers: [LORA] });
    await ask('save lora');
    expect(await ask(`export ${format}`)).toMatchObject({ kind: 'file', file: { content: expect.stringContaining('Low-Rank') } });
  });

  it('is given as BibTeX unless told otherwise', async () => {
    const { ask } = await aBot({ papers: [LORA] });
    await ask('save lora');
    expect(await ask('export')).toMatchObject({ file: { name: expect.stringMatching(/\.bib$/) } });
  });

  it('gives no file while it is empty', async () => {
    const { ask } = await aBot();
    expect(await ask('export json')).toMatchObject({ kind: 'notice', text: expect.stringContaining('nothing to export') });
  });
});
