/**
 * The two sentences that a person would keep of an abstract, chosen by hand, before any rule was written, as the one that
 * says what is new and the one that says what came of it. Each is named by how it begins.
 */
export interface HandPicked {
  /** How the title begins. */
  readonly title: string;
  readonly sentences: readonly [string, string];
}

/** The first twenty papers of the seed page. The rules were written looking at these. */
export const HAND_PICKED: readonly HandPicked[] = [
  { title: 'Recommender AI Agent', sentences: ['We introduce an efficient framework', 'Experimental results on several'] },
  { title: 'Efficient Nearest Neighbor', sentences: ['In this paper, we present an approach', 'Empirically, for k > 10'] },
  { title: 'CAMERA', sentences: ['We first establish a more fundamental', 'Extensive experiments on nine'] },
  { title: 'Hydra', sentences: ['In particular, we propose a natural', 'As a drop-in replacement'] },
  { title: 'EigenShield', sentences: ['We introduce EigenShield', 'Our results demonstrate that'] },
  { title: 'LUT-GEMM', sentences: ['In this paper, we introduce LUT-GEMM', 'We show experimentally'] },
  { title: 'LLM.int8()', sentences: ['We develop a procedure for Int8', 'Using LLM.int8(), we show'] },
  { title: 'MTQA', sentences: ['To address this, we propose', 'Experimental results show that'] },
  { title: 'Share Your Attention', sentences: ['Inspired by dictionary learning', 'Our approach decomposes'] },
  { title: 'UNComp', sentences: ['We propose UNComp', 'By focusing on uncertainty'] },
  { title: 'Matrix-Game', sentences: ['We introduce Matrix-Game', 'Extensive experiments show'] },
  { title: 'Large Language Model Evaluation', sentences: ['To mitigate this issue', 'Consequently, the Matrix'] },
  { title: 'Liger', sentences: ['Liger is a novel approach', 'Additionally, we introduce Liger Attention'] },
  { title: 'ARMOR', sentences: ['To bridge this gap', 'Experiments on Llama'] },
  { title: 'Cut Your Losses', sentences: ['We propose Cut Cross-Entropy', 'Taking the Gemma 2'] },
  { title: 'SVD-Free', sentences: ['In this work, we propose', 'Our numerical experiments'] },
  { title: 'Sparse Concept Bottleneck', sentences: ['We propose a novel architecture', 'We show a significant increase'] },
  { title: 'SwarmBrain', sentences: ['In this paper, we introduce SwarmBrain', 'Experimental results show'] },
  { title: 'One Head Eight Arms', sentences: ['To address these challenges', 'Without bells and whistles'] },
  { title: 'Efficient Arbitrary Precision', sentences: ['To address these challenges', 'When integrated into LLMs'] },
];

/** The ten after them, labelled at the same time and not run until the rules stood. */
export const HELD_OUT: readonly HandPicked[] = [
  { title: 'HIR-Diff', sentences: ['To alleviate these issues', 'Extensive experimental results'] },
  { title: 'PiSSA', sentences: ['To address this challenge', 'This distinction enables'] },
  { title: 'Dive into the Agent Matrix', sentences: ['In this paper, we present', 'In our evaluation of 21'] },
  { title: 'Merging Models', sentences: ['We develop an alternative', 'Specifically, we show'] },
  { title: 'How to Train Your HiPPO', sentences: ['We derive a more general', 'These insights improve'] },
  { title: 'LQ-LoRA', sentences: ['We propose a simple approach', 'Experiments on adapting'] },
  { title: 'SliceGPT', sentences: ['In this paper we present', 'Through extensive experimentation'] },
  { title: 'CUDA-L2', sentences: ['In this paper, we propose', 'CUDA-L2 systematically'] },
  { title: 'KORE', sentences: ['To address this, we propose', 'Extensive experiments on'] },
  { title: 'Machine Vision Therapy', sentences: ['In this paper, we propose', 'Through extensive experiments'] },
];
