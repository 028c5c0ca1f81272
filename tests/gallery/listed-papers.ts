/**
 * A few made-up papers that have what those of the shipped page lack: authors, an organization, votes, links, mathematics.
 */
import type { Paper } from '../../src/core/paper.ts';
import { aPaper } from '../support/builders.ts';

const SOME_ABSTRACT =
  'We introduce a method that reads papers as agents do. On GSM8K it reaches 92.4% accuracy, 3.1 points over the baseline, ' +
  'with O(n log n) time and 40% less memory. A limitation is that long tables are still read badly. Code is available.';

/** On the lists of the two days before the story begins, the first of January and the second of 2026. */
export const LISTED_PAPERS: readonly Paper[] = [
  ['Agents That Read: Long-Horizon Literature Review with Verified Citations', 214],
  ['Sparse Attention Is Not Enough: Revisiting ℓ₁-Regularised Transformers', 131],
  ['PaperBench-2: Can Language Models Reproduce *Research*?', 88],
  ['Quantization-Aware Distillation of 70B Models on a Single GPU', 61],
  [
    'A Very Long Title That Goes On About Multimodal Reasoning, Retrieval, Planning, Tool Use, and the Evaluation of All Four',
    34,
  ],
  ['Small Models, Big Contexts', 12],
  ['Diffusion Agents for Protein Design', 9],
  ['Low-Rank Experts', 5],
].map(([title, upvotes], at) =>
  aPaper({
    id: `arxiv:2601.000${at + 10}`,
    title: String(title),
    abstract: SOME_ABSTRACT,
    authors: ['Ada Lovelace', 'Alan Turing', 'Grace Hopper', 'Emmy Noether'],
    listedOn: at < 4 ? '2026-01-01' : '2026-01-02',
    publishedOn: '2025-12-30',
    upvotes: Number(upvotes),
    comments: 8 - at,
    ...(at % 2 === 0 && {
      codeUrl: 'https://github.com/example/agents-that-read',
      codeStars: 1200,
      organization: { slug: 'example-lab', name: 'Example Lab' },
    }),
  }),
);
