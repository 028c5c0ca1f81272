import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/core/paper-claims/facts.ts';
import {
  FEWEST_QUESTIONS,
  type PromptLine,
  type ReadingPrompt,
  readingPrompt,
} from '../../../src/core/paper-claims/reading-prompt.ts';
import type { ReadBefore } from '../../../src/core/paper-claims/shared-terms.ts';
import { TITLE_WORDINGS, WORDINGS } from '../../../src/core/paper-claims/wordings.ts';
import { aPaper } from '../../support/builders.ts';
import { said } from '../../support/said.ts';
import { seedPapers, titled } from '../../support/seed-papers.ts';

const textOf = ({ spans }: PromptLine): string => said(spans);
const linesOf = ({ opening, questions }: ReadingPrompt): readonly PromptLine[] => [...opening, ...questions];
const quotesIn = (line: PromptLine): readonly string[] => [...textOf(line).matchAll(/“([^”]*)”/g)].map(([, quote = '']) => quote);

/** A line without what it quotes, lists and links: what the bot itself says. */
function frameOf(words: string): string {
  return words
    .replace(/https?:[^\s”]+$/g, '')
    .replace(/“[^”]*”/g, '“”')
    .replace(/\{list\}/g, '“”')
    .replace(/“”(?:, “”)*(?: and “”)+/g, '“”')
    .trim();
}
const FRAMES = new Set([...Object.values(WORDINGS).flat(), ...TITLE_WORDINGS].map(frameOf));

const bare = aPaper({ title: 'Reading Poems Slowly', abstract: '' });

describe('the prompt of a reading group', () => {
  it('asks at least five different questions of every paper of the seed page, in any week', async () => {
    for (const paper of await seedPapers()) {
      for (const week of [0, 1, 2, 7, 52]) {
        const asked = readingPrompt(paper, { week }).questions.map(textOf);
        expect(asked.length).toBeGreaterThanOrEqual(FEWEST_QUESTIONS);
        expect(new Set(asked).size).toBe(asked.length);
        for (const question of asked) expect(question).toMatch(/\?/);
      }
    }
  });

  it('rests every question on facts of the paper, by their ids', async () => {
    for (const paper of await seedPapers()) {
      const known = new Set(factsOf(paper).map(({ id }) => id));
      const { questions } = readingPrompt(paper, { week: 3 });
      for (const { about, factIds } of questions) {
        expect(factIds.length > 0).toBe(about !== 'title');
        expect(factIds.filter((id) => !known.has(id))).toEqual([]);
      }
    }
  });

  it('asks no plain question about the title of any paper of the seed page', async () => {
    for (const paper of await seedPapers()) {
      expect(readingPrompt(paper, { week: 5 }).questions.filter(({ about }) => about === 'title')).toEqual([]);
    }
  });

  it('quotes letter for letter, and says nothing else that differs from paper to paper', async () => {
    for (const paper of await seedPapers()) {
      const prompt = readingPrompt(paper, { week: 11 });
      for (const line of linesOf(prompt)) {
        for (const quote of quotesIn(line)) expect(`${paper.title}\n${paper.abstract}`).toContain(quote);
      }
      for (const question of prompt.questions) expect(FRAMES).toContain(frameOf(textOf(question)));
    }
  });

  it('quotes no clause twice', async () => {
    for (const paper of await seedPapers()) {
      const long = linesOf(readingPrompt(paper, { week: 2 }))
        .flatMap(quotesIn)
        .filter((quote) => quote.length > 60);
      expect(new Set(long).size).toBe(long.length);
    }
  });

  it('asks in other words from week to week, all but one at the most, and the same for the same week', async () => {
    for (const paper of await seedPapers()) {
      const [now, again, later] = [8, 8, 9].map((week) => readingPrompt(paper, { week }).questions.map(textOf));
      expect(again).toEqual(now);
      expect(later?.filter((question) => now?.includes(question)).length).toBeLessThanOrEqual(1);
    }
  });

  it('uses plain questions about the words of the title only where there is too little to ask about', () => {
    const { opening, questions } = readingPrompt(bare, { week: 0 });
    expect(questions.map(({ about }) => about)).toEqual(Array.from({ length: FEWEST_QUESTIONS }, () => 'title'));
    expect(textOf(opening[0])).toBe('The paper is “Reading Poems Slowly”.');
    for (const question of questions) expect(quotesIn(question).every((quote) => bare.title.includes(quote))).toBe(true);
  });

  it('counts what on the hub names the paper', () => {
    const { questions } = readingPrompt({ ...bare, artifacts: { models: 1, datasets: 0, spaces: 2 } }, { week: 0 });
    expect(textOf(questions[0] ?? { spans: [], factIds: [] })).toMatch(/^On Hugging Face 1 model and 2 Spaces name this paper\./);
  });
});

