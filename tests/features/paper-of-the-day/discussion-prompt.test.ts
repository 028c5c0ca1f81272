import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DiscussionPrompt,
  discussionPrompt,
  discussionPrompts,
} from '../../../src/features/paper-of-the-day/discussion-prompt.ts';
import { aPaper } from '../../support/builders.ts';
import { said } from '../../support/said.ts';
import { seedPapers } from '../../support/seed-papers.ts';

function textOf({ spans }: DiscussionPrompt): string {
  return said(spans);
}

/** What stands between the quotation marks. */
function quoteIn(prompt: DiscussionPrompt): string | undefined {
  return /“([\s\S]*)”/.exec(textOf(prompt))?.[1];
}

const abstract =
  'Reading is hard, and existing methods fail to read. We propose Ada, a method that reads. ' +
  'In our tests on ten books, Ada outperforms Babbage by 12% on reading, writing and sums, while using less ink. ' +
  'Ada still struggles with verse. The code is available at https://github.com/ada/ada.';
const ada = aPaper({ title: 'Ada: A Method That Reads', abstract });

function about(kind: DiscussionPrompt['about'], paper = ada): string | undefined {
  const prompt = discussionPrompts(paper).find((each) => each.about === kind);
  return prompt && (quoteIn(prompt) ?? textOf(prompt));
}

describe('a discussion prompt', () => {
  it('may be about a claim with its number', () => {
    expect(about('claim')).toBe('Ada outperforms Babbage by 12% on reading, writing and sums');
  });

  it('may be about a baseline that is beaten', () => {
    expect(about('baseline')).toBe('Ada outperforms Babbage by 12% on reading, writing and sums');
  });

  it('may be about the method, by its name', () => {
    expect(about('method')).toBe('Ada');
  });

  it('may be about a limit that the paper states, and never about one of earlier work', () => {
    expect(about('limit')).toBe('Ada still struggles with verse');
    const others = 'We propose to read. Prior methods struggle with verse. They fail to rhyme in any language.';
    expect(about('limit', aPaper({ abstract: others }))).toBeUndefined();
    expect(about('limit', aPaper({ abstract: 'Models struggle with verse. We propose a method that rhymes.' }))).toBeUndefined();
  });

  it('may be about the code, where it is known or the abstract says where it is', () => {
    expect(about('code')).toContain('https://github.com/ada/ada');
    expect(about('code', aPaper({ codeUrl: 'https://github.com/b/b' }))).toContain('https://github.com/b/b');
    expect(about('code', aPaper({ abstract: 'We compare with the data of https://github.com/c/c, a survey.' }))).toBeUndefined();
  });

  it('is about the title where the abstract gives nothing to ask about', () => {
    const bare = aPaper({ title: 'On Reading', abstract: '' });
    expect(discussionPrompts(bare).map((prompt) => prompt.about)).toEqual(['title']);
    expect(quoteIn(discussionPrompt(bare))).toBe('On Reading');
  });

  it('puts no claim in the mouth of authors who doubt it', () => {
    const doubting =
      'We ask whether X outperforms Y by 10% in all of our many tests. We find no evidence that X outperforms Y by 5%.';
    expect(discussionPrompts(aPaper({ abstract: doubting })).map((prompt) => prompt.about)).toEqual(['title']);
  });

  it('is the same whenever one paper is asked about, and differs between papers of one text', () => {
    const ids = Array.from({ length: 40 }, (_, at) => `arxiv:2601.${10_000 + at}`);
    const asked = ids.map((id) => textOf(discussionPrompt(aPaper({ ...ada, id }))));
    expect(ids.map((id) => textOf(discussionPrompt(aPaper({ ...ada, id }))))).toEqual(asked);
    expect(new Set(asked).size).toBeGreaterThanOrEqual(8);
  });

  it('quotes the seed page letter for letter, and every paper of it gets a question', async () => {
    const kinds = new Set<string>();
    for (const paper of await seedPapers()) {
      const prompts = discussionPrompts(paper);
      expect(prompts).toContainEqual(discussionPrompt(paper));
      for (const prompt of prompts) {
        kinds.add(prompt.about);
        expect(textOf(prompt)).toMatch(/\?/);
        const quote = quoteIn(prompt);
        if (quote === undefined) expect(paper.abstract).toContain(said(prompt.spans.slice(-1)));
        else expect(`${paper.title}\n${paper.abstract}`).toContain(quote);
      }
    }
    expect([...kinds].sort()).toEqual(['baseline', 'claim', 'code', 'limit', 'method', 'title']);
  });

  it('states nothing outside the quotation that differs from paper to paper', () => {
    const anyParts = fc.array(
      fc.constantFrom('We show', 'that X outperforms Y', 'by 3%', ',', '.', '(', '”', 'however', 'fails to'),
      {
        maxLength: 14,
      },
    );
    fc.assert(
      fc.property(anyParts, (parts) => {
        const paper = aPaper({ title: 'X', abstract: parts.join(' ') });
        for (const prompt of discussionPrompts(paper)) expect(`X\n${paper.abstract}`).toContain(quoteIn(prompt));
      }),
    );
  });
});
