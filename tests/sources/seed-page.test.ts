/**
 * The page that the program ships with, against what a person reads on it: the beginning of each title, the last words of
 * its abstract, and its footer.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Paper } from '../../src/core/paper.ts';
import { seedRecords } from '../../src/sources/paper-file.ts';

const PAGE = new URL('../../data/daily-papers-search-page.txt', import.meta.url).pathname;

type Fact = readonly [title: string, lastWords: string, footer: string];

/** In the order of the page. A footer is its authors or organization, its date, and its number of comments where it has one. */
const FACTS: readonly Fact[] = [
  ['Recommender AI Agent: Integrating', 'outperforming general-purpose LLMs.', '6 authors, 2023-08-31'],
  ['Efficient Nearest Neighbor Search', 'using a dual-encoder or TF-IDF.', '5 authors, 2022-10-22'],
  ['CAMERA: Multi-Matrix Joint', 'on a single NVIDIA A100-40GB GPU.', '8 authors, 2025-08-04'],
  ['Hydra: Bidirectional State Space', 'by 2% Top-1 accuracy on ImageNet.', '4 authors, 2024-07-13'],
  ['EigenShield: Causal Subspace', 'adversarial training, UNIGUARD, and CIDER.', '6 authors, 2025-02-20, 1'],
  ['LUT-GEMM: Quantized Matrix', 'relies on the costly dequantization process.', '10 authors, 2022-06-19'],
  ['LLM.int8(): 8-bit Matrix', 'We open-source our software.', '4 authors, 2022-08-15, 1'],
  ['MTQA:Matrix of Thought', 'available at https://github.com/lyfiter/mtqa.', '4 authors, 2025-09-04'],
  ['Share Your Attention: Transformer', 'any significant drop in their performance.', '4 authors, 2025-08-06'],
  ['UNComp: Can Matrix Entropy', 'at https://github.com/menik1126/UNComp.', '12 authors, 2024-10-03'],
  ['Matrix-Game: Interactive World', 'at https://github.com/SkyworkAI/Matrix-Game.', '11 authors, 2025-06-23, 2'],
  ['Large Language Model Evaluation', 'https://github.com/MLGroupJLU/MatrixNuclearNorm.', '4 authors, 2024-10-14, 2'],
  ['Liger: Linearizing Large', 'https://github.com/OpenSparseLLMs/Linearization.', '5 authors, 2025-03-03, 2'],
  ['ARMOR: High-Performance', 'between model compression and task accuracy', ''],
  ['Cut Your Losses in', 'without sacrificing training speed or convergence.', '5 authors, 2024-11-13, 4'],
  ['SVD-Free Low-Rank Adaptive', 'faster runtime and reduced memory usage.', '4 authors, 2025-05-23'],
  ['Sparse Concept Bottleneck', 'at: https://github.com/Andron00e/SparseCBM.', '4 authors, 2024-04-04'],
  ['SwarmBrain: Embodied agent', 'players set at different difficulty levels.', '4 authors, 2024-01-31'],
  ['One Head Eight Arms:', 'training parameters count and reduced computational overhead.', '5 authors, 2025-01-28'],
  ['Efficient Arbitrary Precision', 'broader and more responsive applications of LLMs.', '4 authors, 2024-09-26'],
  ['HIR-Diff: Unsupervised', 'available at https://github.com/LiPang/HIRDiff.', '6 authors, 2024-02-24'],
  ['PiSSA: Principal Singular', 'inducing negligible cost of switching LoRA to PiSSA.', '3 authors, 2024-04-03'],
  ['Dive into the Agent Matrix:', 'safeguards in the practical deployment of LLM agents.', '4 authors, 2025-09-29, 1'],
  ['Merging Models with', 'future research into methods for merging models.', '2 authors, 2021-11-18'],
  ['How to Train Your HiPPO:', 'with 96% on the most difficult Path-X task.', '5 authors, 2022-06-23'],
  ['LQ-LoRA: Low-rank Plus', 'is competitive with the original model in full precision.', '4 authors, 2023-11-20'],
  ['SliceGPT: Compress Large', 'at: https://github.com/microsoft/TransformerCompression', '5 authors, 2024-01-26, 6'],
  [
    'CUDA-L2: Surpassing cuBLAS',
    'found at github.com/deepreinforce-ai/CUDA-L2',
    'deepreinforce-ai = DeepReinforce, 2025-12-02, 2',
  ],
  ['KORE: Enhancing Knowledge', 'performance and effectively mitigates catastrophic forgetting.', '10 authors, 2025-10-22, 3'],
  ['Machine Vision Therapy:', 'at https://github.com/tmllab/Machine_Vision_Therapy.', '6 authors, 2023-12-05'],
  ['VQ-Logits: Compressing', 'the robustness and effectiveness of our approach.', '7 authors, 2025-05-15'],
  ['Complementary Subspace Low-Rank', 'by about +1.3% Top-1 accuracy.', '6 authors, 2025-01-24'],
  ['Turning Trash into Treasure:', 'existing LLMs and tasks without the need for adaptation.', '8 authors, 2024-08-16, 2'],
  ['ABQ-LLM: Arbitrary-Bit', 'acceleration improvement and 2.7× memory compression gain.', '9 authors, 2024-08-16'],
  ['Foundation Inference Models', 'models which are finetuned to the target datasets.', '5 authors, 2024-06-10'],
  ['AffineQuant: Affine', 'a new state-of-the-art benchmark for PTQ in LLMs.', '9 authors, 2024-03-19'],
  ['Mosaic-SDF for 3D', 'of about 600k caption-shape pairs.', '5 authors, 2023-12-14, 4'],
  ['An Efficient Sparse Inference', 'https://github.com/intel/intel-extension-for-transformers.', '12 authors, 2023-06-28'],
  ['OPERA: Alleviating', 'available at: https://github.com/shikiw/OPERA.', '9 authors, 2023-11-29'],
  ['Do LLMs Know When to NOT', 'Strict prompting and CoT can enhance this capability.', '4 authors, 2024-07-23'],
  ['SPT: Fine-Tuning', 'and accelerating fine-tuning by up to 2.2x.', '5 authors, 2023-12-16, 2'],
  ['Blockwise Compression of', 'several General Language Understanding Evaluation (GLUE) datasets.', '2 authors, 2023-04-03'],
  ['MergeQuant: Accurate', 'speedup in end-to-end compared to FP16 baseline.', '9 authors, 2025-03-06'],
  ['DiffoRA: Enabling', 'state-of-the-art baselines across various benchmarks.', '3 authors, 2025-02-12'],
  ['Harnessing Vision Foundation', 'at https://github.com/YuHengsss/Trident.', '3 authors, 2024-11-14'],
  ['Spatial-Mamba: Effective', 'at https://github.com/EdwardChasel/Spatial-Mamba.', '5 authors, 2024-10-19'],
  ['LoRA-Composer: Leveraging', 'at https://github.com/Young98CN/LoRA_Composer', '11 authors, 2024-03-18'],
];