describe('the paper that the group has read before', () => {
  const other = aPaper({ id: 'arxiv:2404.02948', title: 'Ada', abstract: 'A method for verse, rhyme and metre.' });
  const paper = aPaper({ title: 'Byron', abstract: 'We propose Byron-2, a method for rhyme in verse.' });
  const readWith = (...sharedTerms: readonly string[]): ReadBefore => ({ paper: other, sharedTerms });

  it('opens the talk and gets a question, with the terms that the two share', () => {
    const { opening, questions } = readingPrompt(paper, { week: 0, closest: readWith('verse', 'rhyme') });
    expect(textOf(opening[1])).toBe('Of what you have read, “Ada” is nearest: both speak of “verse” and “rhyme”.');
    expect(questions[0]).toMatchObject({ about: 'closest', factIds: ['closest:arxiv:2404.02948'] });
  });

  it('is said to share no term that one of the two has not', () => {
    const { opening } = readingPrompt(paper, { week: 0, closest: readWith('metre', 'verse', 'ver', 'prose') });
    expect(textOf(opening[1])).toMatch(/both speak of “verse”\.$/);
  });

  it('is left out where no term is surely shared', () => {
    const prompt = readingPrompt(paper, { week: 0, closest: readWith('metre') });
    expect(prompt).toEqual(readingPrompt(paper, { week: 0 }));
  });
});

const anyAbstract = fc
  .array(
    fc.constantFrom(
      ...[
        'We propose Foo-Net (FN), a method. ',
        'Foo-Net outperforms Bar by 3% on GLUE. ',
        'Existing methods fail to read. ',
        '”',
        '“',
        ' (',
        'Foo ',
      ],
      ...[
        'It still fails to rhyme in verse. ',
        'By reading, Foo-Net uses verse to store rhyme. ',
        'with only a small loss ',
        'https://github.com/a/b ',
      ],
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('a prompt for any text', () => {
  it('has at least five questions, quotes only what is there, and says nothing else of its own', () => {
    fc.assert(
      fc.property(anyAbstract, fc.integer(), (abstract, week) => {
        const paper = aPaper({ title: 'Foo-Net: Reading Verse', abstract });
        const { questions } = readingPrompt(paper, { week });
        expect(questions.length).toBeGreaterThanOrEqual(FEWEST_QUESTIONS);
        expect(new Set(questions.map(textOf)).size).toBe(questions.length);
        for (const question of questions) {
          expect(FRAMES).toContain(frameOf(textOf(question)));
          for (const quote of quotesIn(question)) expect(`${paper.title}\n${abstract}`).toContain(quote);
        }
      }),
    );
  });
});

describe('a sample', () => {
  it('reads as it does in the gallery', async () => {
    const prompt = readingPrompt(titled(await seedPapers(), 'Hydra'), { week: 3 });
    expect(linesOf(prompt).map(textOf)).toMatchInlineSnapshot(`
      [
        "In the paper's words: “we propose a natural bidirectional extension of the Mamba model (Hydra), parameterized as a quasiseparable matrix mixer, which demonstrates superior performance over other sequence models including Transformers on non-causal tasks”.",
        "The numbers to keep in mind: “0.8 points” and “2%”.",
        "What is the simplest thing that could have been done instead of what the first line above says?",
        "What does “Hydra” assume that might not hold where you would use it?",
        "The abstract reports: “Hydra outperforms BERT by 0.8 points on the GLUE benchmark and ViT by 2% Top-1 accuracy on ImageNet”. Could “2%” come from tuning, data or size and not from the idea? What would tell?",
        "The abstract draws a comparison with “BERT” and “ViT”. Which other one would you want to see beside it?",
        "The abstract names “GLUE” and “ImageNet”. Which test is missing from that list?",
        "Would you expect “Hydra” to carry over from “non-causal tasks” to what you work on? What would break first?",
      ]
    `);
  });
});
