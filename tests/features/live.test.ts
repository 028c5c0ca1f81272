/**
 * What is asked of services while a person waits, as that person sees it.
 */
import { describe, expect, it } from 'vitest';
import type { LivePaper, LivePapers, LiveSearch } from '../../src/core/live-papers.ts';
import type { Message } from '../../src/core/message.ts';
import type { Paper } from '../../src/core/paper.ts';
import { aBot, messageOf, wordsOf } from '../support/a-bot.ts';
import { aPaper } from '../support/builders.ts';

const NEW = aPaper({ id: 'arxiv:2608.10001', title: 'Reading as it happens' });

interface Asked {
  readonly live: LivePapers;
  readonly ids: string[];
  readonly words: string[];
}

/** Services that answer so. */
function services(paper: LivePaper, search: LiveSearch = { kind: 'silent' }): Asked {
  const [ids, words]: [string[], string[]] = [[], []];
  return {
    ids,
    words,
    live: {
      paper: async (id) => {
        ids.push(id);
        return paper;
      },
      search: async (typed) => {
        words.push(typed);
        return search;
      },
    },
  };
}

const NOWHERE: LivePaper = { kind: 'not-found', unknownTo: ['hugging-face', 'arxiv'], silent: [] };
const labelsOf = ({ buttons }: Message) => buttons.map(({ label }) => label);

describe('a paper that the archive has not', () => {
  it('is shown where a service has it, and the answer says whose it is', async () => {
    const { live, ids } = services({ kind: 'found', paper: NEW, source: 'arxiv' });
    const { read } = await aBot({ live });
    const message = await read('show https://arxiv.org/abs/2608.10001v2');
    expect(message.summary).toBe(NEW.title);
    expect(wordsOf(message)).toContain('New here: fetched from arXiv just now.');
    expect(ids).toEqual(['arxiv:2608.10001']);
  });

  it('is asked for by every command that takes a paper, and not where the archive has it', async () => {
    const { live, ids } = services(NOWHERE);
    const { ask } = await aBot({ live, papers: [NEW] });
    for (const command of ['show', 'similar', 'save', 'unsave']) await ask(`${command} 2608.10001`);
    expect(ids).toEqual([]);
    for (const command of ['show', 'similar', 'save']) await ask(`${command} 2608.19999`);
    expect(ids).toHaveLength(3);
  });

  it.each<[LivePaper, RegExp]>([
    [
      NOWHERE,
      /^There is no 2608\.10001: it is neither in the archive here nor known to Hugging Face or arXiv\. Is the number right\?/,
    ],
    [
      { ...NOWHERE, unknownTo: [], silent: ['hugging-face', 'arxiv'] },
      /archive here\. Hugging Face and arXiv cannot be asked just now\./,
    ],
    [
      { ...NOWHERE, unknownTo: ['hugging-face'], silent: ['arxiv'] },
      /here, nor known to Hugging Face\. arXiv cannot be asked just now\./,
    ],
  ])('that no service gives is told apart: %j', async (answer, said) => {
    const { read } = await aBot({ live: services(answer).live });
    const message = await read('show 2608.10001');
    expect(message.summary).toMatch(said);
    expect(labelsOf(message)).toEqual(['arXiv', 'Hugging Face']);
  });

  it('is told as before where no service is to be asked', async () => {
    const { read } = await aBot();
    expect((await read('show 2608.10001')).summary).toBe('2608.10001 is not in the archive here.');
  });
});

describe('a search that finds little', () => {
  const HERE = aPaper({ id: 'arxiv:2608.00001', title: 'Sparse attention here', publishedOn: '2026-08-01' });
  const FOUND: readonly Paper[] = [
    aPaper({ id: 'arxiv:2608.00002', title: 'Sparse attention there', publishedOn: '2026-08-02' }),
    HERE,
    aPaper({ id: 'arxiv:2401.00003', title: 'Sparse attention long ago', publishedOn: '2024-01-03' }),
  ];

  async function pressed(line: string, search: LiveSearch = { kind: 'found', papers: FOUND }, papers: readonly Paper[] = [HERE]) {
    const asked = services(NOWHERE, search);
    const bot = await aBot({ live: asked.live, papers });
    const button = (await bot.read(line)).buttons.find(({ label }) => label === 'Search Hugging Face');
    if (button?.kind !== 'action') throw new Error('no such button');
    return { reply: await bot.press(button.action), words: asked.words };
  }

  it('offers the same search at Hugging Face, also where nothing was found', async () => {
    const { read } = await aBot({ live: services(NOWHERE).live, papers: [HERE] });
    expect(labelsOf(await read('search sparse'))).toContain('Search Hugging Face');
    expect(labelsOf(await read('search xqzw'))).toContain('Search Hugging Face');
  });

  it('does not where it found enough, has no words, or no service is to be asked', async () => {
    const enough = Array.from({ length: 5 }, (_, at) => aPaper({ id: `arxiv:2608.0001${at}`, title: `Sparse attention ${at}` }));
    const { read } = await aBot({ live: services(NOWHERE).live, papers: enough });
    expect(labelsOf(await read('search sparse'))).not.toContain('Search Hugging Face');
    expect(labelsOf(await read('search author:nobody'))).not.toContain('Search Hugging Face');
    const { read: readAlone } = await aBot({ papers: [HERE] });
    expect(labelsOf(await readAlone('search sparse'))).not.toContain('Search Hugging Face');
  });

  it('is answered with what is here first, then what the service found beside it, marked', async () => {
    const { reply, words } = await pressed('search sparse "attention"');
    expect(words).toEqual(['sparse attention']);
    const papers = messageOf(reply).blocks.flatMap((block) => (block.kind === 'paper' ? [block] : []));
    expect(papers.map(({ paper, reason }) => [paper.title, reason?.map((span) => 'text' in span && span.text).join()])).toEqual([
      ['Sparse attention here', undefined],
      ['Sparse attention there', 'found by Hugging Face just now'],
      ['Sparse attention long ago', 'found by Hugging Face just now'],
    ]);
  });

  it('holds the conditions of the search against what the service finds', async () => {
    const { reply } = await pressed('search sparse since:2026-08-02 -long', undefined, []);
    const titles = messageOf(reply).blocks.flatMap((block) => (block.kind === 'paper' ? [block.paper.title] : []));
    expect(titles).toEqual(['Sparse attention there']);
  });

  it('says where the service has nothing else, and where it cannot be asked', async () => {
    expect(wordsOf(messageOf((await pressed('search sparse', { kind: 'found', papers: [HERE] })).reply))).toMatch(
      /no other paper/,
    );
    expect((await pressed('search sparse', { kind: 'silent' })).reply).toMatchObject({
      level: 'error',
      text: 'Hugging Face cannot be asked just now. Try again in a minute.',
    });
  });
});