describe('the seed page', () => {
  const papers: Paper[] = [];
  const rejected: unknown[] = [];
  /** A paper's title and abstract are each one line of the page. */
  const lines = readFileSync(PAGE, 'utf8').split('\n');

  beforeAll(async () => {
    for await (const record of seedRecords(PAGE)) {
      if (record.kind === 'paper') papers.push(record.paper);
      else rejected.push(record);
    }
  });

  it('holds 47 papers, and none of its other lines is one', () => {
    expect(papers).toHaveLength(47);
    expect(rejected).toEqual([]);
    expect(new Set(papers.map(({ id }) => id)).size).toBe(47);
  });

  it.each(FACTS.map((fact, at) => [at + 1, ...fact] as const))('has as its paper %i "%s"', (number, title, lastWords, footer) => {
    const paper = papers[number - 1];
    expect(paper?.title.startsWith(title)).toBe(true);
    expect(lines).toContain(paper?.title);
    expect(paper?.abstract.endsWith(lastWords)).toBe(true);
    expect(paper && footerOf(paper)).toBe(footer);
  });

  it('gives every abstract whole: all words of its line, in order', () => {
    const words = (text: string) => text.replace(/[^A-Za-z ]+/g, ' ').match(/[A-Za-z]{4,}/g) ?? [];
    for (const paper of papers) {
      const line = lines[lines.indexOf(paper.title) + 2] ?? '';
      const commands = new Set(['times', 'textless', 'downarrow', 'norm']);
      const expected = words(line).filter((word) => !commands.has(word));
      expect(words(paper.abstract).filter((word) => !commands.has(word))).toEqual(expected);
    }
  });

  it('reads without markup', () => {
    for (const { title, abstract } of papers) expect(`${title} ${abstract}`).not.toMatch(/\\|\$|''|\{|\}|\dtimes|sim\d|ell_/);
    const textOf = (start: string) => papers.find(({ title }) => title.startsWith(start))?.abstract;
    expect(textOf('Large Language Model Evaluation')).toContain('due to their O(n³) time complexity');
    expect(textOf('Large Language Model Evaluation')).toContain('the L_(1,2)-norm to further');
    expect(textOf('CUDA-L2')).toContain('the widely-used torch.matmul to state-of-the-art');
    expect(textOf('CUDA-L2')).toContain('yields +22.0% over torch.matmul');
    expect(textOf('PiSSA')).toContain('a residual matrix W^res for error');
    expect(textOf('OPERA')).toContain('an 80%~95% co-currency rate');
    expect(textOf('Turning Trash')).toContain('requires <2MB of additional');
    expect(textOf('ABQ-LLM')).toContain('7.59 (2.17↓ vs 9.76');
    expect(textOf('Blockwise')).toContain('at least 10²³ FLOPs');
    expect(textOf('Do LLMs')).toContain('the "Answerable-Unanswerable Confusion Matrix" (AUCM)');
    expect(textOf('Efficient Nearest')).toContain('or ℓ₂-distance');
    expect(textOf('VQ-Logits')).toContain('(K << V )');
  });
});

function footerOf({ authorCount, organization, publishedOn, comments, authors }: Paper): string {
  expect(authors).toEqual([]);
  const byline = organization
    ? `${organization.slug} = ${organization.name}`
    : authorCount > 0
      ? `${authorCount} authors`
      : undefined;
  return [byline, publishedOn, comments].filter((part) => part !== undefined).join(', ');
}
