import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/core/message.ts';
import { type Post, paperOfTheDayMessage } from '../../../src/features/paper-of-the-day/post-message.ts';
import { renderTerminal } from '../../../src/render/terminal.ts';
import { aDay, aPagePaper, aPaper } from '../../support/builders.ts';
import { seedPapers } from '../../support/seed-papers.ts';

const paper = aPaper({
  title: 'Ada: A Method That Reads',
  abstract: 'We propose Ada, a method that reads. Ada outperforms Babbage by 12%.',
  organization: { slug: 'analytical', name: 'Analytical Society' },
  listedOn: '2026-01-07',
  upvotes: 42,
  comments: 5,
  codeUrl: 'https://github.com/ada/ada',
  codeStars: 1200,
});

function aPost(draft: Partial<Post> = {}): Message {
  return paperOfTheDayMessage({ chosen: { paper, score: 0, fit: 0 }, candidates: 57, prompt: 'in-post', ...draft });
}

function shown(message: Message, width = 80): string {
  return renderTerminal(message, { width, color: false });
}

describe('the post of the paper of the day', () => {
  it('shows the paper with its people and organization, two sentences and where to read it', () => {
    const screen = shown(aPost());
    for (const part of [
      'Ada: A Method That Reads',
      'Ada Lovelace, Alan Turing',
      'Analytical Society',
      'We propose Ada, a method that reads. Ada outperforms Babbage by 12%.',
      'https://arxiv.org/pdf/2401.00001',
      'https://huggingface.co/papers/2401.00001',
      'https://github.com/ada/ada',
    ]) {
      expect(screen).toContain(part);
    }
  });

  it('says in small print why it was chosen, in numbers', () => {
    expect(aPost({ movement: { gained: 12, since: aDay('2026-01-06') } }).blocks.at(-1)).toEqual({
      kind: 'note',
      spans: [
        {
          kind: 'text',
          text:
            'On the list of Wed, 7 Jan 2026. Chosen for 42 votes (12 of them since 6 Jan 2026), 5 comments, ' +
            'code with 1,200 stars, from 57 papers not posted here before.',
        },
      ],
    });
  });

  it('owns up to a choice without votes', () => {
    expect(shown(aPost({ chosen: { paper: aPaper(), score: 0, fit: 0 }, candidates: 1 }))).toContain(
      'Chosen though no votes are known.',
    );
  });

  it('opens the abstract, finds similar papers and saves at a press', () => {
    const actions = aPost().buttons.flatMap((button) => (button.kind === 'action' ? [[button.label, button.action]] : []));
    expect(actions).toEqual([
      ['Abstract', { kind: 'paper.show', paper: paper.id }],
      ['Similar', { kind: 'paper.similar', paper: paper.id }],
      ['Save', { kind: 'paper.save', paper: paper.id }],
      ['👍', { kind: 'paper.like', paper: paper.id }],
    ]);
  });

  it('has links only to what is known', () => {
    const buttons = aPost({ chosen: { paper: aPagePaper('On Reading'), score: 0, fit: 0 } }).buttons;
    expect(buttons.filter((button) => button.kind === 'link')).toEqual([]);
  });

  it('asks one question', () => {
    expect(shown(aPost()).match(/^To discuss: /gm)).toHaveLength(1);
  });

  it('names the paper in the line for notifications', () => {
    expect(aPost().summary).toBe('Paper of the day: Ada: A Method That Reads');
  });

  it('fits a terminal of 80 columns and one screen, for every paper of the seed page', async () => {
    for (const each of await seedPapers()) {
      const lines = shown(aPost({ chosen: { paper: each, score: 0, fit: 0 } })).split('\n');
      expect(Math.max(...lines.map((line) => line.length)), each.title).toBeLessThanOrEqual(80);
      expect(lines.length, each.title).toBeLessThanOrEqual(24);
    }
  });
});
